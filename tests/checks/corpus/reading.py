"""The corpora as values: books of one year each, and edits that make one mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hfgoals.checks.text.project_code import check_character
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit, Insert, Remove, SetText, applied
from hfgoals.model.fields import PART_OF
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    SpendingPlan,
    SubGoal,
    Unit,
)
from hfgoals.presets import schemes

_HERE = Path(__file__).parent
_CODES = {
    "经济": "经济效益",
    "社会": "社会效益",
    "满意": "满意度",
    "生态环境成本": "生态环境成本",
}
_SCHEMES = {"quiet_older": 0, "quiet_newer": 1, "quiet_older_2": 0, "quiet_newer_2": 1}
LISTS = (
    "mistakes",
    "mistakes_later",
    "mistakes_recall_1",
    "mistakes_recall_2",
    "mistakes_recall_3",
)
"""The lists of single mistakes, in the order in which they were written."""
_PLANS = ("march", "june", "october", "december")


def quiet_books() -> tuple[Book, ...]:
    """The well-filled years, each in a book of its own."""
    return tuple(book for _, book in _years())


@cache
def _years() -> tuple[tuple[int, Book], ...]:
    return tuple(
        (scheme, _book(unit, scheme))
        for name, scheme in _SCHEMES.items()
        for unit in tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))["unit"]
    )


def _book(unit: dict[str, Any], scheme: int) -> Book:
    basic, project = (Money.parse(each) for each in unit["funds"])
    subgoals = tuple(
        SubGoal(title=title, goal=goal, indicators=indicators)
        for title, goal, indicators in (line.split("|") for line in _lines(unit["subgoals"]))
    )
    overall = Overall(
        unit["goal"],
        subgoals,
        tuple(Safeguard(text=each) for each in unit["safeguards"]),
        Funds(basic, project),
    )
    projects = tuple(
        _project(each, unit, scheme, number) for number, each in enumerate(unit["project"], 1)
    )
    plan = AnnualPlan(year=unit["year"], overall=overall, projects=projects)
    return Book(Unit(unit["division"], unit["name"]), (plan,))


def _project(data: dict[str, Any], unit: dict[str, Any], scheme: int, number: int) -> Project:
    stem = f"{unit['division']}{unit['year'] % 100:02}P{number:06}10001"
    stem = f"{stem:0<20}"[:20]
    budget = Money.parse(data["budget"])
    return Project(
        code=stem + check_character(stem),
        name=data["name"],
        budget=budget,
        fiscal=budget,
        purpose=data["purpose"],
        plan=_plan(data["plan"]),
        goals=tuple(Goal(text=each) for each in data["goals"]),
        indicators=tuple(_row(line, scheme) for line in _lines(data["rows"])),
    )


def _plan(text: str) -> SpendingPlan:
    return SpendingPlan(*(Decimal(each) for each in text.split()))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _row(line: str, scheme: int) -> Indicator:
    code, name, target, description, basis = line.split("|")
    level1, level2 = _level(code, scheme)
    return Indicator(
        level1=level1,
        level2=level2,
        name=name,
        description=description,
        target=Target.parse(target),
        basis=basis,
    )


def _level(code: str, scheme: int) -> tuple[str, str]:
    placed = schemes()[scheme].level_of(_CODES.get(code, code))
    assert placed is not None, code
    return placed


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in one of the well-filled years."""

    line: str
    kind: str
    """The heading under which it stands."""
    reason: str
    """The reviewers' word."""
    book: Book
    edits: tuple[Edit, ...]
    places: frozenset[Address]
    """Where it may be found."""
    rows: frozenset[str]
    """The ids of rows in which a finding is no stray."""

    @property
    def made(self) -> Book:
        """The book with the mistake."""
        return applied(self.book, self.edits)


@cache
def mistakes() -> tuple[Mistake, ...]:
    """All of every list."""
    return tuple(each for name in LISTS for each in mistakes_of(name))


@cache
def mistakes_of(name: str) -> tuple[Mistake, ...]:
    kind, made = "", []
    for line in (_HERE / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("#"):
            made.append(_mistake(line, kind))
    return tuple(made)


def _mistake(line: str, kind: str) -> Mistake:
    parts = line.split("|")
    adds = parts[1].startswith("+")
    also, reason = parts[-2:]
    scheme, book = _book_of(parts[0])
    if adds:
        edits, places = _added(book, parts, scheme)
    elif parts[2] == "删":
        project = _project_of(book, parts[0])
        gone = [row for row in project.indicators if row.name.startswith(parts[1])]
        assert gone, line
        edits = tuple(Remove(row.id) for row in gone)
        places = {address for row in project.indicators for address in _of_row(row)}
        places -= {address for row in gone for address in _of_row(row)}
    else:
        edits, places = _changed(book, parts, scheme)
    # The whole head of a form tells of money and plan; a row of one indicator.
    places |= {each for name in filter(None, also.split(",")) for each in _also(book, parts, name)}
    return Mistake(
        line, kind, reason, book, edits, frozenset(places), frozenset(each.row for each in places)
    )


def _book_of(name: str) -> tuple[int, Book]:
    for scheme, book in _years():
        if name.startswith("整体@"):
            if book.unit.name.startswith(name[3:]):
                return scheme, book
        elif any(name in project.name for project in book.years[0].projects):
            return scheme, book
    raise LookupError(name)


def _project_of(book: Book, name: str) -> Project:
    return next(each for each in book.years[0].projects if name in each.name)


def _row_of(book: Book, name: str, row: str) -> Any:
    plan = book.years[0]
    if name.startswith("整体@"):
        for word, rows in (("分项", plan.overall.subgoals), ("保障", plan.overall.safeguards)):
            if row.startswith(word):
                return rows[int(row[2:]) - 1]
        return plan
    project = _project_of(book, name)
    if row == "项目":
        return project
    if row == "目标":
        return project.goals[0]
    return next(each for each in project.indicators if row in each.name)


def _path(field: str, row: Any) -> str:
    if isinstance(row, AnnualPlan):
        return f"overall.{field}"
    return field


def _of_row(row: Any) -> set[Address]:
    from hfgoals.checks.case import at
    from hfgoals.model.fields import FIELDS

    return {at(row, field.path) for field in FIELDS[PART_OF[type(row)]]}


def _address(row: Any, path: str) -> Address:
    return Address(PART_OF[type(row)], row.id, path)


def _changed(book: Book, parts: list[str], scheme: int) -> tuple[tuple[Edit, ...], set[Address]]:
    name, place, field, change = parts[:4]
    row = _row_of(book, name, place)
    if field == "plan":
        percents = change.split() or ["", "", "", ""]
        paths = [f"plan.{each}" for each in _PLANS]
        texts = dict(zip(paths, percents, strict=True))
    elif field == "funds":
        texts = dict(
            zip(("overall.funds.basic", "overall.funds.project"), change.split(), strict=True)
        )
    elif field == "level2":
        texts = dict(zip(("level1", "level2"), _level(change, scheme), strict=True))
    else:
        path = _path(field, row)
        texts = {path: _text(row, path, change)}
    edits = tuple(SetText(_address(row, path), text) for path, text in texts.items())
    places = {_address(row, path) for path in texts}
    if isinstance(row, Indicator):
        places |= {_address(row, "name"), _address(row, "target"), _address(row, "level2")}
    if field in ("budget", "fiscal"):
        places |= {_address(row, each) for each in ("budget", "fiscal", "other")}
    return edits, places


def _text(row: Any, path: str, change: str) -> str:
    old, arrow, new = change.partition("=>")
    if not arrow:
        return change
    from hfgoals.model.fields import FIELDS

    field = next(each for each in FIELDS[PART_OF[type(row)]] if each.path == path)
    before = field.text(row)
    assert old in before, change
    return before.replace(old, new, 1)


def _added(book: Book, parts: list[str], scheme: int) -> tuple[tuple[Edit, ...], set[Address]]:
    project = _project_of(book, parts[0])
    number = next(
        number for number, row in enumerate(project.indicators) if parts[1][1:] in row.name
    )
    row = _row("|".join(parts[2:7]), scheme)
    return (Insert(project.id, row, number + 1),), _of_row(row)


def _also(book: Book, parts: list[str], name: str) -> Iterator[Address]:
    of, slash, rest = name.rpartition("/")
    place, _, field = rest.partition(".")
    if place == "整体" and not slash:
        plan = book.years[0]
        for row in (plan, *plan.overall.subgoals):
            yield from _of_row(row)
        return
    if place.startswith(("分项", "保障")):
        row = _row_of(book, "整体@", place)
    else:
        row = _row_of(book, of or parts[0], place)
    if not field:
        yield from _of_row(row)
    elif field == "plan":
        yield from (_address(row, f"plan.{each}") for each in _PLANS)
    else:
        yield _address(row, _path(field, row))
