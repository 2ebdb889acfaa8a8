from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.names import file_name, sheet_titles


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_the_stray_bracket_is_no_sheet_title() -> None:
    assert sheet_titles(["1.]融媒体中心运行维护费"]) == ("1. 融媒体中心运行维护费",)


def test_long_equal_and_reserved_titles_stay_apart() -> None:
    titles = sheet_titles(["长" * 40, "长" * 50, "Ab", "aB", "History", "", "''"])
    assert len({title.casefold() for title in titles}) == 7
    assert "history" not in {title.casefold() for title in titles}


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_titles_are_legal_and_unique(titles: list[str]) -> None:
    made = sheet_titles(titles)
    assert len({title.casefold() for title in made}) == len(titles)
    for title in made:
        assert 0 < units(title) <= 31
        assert not set(title) & set("[]:*?/\\")
        assert not title.startswith("'")
        assert not title.endswith("'")


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "nul.txt",
        "com1",
        "LPT¹",
        "",
        "...",
        " ",
        "CON .x",
        "con . .x",
        "Aux\u3000.表",
        "COM0",
        "conin$",
        "CONOUT$.x",
        "CLOCK$",
        "nul\u202e",
        "\u200eprn",
        "\u202e",
        "\ud800",
    ],
)
def test_device_names_and_blanks_are_avoided(name: str) -> None:
    assert file_name([name], ".pdf").startswith("表")


@given(st.lists(st.text(max_size=200), min_size=1, max_size=3))
def test_any_parts_make_a_legal_file_name(parts: list[str]) -> None:
    name = file_name(parts, ".xlsx")
    assert len(".xlsx") < units(name) <= 126
    assert not set(name) & set('<>:"/\\|?*\n\x00')
    assert name == name.strip(" .")


_TRICKS = "\u202e\u202a\u2066\u2069\u200e\u200f\u061c\u200b\u2060\ufeff\xad\x85\u2028\ud83d\udcb9"


@pytest.mark.parametrize("trick", list(_TRICKS))
def test_nothing_unseen_is_in_a_name(trick: str) -> None:
    assert file_name([f"甲{trick}fdp"], ".exe") == "甲 fdp.exe"
    assert sheet_titles([f"甲{trick}乙"]) == ("甲 乙",)


def test_letters_of_several_signs_stay_whole() -> None:
    assert file_name(["👩🏽‍💻𠮷é"], ".pdf") == "👩🏽‍💻𠮷é.pdf"
