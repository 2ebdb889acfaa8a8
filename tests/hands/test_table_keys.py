"""The table by real keys: every column, quick typing, marks without composing, Excel's way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hands.program import Program

pytestmark = pytest.mark.slow
PROJECTS = 1
COLUMNS = ("level1", "level2", "name", "description", "target", "basis")
FAST = 20
"""Milliseconds between keys: faster than anybody types."""
TWO_HUNDRED = 200


def _rows(program: Program, project: int = 1) -> Any:
    return program.dump()["years"][-1]["projects"][project - 1]["indicators"]


def _take(program: Program, number: int, path: str, project: int = 1) -> None:
    program.click("tab", PROJECTS)
    program.click("project", project)
    program.wait_state(tab=PROJECTS, project=project)
    program.click("cell", number, path)
    program.wait_state(cell=[program.ask("row", number), path], editing=False)


def test_every_column_takes_words_from_the_first_key_on(program: Program) -> None:
    _take(program, 1, COLUMNS[0], project=2)
    row = program.ask("row", 1)
    for path in COLUMNS:
        program.wait_state(cell=[row, path], editing=False)
        program.compose("xinwen", "新闻")
        program.keys("space")
        program.wait_state(preedit="", text="新闻", editing=True)
        program.keys("Tab")
        program.wait_state(editing=False)
    assert [_rows(program, 2)[0][path] for path in COLUMNS] == ["新闻"] * len(COLUMNS)


def test_two_hundred_words_are_all_there(program: Program) -> None:
    _take(program, 3, "description")
    program.keys(*[*"xinwen", "space"] * TWO_HUNDRED, between=FAST)
    program.wait(lambda: program.state()["text"] == "新闻" * TWO_HUNDRED, "all words", patience=300)
    program.keys("Return")
    program.wait_state(editing=False)
    assert _rows(program)[2]["description"] == "新闻" * TWO_HUNDRED


def test_a_mark_that_comes_without_composing_is_not_lost(program: Program) -> None:
    _take(program, 2, "description")
    program.keys("comma")
    program.wait_state(text="，", editing=True)
    program.keys("period")
    program.wait_state(text="，。")
    program.keys("Tab")
    program.wait_state(editing=False)
    assert _rows(program)[1]["description"] == "，。"


def test_escape_gives_the_old_text_back_and_a_blank_takes_no_place(program: Program) -> None:
    before = _rows(program)[1]["name"]
    for escapes in (1, 2):
        _take(program, 2, "name")
        program.keys("space")
        program.wait_state(editing=True, text=" ")
        program.keys("F4")
        program.wait_state(list=True)
        program.keys("Escape")
        program.wait_state(editing=True, list=False)
        if escapes == 2:
            program.keys("Escape")
            program.wait_state(editing=False)
        program.click("cell", 4, "basis")
        program.wait_state(cell=[program.ask("row", 4), "basis"], editing=False)
        assert _rows(program)[1]["name"] == before


def test_an_offer_taken_by_mouse_ends_the_composition(program: Program) -> None:
    _take(program, 1, "level1")
    program.compose("xinwen", "新闻")
    program.wait_state(list=True)
    program.click("offer", 1)
    program.wait_state(editing=False, preedit="")
    found = _rows(program)[0]["level1"]
    assert found
    assert "新闻" not in found


def test_enter_after_tabs_on_the_last_row_begins_the_next(program: Program) -> None:
    count = len(_rows(program))
    last = _rows(program)[-1]
    _take(program, count, "level1")
    program.keys(*["Tab"] * 5)
    program.wait_state(cell=[program.ask("row", count), "basis"])
    program.keys("Return")
    program.wait(lambda: program.ask("row_count") == count + 1, "a new row")
    program.wait_state(cell=[program.ask("row", count + 1), "level1"])
    program.compose("xinwen", "新闻")
    program.keys("space", "Return")
    program.wait_state(editing=False)
    rows = _rows(program)
    assert rows[-2] == last
    assert rows[-1]["level1"] == "新闻"
