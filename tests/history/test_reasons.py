from __future__ import annotations

import pytest

from hfgoals.history.changes import Change
from hfgoals.history.reasons import (
    LONGEST,
    NO_VERSION,
    line_of,
    reasons_of,
    with_reasons,
    without_reason,
)


def _change(about: str) -> Change:
    return Change("project", about, "budget", "1", "2", 2023, about, about)


def test_reasons_are_kept_by_year_and_by_the_version_departed_from() -> None:
    value = with_reasons(None, "plan", "000001", {"p1": "压减", "p2": ""})
    value = with_reasons(value, "plan", NO_VERSION, {"p1": "别的"})
    value = with_reasons(value, "next", "000001", {"p9": "明年"})
    assert reasons_of(value, "plan", "000001") == {"p1": "压减"}
    assert reasons_of(value, "plan", NO_VERSION) == {"p1": "别的"}
    assert reasons_of(value, "next", "000001") == {"p9": "明年"}
    assert reasons_of(value, "plan", "000002") == {}


def test_a_reason_taken_back_leaves_nothing() -> None:
    value = with_reasons(None, "plan", "000001", {"p1": "压减"})
    assert with_reasons(value, "plan", "000001", {"p1": ""}) == {"plan": {}}


@pytest.mark.parametrize(
    "value",
    [None, 3, [], "x", {"plan": 1}, {"plan": {"1": []}}, {"plan": {"1": {"p": 7, "q": None}}}],
)
def test_an_odd_setting_is_as_if_absent(value: object) -> None:
    assert reasons_of(value, "plan", "1") == {}
    assert reasons_of(with_reasons(value, "plan", "1", {"p": "好"}), "plan", "1") == {"p": "好"}


def test_a_reason_is_one_line_that_fits_its_cell() -> None:
    assert line_of("财政\n 压减 ") == "财政 压减"
    assert len(line_of("长" * 2000)) == LONGEST


def test_what_has_no_reason_is_told_once_in_its_order() -> None:
    changes = [_change("b"), _change("a"), _change("b"), _change("c")]
    assert without_reason(changes, {"a": "好", "c": ""}) == ("b", "c")
