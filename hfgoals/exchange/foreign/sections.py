"""A table divided into sections: one project each, the department as a whole, or a list of
projects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.headings import Named
from hfgoals.exchange.foreign.heads import Head
from hfgoals.exchange.foreign.labels import caption_of, is_footnote, spelling_of
from hfgoals.exchange.foreign.pieces import pieces_of
from hfgoals.exchange.foreign.titles import is_of_the_whole, is_title, is_year
from hfgoals.exchange.limits import check_projects
from hfgoals.exchange.tables import Cell

Scope = Literal["project", "overall", "list"]
_ANCHORS = ("project.name", "project.code")
_OF_WHOLE = (
    "subgoal.title",
    "plan.overall.funds.basic",
    "plan.overall.funds.project",
    "safeguard.text",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: its heading and its last row."""

    head: Head
    end: int


@dataclass(slots=True)
class Section:
    """Some rows of a table that belong together."""

    scope: Scope
    top: int
    bottom: int
    lists: list[Listed] = field(default_factory=list)
    anchored: bool = False
    """Whether a project's name or code has its label here."""
    ids: set[str] = field(default_factory=set)
    """The fields that its labels name."""

    def block_rows(self, grid: Grid) -> tuple[int, ...]:
        """The rows that are not part of a list."""
        listed = _by_row(grid, self.lists)
        return tuple(row for row in grid.rows_between(self.top, self.bottom) if row not in listed)


def lists_of(grid: Grid, heads: list[Head]) -> list[Listed]:
    """Each heading with the last row below it."""
    found = []
    last = grid.rows[-1] if grid.rows else 0
    for number, head in enumerate(heads):
        bottom = heads[number + 1].top - 1 if number + 1 < len(heads) else last
        found.append(Listed(head, list_end(grid, head, bottom)))
    return found


def _is_single(grid: Grid, each: Listed) -> bool:
    """Whether it is a form of one project with the values below the labels."""
    rows = grid.rows_between(each.head.bottom + 1, each.end)
    return each.head.kind == "projects" and len(rows) < 2


def _by_row(grid: Grid, lists: Sequence[Listed]) -> dict[int, Listed]:
    """The list in which each row stands, for the rows that stand in one."""
    return {row: each for each in lists for row in grid.rows_between(each.head.top, each.end)}


def sections_of(grid: Grid, heads: list[Head], named: Named) -> list[Section]:
    """The sections of a table, from top to bottom; they cover all its rows."""
    if not grid.rows:
        return []
    lists = [each for each in lists_of(grid, heads) if not _is_single(grid, each)]
    listed = _by_row(grid, lists)
    starts = []
    for start in _starts(grid, listed, named):
        starts.append(start)
        check_projects(len(starts))
    tops = [
        _top(grid, listed, start, before)
        for start, before in zip(starts, [0, *starts], strict=False)
    ]
    tops = [grid.rows[0], *tops[1:]] if tops else [grid.rows[0]]
    ends = [top - 1 for top in tops[1:]] + [grid.rows[-1]]
    at = [each.head.top for each in lists]
    return [
        _section(grid, top, end, lists[bisect_left(at, top) : bisect_right(at, end)], named)
        for top, end in zip(tops, ends, strict=True)
    ]


def _starts(grid: Grid, listed: Mapping[int, Listed], named: Named) -> Iterator[int]:
    """The rows with which a project begins: its name or code, seen again or behind a list."""
    seen: set[str] = set()
    passed = 0
    for row in grid.rows:
        within = listed.get(row)
        if within is not None:
            if row == within.head.top and names_projects(within.head):
                if seen:
                    yield row
                seen, passed = {"list"}, 0
            else:
                passed = row
            continue
        ids = [each for cell in grid.row(row) for each in ids_of(cell, named) if each in _ANCHORS]
        if not ids:
            continue
        if not seen or seen & {*ids, "list"} or passed:
            yield row
            seen, passed = set(), 0
        seen.update(ids)


def _top(grid: Grid, listed: Mapping[int, Listed], start: int, before: int) -> int:
    """The first row of a section: title, year and currency stand above its first label."""
    top = start
    for row in reversed(grid.rows_between(before + 1, start - 1)):
        if row in listed or not all(_is_above(cell) for cell in grid.row(row)):
            break
        top = row
    return top


def _is_above(cell: Cell) -> bool:
    if is_footnote(cell.text):
        return False
    if is_title(cell.text) or is_year(cell.text) or caption_of(cell.text) is not None:
        return True
    found = [piece.spelling for piece in pieces_of(cell.text)]
    return any(choice.part in ("unit", "plan") for spelling in found for choice in spelling.choices)


def ids_of(cell: Cell, named: Named) -> list[str]:
    """The fields that a cell names as a label, or as labels within it."""
    if (cell.row, cell.column) in named:
        choice = named[cell.row, cell.column]
        return [choice.id] if choice is not None else []
    spelling = spelling_of(cell.text) if len(cell.text) <= 80 else None
    if spelling is not None:
        return [spelling.choice.id] if spelling.choice is not None else []
    return [
        piece.spelling.choice.id
        for piece in pieces_of(cell.text)
        if piece.spelling.choice is not None and piece.text
    ]


def names_projects(head: Head) -> bool:
    """Whether the list itself says which project each row is about."""
    return any(head.holding(each) is not None for each in _ANCHORS)


def _section(grid: Grid, top: int, end: int, lists: list[Listed], named: Named) -> Section:
    section = Section("project", top, end, lists)
    rows = section.block_rows(grid)
    titled = False
    for row in rows:
        for cell in grid.row(row):
            section.ids.update(ids_of(cell, named))
            titled = titled or (is_title(cell.text) and is_of_the_whole(cell.text))
    section.anchored = bool(section.ids.intersection(_ANCHORS))
    for each in lists:
        section.ids.update(column.choice.id for column in each.head.columns if column.choice)
    of_whole = section.ids.intersection(_OF_WHOLE) or titled
    if any(names_projects(each.head) for each in lists) and not section.anchored:
        section.scope = "list"
    elif not section.anchored and of_whole:
        section.scope = "overall"
    return section


_SUM = frozenset({"合计", "总计", "小计", "总分", "合计分", "总分值", "项目合计", "金额合计"})


def list_end(grid: Grid, head: Head, bottom: int) -> int:
    """The last row of the list under the heading, at most ``bottom``."""
    last = head.bottom
    for row in grid.rows_between(head.bottom + 1, bottom):
        if _is_beyond(grid, head, row):
            break
        last = row
    return max(last, head.bottom)


def _is_beyond(grid: Grid, head: Head, row: int) -> bool:
    """Whether the row is no more of the list: a further label, a note at the foot, a title."""
    cells = grid.row(row)
    first = cells[0]
    if is_footnote(first.text) or (len(cells) == 1 and is_title(first.text)):
        return True
    if len(cells) > 1 and all(spelling_of(cell.text) for cell in cells):
        return True
    if first.column > head.columns[0].last:
        return False
    found = spelling_of(first.text)
    if found is not None and found.role != "skip" and not names_sum(first):
        # A project of a list may be called 其他资金; a label has less at its right.
        beside = head.column_at(first.column)
        named = beside is not None and beside.choice is not None and beside.choice.part == "project"
        return not named or len(cells) * 2 < max(len(head.columns), 3)
    if found is not None and found.text != "序号" and len(cells) > 1:
        return spelling_of(cells[1].text) is not None
    if pieces_of(first.text) and head.first <= 2:
        return True
    wide = first.last_column - first.column + 1 >= 0.6 * (head.last - head.first + 1)
    return len(cells) == 1 and len(head.columns) > 2 and (wide or len(first.text) > 25)


def names_sum(cell: Cell) -> bool:
    """Whether the cell names a sum of the rows: 合计."""
    return folded(cell.text) in _SUM
