"""What is told of a rule, and its examples: ``resources/checks/<code>.toml``.

    title = "…"                     what the rule is called
    level = "error"                 error, warning or hint
    reason = "指标不够完整"           one of the reviewers' eleven
    says = "第{row}行…"              what is wrong where, filled from the hit's values
    advice = "…"                    what to do, filled likewise
    why = "…"                       why the bureau minds
    [[bad]]                         one or more small changes to the good sample that break it
    says = "…"
    place = "indicator.2.target"    where the rule must find it
    change = { "indicator.2.target" = "≤95%" }
    [[good]]                        and those that do not
    says = "…"
    change = { "indicator.2.target" = "≥95%" }

Places: ``unit.name``, ``plan.overall.goal``, ``subgoal.1.title``, ``safeguard.2.text``,
``project.budget``, ``goal.1.text``, ``indicator.3.basis``. Rows of a project are those of the
sample's project whose name holds the text of ``project = "…"`` (else the first); another is named
as in ``"项目名:goal.1.text"``; ``"上年:report.…"`` is one of the year
before; ``stage`` and ``result`` are of the self-evaluation, ``"监控:result.2.actual"`` of the
monitoring. A row one beyond the last is added; ``remove = ["indicator.3"]`` removes rows, ``alone =
true`` the other projects. The help of a rule shows the examples, and the tests run them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from hfgoals.checks.finding import LEVELS, REASONS, Level
from hfgoals.lean import dataclass
from hfgoals.paths import resource
from hfgoals.trouble import PresetTrouble


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
    alone: bool = False
    """Whether the year has no other project."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the user is told of a rule, in Chinese, with bad and good examples."""

    code: str
    title: str
    level: Level
    reason: str
    """One of REASONS."""
    says: str
    """A template of the sentence about a hit, filled from its values."""
    advice: str
    """Likewise what to do."""
    why: str
    """Why the bureau minds."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


@cache
def told_of(code: str) -> Told:
    """What is told of a rule. Raises PresetTrouble when its file is missing or not as it should."""
    path = resource("checks", f"{code}.toml")
    try:
        return _told(code, tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PresetTrouble(
            f"规则说明“{path.name}”不能使用（{error}）。", "其他检查照常进行。", "请重新安装程序。"
        ) from error


def _told(code: str, data: dict[str, Any]) -> Told:
    if data["level"] not in LEVELS or data["reason"] not in REASONS:
        raise ValueError(f"{data['level']}, {data['reason']}")
    return Told(
        code,
        data["title"],
        data["level"],
        data["reason"],
        data["says"],
        data["advice"],
        data["why"],
        tuple(_example(each) for each in data["bad"]),
        tuple(_example(each) for each in data["good"]),
    )


def _example(data: dict[str, Any]) -> Example:
    return Example(
        data["says"],
        dict(data.get("change", {})),
        tuple(data.get("remove", ())),
        data.get("project", ""),
        data.get("place", ""),
        data.get("alone", False),
    )
