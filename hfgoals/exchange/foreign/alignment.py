"""One look at an indicator list before its rows are read: do they stand below their headings?

A merged cell that was lost, or a column too many, moves a row by one; then it is read where it
stands, with a note, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hfgoals.exchange.foreign.choices import MEASURE, SIGN, choice_of
from hfgoals.exchange.foreign.columns import LEVELS, Column
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.heads import Head
from hfgoals.exchange.foreign.labels import sign_of
from hfgoals.exchange.misplaced import (
    Place,
    evidence,
    faults,
    is_compared,
    is_measured,
    is_number,
    ranks,
)

_MOVED = "这一行的内容与表头错开了，已按内容对齐读入，请核对。"
_ODD = "这一行不像其他各行，可能与表头错开了，已照表头读入，请核对。"
_REFUSED = "这一行的内容与表头对不上，像是错了格，没有读入。"
_SECOND_LEVELS = "“{}”一栏填的是二级指标，已按二级指标读入，请核对。"
_NAMES = "“{}”一栏填的是具体指标，已按三级指标读入，请核对。"
_DESCRIBES = "“{}”一栏已按绩效指标描述读入，请核对。"
_SPARE = "“{}”一栏没有读入。"
_FARTHEST = 3
_PLACES: dict[Place, str] = {
    "level1": LEVELS[0],
    "level2": LEVELS[1],
    "name": "indicator.name",
    "target": "indicator.target",
}


_LEVEL_PLACES: tuple[Place, Place] = ("level1", "level2")


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the rows of one list stand to its heading."""

    heads: Mapping[int, Head] = field(default_factory=dict)
    """The heading as it would have to stand, for the rows that are moved."""
    doubts: Mapping[int, str] = field(default_factory=dict)
    refused: Mapping[int, str] = field(default_factory=dict)
    """Why a row is not read."""


def with_levels_named(grid: Grid, head: Head, end: int) -> Head:
    """The heading with its columns called what they hold: second levels below 一级指标."""
    first, second = (head.holding(each) for each in LEVELS)
    if first is None or head.kind != "indicators":
        return head
    rows = [_texts(grid, head, row) for row in grid.rows_between(head.bottom + 1, end)]
    said = [row["level1"] for row in rows if row["level1"]]
    seconds = [ranks(text) for text in said if 2 in ranks(text)]
    if frozenset({2}) not in seconds or len(seconds) < 0.8 * len(said):
        return head
    others = [cell for cell in grid.between(head.bottom + 1, end) if ranks(cell.text) == {1}]
    if others or any(ranks(row["level2"]) for row in rows):
        return head
    if second is None:
        return _renamed(head, first, None)
    valued = [row for row in rows if row["target"]]
    if len(valued) < 0.8 * len(said) or any(is_compared(row["name"]) for row in rows):
        return head
    return _renamed(head, first, second if any(row["level2"] for row in rows) else None)


def _renamed(head: Head, first: Column, second: Column | None) -> Head:
    name, description = (head.holding(f"indicator.{each}") for each in ("name", "description"))
    columns = []
    for each in head.columns:
        title = " ".join(each.head.text.split()) if each.head is not None else ""
        if each is first:
            why = _SECOND_LEVELS.format(title)
            each = replace(each, choice=choice_of(LEVELS[1]), why=why)
        elif each is second:
            each = replace(each, choice=choice_of("indicator.name"), why=_NAMES.format(title))
        elif each is name and second is not None:
            choice = choice_of("indicator.description") if description is None else None
            why = (_DESCRIBES if choice is not None else _SPARE).format(title)
            each = replace(each, choice=choice, why=why)
        columns.append(each)
    return replace(head, columns=tuple(columns))


def aligned(grid: Grid, head: Head, end: int) -> Alignment:
    """Where the rows below the heading really stand."""
    heads: dict[int, Head] = {}
    doubts: dict[int, str] = {}
    refused: dict[int, str] = {}
    if head.kind != "indicators" or head.holding("indicator.target") is None:
        return Alignment()
    rows = grid.rows_between(head.bottom + 1, end)
    misplaced = {row for row in rows if _is_wrong(grid, head, row)}
    known = _usual_places(grid, head, [row for row in rows if row not in misplaced])
    for row in rows:
        wrong = row in misplaced
        if not wrong and not _is_odd(grid, head, row, known):
            continue
        moved = _best(grid, head, row, known)
        if moved is not None:
            heads[row], doubts[row] = moved, _MOVED
        elif wrong:
            refused[row] = _REFUSED
        else:
            doubts[row] = _ODD
    return Alignment(heads, doubts, refused)


def _usual_places(grid: Grid, head: Head, rows: Sequence[int]) -> frozenset[Place]:
    """The levels whose column holds names that everybody uses, nearly all of them, and the target
    where nearly every row has one."""
    found: set[Place] = set()
    own = [texts for row in rows if (texts := _texts(grid, head, row))["name"]]
    if 2 * sum(bool(texts["target"] and not is_number(texts["target"])) for texts in own) > len(
        own
    ):
        found.add("target")
    for rank, place in enumerate(_LEVEL_PLACES, 1):
        said = [text for row in rows if (text := _texts(grid, head, row)[place])]
        if 2 * sum(rank in ranks(text) for text in said) >= len(said) > 0:
            found.add(place)
    return frozenset(found)


def _best(grid: Grid, head: Head, row: int, known: frozenset[Place]) -> Head | None:
    """The heading moved to where the row fits below it; None when it fits nowhere, or twice."""
    fitting: dict[int, list[Head]] = {}
    valued = any(is_compared(cell.text) for cell in grid.row(row))
    least = _evidence(grid, head, row)
    for by in (each for each in range(-_FARTHEST, _FARTHEST + 1) if each):
        moved = _moved(head, by)
        texts = _texts(grid, moved, row)
        if valued and not is_measured(texts["target"]):
            continue
        if not texts["target"] or not (texts["name"] or texts["level2"]):
            continue
        if not (_is_wrong(grid, moved, row) or _is_odd(grid, moved, row, known)):
            fitting.setdefault(_evidence(grid, moved, row), []).append(moved)
    most = max(fitting, default=0)
    best = fitting.get(most, [])
    return best[0] if len(best) == 1 and most >= least and most > 0 else None


def _evidence(grid: Grid, head: Head, row: int) -> int:
    """How much of the row clearly fits: levels, a target, a sign in its column."""
    signs = _in_column(grid, head, row, SIGN.id)
    return evidence(_texts(grid, head, row)) + any(sign_of(text) is not None for text in signs)


def _is_wrong(grid: Grid, head: Head, row: int) -> bool:
    texts = _texts(grid, head, row)
    if faults(texts):
        return True
    if is_measured(texts["target"]) or (texts["target"] and not is_number(texts["target"])):
        return False
    # A target stands beside the column of targets.
    return any(
        is_compared(cell.text) and _may_be_target(head.column_at(cell.column), cell.column, head)
        for cell in grid.row(row)
    )


def _is_odd(grid: Grid, head: Head, row: int, known: frozenset[Place]) -> bool:
    """Whether the row may well stand elsewhere, if it fits there."""
    texts = _texts(grid, head, row)
    if any(
        texts[place] and place in known and rank not in ranks(texts[place])
        for rank, place in enumerate(_LEVEL_PLACES, 1)
    ):
        return True
    signs = _in_column(grid, head, row, SIGN.id)
    if any(sign_of(text) is None for text in signs):
        return True
    if not texts["name"] and texts["target"] and head.holding("indicator.name") is not None:
        return True
    apart = any(head.holding(each.id) for each in (SIGN, MEASURE))
    target = texts["target"]
    # 100% is a target as it stands.
    blank = not target or (is_number(target) and not is_measured(target) and not apart)
    return blank and "target" in known and len(grid.row(row)) > 1


def _in_column(grid: Grid, head: Head, row: int, choice_id: str) -> list[str]:
    column = head.holding(choice_id)
    cells = grid.row(row, column.first, column.last) if column is not None else []
    return [cell.text for cell in cells]


def _may_be_target(column: Column | None, at: int, head: Head) -> bool:
    """Whether a target in that column was meant for the one of targets."""
    if column is None:
        return at > head.first
    target = column.choice is not None and column.choice.id == "indicator.target"
    return not (target or column.period or column.years)


def _moved(head: Head, by: int) -> Head:
    columns = tuple(
        replace(each, first=each.first + by, last=each.last + by) for each in head.columns
    )
    return replace(head, columns=columns)


def _texts(grid: Grid, head: Head, row: int) -> dict[Place, str]:
    """What the row says in its columns; of a level what begins in this very row."""
    found: dict[Place, str] = {}
    for place, choice_id in _PLACES.items():
        column = head.holding(choice_id)
        cells = grid.row(row, column.first, column.last) if column is not None else []
        found[place] = cells[0].text.strip() if cells else ""
    return found
