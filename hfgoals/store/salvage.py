"""All that a damaged file still holds, into a new sound one; the damaged one is only read."""

from __future__ import annotations

import os
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.model.values import Book
from hfgoals.store.digests import StoredLine
from hfgoals.store.found import found_in
from hfgoals.store.opening import create
from hfgoals.store.remains import Remains
from hfgoals.store.schema import SCHEMAS, VERSION
from hfgoals.store.told import SalvageReport, in_order
from hfgoals.trouble import CannotWrite


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What can be trusted of a damaged file, not written anywhere yet."""

    path: Path
    created: str
    """When the workbook was made; "" when the file no longer says."""
    book: Book
    remains: Remains
    """The same as rows, at the places that they had."""
    report: SalvageReport
    _others: tuple[StoredLine, ...]

    def write(self, target: Path) -> None:
        """Put it into a new file. Raises CannotWrite."""
        target = Path(target).absolute()
        check_free(target)
        create(target, self.book, self._others).close()


def salvaged(path: Path) -> Salvaged:
    """All that can be trusted of the file, and what is told of the rest.

    Raises FileMissing, NotOurs, TooNew, Damaged when nothing of it can be read.
    """
    path = Path(path).absolute()
    found = found_in(path)
    remains = Remains()
    remains.take(found.lines("record"))
    saved = len(remains.rows)
    book = remains.book(found.sample)
    found.tell(remains)
    losses = in_order((*found.doubts, *remains.losses))
    report = SalvageReport(saved, found.whole, found.absent, losses, found.certain)
    tables = [table for table in SCHEMAS[VERSION] if table not in ("record", "meta")]
    others = tuple(found.storable(*tables))
    return Salvaged(path, found.meta("created"), book, remains, report, others)


def salvage(path: Path, target: Path) -> SalvageReport:
    """Put all that can be trusted of the file into a new one at ``target``, and tell of the rest.

    Raises as ``salvaged`` does, and CannotWrite.
    """
    check_free(Path(target).absolute())
    found = salvaged(path)
    found.write(target)
    return found.report


def check_free(target: Path) -> None:
    """Raises CannotWrite where there is a file of that name already."""
    if os.path.lexists(target):
        raise CannotWrite(f"“{target.name}”已经存在。", "原有文件没有改动。", "请换一个文件名。")
