from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hfgoals.forms import FORMS, form_of
from hfgoals.forms.front import compose_contents, compose_cover, compose_divider
from hfgoals.forms.overview import compose
from hfgoals.model.values import AnnualPlan, Signatures
from tests.forms.examples import UNIT, plan


def test_every_project_has_its_line_and_the_sums_are_right() -> None:
    year = plan()
    overview = compose(UNIT, year)
    items = [row.item for row in overview.rows if row.item]
    assert items == [project.id for project in year.projects]
    cells = {(cell.row, cell.column): cell for cell in overview.cells}
    sums = [cell for cell in overview.cells if cell.adds_up]
    for cell in sums:
        first, last = cell.adds_up or (0, 0)
        above = (cells[row, cell.column].number for row in range(first, last + 1))
        assert cell.number == sum((each for each in above if each is not None), Decimal(0))
    assert len(sums) == 4


def test_a_choice_of_projects_keeps_their_numbers() -> None:
    year = plan()
    sheet = compose(UNIT, year, [(2, year.projects[1])])
    assert next(cell.text for cell in sheet.cells if cell.row == 3) == "2"


def test_a_year_without_projects_has_no_sums() -> None:
    assert not any(cell.adds_up for cell in compose(UNIT, AnnualPlan(year=2023)).cells)


def test_registered_forms_compose_the_whole_year() -> None:
    year = plan()
    for form in FORMS:
        wanted = len(year.projects) if form.scope == "project" else 1
        assert len(form.sheets(UNIT, year)) == wanted
    for form in FORMS:
        assert form_of(form.id) is form
        assert {sheet.form for sheet in form.sheets(UNIT, year, signed=True)} == {form.id}


def test_front_pages_name_the_year_the_unit_and_every_entry() -> None:
    cover = " ".join(cell.text for cell in compose_cover(UNIT, plan()).cells)
    assert "2023" in cover
    assert UNIT.name in cover
    contents = compose_contents([("第一部分", 3), ("　　一、总体绩效目标", 3)])
    assert [cell.text for cell in contents.cells if cell.style == "contents-number"] == ["3", "3"]
    assert not contents.footer
    divider = compose_divider("第二部分", "预算项目绩效目标")
    assert [cell.text for cell in divider.cells] == ["第二部分", "预算项目绩效目标"]


def test_names_that_are_filled_in_stand_at_the_foot_and_not_in_public() -> None:
    year = replace(plan(), signatures=Signatures(unit_head="张三", phone="0313-1234567"))
    cells = [cell for cell in compose(UNIT, year).cells if cell.style == "signature"]
    assert [cell.text for cell in cells] == [
        "单位负责人：张三",
        "财务负责人：",
        "填报人：",
        "联系电话：0313-1234567",
        "填报日期：",
    ]
    assert {cell.address.part for cell in cells if cell.address} == {"plan"}
    for sheet in (compose(UNIT, year, signed=False), compose(UNIT, plan())):
        assert not any(cell.style == "signature" for cell in sheet.cells)
