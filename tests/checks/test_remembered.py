"""What a Checker remembers: which projects count as moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.remembered import moved

_ids = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), unique=True)


@given(_ids, _ids)
def test_the_others_stand_in_the_order_of_before(before: list[str], after: list[str]) -> None:
    elsewhere = moved(before, after)
    assert elsewhere <= set(before) & set(after)
    stayed = set(before) & set(after) - elsewhere
    assert [each for each in before if each in stayed] == [each for each in after if each in stayed]


@given(_ids, st.integers(0, 7), st.integers(0, 7))
def test_one_that_was_moved_is_one(before: list[str], start: int, end: int) -> None:
    after = list(before)
    if after:
        after.insert(end % len(after), after.pop(start % len(after)))
    assert len(moved(before, after)) == (before != after)


def test_what_came_or_went_moved_nothing() -> None:
    assert moved(list("甲乙丙丁"), list("甲丁戊")) == set()
    assert moved([], list("甲乙")) == set()
    assert moved(list("甲乙丙"), list("丙甲乙")) == {"丙"}
