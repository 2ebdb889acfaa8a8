"""All that a damaged file still holds, into a new sound one; the damaged one is only read."""

from __future__ import annotations

import os
from pathlib import Path

from hfgoals.store.found import found_in
from hfgoals.store.opening import create
from hfgoals.store.remains import Remains
from hfgoals.store.schema import SCHEMAS, VERSION
from hfgoals.store.told import SalvageReport
from hfgoals.trouble import CannotWrite


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
