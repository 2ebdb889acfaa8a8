"""The reports of monitoring and self-evaluation: nothing is made up, what is missing is blank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hfgoals.export import Choice, export
from hfgoals.forms import FORMS, REPORTS, evaluation_report, monitoring_report, reports_of
from hfgoals.forms.form import Form
from hfgoals.forms.stage_report import TO_FILL
from hfgoals.layout.sheet import Sheet
from hfgoals.model.edits import applied
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.target import Target
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book, Goal, Project, Unit
from hfgoals.render.docx_xml import WORD
from tests import naughty
from tests.render.test_docx import part
from tests.staged import (
    LATE,
    STAGE_FORMS,
    monitoring,
    plan_of,
    project_of,
    result,
    stage,
    targets,
    whole,
)

BLANK = "此处请填写"
every_report = pytest.mark.parametrize("form", REPORTS, ids=[form.id for form in REPORTS])


def _sheet(form: Form, book: Book) -> Sheet:
    (sheet,) = form.sheets(book.unit, book.years[-1])
    return sheet


def _rows(sheet: Sheet) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in sheet.rows]
    for cell in sheet.cells:
        rows[cell.row].append(cell.text)
    return rows


def text_of(path: Path) -> str:
    """All that a Word document says, line breaks as such."""
    pieces = (each for each in part(path).iter() if each.tag.endswith(("}t", "}br", "}p")))
    return "".join(each.text or "\n" if each.tag.endswith("}t") else "\n" for each in pieces)


def _of(rows: list[list[str]], first: str) -> list[list[str]]:
    """The rows of tables that begin with that text."""
    return [row for row in rows if len(row) > 1 and row[0] == first]


def test_a_self_evaluation_tells_scores_execution_and_what_was_missed() -> None:
    book = whole()
    rows = _rows(_sheet(evaluation_report.FORM, book))
    name = project_of(book).name
    assert ["1", name, "48.00", "50.00", "47.50", "95.00%", "98.67", "优"] in rows
    assert [name, "50.00", "47.50", "95.00%", "纸张结余。"] in rows
    (missed,) = _of(rows, "报纸出版期数")
    assert missed[1:] == ["≥48期", "44期", "9.17/10", "未完成", LATE]
    (achieved,) = (row for row in _of(rows, name) if len(row) == 3)
    assert achieved[2] == "全年出版44期，均按时投递到户。"
    assert _of(rows, "产出指标") == [["产出指标", "4", "3", "1", "0", "97.93%"]]
    told = "\n".join(row[0] for row in rows if len(row) == 1)
    assert f"1.{name}：出版期数没有完成。" in told
    assert f"1.{name}：增签备用印厂。" in told


def test_a_monitoring_tells_execution_likelihood_and_deviations() -> None:
    book = whole()
    rows = _rows(_sheet(monitoring_report.FORM, book))
    name = project_of(book).name
    overview = ["1", name, "48.00", "26.50", "55.21%", "48.00", "确定能6个、有可能1个"]
    assert overview in rows
    assert [name, "48.00", "26.50", "55.21%", TO_FILL] in rows
    (late,) = _of(rows, "报纸出版期数")
    assert late[1:] == ["≥48期", "20期", "48期", "有可能", f"硬件条件保障：{LATE}", "四季度加印。"]
    assert ["产出指标", "4", "3", "1", "0", "0"] in rows


def test_all_certain_is_said_in_one_and_no_monitoring_is_no_conclusion() -> None:
    book = applied(targets(), monitoring(targets()))
    more = {"likelihood__possible": "", "likelihood__certain": "√"}
    certain = applied(book, result(book, 2, 7, **more))
    overview = _rows(_sheet(monitoring_report.FORM, certain))
    assert any(row[-1] == "7个指标都确定能完成" for row in overview)
    assert any(row[-1] == TO_FILL for row in _rows(_sheet(monitoring_report.FORM, targets())))


@every_report
def test_without_any_result_nothing_is_made_up(form: Form) -> None:
    for book in (targets(), Book(Unit(), (AnnualPlan(year=2024),)), _unnamed()):
        rows = _rows(_sheet(form, book))
        text = "\n".join(each for row in rows for each in row)
        assert BLANK in text
        assert "None" not in text
        assert "0.00%" not in text
        assert "优" not in text


def _unnamed() -> Book:
    return Book(Unit(), (AnnualPlan(year=2024, projects=(Project(),)),))


def test_a_sum_is_told_only_when_every_project_has_its_share() -> None:
    book = whole()
    (plan,) = book.years
    other = replace(plan.projects[0], id="other", stages=(), indicators=())
    rows = _rows(
        _sheet(
            evaluation_report.FORM,
            replace(book, years=(replace(plan, projects=(*plan.projects, other)),)),
        )
    )
    (together,) = (row for row in rows if "合计" in row)
    assert together == ["", "合计", "96.00", "98.00", TO_FILL, "—", "", ""]


def test_points_lost_and_far_above_are_told_too() -> None:
    book = whole()
    edits = result(book, 3, WHOLE_YEAR, actual="9000份")
    book = applied(book, [*edits, *result(book, 7, WHOLE_YEAR, score="8")])
    rows = _rows(_sheet(evaluation_report.FORM, book))
    told = {row[0]: row[4] for row in rows if len(row) == 6 and row[4] != "0"}
    indicators = project_of(book).indicators
    assert told[indicators[2].name] == "超额较多"
    assert told[indicators[6].name] == "扣分"


def test_reports_are_offered_where_a_stage_is_used_and_are_no_forms_of_a_year() -> None:
    (plan,) = targets().years
    assert reports_of(plan) == REPORTS
    bare = replace(plan, forms=STANDARD_FORMS)
    assert reports_of(bare) == ()
    filled = applied(targets(), stage(targets(), WHOLE_YEAR, achieved="都做完了。"))
    assert reports_of(replace(plan_of(filled), forms=STANDARD_FORMS)) == (evaluation_report.FORM,)
    assert not set(REPORTS) & set(FORMS)
    assert set(STAGE_FORMS) < {form.id for form in FORMS}


@every_report
def test_a_report_is_a_word_document_whatever_else_is_wanted(form: Form, tmp_path: Path) -> None:
    choice = Choice(("xlsx", "pdf"), forms=(form.id, STAGE_FORMS[0]))
    files = export(whole(), tmp_path, choice).files
    assert [path.suffix for path in files if form.name in path.stem] == [".docx"]
    assert sorted(path.suffix for path in files) == [".docx", ".pdf", ".xlsx"]


def test_a_report_of_some_projects_tells_of_these_alone(tmp_path: Path) -> None:
    book = whole()
    (plan,) = book.years
    other = replace(plan.projects[0], id="other", name="另一个项目")
    both = replace(book, years=(replace(plan, projects=(*plan.projects, other)),))
    choice = Choice(forms=(evaluation_report.ID,), projects=("other",))
    (path,) = export(both, tmp_path, choice).files
    text = text_of(path)
    assert "另一个项目" in text
    assert plan.projects[0].name not in text


@every_report
def test_the_same_data_give_the_same_file_with_the_blanks_on_a_ground(
    form: Form, tmp_path: Path
) -> None:
    written = []
    for number in range(2):
        choice = Choice(forms=(form.id,))
        (path,) = export(whole(), tmp_path / str(number), choice).files
        written.append(path.read_bytes())
    assert written[0] == written[1]
    prompts = list(part(path).iter(f"{{{WORD}}}sdt"))
    assert prompts
    for each in prompts:
        # A click takes it in hand, the first key puts it and its ground away.
        assert each.find(f"{{{WORD}}}sdtPr/{{{WORD}}}showingPlcHdr") is not None
        assert each.find(f"{{{WORD}}}sdtPr/{{{WORD}}}temporary") is not None
        assert [run.get(f"{{{WORD}}}fill") for run in each.iter(f"{{{WORD}}}shd")] == ["FFF2CC"]


@every_report
def test_odd_and_long_texts_stand_there_whole(form: Form, tmp_path: Path) -> None:
    book = whole()
    (plan,) = book.years
    project = plan.projects[0]
    texts = naughty.texts()
    rows = tuple(
        replace(
            project.indicators[1],
            id=f"row{number}",
            name=text,
            target=Target.parse("≥48期"),
            stages=tuple(replace(each, reason=text) for each in project.indicators[1].stages),
        )
        for number, text in enumerate(texts)
    )
    stages = tuple(replace(each, problems="问题" * 3000) for each in project.stages)
    odd = replace(project, indicators=rows, stages=stages, goals=(Goal(text="甲\n乙"),))
    strange = Book(book.unit, (replace(plan, projects=(odd,)),))
    (path,) = export(strange, tmp_path, Choice(forms=(form.id,))).files
    text = text_of(path)
    assert "问题" * 3000 in text
    assert "<script>alert(1)</script>" in text
    assert "长" * 5000 in text
