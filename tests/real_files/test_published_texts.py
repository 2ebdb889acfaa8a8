"""The two published texts (丰润区 2022, 怀来县 2023), to the letter.

002.json and 004.json were compared with the texts by hand, field by field; the line numbers below
were read off the texts, so that the second test does not lean on the reader's own idea of a row.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.published import Proposal, read_published
from hfgoals.model.values import Book

_HERE = Path(__file__).parent


def _read(name: str) -> Proposal:
    return read_published((_HERE / f"{name}.txt").read_text(encoding="utf-8"))


def _dumped(name: str) -> dict[str, Any]:
    proposal = _read(name)
    return dump(Book(proposal.unit, (proposal.plan,)))


@pytest.mark.parametrize("name", ["002", "004"])
def test_the_dump_of_a_published_text_is_the_one_checked_by_hand(name: str) -> None:
    told = json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))
    # A key that came since then has its default.
    assert _dumped(name) == dump(load(told))


def test_year_and_notes() -> None:
    assert (_read("002").year, _read("002").notes) == (2022, ())
    second = _read("004")
    assert second.year == 2023
    assert [(note.line, note.unread) for note in second.notes] == [(216, False), (230, False)]


_HEADINGS_002 = (55, 144, 233, 322, 411, 500)
_FIELDS_002 = {
    "code": 5,
    "name": 7,
    "budget": 11,
    "fiscal": 13,
    "other": 15,
    "purpose": 18,
}
_PLAN_002 = {"3": 27, "6": 28, "10": 29, "12": 30}
_ROWS_002 = (44, 51, 58, 65, 72, 79)
"""First line of each indicator row; those for 质量, 时效, 成本 begin with a blank cell."""


@pytest.mark.parametrize("order", range(6))
def test_every_cell_of_002_stands_in_its_field(order: int) -> None:
    lines = (_HERE / "002.txt").read_text(encoding="utf-8").split("\n")
    project = _dumped("002")["years"][0]["projects"][order]

    def cell(offset: int) -> str | None:
        return lines[_HEADINGS_002[order] + offset - 1].removeprefix("\t") or None

    for key, offset in _FIELDS_002.items():
        assert project[key] == cell(offset), key
    for month, offset in _PLAN_002.items():
        percent = project["plan"][month]
        assert (None if percent is None else f"{percent}%") == cell(offset), month
    assert f"1.{project['goals'][0]}" == cell(33)
    for indicator, offset in zip(project["indicators"], _ROWS_002, strict=True):
        for step, key in enumerate(("level2", "name", "description", "target", "basis"), 1):
            assert indicator[key] == cell(offset + step), (offset, key)
    levels = [indicator["level1"] for indicator in project["indicators"]]
    assert levels == ["产出指标"] * 4 + ["效益指标", "满意度指标"]


def test_merged_and_broken_cells_of_004() -> None:
    lines = (_HERE / "004.txt").read_text(encoding="utf-8").split("\n")
    first, second, third = _dumped("004")["years"][0]["projects"]
    assert first["indicators"][1]["description"] == f"{lines[121][1:]}\n{lines[122]}"
    assert second["indicators"][1] == {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": lines[212][1:],
        "description": lines[213][1:],
        "target": lines[214][1:],
        "sign": "≤",
        "value": "593",
        "unit": "平方米",
        "basis": lines[208][1:],
    }
    assert second["indicators"][3]["level2"] == "质量指标"
    assert second["indicators"][3]["basis"] == lines[222][1:]
    assert third["indicators"][0]["description"] == "\n".join([lines[307][1:], *lines[308:316]])
    assert third["indicators"][1]["name"] == f"{lines[321][1:]}\n{lines[322]}"
    assert third["indicators"][1]["description"] == f"{lines[324][1:]}\n{lines[325]}"


def test_the_overall_part_of_004_is_one_sub_goal_without_a_title() -> None:
    lines = (_HERE / "004.txt").read_text(encoding="utf-8").split("\n")
    overall = _read("004").plan.overall
    (subgoal,) = overall.subgoals
    assert (subgoal.title, subgoal.indicators) == ("", "")
    assert subgoal.goal == "\n".join(lines[40:52])
    assert [each.text for each in overall.safeguards] == [lines[54], lines[56]]
