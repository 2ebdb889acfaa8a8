"""The examples of every rule: a small change to the good sample that breaks it, and one that does
not. The help of a rule shows them, and the tests run them.

Each rule has ``resources/checks/<code>.toml``:

    title = "…"                     what the rule is called in its help
    why = "…"                       why the bureau minds
    [[bad]]                         one or more
    says = "…"
    place = "indicator.2.target"    where the rule must find it
    change = { "indicator.2.target" = "≤95%" }
    [[good]]
    says = "…"
    change = { "indicator.2.target" = "≥95%" }

Places: ``unit.name``, ``plan.overall.goal``, ``subgoal.1.title``, ``safeguard.2.text``,
``project.budget``, ``goal.1.text``, ``indicator.3.basis``. Rows of a project are those of the
sample's project whose name holds the text of ``project = "…"`` (else the first); another is named
as in ``"项目名:goal.1.text"``. A row one beyond the last is added; ``remove = ["indicator.3"]``
removes rows.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.edits import Edit, Insert, Remove, SetText, applied
from hfgoals.model.fields import Part
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Goal,
    Indicator,
    Project,
    Safeguard,
    SubGoal,
)
from hfgoals.paths import resource
from hfgoals.trouble import PresetTrouble

_NEW_ROWS = {"subgoal": SubGoal, "safeguard": Safeguard, "goal": Goal, "indicator": Indicator}


@dataclass(frozen=True, slots=True)
class Example:
    """One change to the good sample."""

    says: str
    change: dict[str, str]
    removed: tuple[str, ...] = ()
    project: str = ""
    """A part of the name of the project whose rows are meant."""
    place: str = ""
    """Where the rule must find it; "" for a good example."""


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """Why a rule is there, with bad and good examples."""

    code: str
    title: str
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


@cache
def help_of(code: str) -> RuleHelp:
    """The help of a rule. Raises PresetTrouble when its file is missing or not as it must be."""
    path = resource("checks", f"{code}.toml")
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return RuleHelp(
            code,
            data["title"],
            data["why"],
            tuple(_example(each) for each in data["bad"]),
            tuple(_example(each) for each in data["good"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise PresetTrouble(
            f"规则说明“{path.name}”不能使用（{error}）。", "检查照常进行。", "请重新安装程序。"
        ) from error


def _example(data: dict[str, Any]) -> Example:
    return Example(
        data["says"],
        dict(data.get("change", {})),
        tuple(data.get("remove", ())),
        data.get("project", ""),
        data.get("place", ""),
    )


def with_example(book: Book, year: int, example: Example) -> Book:
    """The book (a good sample) with the example's change in that year."""
    for place, text in example.change.items():
        book = applied(book, _edits(book, _plan(book, year), example.project, place, text))
    gone: list[Edit] = [
        Remove(_row(_plan(book, year), example.project, place).id) for place in example.removed
    ]
    return applied(book, gone)


def address_of_place(book: Book, year: int, project: str, place: str) -> Address:
    """The address that a place names. Raises LookupError when there is no such row."""
    part, path = _split(place.partition(":")[2] or place)
    if part == "unit":
        return Address("unit", UNIT_ROW, path)
    return Address(part, _row(_plan(book, year), project, place).id, path)


def _plan(book: Book, year: int) -> AnnualPlan:
    plan = book.plan_of(year)
    if plan is None:
        raise LookupError(f"the sample has no year {year}")
    return plan


def _split(place: str) -> tuple[Part, str]:
    part, _, rest = place.partition(".")
    number, _, path = rest.partition(".")
    return cast("Part", part), path if number.isdigit() else rest


def _edits(book: Book, plan: AnnualPlan, named: str, place: str, text: str) -> list[Edit]:
    part, path = _split(place.partition(":")[2] or place)
    try:
        return [SetText(address_of_place(book, plan.year, named, place), text)]
    except IndexError:
        fresh = _NEW_ROWS[part]()
        parent = plan.id if part in ("subgoal", "safeguard") else _project(plan, named, place).id
        return [Insert(parent, fresh), SetText(Address(part, fresh.id, path), text)]


def _project(plan: AnnualPlan, named: str, place: str) -> Project:
    before, colon, _ = place.partition(":")
    wanted = before if colon else named
    for project in plan.projects:
        if wanted in project.name:
            return project
    raise LookupError(f"the sample has no project “{wanted}”")


def _row(plan: AnnualPlan, named: str, place: str) -> Any:
    part, _, rest = (place.partition(":")[2] or place).partition(".")
    if part == "plan":
        return plan
    if part == "project":
        return _project(plan, named, place)
    number = int(rest.partition(".")[0])
    if part in ("subgoal", "safeguard"):
        return getattr(plan.overall, f"{part}s")[number - 1]
    return getattr(_project(plan, named, place), f"{part}s")[number - 1]
