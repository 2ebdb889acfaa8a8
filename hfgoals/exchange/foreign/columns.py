"""The columns below a list's heading: what each holds, and which of two for one field counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hfgoals.exchange.foreign.choices import MEASURE, FieldChoice, choice_of
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.headings import Named, heading_at, is_bare_period, period_in
from hfgoals.exchange.foreign.labels import near_spelling_of, years_of
from hfgoals.exchange.foreign.words import Period
from hfgoals.exchange.misplaced import is_number
from hfgoals.exchange.tables import Cell

ListKind = Literal["indicators", "projects", "tasks"]
LEVELS = ("indicator.level1", "indicator.level2")
_TARGET = "indicator.target"
_TASK = "subgoal.goal"
_WORDS = (*LEVELS, "indicator.name", "indicator.description", "indicator.basis", MEASURE.id)
_LOOKED_AT = 60
_UNNAMED = "这一栏没有表头，没有读入。"
_NOT_HELD = "本程序的表里没有“{}”这一栏，没有读入。"


@dataclass(frozen=True, slots=True)
class Column:
    """The columns of the table under one heading."""

    first: int
    last: int
    head: Cell | None
    """None for one that only a correction names."""
    choice: FieldChoice | None = None
    """What it holds; None when it is not taken in."""
    why: str = ""
    """Why it is not taken in, or why it is in doubt; "" for a column of serial numbers."""
    period: Period = ""
    years: tuple[int, ...] = ()
    wants: tuple[FieldChoice, ...] = ()
    """What its heading may mean, the best first."""
    either: bool = False


def columns_of(
    grid: Grid, kind: ListKind, top: int, bottom: int, named: Named
) -> tuple[Column, ...]:
    """The columns of a list whose heading stands in these rows, no two for one field."""
    found: list[Column] = []
    filled = {at for row in range(top, bottom + 1) for at in grid.filled(row)}
    before = 0
    for at in (*sorted(filled), grid.last_column + 1):
        if found and at > before + 1:
            found[-1:] = _reaching(grid, found[-1], at - 1, bottom)
        before = at
        stack = _stack(grid, at, top, bottom)
        if not stack:
            continue
        if found and found[-1].head is stack[0] and found[-1].why != _UNNAMED:
            found[-1] = replace(found[-1], last=at)
            continue
        found.append(_column(stack, at, kind, named))
    return _settled([column for column in found if column.head is not None], kind)


def _reaching(grid: Grid, column: Column, last: int, bottom: int) -> list[Column]:
    """The column with those without a heading at its right, which belong to it up to the first that
    is apart."""
    if not (column.wants and column.wants[0].id in _WORDS):
        return [replace(column, last=last)]
    below: dict[int, list[Cell]] = {}
    for row in grid.rows_between(bottom + 1, 1 << 20):
        for cell in grid.row(row, column.first, last):
            below.setdefault(cell.column, []).append(cell)
    for at in sorted(below):
        if at > column.last and min(below) < at and _are_numbers(below[at]):
            unnamed = replace(column, first=at, last=last, wants=(), why=_UNNAMED)
            return [replace(column, last=at - 1), unnamed]
    return [replace(column, last=last)]


def _are_numbers(cells: Sequence[Cell]) -> bool:
    return all(is_number(cell.text) for cell in cells[:_LOOKED_AT])


def _stack(grid: Grid, at: int, top: int, bottom: int) -> list[Cell]:
    """The heading cells over a column, the lowest first; not one that reaches far below."""
    cells: list[Cell] = []
    for row in range(bottom, top - 1, -1):
        cell = grid.at(row, at)
        if cell is not None and cell not in cells and cell.last_row <= bottom:
            cells.append(cell)
    return cells


def _column(stack: Sequence[Cell], at: int, kind: ListKind, named: Named) -> Column:
    leaf = stack[0]
    periods = [each for cell in stack if (each := period_in(cell))]
    period: Period = periods[0] if periods else ""
    years = next((said for cell in stack if (said := years_of(cell.text))), ())
    column = Column(at, at, leaf, period=period, years=years)
    spelt = [(cell, heading_at(cell, named)) for cell in stack]
    if (
        is_bare_period(leaf)
        and len(spelt) > 1
        and not (spelt[0][1] and spelt[0][1].role == "left_out")
    ):
        spelt = spelt[1:]
    found = spelt[0][1] or near_spelling_of(spelt[0][0].text)
    if found is None or (found.role == "skip" and len(spelt) > 1 and spelt[1][1] is not None):
        upper = next((each for _, each in spelt[1:] if each is not None and each.choices), None)
        found = upper or found
    text = " ".join(leaf.text.split())
    if found is None:
        return replace(column, why=f"没有读懂表头“{text}”，这一栏没有读入。")
    if found.role == "skip":
        return column
    if found.role == "left_out" or (found.period in ("mid", "past")):
        return replace(column, why=_NOT_HELD.format(text))
    wants = tuple(
        each
        for each in found.choices
        if kind != "indicators" or each.part != "unit" or len(found.choices) == 1
    )
    why = f"表头“{text}”按“{found.text}”读入，请核对。" if found.mistyped else ""
    return replace(column, wants=wants, why=why, either=found.role == "either")


def _settled(columns: list[Column], kind: ListKind) -> tuple[Column, ...]:
    """Each column with what it holds, no two the same."""
    taken: dict[FieldChoice, int] = {}
    done = list(columns)
    for number, column in enumerate(columns):
        if not column.wants or column.either:
            continue
        choice = column.wants[0]
        if kind == "tasks" and choice.id == "project.purpose":
            choice = choice_of(_TASK)
        before = taken.get(choice)
        if before is None:
            taken[choice] = number
            done[number] = replace(column, choice=choice)
        elif _later(column, done[before]):
            done[before] = _left(done[before], column)
            taken[choice] = number
            done[number] = replace(column, choice=choice)
        else:
            done[number] = _left(column, done[before])
    for number, column in enumerate(columns):
        if column.either:
            free = next((each for each in column.wants if each not in taken), None)
            if free is None:
                text = " ".join(column.head.text.split()) if column.head else ""
                done[number] = replace(column, why=_NOT_HELD.format(text))
            else:
                taken[free] = number
                done[number] = replace(column, choice=free)
    return tuple(_only_this_year(done))


def _only_this_year(columns: list[Column]) -> Iterator[Column]:
    """Columns for another time are left out where the same list has them for the year."""
    of_year = any(
        each.choice is not None and each.choice.id == _TARGET and each.period != "mid"
        for each in columns
    )
    for column in columns:
        if column.choice and column.period == "mid" and of_year and column.choice.id not in LEVELS:
            yield _left(column, None)
        else:
            yield column


def _later(column: Column, other: Column) -> bool:
    """Which of two columns for the same field is this year's: the right half, the later year."""
    if other.period in ("mid", "past") or column.period in ("mid", "past"):
        return column.period not in ("mid", "past")
    if column.years and other.years:
        return max(column.years) > max(other.years)
    # A first-level indicator before both halves holds for both; else the right half counts.
    return column.period == "year" or other.period == ""


def _left(column: Column, kept: Column | None) -> Column:
    text = " ".join(column.head.text.split()) if column.head else ""
    beside = " ".join(kept.head.text.split()) if kept is not None and kept.head else ""
    if column.period == "mid":
        why = f"“{text}”是中期（实施期）的，没有读入。"
    elif beside and column.years:
        why = f"“{text}”不是本年度的，没有读入。"
    else:
        why = f"“{text}”与“{beside}”是同一项，只读入后者，请核对。"
    return replace(column, choice=None, why=why)
