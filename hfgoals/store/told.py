"""What is told of a damaged file: each thing that is lost or doubtful, and what was saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from hfgoals.lean import dataclass

LossKind = Literal["damaged", "missing", "moved", "uncertain", "left_out"]
LOSSES: Final[dict[LossKind, str]] = {
    "damaged": "内容损坏，没有采用",
    "moved": "所属的内容没有找到，另放在一处",
    "missing": "没有找到",
    "uncertain": "采用了，但可能不是最新的内容，请核对",
    "left_out": "可能是以前删去或改过的内容，没有采用",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is not in the new file as it was, or may not be."""

    kind: LossKind
    where: str
    """Which year, project and row, as far as is known."""
    text: str = ""
    """What can be read of it."""
    part: str = ""
    """Of the row or rows; "" when that is not known, or for more than rows."""
    row: str = ""
    """The row's id; "" when that is not known."""
    parent: str = ""
    """The id of the row that held it."""
    positions: range = range(0)
    """Where it stood among the rows of its part below its parent; where several did."""


def in_order(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """The losses by kind, what is damaged before what it left astray."""
    kinds = list(LOSSES)
    return tuple(sorted(losses, key=lambda loss: kinds.index(loss.kind)))


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
