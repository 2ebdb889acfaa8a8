"""All that a damaged file still holds, into a new sound one; the damaged one is only read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from hfgoals.store.found import found_in
from hfgoals.store.opening import create
from hfgoals.store.remains import LOSSES, Loss, Remains
from hfgoals.store.schema import SCHEMAS, VERSION
from hfgoals.trouble import CannotWrite


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What came into the new file and what did not."""

    saved: int
    """Rows of the workbook."""
    whole: bool
    """Whether the seal proves that nothing is missing and nothing is from an older state."""
    absent: int | None
    """How many lines fewer than the seal tells of; None when there is no telling."""
    losses: tuple[Loss, ...]
    """One by one, as far as is known; none when it is whole."""
    certain: bool = False
    """Whether what was saved is proven to be what was saved last, though something is missing."""

    @property
    def summary(self) -> str:
        """What came of it, in a sentence or two."""
        if self.whole:
            return f"抢救出 {self.saved} 行，逐条核对无误，没有缺失。"
        if self.absent is None:
            left = "是不是全部，已经无从核对。"
        else:
            left = f"还缺 {self.absent} 条记录。" if self.absent else "条数没有缺少。"
        proven = "抢救出的都是最后保存的内容，逐条核对无误。" if self.certain else ""
        return f"抢救出 {self.saved} 行，{left}{proven}"

    def listed(self) -> list[str]:
        """The losses by kind: a heading each, and an indented line for every one."""
        lines = []
        for kind, heading in LOSSES.items():
            found = [loss for loss in self.losses if loss.kind == kind]
            if found:
                lines.append(f"{heading}（{len(found)} 处）：")
            for loss in found:
                told = " ".join(loss.text.split())
                lines.append(f"  {loss.where}{f'：{told}' if told else ''}")
        return lines


def salvage(path: Path, target: Path) -> SalvageReport:
    """Put all that can be trusted of the file into a new one at ``target``, and tell of the rest.

    Raises FileMissing, NotOurs, TooNew, Damaged when nothing of it can be read, CannotWrite.
    """
    path, target = Path(path).absolute(), Path(target).absolute()
    if os.path.lexists(target):
        raise CannotWrite(f"“{target.name}”已经存在。", "原有文件没有改动。", "请换一个文件名。")
    found = found_in(path)
    remains = Remains()
    remains.take(found.lines("record"))
    saved = len(remains.rows)
    book = remains.book(found.sample)
    found.tell(remains)
    others = [table for table in SCHEMAS[VERSION] if table not in ("record", "meta")]
    create(target, book, found.storable(*others)).close()
    return SalvageReport(saved, found.whole, found.absent, (*found.doubts, *remains.losses))
