"""Where two texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.merging.comparing import Spans, differing
from tests.pace import within

TEXTS = st.text(alphabet="甲乙丙丁𠀀\n12", max_size=40)


def cut(text: str, spans: Spans) -> str:
    """The text without the stretches."""
    left, at = [], 0
    for start, end in spans:
        left.append(text[at:start])
        at = end
    return "".join([*left, text[at:]])


@given(TEXTS, TEXTS)
def test_without_what_differs_little_is_left_to_tell_them_apart(one: str, other: str) -> None:
    ours, theirs = differing(one, other)
    for text, spans in ((one, ours), (other, theirs)):
        places = [place for span in spans for place in span]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    assert cut(one, ours) == cut(other, theirs)
    assert (ours, theirs) == ((), ()) if one == other else bool(ours or theirs)


@pytest.mark.parametrize(
    ("one", "other", "ours", "theirs"),
    [
        ("用于设备购置", "用于设备租赁", ((4, 6),), ((4, 6),)),
        ("支出。", "支出。广告部", (), ((3, 6),)),
        ("一二三", "一三", ((1, 2),), ()),
        ("≥1次", "≥50次", ((1, 2),), ((1, 3),)),
    ],
)
def test_what_differs_is_marked(one: str, other: str, ours: Spans, theirs: Spans) -> None:
    assert differing(one, other) == (ours, theirs)


def test_long_texts_do_not_take_long() -> None:
    one, other = "甲乙丙" * 13_000, "丁戊己" * 13_000
    with within(1):
        spans = differing(f"同{one}同", f"同{other}同")
    assert spans == (((1, 39_001),), ((1, 39_001),))
