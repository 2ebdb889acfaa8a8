"""What backups and copies hold of what a damaged workbook has lost, side by side; and putting that
into the salvaged file: one step, told in its change log.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from hfgoals.backups import Shelf
from hfgoals.history.history import History
from hfgoals.model.address import UNIT_ROW
from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.rows import PlacedRow, bare, flatten
from hfgoals.model.values import Book
from hfgoals.store import Loss, open_file
from hfgoals.store.examine import PART_NAMES
from hfgoals.store.placing import placing
from hfgoals.store.salvage import Salvaged, check_free
from hfgoals.trouble import CannotWrite, Trouble

FILLED_STEP: Final = "抢救时补回 {} 处（{}）"
GONE: Final = "文件里没有找到；也可能是后来删去的"
_SHOWN: Final = ("damaged", "missing", "moved")
"""The kinds of losses that something can be put in for."""


@dataclass(frozen=True, slots=True)
class Source:
    """A sound state of the same workbook: its newest good backup, or another file."""

    name: str
    when: str
    """Of a backup, as it is listed; of a file when it was written last."""
    book: Book


@dataclass(frozen=True, slots=True)
class Offer:
    """What one source holds in the place of something lost."""

    source: Source
    rows: tuple[PlacedRow, ...]
    """The row, and what stands below it and is lost as well."""

    @property
    def text(self) -> str:
        """The row's fields, in words."""
        first, *below = self.rows
        told = _told(first)
        return f"{told}；另有下属 {len(below)} 行" if below else told


@dataclass(frozen=True, slots=True)
class Gap:
    """One row that is missing from what was saved."""

    where: str
    remains: str
    """What can still be read of it."""
    sure: bool
    """Whether it was there: else only a source has it."""
    offers: tuple[Offer, ...] = ()
    """One a source, in their order; of those that have it."""


def sources_of(
    salvaged: Salvaged, beside: Iterable[Path] = (), shelf: Shelf | None = None
) -> tuple[Source, ...]:
    """The files named and the newest of its backups that can be read, the newest first.

    Raises Trouble for a file that cannot be opened or is another workbook's.
    """
    files = [_file(path, salvaged) for path in beside]
    found = [*files, *_newest(salvaged, shelf or Shelf.own())]
    return tuple(sorted(found, key=lambda each: each.when, reverse=True))


def _file(path: Path, salvaged: Salvaged) -> Source:
    with open_file(path, read_only=True) as store:
        known = salvaged.remains.rows.keys() - {UNIT_ROW}
        if known.isdisjoint(placed.id for placed in flatten(store.book)):
            raise Trouble(
                f"“{path.name}”不是“{salvaged.path.name}”的副本，里面没有同样的内容。",
                "没有改动任何文件。",
                "请换一个文件：同一个工作簿以前的副本、U盘上的拷贝都可以。",
            )
        written = datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        return Source(f"“{path.name}”", f"{written:%Y-%m-%d %H:%M:%S}", store.book)


def _newest(salvaged: Salvaged, shelf: Shelf) -> Iterator[Source]:
    kept = shelf.of(salvaged.path, salvaged.created)
    for backup in kept.backups if kept is not None else ():
        try:
            yield Source("备份", backup.when, backup.book())
        except Trouble:
            # A damaged one; an older one will do.
            continue
        return


def gaps_of(salvaged: Salvaged, sources: Sequence[Source]) -> tuple[Gap, ...]:
    """What is missing by place, with what the sources have; then what only the first of them has
    where it cannot be told whether that was there.
    """
    lookups = [_Lookup(source, salvaged) for source in sources]
    losses = list(_told_once(salvaged.report.losses))
    for lookup in lookups:
        lookup.match(losses)
    gaps = [
        Gap(loss.where, loss.text, True, tuple(_offered(lookups, at)))
        for at, loss in enumerate(losses)
    ]
    if lookups and not (salvaged.report.certain or salvaged.report.whole):
        gaps += lookups[0].unmatched()
    return tuple(gaps)


def _offered(lookups: Iterable[_Lookup], at: int) -> Iterator[Offer]:
    return (offer for lookup in lookups for offer in lookup.offers(at))


def _told_once(losses: Sequence[Loss]) -> Iterator[Loss]:
    """Row by row; one whose record is damaged is not told again for the rows below it."""
    damaged = {loss.row for loss in losses if loss.kind == "damaged"}
    for loss in losses:
        if loss.kind != "moved" or loss.row not in damaged:
            yield from _single(loss)


def _single(loss: Loss) -> Iterator[Loss]:
    """A loss for each row."""
    if loss.kind not in _SHOWN:
        return
    if len(loss.positions) < 2:
        yield loss
        return
    label = PART_NAMES[next(part for part in ROW_TYPES if part == loss.part)]
    owner = loss.where.rpartition(label)[0]
    for at in loss.positions:
        yield replace(loss, where=f"{owner}{label}第 {at + 1} 行", positions=range(at, at + 1))


@dataclass(slots=True)
class _Lookup:
    """The rows of one source that what was saved does not have."""

    source: Source
    salvaged: Salvaged
    _rows: dict[str, PlacedRow] = field(init=False)
    _saved: Collection[str] = field(init=False)
    _matched: dict[int, str] = field(default_factory=dict)
    """The row that was found for the loss of that number."""

    def __post_init__(self) -> None:
        self._saved = self.salvaged.remains.rows.keys()
        self._rows = {
            placed.id: placed
            for placed in flatten(self.source.book)
            if placed.id not in self._saved
        }

    def match(self, losses: Sequence[Loss]) -> None:
        """Find the row of each loss: by its id, else by its place."""
        for by_id in (True, False):
            for at, loss in enumerate(losses):
                if at not in self._matched:
                    found = self._known(loss) if by_id else self._placed(loss)
                    if found is not None and found.id not in self._matched.values():
                        self._matched[at] = found.id

    def _known(self, loss: Loss) -> PlacedRow | None:
        found = self._rows.get(loss.row)
        return found if found is not None and found.part == loss.part else None

    def _placed(self, loss: Loss) -> PlacedRow | None:
        here = [
            placed
            for placed in self._rows.values()
            if placed.parent
            and (placed.parent, placed.part) == (loss.parent, loss.part)
            and placed.id not in self._matched.values()
        ]
        exact = (placed for placed in here if placed.position in loss.positions)
        return next(exact, here[0] if len(here) == 1 else None)

    def offers(self, at: int) -> tuple[Offer, ...]:
        """For the loss of that number."""
        found = self._matched.get(at)
        return () if found is None else (self._offer(found),)

    def _offer(self, row_id: str) -> Offer:
        return Offer(self.source, (self._rows[row_id], *self._below(row_id)))

    def _below(self, row_id: str) -> Iterator[PlacedRow]:
        taken = set(self._matched.values())
        for placed in self._rows.values():
            if placed.parent == row_id and placed.id not in taken:
                yield placed
                yield from self._below(placed.id)

    def unmatched(self) -> Iterator[Gap]:
        """The topmost rows that are neither saved nor known to be lost."""
        told = set(self._matched.values())
        told |= {each.id for row_id in self._matched.values() for each in self._below(row_id)}
        for placed in self._rows.values():
            if placed.id not in told and (placed.parent in self._saved or not placed.parent):
                offer = self._offer(placed.id)
                told |= {each.id for each in offer.rows}
                where = self.salvaged.remains.place(placed.part, placed.parent, placed.position)
                yield Gap(where, "", False, (offer,))


def _told(placed: PlacedRow) -> str:
    part: Part = placed.part
    row = bare(placed.row)
    texts = ((entry.label, entry.text(row)) for entry in FIELDS[part])
    shown = [f"{label}：{' '.join(text.split())}" for label, text in texts if text]
    return "；".join(shown) or "（空白）"


def filled(salvaged: Salvaged, offers: Iterable[Offer]) -> Book:
    """What was saved with these in its gaps, each with the rows above it that are lost as well."""
    taken: dict[str, PlacedRow] = {}
    for offer in offers:
        above = {placed.id: placed for placed in flatten(offer.source.book)}
        for placed in offer.rows:
            wanted: PlacedRow | None = placed
            while wanted is not None and wanted.id not in taken:
                taken[wanted.id] = replace(wanted, row=bare(wanted.row))
                lost = wanted.parent and wanted.parent not in salvaged.remains.rows
                wanted = above.get(wanted.parent) if lost else None
    return salvaged.remains.with_rows(taken.values(), salvaged.book.sample)


def write_filled(salvaged: Salvaged, offers: Sequence[Offer], target: Path, who: str) -> None:
    """Put what was saved into a new file, with what was taken as a step of that person's.

    It is there with both or not at all. A year that was handed in takes it, too.

    Raises CannotWrite.
    """
    if not offers:
        salvaged.write(target)
        return
    target = Path(target).absolute()
    check_free(target)
    names = dict.fromkeys(f"{each.source.name} {each.source.when}" for each in offers)
    with placing(target) as temporary:
        try:
            salvaged.write(temporary)
            with open_file(temporary) as store:
                step = FILLED_STEP.format(len(offers), "，".join(names))
                History(store, who).mend(step, filled(salvaged, offers))
        except CannotWrite as trouble:
            what = trouble.what.replace(temporary.name, target.name)
            raise CannotWrite(what, trouble.safe, trouble.advice) from trouble
