"""部门（单位）整体支出绩效目标表 as most counties have it."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.forms import form_of
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.check_code import overall_code
from hfgoals.model.values import AnnualPlan, Overall, SubGoal
from tests.forms.counties import UNIT, plan

FORM = form_of("county_overall")


def _sheet(year: AnnualPlan) -> Sheet:
    (sheet,) = FORM.sheets(UNIT, year)
    return sheet


def _row_of(sheet: Sheet, text: str) -> list[Cell]:
    (at,) = (cell.row for cell in sheet.cells if cell.text == text)
    return [cell for cell in sheet.cells if cell.row == at]


def test_tasks_stand_with_their_money_and_add_up() -> None:
    sheet = _sheet(plan())
    first = [cell.text for cell in _row_of(sheet, "安全播出")]
    assert first[1:] == ["检修维护发射和播出设备，重要保障期零停播。", "88.00", "80.00", "8.00"]
    assert [cell.text for cell in _row_of(sheet, "金额合计")] == [
        "金额合计", "408.50", "400.50", "8.00",
    ]  # fmt: skip
    assert all(cell.address is None for cell in _row_of(sheet, "金额合计"))


def test_equal_levels_are_one_cell_that_knows_its_rows() -> None:
    sheet = _sheet(plan())
    (level,) = (cell for cell in sheet.cells if cell.text == "产出指标")
    assert (level.rows, len(level.also)) == (4, 3)


def test_funds_and_further_columns_stand_only_where_they_were_chosen() -> None:
    labels = {cell.text for cell in _sheet(plan()).cells}
    assert {"资金总额", "基本支出", "项目支出"} <= labels
    bare = {cell.text for cell in _sheet(replace(plan(), columns=())).cells}
    assert not {"资金总额", "基本支出", "分值"} & bare
    weighed = _sheet(replace(plan(), columns=("weight",)))
    assert "分值" in {cell.text for cell in weighed.cells}
    assert weighed.paper.width == 210.0
    wide = _sheet(replace(plan(), columns=("weight", "scoring", "evidence")))
    assert wide.paper.width == 297.0
    assert sum(wide.columns) <= wide.paper.inner_width


def test_a_blank_year_has_a_row_of_each_list_to_begin_with() -> None:
    sheet = _sheet(AnnualPlan(year=2024))
    made = [cell.makes for cell in sheet.cells if cell.makes is not None]
    assert [path for part, path in made if part == "subgoal"] == [
        "title", "goal", "budget", "fiscal", "other",
    ]  # fmt: skip
    assert [path for part, path in made if part == "indicator"] == [
        "level1", "level2", "name", "target",
    ]  # fmt: skip


def test_the_code_is_over_tasks_and_indicators_and_as_ever_without_them() -> None:
    year = plan()
    task, *others = year.overall.subgoals
    code = overall_code(UNIT, year)
    other = replace(task, other=None)
    without = replace(year.overall, indicators=year.overall.indicators[1:])
    for changed in (replace(year.overall, subgoals=(other, *others)), without):
        assert overall_code(UNIT, replace(year, overall=changed)) != code
    usual = AnnualPlan(year=2023, overall=Overall("目标", (SubGoal(title="甲", goal="乙"),)))
    # Worked out before there were tasks and indicators.
    assert overall_code(UNIT, usual) == "GPJ9C-U7W2E"
