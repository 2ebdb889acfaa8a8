"""Goals numbered in one text, and taken apart again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.wide.goals import lookalikes, needs_seal, numbered, split
from tests import strategies

_TRICKY = st.lists(
    st.sampled_from(["1.", "2.", "2、甲", " 3.", "甲", "5件", "(2)乙", "2.5件", ""]), max_size=4
).map(lambda lines: "\n".join(lines).strip("\n"))


@given(st.lists(_TRICKY | strategies.texts(), max_size=4))
def test_the_goals_come_back(goals: list[str]) -> None:
    lines = lookalikes(goals)
    # As the table tells it: sealed where the numbers alone could be taken for something else.
    told = bool(lines) or needs_seal(goals)
    assert split(numbered(goals), lines, ours=told) == tuple(goals)


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("1.甲\n2.乙", ("甲", "乙")),
        ("1、甲\n（2）乙\n续", ("甲", "乙\n续")),
        ("甲\n2.乙", ("甲", "乙")),
        ("没有编号\n两行", ("没有编号\n两行",)),
        ("1.甲\n3.丙", ("甲\n3.丙",)),
        ("", ()),
    ],
)
def test_what_people_typed(text: str, goals: tuple[str, ...]) -> None:
    assert split(text) == goals


def test_most_goals_need_nothing_more() -> None:
    assert lookalikes(["保障\n运行", "5件", "2.甲"]) == ()
    assert lookalikes(["甲\n2.乙"]) == (2,)
