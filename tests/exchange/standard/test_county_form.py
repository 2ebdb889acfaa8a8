"""部门（单位）整体支出绩效目标表 and 部门整体支出绩效自评表 read in: ours, and other counties'."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Book, Funds, Overall, SubGoal
from tests.exchange.docx import made
from tests.forms.counties import FORMS, UNIT, evaluated, plan


def _told(year: AnnualPlan) -> dict[str, Any]:
    (told,) = dump(Book(years=(year,)))["years"]
    overall: dict[str, Any] = told["overall"]
    return overall


def _back(year: AnnualPlan, form: str, suffix: str, folder: Path) -> Proposal:
    (path,) = export(Book(UNIT, (year,)), folder, Choice((suffix,), (2024,), (form,))).files
    return read_source(path)


def test_the_dump_tells_all_of_it_and_nothing_new_of_a_year_without() -> None:
    book = Book(UNIT, (evaluated(),))
    assert dump(load(dump(book))) == dump(book)
    usual = _told(AnnualPlan(year=2024, overall=Overall(subgoals=(SubGoal(title="甲"),))))
    assert usual.keys() == {"goal", "funds", "remarks", "subgoals", "safeguards"}
    assert usual["subgoals"] == [{"title": "甲", "goal": "", "indicators": ""}]


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize(
    "columns", [("department_funds",), ("department_funds", "weight", "scoring", "evidence")]
)
def test_what_is_written_comes_back_equal(
    columns: tuple[str, ...], suffix: str, tmp_path: Path
) -> None:
    year = replace(plan(), columns=columns)
    proposal = _back(year, "county_overall", suffix, tmp_path)
    assert proposal.notes == ()
    assert (proposal.year, proposal.unit.name) == (2024, UNIT.name)
    assert (proposal.plan.forms, proposal.plan.columns) == (FORMS, columns)
    assert _told(proposal.plan) == _told(year)


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_without_funds_the_form_says_none(suffix: str, tmp_path: Path) -> None:
    year = replace(plan(), columns=())
    again = _back(year, "county_overall", suffix, tmp_path).plan
    assert again.overall.funds == Funds()
    assert again.columns == ()
    assert _told(again)["subgoals"] == _told(year)["subgoals"]


ELSEWHERE = (
    ("部门整体支出绩效目标申报表",),
    ("（2024年度）",),
    ("部门名称", "另县广播电视台"),
    ("年度\n主要任务", "任务名称", "主要内容", "预算金额（元）"),
    ("", "", "", "小计", "财政资金", "其他资金"),
    ("", "1.做强新闻", "办好新闻联播", "1200000", "1000000", "200000"),
    ("", "2.保障播出", "机房运维", "800000", "800000", ""),
    ("", "合计", "", "2000000", "1800000", "200000"),
    ("年度总体目标", "做强主流舆论。"),
    ("年度绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值"),
    ("", "产出指标", "数量指标", "新闻期数", "≥365期"),
    ("", "", "质量指标", "优质稿件率", "≥90%"),
    ("", "效益指标", "社会效益", "覆盖人口", "≥20万人"),
)
_MERGED = (
    "A4:A8", "B4:B5", "C4:C5", "D4:F4", "B8:C8", "B9:F9", "A10:A13", "B11:B12", "B3:F3",
    "A1:F1", "A2:F2",
)  # fmt: skip


def _elsewhere(folder: Path, changed: dict[str, str] | None = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ELSEWHERE:
        sheet.append(row)
    for place, text in (changed or {}).items():
        sheet[place] = text
    for place in _MERGED:
        sheet.merge_cells(place)
    path = folder / "另县整体.xlsx"
    book.save(path)
    return path


def test_another_countys_table_is_read_in_this_form(tmp_path: Path) -> None:
    proposal = read_source(_elsewhere(tmp_path))
    overall = proposal.plan.overall
    assert proposal.notes == ()
    assert proposal.plan.forms == FORMS
    assert (proposal.year, proposal.unit.name) == (2024, "另县广播电视台")
    assert [(row.title, row.goal) for row in overall.subgoals] == [
        ("做强新闻", "办好新闻联播"),
        ("保障播出", "机房运维"),
    ]
    first, second = overall.subgoals
    assert [first.budget, first.fiscal, first.other] == [
        Money.parse(each) for each in ("120", "100", "20")
    ]
    assert (second.budget, second.other) == (Money.parse("80"), None)
    assert [(row.level1, row.level2, row.name, str(row.target)) for row in overall.indicators] == [
        ("产出指标", "数量指标", "新闻期数", "≥365期"),
        ("产出指标", "质量指标", "优质稿件率", "≥90%"),
        ("效益指标", "社会效益", "覆盖人口", "≥20万人"),
    ]


def test_what_does_not_add_up_and_what_is_no_amount_is_told(tmp_path: Path) -> None:
    proposal = read_source(_elsewhere(tmp_path, {"D8": "2100000", "E6": "大约一百万"}))
    told = " ".join(note.message for note in proposal.notes)
    assert "2100000" in told
    assert "财政拨款" in told
    assert proposal.plan.overall.subgoals[0].fiscal is None


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize("overall", ["county_overall", "hebei_overall"])
def test_a_self_evaluation_comes_back_and_into_its_year(
    overall: str, suffix: str, tmp_path: Path
) -> None:
    done = replace(evaluated(), forms=(overall, "hebei_project", "evaluation_overall"))
    proposal = _back(done, "evaluation_overall", suffix, tmp_path)
    assert proposal.notes == ()
    read, own = _told(proposal.plan), _told(done)
    assert read["indicators"] == own["indicators"]
    assert (read["goal"], read["funds"]) == (own["goal"], own["funds"])
    (stage,) = read["stages"]
    # What the form took from the projects stands there as a number.
    assert stage["spent"].pop("project") == "80.00"
    assert stage == own["stages"][0]
    targets = plan()
    book = Book(replace(UNIT, code=""), (targets,))
    after = taken_in(book, proposal, 2024)
    assert after.skipped == ()
    (year,) = after.book.years
    assert year.forms == (*FORMS, "evaluation_overall")
    assert year.overall.subgoals == targets.overall.subgoals
    results = [row.stages[0].actual.text for row in year.overall.indicators]
    assert results == [row.stages[0].actual.text for row in done.overall.indicators]
    assert [row.id for row in year.overall.indicators] == [
        row.id for row in targets.overall.indicators
    ]


_IN_WORD = (
    ("部门名称", "某县融媒体中心"),
    ("年度总体目标", "建强主流舆论阵地。"),
    ("年度主要任务", "任务名称", "主要内容", "总额", "财政拨款", "其他资金"),
    ("年度主要任务", "新闻宣传", "做好重大主题宣传", "1200000", "1000000", "200000"),
    ("年度主要任务", "安全播出", "确保全年安全播出", "800000", "800000", "0"),
    ("绩效指标", "一级指标", "二级指标", "三级指标", "指标值"),
    ("绩效指标", "产出指标", "数量指标", "主题报道数", "≥50组"),
    ("绩效指标", "效益指标", "社会效益指标", "停播事故", "0次"),
)


@pytest.mark.parametrize(
    "above",
    [
        ("部门整体支出绩效目标表", "（2024年度）", "单位：元"),
        ("附件2", "某县部门（单位）整体支出绩效目标表", "2024年度", "金额单位：元"),
        ("2024年度部门整体绩效目标表", "单位：元"),
    ],
)
def test_another_countys_word_document_says_year_and_currency_above_its_table(
    above: tuple[str, ...], tmp_path: Path
) -> None:
    body = "".join(map(made.paragraph, above)) + made.table(_IN_WORD)
    proposal = read_source(made.saved(tmp_path, body))
    assert (proposal.year, proposal.notes) == (2024, ())
    overall = proposal.plan.overall
    assert (proposal.unit.name, overall.goal) == ("某县融媒体中心", "建强主流舆论阵地。")
    assert [(each.title, str(each.budget), str(each.other)) for each in overall.subgoals] == [
        ("新闻宣传", "120.00", "20.00"),
        ("安全播出", "80.00", "0.00"),
    ]
    assert [(each.name, str(each.target)) for each in overall.indicators] == [
        ("主题报道数", "≥50组"),
        ("停播事故", "0次"),
    ]
    assert proposal.plan.forms == ("county_overall", "hebei_project")


def test_a_paragraph_that_is_none_of_its_captions_is_told(tmp_path: Path) -> None:
    body = made.paragraph("请于下周前报送。") + made.table(_IN_WORD)
    proposal = read_source(made.saved(tmp_path, body))
    assert [note.text for note in proposal.notes if note.text] == ["请于下周前报送。", "1200000"]
    # Nothing says what the amounts are in: they are too large for 万元.
    assert [str(each.budget) for each in proposal.plan.overall.subgoals] == ["120.00", "80.00"]
    assert len(proposal.plan.overall.indicators) == 2
