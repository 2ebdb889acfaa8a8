"""A county media centre's disclosure report from nothing, by real keys and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from hfgoals.forms import disclosure_report
from tests.hands.program import Program
from tests.hands.walking import at, until, with_form

pytestmark = pytest.mark.slow


def _say(program: Program, letters: str, word: str) -> None:
    program.compose(letters, word)
    program.keys("space")
    program.wait_state(preedit="", text=word, editing=True)


def test_a_report_is_filled_in_from_nothing(program: Program) -> None:
    with_form(program, disclosure_report.NAME)

    until(program, "Down", at(program, "overview"))
    _say(program, "xinwen", "新闻")
    program.keys("Tab")
    program.wait(at(program, "regulations.made"), "the first number")
    program.keys("5", "Tab", "5", "Tab", "7", "Return")
    program.wait(at(program, "documents.made"), "the row below")
    program.keys("ctrl+0")

    until(program, "Down", at(program, "requests.received.natural"))
    program.keys("4", "Return")
    until(program, "Down", at(program, "requests.granted.natural"))
    program.keys("3", "Return")
    until(program, "Down", at(program, "requests.carried_over.natural"))
    program.keys("1", "Return", "Up", "ctrl+0", "Down", "Home")
    program.wait(at(program, "reviews.upheld"), "the last table")
    program.keys("ctrl+0")
    until(program, "Down", at(program, "problems"))
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
