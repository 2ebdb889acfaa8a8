"""A Book as flat rows and back, and what changed between two Books.

Rows are what the file stores and what edits name. Books share every part that did not change, so
comparing two of them looks only where identity differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.address import UNIT_ROW
from hfgoals.model.fields import PART_OF, ROW_TYPES, Part
from hfgoals.model.identity import new_id
from hfgoals.model.values import AnnualPlan, Book, Project, Unit

CHILDREN: dict[Part, tuple[tuple[str, Part], ...]] = {
    "unit": (),
    "plan": (
        ("overall.subgoals", "subgoal"),
        ("overall.safeguards", "safeguard"),
        ("overall.indicators", "indicator"),
        ("overall.stages", "stage"),
        ("projects", "project"),
        ("reports", "report"),
        ("policies", "policy"),
    ),
    "subgoal": (),
    "safeguard": (),
    "project": (("goals", "goal"), ("indicators", "indicator"), ("stages", "stage")),
    "goal": (),
    "indicator": (("stages", "result"),),
    "report": (),
    "stage": (),
    "result": (),
    "policy": (),
}
"""Where the rows of each part hold their child rows, in order."""
SELDOM: Final[tuple[str, ...]] = ("overall.indicators",)
"""Lists that few years have: a blank one is told nowhere, as before there was such a list."""
PARENTS: Final[dict[Part, tuple[Part, ...]]] = {
    child: tuple(part for part, lists in CHILDREN.items() if child in (below for _, below in lists))
    for child in ROW_TYPES
}
"""The parts whose rows may hold rows of each part; of several the last is the usual one."""
AT_MOST_ONE: dict[Part, str] = {"report": "report"}
"""Parts of which a row holds one at the most, with the attribute that gives it, or a blank one."""
OF_STAGES: Final[tuple[Part, ...]] = ("stage", "result")
"""Parts whose rows are known by their date, and that there are none of before the year's stages."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One row with its place: the id of its parent ("" at the top) and its position from 0."""

    part: Part
    id: str
    parent: str
    position: int
    row: Any


@dataclass(frozen=True, slots=True)
class Changes:
    """What one step changed: rows written (new, changed or moved) and ids removed."""

    written: tuple[PlacedRow, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def rows(self) -> frozenset[str]:
        """The ids of all rows concerned."""
        return frozenset(placed.id for placed in self.written) | frozenset(self.removed)

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def children_of(row: Any, path: str) -> tuple[Any, ...]:
    """The child rows that the row holds at that path of CHILDREN."""
    for attribute in path.split("."):
        row = getattr(row, attribute)
    found: tuple[Any, ...] = row
    return found


def held_at(owner: Any, part: Part) -> str:
    """Where that row holds its rows of a part. Raises StopIteration where it holds none such."""
    return next(path for path, below in CHILDREN[PART_OF[type(owner)]] if below == part)


def with_children(row: Any, path: str, rows: tuple[Any, ...]) -> Any:
    """The row holding other child rows at that path."""
    head, _, tail = path.partition(".")
    return replace(row, **{head: with_children(getattr(row, head), tail, rows) if tail else rows})


def bare(row: Any) -> Any:
    """The row without its child rows: what belongs to its own record."""
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        row = with_children(row, path, ())
    return row


def flatten(book: Book) -> Iterator[PlacedRow]:
    """Every row of the Book, parents before children."""
    yield PlacedRow("unit", UNIT_ROW, "", 0, book.unit)
    for position, plan in enumerate(book.years):
        yield from _subtree(plan, "", position)


def _subtree(row: Any, parent: str, position: int) -> Iterator[PlacedRow]:
    part = PART_OF[type(row)]
    yield PlacedRow(part, row.id, parent, position, row)
    for path, _ in CHILDREN[part]:
        for index, child in enumerate(children_of(row, path)):
            yield from _subtree(child, row.id, index)


Families = dict[tuple[str, Part], list[PlacedRow]]
"""Rows by their parent and part."""


def families(rows: Iterable[PlacedRow]) -> Families:
    """The rows with their siblings, each family in its order."""
    found: Families = {}
    for placed in rows:
        at = placed.parent, placed.part
        if at in found:
            found[at].append(placed)
        else:
            found[at] = [placed]
    for siblings in found.values():
        siblings.sort(key=_position)
    return found


def assemble(rows: Iterable[PlacedRow], sample: bool = False) -> Book:
    """The Book made of these rows, in any order; rows hold no children yet.

    A row whose parent is missing is left out: the file's own check reports it before.
    """
    return _assembled(families(rows), sample, with_children)


def assemble_fresh(rows: Families, sample: bool = False) -> Book:
    """The same of rows that nobody else holds: children are put into the very rows."""
    return _assembled(rows, sample, _take_children)


_position = attrgetter("position")
_Holding = Callable[[Any, str, tuple[Any, ...]], Any]


def _assembled(rows: Families, sample: bool, holding: _Holding) -> Book:
    unit = next((placed.row for placed in rows.get(("", "unit"), ())), Unit())
    plans = (_filled(placed.row, "plan", rows, holding) for placed in rows.get(("", "plan"), ()))
    years: list[AnnualPlan] = sorted(plans, key=lambda plan: plan.year)
    return Book(unit, tuple(years), sample)


def _filled(row: Any, part: Part, rows: Families, holding: _Holding) -> Any:
    for path, below in CHILDREN[part]:
        found = rows.get((row.id, below))
        if found is not None:
            filled = [_filled(each.row, below, rows, holding) for each in found]
            row = holding(row, path, tuple(filled))
    return row


def _take_children(row: Any, path: str, rows: tuple[Any, ...]) -> Any:
    if "." in path:
        return with_children(row, path, rows)
    # Frozen for everybody else; a copy would take as long as reading the row.
    object.__setattr__(row, path, rows)
    return row


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs between two Books: came (``before`` is None), went (``after`` is None),
    moved or changed."""

    part: Part
    id: str
    before: Any
    after: Any
    position: int
    """Its place among its siblings, from 0; before, where it went."""
    above: tuple[Any, ...]
    """The rows that hold it, from the plan down."""


def changed_rows(old: Book, new: Book) -> Iterator[RowChange]:
    """The rows that differ, by their ids, parents before children, the removed ones last."""
    if old.unit != new.unit:
        yield RowChange("unit", UNIT_ROW, old.unit, new.unit, 0, ())
    yield from _changed(old.years, new.years, ())


def _changed(
    old: tuple[Any, ...], new: tuple[Any, ...], above: tuple[Any, ...]
) -> Iterator[RowChange]:
    if old is new:
        return
    before = {row.id: (position, row) for position, row in enumerate(old)}
    for position, row in enumerate(new):
        was_at, was = before.pop(row.id, (-1, None))
        if was is row and was_at == position:
            continue
        part = PART_OF[type(row)]
        if was is None or was_at != position or (was is not row and bare(was) != bare(row)):
            yield RowChange(part, row.id, was, row, position, above)
        if was is not row:
            for path, _ in CHILDREN[part]:
                held = children_of(was, path) if was is not None else ()
                yield from _changed(held, children_of(row, path), (*above, row))
    for position, row in before.values():
        part = PART_OF[type(row)]
        yield RowChange(part, row.id, row, None, position, above)
        for path, _ in CHILDREN[part]:
            yield from _changed(children_of(row, path), (), (*above, row))


def difference(old: Book, new: Book) -> Changes:
    """What to write and what to remove to turn the one Book into the other."""
    written: list[PlacedRow] = []
    gone: set[str] = set()
    for change in changed_rows(old, new):
        if change.after is None:
            gone.add(change.id)
        else:
            parent = change.above[-1].id if change.above else ""
            written.append(PlacedRow(change.part, change.id, parent, change.position, change.after))
    # A row that moved to another parent is gone there and written here.
    return Changes(tuple(written), tuple(sorted(gone - {placed.id for placed in written})))


COPY_MARK = "（副本）"


def duplicated(project: Project) -> Project:
    """The project with fresh ids throughout, its code cleared and its name marked as a copy.

    The code is the bureau's and belongs to one project, as does what came of it; a blank name stays
    blank.
    """
    return replace(
        project,
        id=new_id(),
        code="",
        name=f"{project.name}{COPY_MARK}" if project.name else "",
        goals=tuple(replace(goal, id=new_id()) for goal in project.goals),
        indicators=tuple(replace(each, id=new_id(), stages=()) for each in project.indicators),
        stages=(),
    )
