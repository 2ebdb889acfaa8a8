"""Every field reads and writes its text; what does not fit is refused with a sentence."""

from __future__ import annotations

from dataclasses import fields as attributes
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.fields import FIELDS, ROW_TYPES, Part, field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.rows import CHILDREN, flatten
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project
from tests.strategies import books

EVERY = [(part, field) for part, found in FIELDS.items() for field in found]


@pytest.mark.parametrize(("part", "field"), EVERY, ids=[f"{p}.{f.path}" for p, f in EVERY])
def test_a_blank_row_shows_blanks_and_takes_them(part: Part, field: Any) -> None:
    row = ROW_TYPES[part]()
    if field.path == "year":
        assert field.put(row, "2023").year == 2023
        return
    assert field.text(row) == ""
    assert field.put(row, "") == row
    assert field_of(part, field.path) is field
    assert field.label


def test_every_attribute_is_a_field_or_holds_rows() -> None:
    for part, row_type in ROW_TYPES.items():
        known = {field.path.split(".")[0] for field in FIELDS[part]}
        known |= {path.split(".")[0] for path, _ in CHILDREN[part]} | {"id", "damage"}
        assert {each.name for each in attributes(row_type)} <= known


def test_a_field_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        field_of("project", "nothing")


@given(books())
def test_what_is_read_from_a_row_can_be_put_back(book: Book) -> None:
    for placed in flatten(book):
        for field in FIELDS[placed.part]:
            text = field.text(placed.row)
            again = field.put(placed.row, text)
            assert field.text(again) == text
            if field.kind.name not in ("percent", "line", "text", "target"):
                assert again == placed.row


@pytest.mark.parametrize(
    ("text", "percent", "again"),
    [
        ("50", "50", "50%"),
        ("50%", "50", "50%"),
        ("５０％", "50", "50%"),
        (" 33.50 % ", "33.5", "33.5%"),
        ("100.00", "100", "100%"),
        ("0", "0", "0%"),
        ("-5", "-5", "-5%"),
        ("0.1", "0.1", "0.1%"),
        ("33。5", "33.5", "33.5%"),
        ("=100-25", "75", "75%"),
        ("=25%+25%", "50", "50%"),
        ("=100/3", "33.33", "33.33%"),
    ],
)
def test_percents(text: str, percent: str, again: str) -> None:
    field = field_of("project", "plan.june")
    project = field.put(Project(), text)
    assert project.plan.june == Decimal(percent)
    assert field.text(project) == again


@pytest.mark.parametrize(
    ("part", "path", "text"),
    [
        ("project", "plan.march", "一半"),
        ("project", "plan.march", "NaN"),
        ("project", "plan.march", "Infinity"),
        ("project", "plan.march", "9" * 9),
        ("project", "budget", "三十"),
        ("project", "budget", "=1+1+"),
        ("project", "budget", "=1/0"),
        ("project", "plan.march", "=9*9999999999999999999999999"),
        ("project", "plan.march", "=1/0"),
        ("project", "plan.march", "50元"),
        ("plan", "year", "23"),
        ("plan", "year", "二〇二三"),
        ("plan", "year", ""),
    ],
)
def test_what_does_not_fit_is_refused_in_words(part: Part, path: str, text: str) -> None:
    with pytest.raises(FieldError) as refused:
        field_of(part, path).put(ROW_TYPES[part](), text)
    assert text in str(refused.value)
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize(
    ("path", "text", "understood"),
    [
        ("budget", "80万", "= 80.00 万元"),
        ("budget", "800000元", "= 80.00 万元"),
        ("budget", "=40+40", "= 80.00 万元"),
        ("budget", "１，２３４．５", "= 1234.50 万元"),
        ("budget", "=10/3", "= 3.333333 万元，已四舍五入到分"),
        ("budget", "80", ""),
        ("budget", "1,234.5万元", ""),
        ("budget", "800000", "800000.00 万元，即 80 亿元；若是元，请写 800000元"),
        ("budget", "八十", ""),
        ("budget", "=1/0", ""),
        ("budget", "", ""),
        ("plan.june", "=100/4", "= 25%"),
        ("plan.june", "６０。５％", "= 60.5%"),
        ("plan.june", "60.5%", ""),
        ("plan.june", "一半", ""),
    ],
)
def test_what_is_understood_is_told_where_it_is_not_plain_to_see(
    path: str, text: str, understood: str
) -> None:
    assert field_of("project", path).kind.understood(text) == understood


@pytest.mark.parametrize(
    ("part", "path", "text", "kept"),
    [
        ("project", "name", "甲\r\n乙", "甲乙"),
        ("project", "name", "a\x00b\x07c", "abc"),
        ("project", "purpose", "一\x0b二\r三\u2028四\n", "一\n二\n三\n四"),
        ("project", "purpose", "\n\n一\n\n二\n\n", "一\n\n二"),
        ("project", "purpose", "　　首行\t缩进", "　　首行 缩进"),
        ("indicator", "target", "≥95%\n", "≥95%"),
        ("goal", "text", "<b>粗</b> & “引”", "<b>粗</b> & “引”"),
        ("unit", "code", "\ufeff425001", "425001"),
    ],
)
def test_texts_are_cleaned_at_the_edge_and_otherwise_kept(
    part: Part, path: str, text: str, kept: str
) -> None:
    field = field_of(part, path)
    assert field.text(field.put(ROW_TYPES[part](), text)) == kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for part, path in (("project", "name"), ("project", "purpose"), ("indicator", "target")):
        field = field_of(part, path)  # type: ignore[arg-type]
        row = Project() if part == "project" else Indicator()
        once = field.text(field.put(row, text))
        assert field.text(field.put(row, once)) == once


def test_a_dotted_path_changes_only_its_own_value() -> None:
    plan = field_of("plan", "overall.funds.basic").put(AnnualPlan(id="y", year=2023), "5")
    assert str(plan.overall.funds.basic) == "5.00"
    assert plan.overall.funds.project is None
    assert plan.year == 2023
