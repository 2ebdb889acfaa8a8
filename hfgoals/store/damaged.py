"""A damaged file to be looked at: what holds in its place, blank rows where something is lost.

Nothing of a record whose digest does not hold is shown as a value. Each year tells which of its
rows stand blank for a lost one and which may be from an older state; forms, pages and files say
so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hfgoals.model.address import UNIT_ROW
from hfgoals.model.rows import flatten
from hfgoals.model.values import AnnualPlan, Book, Damage
from hfgoals.store.connection import allow_building, in_memory
from hfgoals.store.digests import Seal
from hfgoals.store.examine import Contents
from hfgoals.store.found import Found, found_in
from hfgoals.store.opening import fill, lay_out
from hfgoals.store.remains import Remains
from hfgoals.store.schema import VERSION
from hfgoals.store.store import Store
from hfgoals.store.told import SalvageReport, in_order

_BESIDE = ("setting", "version", "entry")


def open_damaged(path: Path) -> Store:
    """What is left of the file, read-only; ``damage`` of the Store tells what is not.

    Where the seal proves that all is there, nothing of the Book is marked. The file is only read,
    and only now. Raises FileMissing, NotOurs, TooNew, Damaged when nothing of it can be read.
    """
    path = Path(path).absolute()
    found = found_in(path)
    remains = Remains()
    remains.take(found.lines("record"))
    saved = len(remains.rows)
    remains.stand_in_projects(found.lost_records())
    remains.book(found.sample)
    found.tell(remains)
    remains.stand_in()
    losses = in_order((*found.doubts, *remains.losses))
    report = SalvageReport(saved, found.whole, found.absent, losses, found.certain)
    book = _marked(remains, found)
    complete = all(plan.damage is None for plan in book.years)
    store = _store(path, found, book, _reason(report, complete=complete))
    store.damage = report
    return store


def _reason(report: SalvageReport, *, complete: bool) -> str:
    if complete:
        return "文件已损坏，填报的内容逐条核对完整，现在只能查看。请用“抢救”存成新文件后再修改。"
    left = "其余的都核对无误。" if report.certain else "其余的逐条核对过，但可能混有以前的内容。"
    return f"文件已损坏，只能查看，缺损处已标出，导出和打印的每一页都注明“数据不完整”。{left}"


def _marked(remains: Remains, found: Found) -> Book:
    book = remains.with_rows((), found.sample)
    lost = remains.stood_in | remains.made
    if UNIT_ROW not in remains.rows:
        lost |= {UNIT_ROW}
    spared = found.certain and not lost and not any(found.lost_records())
    if found.whole or spared:
        # What else was hit, the log or a setting, is in no form.
        return book
    every = {placed.id for placed in flatten(book)}
    doubtful = {loss.row for loss in remains.losses if loss.kind == "uncertain" and loss.row}
    if found.suspect:
        doubtful = every - lost
    return replace(book, years=tuple(_with_damage(plan, lost, doubtful) for plan in book.years))


def _with_damage(plan: AnnualPlan, lost: set[str], doubtful: set[str]) -> AnnualPlan:
    own = {UNIT_ROW, *(placed.id for placed in flatten(Book(years=(plan,))))}
    return replace(plan, damage=Damage(frozenset(lost & own), frozenset(doubtful & own)))


def _store(path: Path, found: Found, book: Book, reason: str) -> Store:
    lines = found.storable(*_BESIDE)
    digests = {line.key: line.digest for line in lines}
    contents = Contents(
        VERSION,
        book,
        dict(_texts(found, "setting")),
        dict(_texts(found, "version")),
        digests=digests,
        seal=Seal.over(digests),
        created=found.meta("created"),
    )
    connection = in_memory()
    try:
        allow_building(connection)
        lay_out(connection, VERSION)
        fill(connection, lines)
        connection.execute("COMMIT")
        connection.execute("PRAGMA query_only=ON")
        return Store(path, connection, contents, None, reason)
    except BaseException:
        connection.close()
        raise


def _texts(found: Found, table: str) -> Iterator[tuple[str, str]]:
    """Each line's key and what stands first beside it."""
    for line in found.storable(table):
        key, text, *_ = line.columns
        yield str(key), str(text)
