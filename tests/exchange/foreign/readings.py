"""A proposal in the words of the layouts' expected readings."""

from __future__ import annotations

from typing import Any

from hfgoals.exchange.proposal import Proposal
from hfgoals.model.fields import FIELDS

_PROJECT = {field.path: field.label for field in FIELDS["project"]}
_INDICATOR = (
    "level1",
    "level2",
    "name",
    "description",
    "target",
    "basis",
    "weight",
    "scoring",
    "evidence",
)


def reading(proposal: Proposal) -> dict[str, Any]:
    """What was read, blank fields left out."""
    plan = proposal.plan
    fields = {field.path: field for field in FIELDS["indicator"]}
    found: dict[str, Any] = {"年度": proposal.year or 0}
    found |= {"单位名称": proposal.unit.name, "单位编码": proposal.unit.code}
    for field in FIELDS["plan"]:
        if field.path.startswith("overall.") or field.path == "forms":
            found[field.label] = field.text(plan)
    found["分项"] = [[each.title, each.goal, each.indicators] for each in plan.overall.subgoals]
    found["任务金额"] = [
        [str(amount) for amount in (each.budget, each.fiscal, each.other)]
        for each in plan.overall.subgoals
        if each.budget is not None
    ]
    found["整体指标"] = [
        [each.level1, each.level2, each.name, str(each.target)] for each in plan.overall.indicators
    ]
    found["项目"] = []
    for project in plan.projects:
        texts: dict[str, Any] = {field.label: field.text(project) for field in FIELDS["project"]}
        texts["绩效目标"] = [goal.text for goal in project.goals]
        texts["绩效指标"] = [
            [
                text
                for path in _INDICATOR
                if (text := fields[path].text(each)) or not fields[path].optional
            ]
            for each in project.indicators
        ]
        found["项目"].append({key: value for key, value in texts.items() if value})
    return {key: value for key, value in found.items() if value}


def compared(proposal: Proposal, expected: dict[str, Any]) -> tuple[int, int, list[str]]:
    """How many fields are right, how many there are on either side, and what differs."""
    read, wanted = _flat(reading(proposal)), _flat(_values(expected))
    places = {*read, *wanted}
    wrong = [
        f"{place}: {read.get(place, '')!r}, expected {wanted.get(place, '')!r}"
        for place in sorted(places)
        if read.get(place) != wanted.get(place)
    ]
    return len(places) - len(wrong), len(places), wrong


def _values(expected: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in expected.items() if key not in ("未读", "没读懂")}


def _flat(value: Any, place: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        pairs = [(f"{place}/{key}", each) for key, each in value.items()]
    elif isinstance(value, list):
        pairs = [(f"{place}/{number}", each) for number, each in enumerate(value, 1)]
    else:
        return {place: str(value)} if str(value) else {}
    found: dict[str, str] = {}
    for where, each in pairs:
        found |= _flat(each, where)
    return found
