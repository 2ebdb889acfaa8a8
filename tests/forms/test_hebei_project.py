from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.forms.hebei_project import compose
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.address import Address
from hfgoals.model.fields import PART_OF, shown_fields
from hfgoals.model.values import AnnualPlan, Indicator, Project
from tests.budget import tried
from tests.forms.examples import (
    UNIT,
    indicator,
    long_project,
    plan,
    platform_project,
    stray_project,
)


def sheet_of(project: Project, *, signed: bool = False) -> Sheet:
    return compose(UNIT, AnnualPlan(year=2023), project, 2, signed=signed)


def cell_at(sheet: Sheet, address: Address) -> Cell:
    return next(cell for cell in sheet.cells if address in (cell.address, *cell.also))


def spans_of(sheet: Sheet, path: str) -> list[tuple[str, int]]:
    return [
        (cell.text, cell.rows)
        for cell in sheet.cells
        if cell.address is not None and cell.address.path == path
    ]


def check_grid(sheet: Sheet) -> None:
    """No two cells overlap, none leaves the grid, and every framed row is covered whole."""
    covered = Counter(
        (row, column)
        for cell in sheet.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    )
    assert not [place for place, times in covered.items() if times > 1]
    for number, row in enumerate(sheet.rows):
        if row.table:
            assert all((number, column) in covered for column in range(len(sheet.columns)))
    assert all(row < len(sheet.rows) and col < len(sheet.columns) for row, col in covered)


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize(
    "project", [platform_project(), stray_project(), long_project(), Project()]
)
def test_every_field_stands_on_the_form_once(project: Project, signed: bool) -> None:
    sheet = sheet_of(project, signed=signed)
    check_grid(sheet)
    shown = Counter(
        address
        for cell in sheet.cells
        for address in (cell.address, *cell.also)
        if address is not None
    )
    rows = (project, *project.goals, *project.indicators)
    fields = {
        Address(part, row.id, entry.path)
        for row in rows
        for part in [PART_OF[type(row)]]
        for entry in shown_fields(part, ())
        if entry.printed
    }
    assert {place for place in shown if place.part != "plan"} == fields
    assert set(shown.values()) == {1}


def test_cells_show_the_texts_of_their_fields() -> None:
    project = platform_project()
    sheet = sheet_of(project)
    for row in (project, *project.indicators):
        for entry in shown_fields(PART_OF[type(row)], ()):
            if not entry.printed:
                continue
            place = Address(PART_OF[type(row)], row.id, entry.path)
            assert cell_at(sheet, place).text == entry.text(row)


def test_goals_are_numbered_one_a_row() -> None:
    project = platform_project()
    sheet = sheet_of(project)
    cells = [cell_at(sheet, Address("goal", goal.id, "text")) for goal in project.goals]
    assert [cell.text for cell in cells] == [
        f"{number}.{goal.text}" for number, goal in enumerate(project.goals, 1)
    ]
    assert cells[1].row == cells[0].row + 1


def test_equal_neighbours_merge() -> None:
    sheet = sheet_of(platform_project())
    assert spans_of(sheet, "level1") == [("产出指标", 6), ("效益指标", 1), ("满意度指标", 1)]
    assert [rows for _, rows in spans_of(sheet, "level2")] == [2, 2, 1, 1, 1, 1]


def test_second_levels_merge_only_within_the_same_first() -> None:
    rows = (indicator("产出指标", "数量指标", "a"), indicator("效益指标", "数量指标", "b"))
    sheet = sheet_of(Project(indicators=rows))
    assert spans_of(sheet, "level2") == [("数量指标", 1), ("数量指标", 1)]


def test_blank_levels_never_merge() -> None:
    rows = (indicator("", "数量指标", "a"), indicator("", "数量指标", "b"))
    sheet = sheet_of(Project(indicators=(*rows, indicator("", "", "c"), indicator("", "", "d"))))
    assert spans_of(sheet, "level1") == [("", 1)] * 4
    assert [rows for _, rows in spans_of(sheet, "level2")] == [1] * 4


@tried(20)
@given(st.lists(st.tuples(st.sampled_from(["", "产出", "效益"]), st.sampled_from(["", "数量"]))))
def test_any_run_of_levels_covers_the_grid(levels: list[tuple[str, str]]) -> None:
    rows = tuple(Indicator(level1=first, level2=second) for first, second in levels)
    sheet = sheet_of(Project(indicators=rows))
    check_grid(sheet)
    for row in rows:
        for path in ("level1", "level2"):
            shown = cell_at(sheet, Address("indicator", row.id, path))
            assert shown.text == getattr(row, path)
            number = next(n for n, behaviour in enumerate(sheet.rows) if behaviour.item == row.id)
            assert shown.row <= number < shown.row + shown.rows


def test_amounts_and_percents_are_numbers_as_shown() -> None:
    project = platform_project()
    sheet = sheet_of(project)
    june = cell_at(sheet, Address("project", project.id, "plan.june"))
    budget = cell_at(sheet, Address("project", project.id, "budget"))
    blank = cell_at(sheet, Address("project", project.id, "plan.october"))
    assert (june.text, june.number, june.number_format) == ("33.5%", Decimal("0.335"), "0.0%")
    assert (budget.number, budget.number_format) == (Decimal(315), "0.00")
    assert (blank.text, blank.number, blank.number_format) == ("", None, "")


def test_an_empty_project_looks_like_a_form() -> None:
    sheet = sheet_of(Project())
    assert [row.table for row in sheet.rows].count(2) == 2
    assert {cell.text for cell in sheet.cells} >= {"项目编码", "绩效目标", "指标值\n确定依据"}


def test_heading_repeats_and_rows_name_their_indicators() -> None:
    project = long_project()
    sheet = sheet_of(project)
    assert [row.heading for row in sheet.rows].count(True) == 1
    items = [row.item for row in sheet.rows if row.item]
    assert items == [row.id for row in project.indicators]


def test_signature_block_holds_together_and_shows_the_names() -> None:
    signatures = plan().signatures
    sheet = sheet_of(stray_project(), signed=True)
    plain = sheet_of(stray_project())
    added = sheet.rows[len(plain.rows) :]
    assert all(row.keep_with_next for row in added[:-1])
    assert not added[-1].keep_with_next
    shown = {cell.address.path for cell in sheet.cells if cell.address} & {
        f"signatures.{name}" for name in signatures.__dataclass_fields__
    }
    assert len(shown) == 5
