from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from pypdf import PdfReader

from hfgoals.exchange.reading import read_source
from hfgoals.export import (
    EVERY_FORMAT,
    Choice,
    booklet,
    export,
    export_wide,
    form_pages,
    projects_coded,
)
from hfgoals.forms import disclosure_report, hebei_overall, hebei_project
from hfgoals.forms.form import Subject
from hfgoals.layout.sheet import Sheet
from hfgoals.model.check_code import overall_code, project_code, year_code
from hfgoals.model.disclosure import Report
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book, Overall
from hfgoals.trouble import Cancelled, CannotWrite, Trouble
from hfgoals.wide.profile import STANDARD
from tests.forms.examples import UNIT, book, plan
from tests.forms.registering import register


def test_everything_goes_into_one_workbook_and_one_pdf(tmp_path: Path) -> None:
    result = export(book(), tmp_path / "新文件夹")
    assert sorted(path.suffix for path in result.files) == [".pdf", ".xlsx"]
    assert all(path.name.startswith(f"{UNIT.name}_2023年_") for path in result.files)
    assert sorted(result.files) == sorted((tmp_path / "新文件夹").iterdir())
    workbook = openpyxl.load_workbook(next(p for p in result.files if p.suffix == ".xlsx"))
    assert len(workbook.sheetnames) == 2 + len(plan().projects)


def test_contents_name_the_page_where_each_heading_stands(tmp_path: Path) -> None:
    result = export(book(), tmp_path, Choice(formats=("pdf",)))
    pages = [page.extract_text() for page in PdfReader(result.files[0]).pages]
    laid_out = booklet(UNIT, plan())
    assert len(pages) == len(laid_out)
    contents = {
        box.cell.row: box.cell.text
        for page in laid_out
        for box in page.boxes
        if box.cell.style == "contents"
    }
    numbers = {
        box.cell.row: int(box.cell.text)
        for page in laid_out
        for box in page.boxes
        if box.cell.style == "contents-number"
    }
    assert len(contents) == 1 + 3 + 1 + len(plan().projects)
    for row, text in contents.items():
        wanted = text.strip().rpartition("　")[2]
        on_page = [box.cell.text for box in laid_out[numbers[row] - 1].boxes]
        assert wanted in on_page
        footer = "".join(line.text for line in laid_out[numbers[row] - 1].footer)
        assert f"第 {numbers[row]} 页" in footer


@pytest.mark.parametrize("form", [hebei_project.ID, hebei_overall.ID])
def test_one_form_alone(form: str, tmp_path: Path) -> None:
    result = export(book(), tmp_path, Choice(formats=("xlsx",), forms=(form,)))
    (path,) = result.files
    names = openpyxl.load_workbook(path).sheetnames
    assert ("汇总" in names) == (form == hebei_project.ID)
    assert ("部门整体绩效目标" in names) == (form == hebei_overall.ID)


def test_a_chosen_project_keeps_its_number_and_comes_alone(tmp_path: Path) -> None:
    here = book()
    code = here.years[0].projects[1].code
    choice = Choice(formats=("xlsx",), projects=projects_coded(here, [code]))
    names = openpyxl.load_workbook(export(here, tmp_path, choice).files[0]).sheetnames
    assert [name[:2] for name in names] == ["汇总", "2."]


def test_one_file_per_project(tmp_path: Path) -> None:
    projects = len(plan().projects)
    choice = Choice(forms=(hebei_project.ID,), one_file_per_project=True)
    result = export(book(), tmp_path, choice)
    assert len({path.name for path in result.files}) == 2 * projects
    assert all(path.is_file() for path in result.files)


def test_every_year_has_its_files(tmp_path: Path) -> None:
    here = book()
    both = replace(here, years=(replace(plan(), id="b", year=2022), *here.years))
    names = {path.name for path in export(both, tmp_path, Choice(formats=("xlsx",))).files}
    assert len(names) == 2
    assert len(export(both, tmp_path, Choice(formats=("xlsx",), years=(2022,))).files) == 1


def test_progress_rises_to_its_total(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export(book(), tmp_path, report=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len({total for _, total in told}) == 1


def test_cancelling_leaves_nothing_half_written(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done >= 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(book(), tmp_path, Choice(formats=("xlsx",)), stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("here", "choice"),
    [
        (Book(UNIT), Choice()),
        (book(), Choice(years=(1999,))),
        (Book(UNIT, (AnnualPlan(year=2023),)), Choice(forms=(hebei_project.ID,))),
        (book(), Choice(projects=("gone",))),
    ],
)
def test_nothing_to_export_is_said_and_no_folder_made(
    here: Book, choice: Choice, tmp_path: Path
) -> None:
    with pytest.raises(Trouble):
        export(here, tmp_path / "out", choice)
    assert not (tmp_path / "out").exists()


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(Trouble, match="ABC"):
        projects_coded(book(), ["ABC"])


def test_a_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite):
        export(book(), tmp_path / "file")


def test_a_year_without_anything_still_prints_its_forms(tmp_path: Path) -> None:
    result = export(Book(UNIT, (AnnualPlan(year=2023),)), tmp_path)
    assert len(result.files) == 2


_REPORT = Report(overview="全年公开信息 12 条。")
_WITH_REPORT = (*STANDARD_FORMS, disclosure_report.ID)


@pytest.mark.parametrize("single", [False, True])
def test_a_text_that_nothing_is_filled_in_of_is_no_file(single: bool, tmp_path: Path) -> None:
    def names(plan: AnnualPlan, *forms: str) -> set[str]:
        choice = Choice(EVERY_FORMAT, forms=forms, one_file_per_project=single)
        (folder := tmp_path / str(len(list(tmp_path.iterdir())))).mkdir()
        files = export(Book(UNIT, (plan,)), folder, choice).files
        return {path.stem.rpartition("_")[2] for path in files}

    alone = AnnualPlan(year=2023, forms=_WITH_REPORT, reports=(_REPORT,))
    assert names(alone) == {disclosure_report.NAME}
    assert names(alone, hebei_overall.ID) == {hebei_overall.FORM.name}
    blank = replace(plan(), forms=_WITH_REPORT)
    assert disclosure_report.NAME not in names(blank)
    assert names(replace(blank, overall=Overall())) == names(replace(plan(), overall=Overall()))
    both = {*names(replace(blank, reports=(_REPORT,)))}
    assert both >= {disclosure_report.NAME, *(names(plan()) if single else ())}


def test_a_workbook_has_no_worksheet_of_it_either(tmp_path: Path) -> None:
    alone = AnnualPlan(year=2023, forms=_WITH_REPORT, reports=(_REPORT,))
    (path,) = export(Book(UNIT, (alone,)), tmp_path, Choice(formats=("xlsx",))).files
    assert openpyxl.load_workbook(path).sheetnames == [disclosure_report.NAME]


def _with_room(of: Subject) -> Sheet:
    sheet = hebei_overall.compose(of.unit, of.plan)
    first = replace(sheet.cells[0], text="有签章处" if of.signed else "没有签章处")
    return replace(sheet, cells=(first, *sheet.cells[1:]))


def test_a_form_of_the_year_may_have_room_for_signatures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_year = replace(
        hebei_overall.FORM, id="one_more", compose=_with_room, options=frozenset({"signed"})
    )
    register(monkeypatch, of_year)
    for public, wanted in ((False, "有签章处"), (True, "没有签章处")):
        choice = Choice(formats=("docx",), forms=(of_year.id,), public=public)
        (path,) = export(book(), tmp_path / str(public), choice).files
        with ZipFile(path) as document:
            assert f">{wanted}<" in document.read("word/document.xml").decode("utf-8")


def test_the_wide_table_does_not_hang_on_the_forms_of_the_year(tmp_path: Path) -> None:
    year = replace(plan(), forms=(hebei_overall.ID,))
    result = export_wide(Book(UNIT, (year,)), tmp_path, STANDARD)
    assert len(result.files) == 1


def test_every_page_carries_the_code_of_what_it_belongs_to() -> None:
    year = plan()
    whole, overall = year_code(UNIT, year), overall_code(UNIT, year)
    projects = [project_code(UNIT, year.year, each) for each in year.projects]
    feet = [page.footer[-1].text.removeprefix("核对码 ") for page in booklet(UNIT, year)]
    assert list(dict.fromkeys(feet)) == [whole, overall, *projects]
    assert feet[:2] == [whole] * 2
    assert feet.count(whole) == 3
    project = year.projects[1]
    alone = form_pages(hebei_project.FORM, UNIT, year, project.id)
    assert {page.footer[-1].text for page in alone} == {f"核对码 {projects[1]}"}


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("suffix", EVERY_FORMAT)
def test_every_kind_of_file_says_the_same_codes(suffix: str, public: bool, tmp_path: Path) -> None:
    year = plan()
    (path,) = export(book(), tmp_path, Choice(formats=(suffix,), public=public)).files
    codes = [year_code(UNIT, year), overall_code(UNIT, year)]
    codes += [project_code(UNIT, year.year, each) for each in year.projects]
    if suffix == "pdf":
        told = str((PdfReader(path).metadata or {})["/Keywords"])
    else:
        told = ZipFile(path).read("docProps/core.xml").decode()
    assert re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", told) == codes
    if suffix != "pdf":
        proposal = read_source(path)
        assert not [note for note in proposal.notes if "页眉" in note.message]
        assert proposal.year == year.year
        assert year_code(proposal.unit, proposal.plan) == codes[0]


def test_the_wide_table_carries_the_code_of_the_year(tmp_path: Path) -> None:
    (path,) = export_wide(book(), tmp_path, STANDARD).files
    workbook = openpyxl.load_workbook(path)
    code = year_code(UNIT, plan())
    assert workbook.properties.keywords == code
    assert workbook.worksheets[0].oddFooter.right.text == f"核对码 {code}"
