"""A target in three cells says the same text again, or stands whole in one."""

from __future__ import annotations

import pytest
from hypothesis import given

from hfgoals.model.target import Target
from hfgoals.wide.targets import Parts, joined, parts_of, sign_shown
from tests import strategies


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("≥95%", Parts("≥", "95", "%", "≥")),
        ("≤2.5万元/月", Parts("≤", "2.5", "万元/月", "≤")),
        ("100%", Parts("＝", "100", "%", "")),
        (">=1,200件", Parts("≥", "1,200", "件", ">=")),
        ("不低于90%", Parts("≥", "90", "%", "不低于")),
        ("≤2022年6月底", Parts("≤", "2022年6月底", "", "≤")),
        ("持续提升", Parts("定性", "持续提升")),
        # Three cells cannot say these again.
        ("48期以上", Parts("", "48期以上")),
        ("6月底前", Parts("", "6月底前")),
        ("2022年底前完成", Parts("", "2022年底前完成")),
        ("全年达到48期", Parts("", "全年达到48期")),
        ("≥９５%", Parts("", "≥９５%")),
        ("≥95% ", Parts("", "≥95% ")),
        ("", Parts()),
    ],
)
def test_parts(text: str, parts: Parts) -> None:
    assert parts_of(Target.parse(text)) == parts


@given(strategies.targets())
def test_the_parts_are_the_text(target: Target) -> None:
    parts = parts_of(target)
    for words in ("符号", "文字"):
        sign = sign_shown(parts.sign, words)  # type: ignore[arg-type]
        assert joined(sign, parts.value, parts.measure, parts.said) == target.text
        # Without what the cell tells invisibly the meaning is still the same.
        plain = Target.parse(joined(sign, parts.value, parts.measure))
        assert (plain.sign, plain.value, plain.unit) == (target.sign, target.value, target.unit)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("≥", "95", "%"), "≥95%"),
        (("大于等于", "95%", "%"), "≥95%"),
        (("≥", "≥95", "%"), "≥95%"),
        (("=", "3", "项"), "＝3项"),
        (("", "95", "%"), "95%"),
        (("定性", "提升", ""), "提升"),
        (("大约", "3", "项"), "大约3项"),
        (("", "", ""), ""),
    ],
)
def test_cells_that_people_filled(cells: tuple[str, str, str], text: str) -> None:
    assert joined(*cells) == text


def test_a_sign_that_was_changed_counts() -> None:
    assert joined("≤", "90", "%", "不低于") == "≤90%"
