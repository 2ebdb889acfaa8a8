"""Names are found by the first letters of their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.initials import begins, initials, reading_order
from hfgoals.presets import library, search


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("办报费", "bbf"),
        ("农村应急广播终端维修", "ncyjgbzdwx"),
        ("《示例融媒》报编印发行费", "slrmbbyfxf"),
        ("iPhone-15 采购", "iphone15cg"),
        ("阿八擦大鹅发嘎哈机卡拉妈那哦啪七然撒他挖西压匝", "abcdefghjklmnopqrstwxyz"),
        ("啊澳坝怖搓堕贰咐过祸骏阔络穆诺沤瀑群弱所唾误迅孕座", "aabbcdefghjklmnopqrstwxyz"),
        ("", ""),
        ("。，！", ""),
    ],
)
def test_first_letters(text: str, letters: str) -> None:
    assert initials(text) == letters


@given(st.text())
def test_any_text_has_small_letters_and_figures_only(text: str) -> None:
    found = initials(text)
    assert found.isalnum() or not found
    assert found == found.casefold()
    assert found.isascii()


def test_a_query_is_letters_in_a_row() -> None:
    assert begins("yjgb", "农村应急广播")
    assert begins("YJGB", "农村应急广播")
    assert not begins("gb应", "农村应急广播")
    assert not begins("y", "农村应急广播")
    assert not begins("", "农村应急广播")


def test_names_are_sorted_as_dictionaries_do() -> None:
    names = ["专线租赁", "办报", "采购", "应急广播", "媒体融合"]
    assert sorted(names, key=reading_order) == ["办报", "采购", "媒体融合", "应急广播", "专线租赁"]


def test_the_library_is_found_by_first_letters() -> None:
    row = next(row for row in library() if initials(row.name).isalpha() and len(row.name) > 5)
    found = search(initials(row.name), kind=row.kind)
    assert found
    assert found[0].name == row.name
