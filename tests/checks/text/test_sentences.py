"""Sentences, clauses and what a text repeats."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hfgoals.checks.text.sentences import clause_before, clause_pieces, repeated, sentence_pieces

_TEXT = st.text(alphabet="甲乙丙丁，。；\n ", max_size=80)


@given(_TEXT)
def test_pieces_stand_where_they_say(text: str) -> None:
    for each in (*sentence_pieces(text), *clause_pieces(text)):
        assert each.text
        assert text.startswith(each.text, each.start)


def test_a_clause_repeated_in_another_sentence_or_text_is_found() -> None:
    clause = "加强技术管理、技术升级改造及设备设施维护"
    assert repeated([f"{clause}，甲。", f"乙，{clause}。"], 12) == {1: [clause]}
    assert repeated([f"{clause}，甲。\n{clause}，乙。"], 12) == {0: [clause]}


def test_short_clauses_and_repeats_within_one_sentence_are_left_alone() -> None:
    assert repeated(["加强内部管理。加强内部管理。"], 12) == {}
    assert repeated(["为群众提供更加便捷的信息服务，为群众提供更加便捷的信息服务。"], 12) == {}


def test_what_stands_before_a_number_in_its_clause() -> None:
    text = "开展各类宣传。对外宣传大于等于95%"
    assert clause_before(text, text.index("大"), 14) == "对外宣传"
    assert clause_before("很长的一句话", 6, 3) == "一句话"
