"""The headings of lists (indicators, projects or tasks, one a row) and what their columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hfgoals.exchange.foreign.choices import Choice, choice_of
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.labels import (
    Period,
    Spelling,
    folded,
    heading_spelling_of,
    near_spelling_of,
    period_of,
    spelling_of,
    years_of,
)
from hfgoals.exchange.tables import Cell

ListKind = Literal["indicators", "projects", "tasks"]
LEVELS = ("indicator.level1", "indicator.level2")
_INDICATOR = frozenset({*LEVELS, "indicator.name"})
_TARGET = "indicator.target"
_TITLE, _TASK = "subgoal.title", "subgoal.goal"
_NAME, _CODE = "project.name", "project.code"
_LONGEST_HEADING = 30
_NOT_HELD = "本程序的表里没有“{}”这一栏，没有读入。"


@dataclass(frozen=True, slots=True)
class Column:
    """The columns of the table under one heading."""

    first: int
    last: int
    head: Cell | None
    """None for one that only a correction names."""
    choice: Choice | None = None
    """What it holds; None when it is not taken in."""
    why: str = ""
    """Why it is not taken in, or why it is in doubt; "" for a column of serial numbers."""
    period: Period = ""
    years: tuple[int, ...] = ()
    wants: tuple[Choice, ...] = ()
    """What its heading may mean, the best first."""
    either: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one list."""

    kind: ListKind
    top: int
    bottom: int
    columns: tuple[Column, ...]
    cells: tuple[Cell, ...]
    period: Period = ""
    """Of the whole list: a list for the 中期 stands above the one of the year."""

    @property
    def first(self) -> int:
        """The first column of the table that belongs to the list."""
        return min(column.first for column in self.columns)

    @property
    def last(self) -> int:
        """The last column of the table that belongs to the list."""
        return max(column.last for column in self.columns)

    @property
    def signature(self) -> tuple[tuple[int, str], ...]:
        """By which a heading repeated on a new page is known."""
        return tuple((each.first, each.head.text if each.head else "") for each in self.columns)

    def holding(self, choice_id: str) -> Column | None:
        """The column of that field, or None."""
        return next(
            (each for each in self.columns if each.choice and each.choice.id == choice_id), None
        )

    def column_at(self, column: int) -> Column | None:
        """The column that reaches over that column of the table."""
        return next((each for each in self.columns if each.first <= column <= each.last), None)


Named = Mapping[tuple[int, int], Choice | None]
"""Labels that a person named, by row and column."""


def find_heads(grid: Grid, named: Named) -> list[Head]:
    """The headings in the table, from top to bottom."""
    found: list[Head] = []
    for row in grid.rows:
        if found and row <= found[-1].bottom:
            continue
        kind = _kind_of(grid, row, named)
        if kind is not None:
            above = found[-1].bottom if found else 0
            found.append(_head(grid, kind, row, above, named))
    return found


def head_at(grid: Grid, row: int, columns: Iterable[int]) -> Head:
    """A heading that only a person knows of, in the row above the first indicator."""
    starts = sorted(columns) or [1]
    ends = [*(column - 1 for column in starts[1:]), max(grid.last_column, starts[-1])]
    made = tuple(Column(first, last, None) for first, last in zip(starts, ends, strict=True))
    return Head("indicators", row - 1, row - 1, made, tuple(grid.row(row - 1)))


def corrected_head(head: Head, column: int, choice: Choice | None) -> Head:
    """The heading with one column that holds something else; no other holds it then."""
    columns = []
    for each in head.columns:
        if each.first <= column <= each.last:
            why = "" if choice is not None else "按您的选择没有读入。"
            each = replace(each, choice=choice, why=why)
        elif choice is not None and each.choice == choice:
            each = replace(each, choice=None, why=f"“{choice.label}”已改由另一栏读入。")
        columns.append(each)
    return replace(head, columns=tuple(columns))


def _spelling(cell: Cell, named: Named) -> Spelling | None:
    place = (cell.row, cell.column)
    if place in named:
        choice = named[place]
        text = folded(cell.text)
        return Spelling("left_out", text) if choice is None else Spelling("field", text, (choice,))
    return heading_spelling_of(cell.text) if len(cell.text) <= 80 else None


def _kind_of(grid: Grid, row: int, named: Named) -> ListKind | None:
    cells = [cell for cell in grid.row(row) if len(cell.text) <= 80]
    spelt = [(cell, found) for cell in cells if (found := _spelling(cell, named)) is not None]
    if len(spelt) < 2:
        return None
    ids = [found.choices[0].id for _, found in spelt if found.choices]
    covering = [found for cell in _covering(grid, row) if (found := _spelling(cell, named))]
    near = [found for cell in cells if (found := _near(cell, named)) is not None]
    ids += [found.choices[0].id for found in (*covering, *near) if found.choices]
    levels = len(_INDICATOR.intersection(ids))
    if levels > 1 or (levels and _TARGET in ids):
        return "indicators" if len(spelt) + len(near) >= len(grid.row(row)) * 0.5 else None
    if len(spelt) < max(2, len(grid.row(row)) * 0.6):
        return None
    names = (_NAME, "projects"), (_TITLE, "tasks")
    for wanted, kind in names:
        for cell, found in spelt:
            if found.choices and found.choices[0].id == wanted and _heads_column(grid, cell, named):
                return "projects" if kind == "projects" else "tasks"
    return None


def _heads_column(grid: Grid, cell: Cell, named: Named) -> bool:
    """Whether values stand below the cell, and a further heading at its right."""
    right = grid.right(cell.row, cell.last_column)
    if right is None or _spelling(right, named) is None:
        return False
    below = grid.below(cell)
    if below is not None and _spelling(below, named) is not None:
        below = grid.below(below)
    return below is not None and spelling_of(below.text) is None


def _covering(grid: Grid, row: int) -> Iterator[Cell]:
    """The cells of earlier rows that reach into this one."""
    column = 1
    while column <= grid.last_column:
        cell = grid.at(row, column)
        if cell is not None and cell.row < row:
            yield cell
        column = cell.last_column + 1 if cell is not None else column + 1


def _near(cell: Cell, named: Named) -> Spelling | None:
    return near_spelling_of(cell.text) if _spelling(cell, named) is None else None


def _head(grid: Grid, kind: ListKind, row: int, after: int, named: Named) -> Head:
    top = bottom = row
    while top - 1 > after and _is_group_row(grid, top - 1, row, named):
        top -= 1
    while _is_lower_row(grid, bottom + 1, row, named):
        bottom += 1
    reach = max(cell.last_row for cell in grid.row(row))
    while bottom < reach and bottom + 1 not in grid.rows:
        bottom += 1
    columns = _columns(grid, kind, top, bottom, named)
    cells = tuple(grid.between(top, bottom))
    reaching = [cell for cell in _covering(grid, row) if _spelling(cell, named)]
    first = min((column.first for column in columns), default=1)
    left = [
        cell
        for cell in (*reaching, *grid.row(row))
        if cell.last_row > bottom and cell.column <= first
    ]
    periods = [found for cell in left if (found := _period(cell)) in ("mid", "past")]
    period: Period = periods[0] if periods else ""
    return Head(kind, top, bottom, _settled(columns, kind), cells, period)


def _is_group_row(grid: Grid, row: int, base: int, named: Named) -> bool:
    """Whether the row above a heading groups its columns: 实施期指标 | 年度指标."""
    cells = grid.row(row)
    wide = [cell for cell in cells if cell.last_column > cell.column]
    if not cells or not (wide or any(cell.last_row >= base for cell in cells)):
        return False
    for cell in cells:
        found = _spelling(cell, named)
        short = len(cell.text) <= _LONGEST_HEADING
        if not short or not (found or _names_period(cell) or cell.last_row >= base):
            return False
        if (
            found
            and found.role == "field"
            and found.choices[0].part not in ("indicator", "project", "subgoal")
        ):
            return False
    # A label with nothing at its right but another label is a group; one with its value is not.
    return len(cells) > 1 or cells[0].last_column - cells[0].column > 1


def _is_lower_row(grid: Grid, row: int, base: int, named: Named) -> bool:
    cells = grid.row(row)
    return bool(cells) and all(
        len(cell.text) <= _LONGEST_HEADING
        and (_spelling(cell, named) is not None or _bare_period(cell))
        and (above := grid.at(base, cell.column)) is not None
        and (above.last_column > above.column or _bare_period(cell))
        for cell in cells
    )


def _period(cell: Cell) -> Period:
    return period_of(folded(cell.text))[0]


def _names_period(cell: Cell) -> bool:
    """Whether the text names a time's indicators or goals: 年度指标, 实施期绩效目标."""
    period, rest = period_of(folded(cell.text))
    return bool(period) and (rest.endswith(("指标", "目标", "值")) or _bare_period(cell))


def _bare_period(cell: Cell) -> bool:
    """Whether the text says a time and nothing else: 年度, 实施期（2023-2025年）, 2024年."""
    plain = folded(cell.text)
    period, rest = period_of(plain)
    rest = rest.removesuffix("值").removesuffix("目标").removesuffix("指标")
    return bool(period and not rest) or bool(years_of(plain) and len(plain) <= 12)


def _columns(grid: Grid, kind: ListKind, top: int, bottom: int, named: Named) -> list[Column]:
    found: list[Column] = []
    for at in range(1, grid.last_column + 1):
        stack = _stack(grid, at, top, bottom)
        if not stack:
            if found and not any(grid.at(row, at) for row in range(top, bottom + 1)):
                found[-1] = replace(found[-1], last=at)
            continue
        if found and found[-1].head is stack[0]:
            found[-1] = replace(found[-1], last=at)
            continue
        found.append(_column(stack, at, kind, named))
    return [column for column in found if column.head is not None]


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
    periods = [each for cell in stack if (each := _period(cell))]
    period: Period = periods[0] if periods else ""
    years = next((said for cell in stack if (said := years_of(cell.text))), ())
    column = Column(at, at, leaf, period=period, years=years)
    spelt = [(cell, _spelling(cell, named)) for cell in stack]
    if (
        _bare_period(leaf)
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
    taken: dict[Choice, int] = {}
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
