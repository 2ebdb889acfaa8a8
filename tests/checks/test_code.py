"""The project code: its check character, its year, its division."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks import Checker
from hfgoals.checks.text.project_code import (
    ALPHABET,
    check_character,
    division_of,
    mended,
    state_of,
    year_of,
)
from hfgoals.model.values import AnnualPlan, Book, Project

PUBLISHED = (
    "13020822P00908810002X",
    "13020822P00864910002J",
    "13020822P00908310002H",
    "13020822P00909210001F",
    "13020822P00947710001C",
    "13020822P009335100020",
    "13073023P00005110013P",
    "13073023P00005310002K",
    "13073023P00004910002E",
)


@pytest.mark.parametrize("code", PUBLISHED)
def test_every_published_code_passes(code: str) -> None:
    assert state_of(code) == "good"
    assert division_of(code) == code[:6]
    assert year_of(code) == 2000 + int(code[6:8])


@given(st.sampled_from(PUBLISHED), st.integers(9, 20), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(code: str, at: int, other: str) -> None:
    wrong = code[:at] + other + code[at + 1 :]
    assert (state_of(wrong) == "good") == (wrong == code)


@given(st.sampled_from(PUBLISHED), st.integers(9, 19))
def test_neighbours_swapped_are_caught(code: str, at: int) -> None:
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert (state_of(swapped) == "good") == (swapped == code)


@given(st.text(ALPHABET, min_size=11, max_size=11))
def test_a_code_with_its_own_check_character_is_good(serial: str) -> None:
    code = f"13020822P{serial}"
    assert state_of(code + check_character(code + "0")) == "good"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("13020822P00908810002", "length"),
        ("13020822P0090881000Ix", "characters"),
        ("1302082ZP00908810002X", "characters"),
        ("13020822R00908810002X", "unverified"),
        ("130208220009088100021", "unverified"),
        ("13020822P00908810002Y", "wrong"),
    ],
)
def test_states(code: str, state: str) -> None:
    assert state_of(code) == state


@pytest.mark.parametrize(
    "typed",
    [
        "13020822p00908810002x",
        " 13020822P00908810002X",
        "13020822PO090881OOO2X",
        "１３０２０８22P00908810002X",
    ],
)
def test_slips_of_the_hand_are_mended_only_when_proven(typed: str) -> None:
    assert mended(typed) == "13020822P00908810002X"
    assert mended("13020822P00908810003X") is None


def _codes(found_code: str, year: int, *codes: str) -> list[tuple[str, str]]:
    projects = tuple(Project(code=code, name=f"项目{code}") for code in codes)
    plan = AnnualPlan(year=year, projects=projects)
    names = {project.id: project.code for project in projects}
    found = Checker().check(Book(years=(plan,)), plan)
    return [(names[each.address.row], each.level) for each in found if each.code == found_code]


def test_an_older_year_is_a_hint_and_a_later_one_an_error() -> None:
    code = PUBLISHED[0]
    assert _codes("H10", 2022, code) == []
    assert _codes("H10", 2023, code) == [(code, "hint")]
    assert _codes("H10", 2021, code) == [(code, "error")]


def test_a_code_twice_is_found_at_both() -> None:
    code = PUBLISHED[0]
    assert _codes("H11", 2022, code, PUBLISHED[1], code) == [(code, "error")] * 2
    assert _codes("H11", 2022, "", "") == []


def test_the_division_is_judged_only_by_a_majority() -> None:
    here, there = PUBLISHED[:6], PUBLISHED[6]
    assert _codes("H09", 2023, *here, there) == [(there, "warning")]
    assert _codes("H09", 2023, here[0], there) == []
    assert _codes("H09", 2023, *here) == []


def test_another_letter_is_only_said_to_be_unverified() -> None:
    other = PUBLISHED[0].replace("P", "R")
    assert _codes("H08", 2022, other) == [(other, "hint")]
    assert _codes("H07", 2022, other) == []


def test_a_blank_code_is_left_to_the_rule_of_blanks() -> None:
    assert _codes("H07", 2022, "") == _codes("H08", 2022, "") == []
    plan = AnnualPlan(year=2022, projects=(replace(Project(), name="空表"),))
    assert "H01" in {each.code for each in Checker().check(Book(years=(plan,)), plan)}
