"""Section numbers and their gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.text.sections import faults, markers, next_of


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.marker.text) for each in faults(markers(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、甲\n二、乙", ["一、", "二、"]),
        ("（一）甲。（二）乙。 （三）丙", ["（一）", "（二）", "（三）"]),
        ("(一)甲；(二)乙", ["(一)", "(二)"]),
        ("1、甲\n2.乙\n　3．丙", ["1、", "2.", "3．"]),
        ("主要有：1、甲；2、乙。", ["1、", "2、"]),
        ("(1)甲；（2）乙；3）丙", ["(1)", "（2）", "3）"]),
        ("①甲。②乙。", ["①", "②"]),
        ("十一、甲", ["十一、"]),
        ("在2.0系统上，第一、第二批，3、4月份，融媒体中心（一）号楼，1.5万元", []),
        ("", []),
    ],
)
def test_markers_are_found_where_a_section_begins(text: str, found: list[str]) -> None:
    assert [each.text for each in markers(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一、甲\n二、乙\n三、丙", []),
        ("（一）甲。1.子。2.丑。（二）乙。1.寅。2.卯。", []),
        ("（四）甲。（六）乙。", [("gap", "（四）"), ("gap", "（六）")]),
        ("一、甲\n二、乙\n四、丁", [("gap", "四、")]),
        ("二、甲\n三、乙", [("gap", "二、")]),
        ("一、甲\n二、乙\n二、丙", [("repeat", "二、")]),
        ("一、甲\n二、乙\n一、丙\n二、丁", [("restart", "一、")]),
        ("1、甲\n2、乙\n1、丙\n2、丁", []),
        ("1、甲", [("alone", "1、")]),
        ("一、甲。1、子。\n二、乙", [("alone", "1、")]),
        ("1、甲\n2.乙\n3.丙", [("mixed", "2.")]),
    ],
)
def test_gaps_repeats_and_lone_numbers(text: str, found: list[tuple[str, str]]) -> None:
    assert _kinds(text) == found


def test_what_is_missing_is_written_as_the_text_writes() -> None:
    def missing(text: str) -> list[tuple[str, ...]]:
        return [each.missing for each in faults(markers(text))]

    assert missing("（一）甲。（二）乙。（五）丙。") == [("（三）", "（四）")]
    assert missing("九、甲\n十二、乙")[1] == ("十、", "十一、")
    assert missing("1.甲\n3.乙") == [("2.",)]
    assert missing("①甲。③乙。") == [("②",)]
    assert next_of(markers("1、甲")[0]) == "2、"


@given(st.integers(1, 19))
def test_a_whole_sequence_has_no_fault_and_one_without_a_number_has_one(last: int) -> None:
    numbers = list(range(1, last + 2))
    assert _kinds("\n".join(f"{n}、事项" for n in numbers)) == []
    if last > 1:
        del numbers[last - 1]
        assert [kind for kind, _ in _kinds("\n".join(f"{n}、事项" for n in numbers))] == ["gap"]


@given(st.text(alphabet="一二三、（）()1234.\n。事①②", max_size=60))
def test_markers_stand_where_they_say(text: str) -> None:
    for each in markers(text):
        assert text.startswith(each.text, each.start)
    assert len(list(faults(markers(text)))) <= 2 * len(markers(text))
