"""What is told of a damaged file, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.store.told import LOSSES, Loss, in_order


@given(st.lists(st.builds(Loss, st.sampled_from(list(LOSSES)), st.text(max_size=3))))
def test_what_is_damaged_comes_before_what_it_left_astray(losses: list[Loss]) -> None:
    told = in_order(losses)
    kinds = list(LOSSES)
    places = [kinds.index(loss.kind) for loss in told]
    assert places == sorted(places)
    for kind in kinds:
        # Within a kind as they were found.
        assert [each for each in told if each.kind == kind] == [
            each for each in losses if each.kind == kind
        ]


def test_the_damaged_come_first() -> None:
    moved, damaged = Loss("moved", "甲"), Loss("damaged", "乙")
    assert in_order((moved, damaged)) == (damaged, moved)
