"""A county media centre's disclosure report from nothing, by real keys and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from hfgoals.forms import disclosure_report
from tests.hands.program import Program

pytestmark = pytest.mark.slow
_MOST = 60
"""Keys that lead anywhere on the form, or in a menu."""


def _until(program: Program, key: str, there: Callable[[], bool]) -> None:
    """Press the key until it is so, each time once the last one has led somewhere."""

    def where() -> list[object]:
        return [program.ask("place"), program.ask("focused"), program.state()["focus"]]

    for _ in range(_MOST):
        if there():
            return
        before = where()
        program.keys(key)
        program.wait(lambda before=before: where() != before, f"what {key} leads to")
    raise AssertionError(f"{key} does not lead there: {program.state()}, {program.ask('place')}")


def _at(program: Program, path: str) -> Callable[[], bool]:
    return lambda: (program.ask("place") or [""])[-1] == path


def _say(program: Program, letters: str, word: str) -> None:
    program.compose(letters, word)
    program.keys("space")
    program.wait_state(preedit="", text=word, editing=True)


def test_a_report_is_filled_in_from_nothing(program: Program) -> None:
    program.keys("alt+y")
    _until(program, "Down", lambda: program.ask("focused").startswith("更改本年度"))
    program.keys("Return")
    program.wait(lambda: program.state()["dialog"], "the dialog of the year")
    _until(program, "Tab", lambda: program.ask("focused") == disclosure_report.NAME)
    program.keys("space", "Return")
    program.wait_state(dialog="")
    program.keys("ctrl+3")
    program.wait_state(tab=2)

    _until(program, "Down", _at(program, "overview"))
    _say(program, "xinwen", "新闻")
    program.keys("Tab")
    program.wait(_at(program, "regulations.made"), "the first number")
    program.keys("5", "Tab", "5", "Tab", "7", "Return")
    program.wait(_at(program, "documents.made"), "the row below")
    program.keys("ctrl+0")

    _until(program, "Down", _at(program, "requests.received.natural"))
    program.keys("4", "Return")
    _until(program, "Down", _at(program, "requests.granted.natural"))
    program.keys("3", "Return")
    _until(program, "Down", _at(program, "requests.carried_over.natural"))
    program.keys("1", "Return", "Up", "ctrl+0", "Down", "Home")
    program.wait(_at(program, "reviews.upheld"), "the last table")
    program.keys("ctrl+0")
    _until(program, "Down", _at(program, "problems"))
    _say(program, "xinwen", "新闻")
    program.keys("Tab")
    program.wait_state(editing=False)

    year = program.dump()["years"][-1]
    assert disclosure_report.ID in year["forms"]
    report = year["report"]
    assert report["overview"] == report["problems"] == "新闻"
    assert report["regulations"] == {"made": 5, "published": 5, "public": 7}
    assert report["procurement"] == {"projects": 0, "amount": "0.0000"}
    natural = {item: row["natural"] for item, row in report["requests"].items()}
    assert (natural["received"], natural["granted"], natural["carried_over"]) == (4, 3, 1)
    assert natural["results"] is None
    assert report["later_suits"]["pending"] == 0
    command = [sys.executable, "-m", "hfgoals", "check", str(program.path), "--json"]
    told = subprocess.run(command, env=program.screen.environment, capture_output=True, text=True)
    found = json.loads(told.stdout)["findings"]
    assert [each for each in found if each["where"]["part"] == "report"] == []
