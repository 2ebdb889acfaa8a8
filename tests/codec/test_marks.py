"""What marks say comes back, also as other programs write their number formats."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.codec import bookmarks
from hfgoals.codec.marks import MARKS, mark_of, row_told, telling, telling_row, told
from hfgoals.model.identity import new_id

_SAID = st.text("ABCXYZ:;0123456789目标 ", min_size=1, max_size=200)
_BLANKS = st.text("\n \u3000\u00a0", max_size=60)


@pytest.mark.parametrize("written", [str, lambda mark: mark.replace("@", "General")])
def test_every_mark_is_known_again_and_no_two_are_one(written: Callable[[str], str]) -> None:
    letters = [mark_of(written(mark)) for mark in MARKS]
    assert letters == [*MARKS.values()]
    assert len(set(letters)) == len(letters)


@given(_SAID)
def test_what_is_told_is_understood(said: str) -> None:
    assert told(mark_of(telling(said))) == said
    assert told(mark_of(telling(said).replace('"', "").replace("-", "\\-"))) == said


def test_of_which_row_a_form_was_made() -> None:
    row = new_id()
    assert row_told(mark_of(telling_row(row))) == row
    for other in ("", "ROW:12", "ROW:" + "G" * 12, "XROW:" + "A" * 12):
        assert row_told(mark_of(telling(other or "-"))) == ""


@given(st.sampled_from(["", *MARKS.values()]), _BLANKS, _BLANKS, st.integers(1, 999_999))
def test_bookmarks_say_mark_and_blanks(mark: str, before: str, after: str, first: int) -> None:
    messages = bookmarks.messages(mark, before, after)
    if messages is None:
        assert len(before) + len(after) > bookmarks.MOST
        return
    names = [bookmarks.name(first + at, message) for at, message in enumerate(messages)]
    assert all(len(name) <= 40 for name in names)
    assert bookmarks.told(reversed(names)) == (mark, before, after)
