"""Texts with what differs tinted: each place of the text is the place on the screen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from hfgoals.merging.comparing import differing
from ui.kit.excerpt import HELD_TINT, MarkedText, excerpts


@pytest.mark.parametrize(
    ("text", "other", "tinted"),
    [
        ("用于购置设备", "用于租赁设备", ["购置"]),
        ("工作计划\r\n\r\n数量指标", "", ["工作计划\n\n数量指标"]),
        ("第一行\r\n第二行甲", "第一行\r\n第二行乙", ["甲"]),
        ("𠮷祥物三个", "𠮷祥物五个", ["三"]),
        ("一样", "一样", []),
    ],
)
def test_just_what_differs_is_tinted(
    text: str, other: str, tinted: list[str], qtbot: QtBot
) -> None:
    shown = MarkedText("全文")
    qtbot.addWidget(shown)
    shown.show_text(text, differing(text, other)[0], HELD_TINT)
    marked = [each.cursor.selectedText() for each in shown.extraSelections()]  # type: ignore[attr-defined]
    assert [each.replace("\u2029", "\n") for each in marked] == tinted


def test_a_long_text_is_shown_from_a_little_before_its_first_difference() -> None:
    before = "保障播出系统正常运行，" * 20
    ours, theirs = excerpts(f"{before}三次", f"{before}五次")
    for pieces, letter in ((ours, "三"), (theirs, "五")):
        assert pieces[0] == ("…", False)
        assert (letter, True) in pieces
        assert sum(len(text) for text, _ in pieces) < 20
