"""Texts made to be taken for something else, or to break what shows, stores or reads them.

Made by kind: each kind is a rule and what it is applied to, so that none is missed for being rare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final


def _within(points: Iterable[int]) -> list[str]:
    """Each sign between letters, and a run of it at both ends."""
    return [made for p in points for made in (f"甲{chr(p)}乙", f"{chr(p) * 3}甲{chr(p) * 2}")]


def _before(starts: str, *rests: str) -> list[str]:
    return [start + rest for start in starts for rest in rests]


_ZALGO: Final = "绩" + "".join(map(chr, range(0x300, 0x34F))) + "效"
_KINDS: Final[dict[str, Callable[[], list[str]]]] = {
    "formulas": lambda: _before(
        "=+-@\t\r|%＝＋－＠", "1+1", "cmd|' /C calc'!A0", "SUM(A1:A9)",
        'HYPERLINK("http://127.0.0.1/"&A1,"点这里")', "WEBSERVICE(\"http://127.0.0.1/\")", "",
    ),
    "numbers": lambda: [
        "1e308", "1E-400", "NaN", "Infinity", "-inf", "0x1F", "1_000", "−0", "١٢٣", "½", "²³",
        "0b1",
        "1,2,3", "00012", "1.", ".5", "9" * 400, "1/0", "#DIV/0!", "#REF!", "#N/A", "12:30", "3-4",
        "2023-02-30", "1900-02-29", "1E5", "１２", "〇", "壹佰", "TRUE", "false", "NULL", "None",
        "nil",
        "undefined", "N/A", "-", "--", "≥≥1", "≥-∞", "95%%", "2023年13月",
    ],
    "markup": lambda: [
        "<b>粗</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--", "-->",
        "]]>",
        "<![CDATA[x]]>", "&lt;&amp;&#10;&nosuch;", "<?xml version='1.0'?>", "<!DOCTYPE x>",
        "</w:t>",
        "<br/>", "<a href='file:///etc/passwd'>x</a>", "<font size=99>", "**粗**", "[x](http://a)",
        "{\\rtf1 x}", "\\textbf{x}", "$x^2$", "{{7*7}}", "${7*7}", "#{7}", "%s%n%x", "{0}", "%(a)s",
        "&D&P&\"宋体\"", "&&", "{ HYPERLINK \"http://a\" }", "{ MERGEFIELD x }", "_x0041_",
        "_x000D_",
        "(x) Tj ET Q", "\\(\\)\\\\", "/URI (http://a)", "endstream endobj", "<</S/JavaScript>>",
    ],
    "commands": lambda: [
        "'; DROP TABLE record; --", "\" OR 1=1", "$(touch /tmp/x)", "`id`", "; rm -rf /", "| more",
        "&& dir", "> /dev/null", "../../../etc/passwd", "..\\..\\x", "C:\\con\\con", "\\\\a\\b",
        "CON",
        "nul.txt", "aux", "COM1", ".", "..", "~", "-rf", "--help", "*?.hfg", "a/b\\c:d|e",
        "file:///x",
        "http://127.0.0.1/", "javascript:alert(1)", "mailto:a@b.cn", "%2e%2e%2f", "a\x00.pdf",
        "名 . ",
    ],
    "controls": lambda: _within([*range(0x20), *range(0x7F, 0xA0)]),
    "none of XML's": lambda: _within([0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xFDD0, 0xD800, 0xDFFF]),
    "halves": lambda: ["\ud83d", "\udc00甲", "甲\ud83d乙\udc00", "\udc00\ud83d"],
    "directions": lambda: [
        *_within([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]),
        "\u202egpj.exe", "\u2067甲\u2066乙", "עברית甲العربية123",
    ],
    "unseen": lambda: _within(
        [0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180E, *range(0x200B, 0x200E), *range(0x2060,
        0x2065),
         0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0xE0001, 0xE0020, 0xE0100]
    ),
    "blanks": lambda: [
        *_within([0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F,
        0x3000]),
        " ", "\n\n", " \n ", "\u3000",
    ],
    "joined": lambda: [
        _ZALGO, "e\u0301", "é", "Å", "Å", "ﬁ", "각", "각", "ｶﾞ", "㍿", "㎡", "⑴", "Ⅷ", "ﷺ",
        "คุณภาพที่ดี", "क्षत्रिय", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "ئۇيغۇرچە", "Zażółć", "İıſß", "ŉ",
    ],
    "pictures": lambda: [
        "👩🏽‍💻", "👨‍👩‍👧‍👦", "🇨🇳", "🇨", "1️⃣", "☺︎☺️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🫠", "😀" * 200, "‍🔥",
    ],
    "rare letters": lambda: [
        chr(p) + "县" for p in (0x20000, 0x2A6DF, 0x2B740, 0x2CEB0, 0x30000, 0x31350, 0x323AF,
        0xE000,
                              0xF8FF, 0xF0000, 0x100000, 0xF900, 0x2F00, 0x2F800, 0x3007, 0x4DB5)
    ],
    "quotes": lambda: _before("'\"‘“«「`´", "甲", "'\"", "\n"),
    "long": lambda: [
        "长" * 5_000, "a" * 5_000, "。" * 2_000, "甲\n" * 1_000, " " * 3_000 + "甲", "（" * 1_000,
        "1、一\n" * 500, "\u0301" * 2_000, "𠮷" * 2_000, "a b " * 1_000, "，" * 1_000 + "甲",
        "—" * 999,
    ],
    "labels": lambda: [
        "项目编码", "项目名称：乙", "一级指标", "绩效目标：", "1.甲绩效目标表", "第一部分",
        "单位：元", "合计",
        "二、分项绩效目标", "注：", "见附件", "同上", "无", "/", "2023年部门预算项目绩效目标表",
    ],
}  # fmt: skip


def texts() -> list[str]:
    """All of them, each once, more than five hundred."""
    return list(dict.fromkeys(text for kind in _KINDS.values() for text in kind()))
