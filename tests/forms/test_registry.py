"""What every form of the registry must be, and that nobody passes the registry by.

Asked of one form more than the program has, too: one that shares nothing with the others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from hfgoals.cli.arguments import explain
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.standard.sheet_labels import labels_of_form
from hfgoals.exchange.standard.sheet_reader import LEAST_LABELS, OWN_READERS
from hfgoals.exchange.tables import plain_label
from hfgoals.export import Choice, booklet_sheets, export, form_pages
from hfgoals.forms import FORMS, form_of, forms_of
from hfgoals.forms.form import Form
from hfgoals.layout.sheet import Paper, Sheet
from hfgoals.model.disclosure import Report
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book
from tests.forms.examples import UNIT, plan
from tests.forms.registering import register
from tests.house import duties_overall

ROOT = Path(__file__).resolve().parents[2]
BY_NAME = {
    "hfgoals/exchange/foreign/results.py": "in which form of a stage others' results can be seen",
    "hfgoals/exchange/standard/sheet_reader.py": "the two forms with a reader of their own",
    "hfgoals/exchange/standard/county_form.py": "the county form's own reader",
    "hfgoals/checks/rules/county.py": "what this form asks for",
    "hfgoals/model/items.py": "what these forms call a year's sub-goals",
    "hfgoals/model/options.py": "what this form lists only where it is chosen",
    "hfgoals/forms/conversion.py": "turns the overall part of the one into that of the other",
    "hfgoals/exchange/foreign/item_form.py": "tables akin to this form",
    "ui/overall/column.py": "the page of this form, where no other stands for it",
    "hfgoals/checks/rules/beijing.py": "what this form asks for",
    "hfgoals/checks/rules/policies.py": "what is asked of a year's policies",
    "hfgoals/checks/rules/overall_items.py": "what this form asks of its items",
    "hfgoals/model/values.py": "what a year uses that says nothing else",
    "hfgoals/exchange/standard/disclosure_form.py": "the disclosure report's own reader",
    "hfgoals/exchange/standard/disclosure_source.py": "what such a report proposes",
    "hfgoals/exchange/standard/stage_form.py": "the reader of monitorings and self-evaluations",
    "hfgoals/exchange/standard/policy_source.py": "the form that a policy's tasks stand in",
    "hfgoals/forms/monitoring_report.py": "says months as the form of the same stage does",
    "hfgoals/forms/evaluation_report.py": "says weights as the form of the same stage does",
    "hfgoals/forms/fill_in.py": "the workbook that departments fill in is a project's form",
    "ui/form_pages.py": "the two forms whose pages are always there",
    "ui/grid/paper_view.py": "the page of the projects edits this form",
    "ui/workspace.py": "the two forms with a page of their own",
}
"""Who may name a form beside its own module and the registry, and why."""

_IDS = {form.id for form in FORMS}
_EVERY = (*FORMS, duties_overall.FORM)
every_form = pytest.mark.parametrize("form", _EVERY, ids=[form.id for form in _EVERY])


@pytest.fixture(autouse=True)
def _one_more(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    callspec = getattr(request.node, "callspec", None)
    form = callspec.params.get("form") if callspec is not None else None
    if form is not None and form not in FORMS:
        register(monkeypatch, form)


def _year(form: Form) -> AnnualPlan:
    """A year that uses the form beside the usual ones, with something in it."""
    forms = tuple(dict.fromkeys((*STANDARD_FORMS, form.id)))
    return replace(plan(), forms=forms, reports=(Report(overview="全年公开信息。"),))


def test_a_year_uses_what_it_says_and_else_the_standard_ones() -> None:
    assert tuple(form.id for form in forms_of(AnnualPlan())) == STANDARD_FORMS
    (one, *_) = FORMS
    assert forms_of(AnnualPlan(forms=("of_a_later_program", one.id))) == (one,)


def test_what_the_year_does_not_use_is_not_handed_in(tmp_path: Path) -> None:
    for form in FORMS:
        year = replace(plan(), forms=(form.id,))
        in_text = {sheet.form for sheet in booklet_sheets(UNIT, year)} & _IDS
        assert in_text == ({form.id} if form.in_booklet else set())
        (path,) = export(Book(UNIT, (year,)), tmp_path / form.id, Choice(("pdf",))).files
        assert form.name in path.stem


def test_ids_and_names_tell_forms_apart() -> None:
    assert len({form.id for form in FORMS}) == len(FORMS)
    assert len({form.name for form in FORMS}) == len(FORMS)
    assert [form_of(form.id) for form in FORMS] == list(FORMS)


def test_nobody_names_a_form_but_who_has_a_reason() -> None:
    ids = "|".join(re.escape(form.id) for form in FORMS)
    naming = {
        path.relative_to(ROOT).as_posix()
        for room in ("hfgoals", "ui")
        for path in (ROOT / room).rglob("*.py")
        if re.search(rf"\b(?:{ids})\b(?=[,.\s\"'])", _code(path))
    }
    modules = {f"hfgoals/forms/{form.id}.py" for form in FORMS}
    assert naming - modules - {"hfgoals/forms/__init__.py"} == set(BY_NAME)


def _code(path: Path) -> str:
    """The file without its longer strings of explanation."""
    return re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)


@every_form
def test_a_form_keeps_its_id_paper_and_scope(form: Form) -> None:
    year = _year(form)
    sheets = form.sheets(UNIT, year)
    owners = {"year": [year.id], "project": [project.id for project in year.projects]}
    assert [sheet.owner for sheet in sheets] == owners[form.scope]
    assert {(sheet.form, sheet.paper) for sheet in sheets} == {(form.id, form.paper)}


@every_form
def test_a_form_can_be_had_alone_in_every_format(form: Form, tmp_path: Path) -> None:
    book = Book(UNIT, (_year(form),))
    result = export(book, tmp_path, Choice(("xlsx", "pdf", "docx"), forms=(form.id,)))
    assert {path.suffix for path in result.files} == {".xlsx", ".pdf", ".docx"}
    assert all(form.name in path.stem for path in result.files)


@every_form
def test_a_form_is_in_the_workbook_and_in_the_text_or_a_file_of_its_own(
    form: Form, tmp_path: Path
) -> None:
    year = _year(form)
    result = export(Book(UNIT, (year,)), tmp_path, Choice(("xlsx", "pdf")))
    (path,) = (path for path in result.files if path.suffix == ".xlsx")
    assert len({path.name for path in result.files}) == len(result.files)
    named = {re.sub(r"\W", "", name)[:8] for name in load_workbook(path).sheetnames}
    assert {re.sub(r"\W", "", sheet.title)[:8] for sheet in form.sheets(UNIT, year)} <= named
    in_text = form.id in {sheet.form for sheet in booklet_sheets(UNIT, year)}
    assert in_text == form.in_booklet
    assert form.in_booklet or any(form.name in path.stem for path in result.files)


@every_form
def test_a_form_has_pages_of_its_own_and_stands_in_the_help(form: Form) -> None:
    year = _year(form)
    project_id = year.projects[0].id if form.scope == "project" else ""
    assert form_pages(form, UNIT, year, project_id)
    assert f"{form.id} {form.name}" in " ".join(explain("export").split())


@every_form
def test_a_form_is_asked_only_for_what_it_can(form: Form) -> None:
    year, bare = _year(form), replace(form, options=frozenset())
    asked = bare.sheets(UNIT, year, signed=True, fit_page=True)
    assert asked == form.sheets(UNIT, year)
    assert (form.sheets(UNIT, year, signed=True) != asked) == ("signed" in form.options)


@every_form
def test_signatures_are_asked_for_in_pages_and_not_in_public(form: Form, tmp_path: Path) -> None:
    """A form that has room for them has it in the pages that are handed in."""
    year = _year(form)
    mark = "（单位公章）"
    for public in (False, True):
        choice = Choice(("docx",), forms=(form.id,), public=public)
        (path,) = export(Book(UNIT, (year,)), tmp_path / str(public), choice).files
        with ZipFile(path) as document:
            text = document.read("word/document.xml").decode("utf-8")
        assert (mark in text) == ("signed" in form.options and not public)


@every_form
def test_a_form_on_other_paper_is_laid_out_on_it(form: Form) -> None:
    assert sorted((form.paper.width, form.paper.height)) in ([210.0, 297.0], [297.0, 420.0])
    broad = replace(form, paper=Paper(297.0, 210.0))
    year = _year(form)
    project_id = year.projects[0].id if form.scope == "project" else ""
    assert {page.paper for page in form_pages(broad, UNIT, year, project_id)} == {broad.paper}


@every_form
def test_a_form_is_read_back_whole(form: Form, tmp_path: Path) -> None:
    """What it shows comes back, and nothing that it prints is left over."""
    year = _year(form)
    choice = Choice(("xlsx", "docx"), forms=(form.id,))
    written = export(Book(UNIT, (year,)), tmp_path, choice).files
    assert [path.suffix for path in written] == [".xlsx", ".docx"]
    for path in written:
        proposal = read_source(path)
        assert proposal.unread == ()
        assert proposal.understanding is None
        again = form.sheets(UNIT, replace(proposal.plan, year=year.year))
        shown = [_told(sheet) for sheet in form.sheets(UNIT, year)]
        assert [_told(sheet) for sheet in again] == shown


def _told(sheet: Sheet) -> list[tuple[int, int, str]]:
    """What stands where, of fields other than the unit's."""
    return [
        (cell.row, cell.column, cell.text)
        for cell in sheet.cells
        if cell.address is not None and cell.address.part != "unit"
    ]


@every_form
def test_a_form_without_a_reader_of_its_own_is_told_by_its_labels(form: Form) -> None:
    if form.id in OWN_READERS:
        return
    labels = labels_of_form(form)
    assert labels.found == labels.shown
    assert len(labels.needed) >= LEAST_LABELS
    for other in (other for other in FORMS if other is not form):
        texts = {
            plain_label(cell.text) for sheet in other.sheets(UNIT, plan()) for cell in sheet.cells
        }
        assert not labels.needed <= texts
