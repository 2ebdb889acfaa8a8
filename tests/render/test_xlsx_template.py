"""Workbooks for others to fill in: what they offer, what they protect, what reads back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.forms import fill_in
from hfgoals.model.fields import shown_fields
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Goal, Indicator, Project, SpendingPlan, Unit
from hfgoals.presets import bases, scheme, schemes, signs, unit_groups
from hfgoals.render.xlsx_template import Choices, write_template
from hfgoals.trouble import Trouble
from tests.exchange.xlsx.trips import fields
from tests.forms.examples import UNIT, long_project, platform_project, stray_project
from tests.pace import PATIENCE

OFFICE = shutil.which("soffice")
FORM, NOTES, LISTS = "项目绩效目标表", "填写说明", "选项"


def template(
    folder: Path, project: Project | None = None, unit: Unit = UNIT, one: str = "hebei"
) -> Path:
    project = project or Project()
    offered = bases(2024)
    choices = Choices(scheme(one), tuple(basis.name for basis in offered))
    target = folder / "模板.xlsx"
    write_template(
        fill_in.compose(unit, AnnualPlan(year=2024), project),
        fill_in.compose_notes(2024, scheme(one), signs(), unit_groups(), offered),
        choices,
        target,
        title="2024年填报表",
        author="",
    )
    return target


def edited(path: Path, fill: Callable[[Any], None]) -> Proposal:
    """What is read after somebody has filled in the form and saved it."""
    workbook = openpyxl.load_workbook(path)
    fill(workbook[FORM])
    workbook.save(path)
    return read_source(path)


def places(worksheet: Any) -> dict[str, str]:
    """The first cell of every hint by its title."""
    rules = worksheet.data_validations.dataValidation
    return {rule.promptTitle: str(rule.sqref).partition(":")[0] for rule in rules}


def fill_everything(worksheet: Any) -> None:
    at = places(worksheet)
    worksheet[at["单位名称"]] = "359001怀来县融媒体中心"
    worksheet[at["项目编码"]] = "13073024P00001"
    worksheet[at["项目名称"]] = "应急广播"
    worksheet[at["预算数（万元）"]] = 30.5
    worksheet[at["财政资金（万元）"]] = 30
    worksheet[at["其他资金（万元）"]] = 0.5
    worksheet[at["资金用途"]] = "用于维护\n第二段"
    for month, share in (("3", 0.25), ("6", 0.5), ("10", 0.8), ("12", 1)):
        worksheet[at[f"{month}月底支出进度"]] = share
    goal = worksheet[at["绩效目标"]]
    goal.value = "全县覆盖"
    worksheet.cell(goal.row + 1, goal.column).value = "2.及时发布"
    row = worksheet[at["一级指标"]].row
    for down, texts in enumerate(
        (
            ("产出指标", "数量指标", "终端数量", "终端的数量", "≥100台", "合同"),
            ("产出指标", "质量指标", "完好率", "完好的比例", "≥95%", "计划标准、合同"),
        )
    ):
        titles = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
        for title, text in zip(titles, texts, strict=True):
            worksheet.cell(row + down, worksheet[at[title]].column).value = text


def check_everything(read: Proposal) -> None:
    assert read.notes == ()
    assert (read.year, read.unit) == (2024, Unit("359001", "怀来县融媒体中心"))
    (project,) = read.plan.projects
    assert (project.code, project.name) == ("13073024P00001", "应急广播")
    assert (project.budget, project.fiscal, project.other) == (
        Money(30_500_000),
        Money(30_000_000),
        Money(500_000),
    )
    assert project.purpose == "用于维护\n第二段"
    assert project.plan == SpendingPlan(*map(Decimal, (25, 50, 80, 100)))
    assert [goal.text for goal in project.goals] == ["全县覆盖", "及时发布"]
    assert [(row.level2, row.name, str(row.target), row.basis) for row in project.indicators] == [
        ("数量指标", "终端数量", "≥100台", "合同"),
        ("质量指标", "完好率", "≥95%", "计划标准、合同"),
    ]
    assert {row.level1 for row in project.indicators} == {"产出指标"}


def test_a_filled_copy_reads_back_without_a_note(tmp_path: Path) -> None:
    check_everything(edited(template(tmp_path, unit=Unit()), fill_everything))


@pytest.mark.parametrize(
    "project",
    [
        platform_project(),
        stray_project(),
        long_project(),
        Project(name="项目"),
        Project(
            name="甲",
            purpose="用途" * 4000,
            goals=(Goal(text="长" * 3000), Goal(text="=1+1")),
            indicators=(
                Indicator(level1="产出指标", name="没有二级"),
                Indicator(level2="质量指标", name="没有一级", description="长" * 3000),
                Indicator(level1="产出指标", level2="数量指标", name="@甲"),
            ),
        ),
    ],
    ids=["merged", "stray", "long", "named 项目", "awkward"],
)
def test_what_stands_in_it_already_reads_back(tmp_path: Path, project: Project) -> None:
    read = read_source(template(tmp_path, project))
    assert fields(read.plan.projects) == fields([project])
    assert (read.year, read.unit) == (2024, UNIT)
    # The awkward one has a level that is blank on purpose, and is told of it.
    assert [note for note in read.notes if note.unread] == []
    if project.name != "甲":
        assert read.notes == ()


def test_a_project_without_a_name_is_not_named_by_the_title(tmp_path: Path) -> None:
    (project,) = read_source(template(tmp_path)).plan.projects
    assert (project.name, project.goals, project.indicators) == ("", (), ())


def test_a_level_left_blank_goes_on_from_above(tmp_path: Path) -> None:
    def fill(worksheet: Any) -> None:
        at = places(worksheet)
        first = worksheet[at["一级指标"]]
        first.value = "产出指标"
        worksheet[at["二级指标"]] = "数量指标"
        name = worksheet[at["三级指标"]]
        name.value = "甲"
        worksheet.cell(name.row + 1, name.column).value = "乙"

    (project,) = edited(template(tmp_path), fill).plan.projects
    assert [(row.level1, row.level2) for row in project.indicators] == [
        ("产出指标", "数量指标")
    ] * 2


def test_another_worksheet_of_that_name_is_told(tmp_path: Path) -> None:
    path = template(tmp_path, stray_project())
    workbook = openpyxl.load_workbook(path)
    workbook[NOTES]["A1"] = "请看这里：经费另行申请"
    workbook.save(path)
    assert [note.unread for note in read_source(path).notes] == [True]


@pytest.mark.parametrize("one", [each.id for each in schemes()])
def test_second_levels_follow_the_first(tmp_path: Path, one: str) -> None:
    workbook = openpyxl.load_workbook(template(tmp_path, platform_project(), one=one))
    worksheet = workbook[FORM]
    rules = {rule.promptTitle: rule for rule in worksheet.data_validations.dataValidation}

    def offered(name: str) -> list[str]:
        ((title, area),) = workbook.defined_names[name].destinations
        return [row[0].value for row in workbook[title][area.replace("$", "")]]

    first, second = rules["一级指标"], rules["二级指标"]
    assert offered(first.formula1) == list(scheme(one).level1)
    left, top, right, _ = range_boundaries(str(first.sqref))
    assert second.formula1 == f'INDIRECT("二级_"&$A{top})'
    assert (left, right) == (1, 1)
    assert range_boundaries(str(second.sqref))[:2] == (2, top)
    for level in scheme(one).levels:
        assert offered(f"二级_{level.name}") == list(level.level2)
    assert set(offered(rules["指标值确定依据"].formula1)) == {each.name for each in bases(2024)}
    assert not rules["指标值确定依据"].showErrorMessage
    assert workbook[LISTS].sheet_state == "hidden"


def test_every_rule_keeps_to_what_excel_takes(tmp_path: Path) -> None:
    worksheet = openpyxl.load_workbook(template(tmp_path, long_project(), Unit()))[FORM]
    rules = worksheet.data_validations.dataValidation
    parts = ("project", "goal", "indicator")
    shown = ((part, field) for part in parts for field in shown_fields(part, ()))
    wanted = {(part, field.path) for part, field in shown if field.printed}
    # The unit's one cell takes code and name.
    assert len(rules) == len(wanted) + 1
    for rule in rules:
        assert 0 < len(rule.promptTitle) <= 32
        assert 0 < len(rule.prompt) <= 255
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.error or "") <= 255
        assert '"' not in (rule.formula1 or "").replace('INDIRECT("二级_"&', "")
        assert rule.showInputMessage


def test_labels_are_protected_and_values_are_not(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(template(tmp_path, platform_project()))
    for worksheet in workbook:
        assert worksheet.protection.sheet
        assert worksheet.protection.password is None
    form = workbook[FORM]
    assert form.data_validations.dataValidation
    for rule in form.data_validations.dataValidation:
        left, top, right, bottom = range_boundaries(str(rule.sqref))
        for row in form.iter_rows(top, bottom, left, right):
            assert all(not cell.protection.locked for cell in row)
    known = {"项目编码", "预算数", "绩效目标", "一级指标", "单位：万元", FORM}
    locked = {cell.value for row in form for cell in row if cell.value and cell.protection.locked}
    assert known <= locked
    assert platform_project().code not in locked
    for name in (NOTES, LISTS):
        assert all(cell.protection.locked for row in workbook[name] for cell in row)


def test_no_program_takes_an_entry_for_a_formula(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(template(tmp_path, Project(name="=1+1")))
    cells = [cell for worksheet in workbook for row in worksheet for cell in row]
    assert any(cell.value == "=1+1" for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_the_same_bytes_and_no_half_file(tmp_path: Path) -> None:
    project = platform_project()
    path = template(tmp_path, project)
    before = path.read_bytes()
    assert template(tmp_path, project).read_bytes() == before
    with pytest.raises(Trouble):
        template(tmp_path, Project(purpose="长" * 40_000))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_copy_saved_by_another_program_reads_back(tmp_path: Path) -> None:
    path = template(tmp_path, unit=Unit())
    workbook = openpyxl.load_workbook(path)
    fill_everything(workbook[FORM])
    workbook.save(path)
    command = [
        str(OFFICE),
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    saved = tmp_path / "saved" / path.name
    check_everything(read_source(saved))
    again = openpyxl.load_workbook(saved)
    assert again[LISTS].sheet_state == "hidden"
    assert again[FORM].protection.sheet
    rules = {rule.promptTitle: rule for rule in again[FORM].data_validations.dataValidation}
    assert "INDIRECT" in rules["二级指标"].formula1
    assert not again[FORM][places(again[FORM])["项目名称"]].protection.locked
