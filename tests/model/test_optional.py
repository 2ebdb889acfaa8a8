"""Optional fields of indicators: what they hold, who sees them, and that nobody else notices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from hfgoals.model.check_code import overall_code, project_code
from hfgoals.model.fields import FIELDS, field_of, shown_fields
from hfgoals.model.kinds import POINTS, FieldError, StoredError
from hfgoals.model.values import AnnualPlan, Indicator, Project, Unit
from hfgoals.store.content import read, written
from tests.strategies import points

WEIGHT = field_of("indicator", "weight")


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("50", "50", "50"),
        ("12.50", "12.5", "12.5"),
        ("０．５分", "0.5", "0.5"),
        (" 7.25 % ", "7.25", "7.25"),
        ("100.000", "100", "100"),
        ("0", "0", "0"),
    ],
)
def test_points_are_read_and_shown(text: str, value: str, shown: str) -> None:
    row = WEIGHT.put(Indicator(), text)
    assert row.weight == Decimal(value)
    assert WEIGHT.text(row) == shown


@pytest.mark.parametrize(
    "text", ["101", "100.01", "-1", "3.333", "五十", "1e1", "50+30", "9" * 400, "NaN", "5 0"]
)
def test_what_are_no_points_is_refused(text: str) -> None:
    with pytest.raises(FieldError, match="分值"):
        POINTS.parse(text)


def test_blank_points_are_none() -> None:
    assert WEIGHT.put(Indicator(weight=Decimal(5)), " 分").weight is None


@pytest.mark.parametrize("stored", [50, True, "101", "x", 1.5, [], "0.001"])
def test_what_no_points_are_stored_as_is_refused(stored: object) -> None:
    with pytest.raises(StoredError):
        POINTS.restored(stored)


@given(points())
def test_points_come_back_from_the_file(value: Decimal | None) -> None:
    row = Indicator(id="a", weight=value, scoring="每少一期扣 2 分" if value else "")
    assert read("indicator", "a", written("indicator", row)) == (row, True)


def test_a_row_without_optional_fields_is_stored_as_ever() -> None:
    known = written("indicator", Indicator(id="a", name="期数"))
    assert known == (
        '{"level1":"","level2":"","name":"期数","description":"","target":"","basis":""}'
    )
    assert "columns" not in written("plan", AnnualPlan(id="p", year=2024))


def test_forms_show_what_the_year_uses() -> None:
    usual = [field.path for field in FIELDS["indicator"] if not field.optional]
    assert [field.path for field in shown_fields("indicator", ())] == usual
    weighted = [field.path for field in shown_fields("indicator", ("weight", "later"))]
    assert weighted == [*usual, "weight"]


def test_codes_are_over_what_the_forms_show() -> None:
    unit = Unit("1", "甲县融媒体中心")
    plain = Project(id="p", name="甲", indicators=(Indicator(id="i", name="期数"),))
    weighted = replace(
        plain, indicators=(replace(plain.indicators[0], weight=Decimal(50), scoring="酌情"),)
    )
    code = project_code(unit, 2024, plain)
    assert project_code(unit, 2024, plain, ("weight",)) == code
    assert project_code(unit, 2024, weighted) == code
    shown = project_code(unit, 2024, weighted, ("weight",))
    assert len({code, shown, project_code(unit, 2024, weighted, ("weight", "scoring"))}) == 3
    plan = AnnualPlan(id="y", year=2024)
    assert overall_code(unit, plan) == overall_code(unit, replace(plan, columns=("weight",)))
