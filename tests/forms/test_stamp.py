"""What every page of a damaged year says, and its cells."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.forms import FORMS, overview
from hfgoals.forms.stamp import DOUBTFUL, INCOMPLETE, LOST, PARTIAL, stamped
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet, keywords_of
from hfgoals.model.values import AnnualPlan, Book, Damage
from tests.store.workbooks import small_book


def damaged(book: Book, lost: set[str], doubtful: set[str] | None = None) -> AnnualPlan:
    """The year with these rows said to be lost or doubtful."""
    return replace(book.years[0], damage=Damage(frozenset(lost), frozenset(doubtful or ())))


def sheets_of(book: Book, plan: AnnualPlan) -> list[Sheet]:
    """Every Sheet of every form."""
    return [sheet for form in FORMS for sheet in form.sheets(book.unit, plan)]


def test_every_form_says_that_it_is_incomplete_instead_of_a_code() -> None:
    book = small_book()
    for sheet in sheets_of(book, damaged(book, set())):
        assert sheet.incomplete.startswith(INCOMPLETE)
        assert not sheet.code
    assert keywords_of(sheets_of(book, damaged(book, set()))).startswith(INCOMPLETE)


def test_a_sound_year_says_nothing_of_the_kind() -> None:
    book = small_book()
    for sheet in sheets_of(book, book.years[0]):
        assert sheet.code
        assert not sheet.incomplete
        assert all(LOST not in cell.text for cell in sheet.cells)


def test_only_the_cells_of_lost_rows_say_that_they_are() -> None:
    book = small_book()
    row = book.years[0].projects[0].indicators[1].id
    plan = damaged(book, {row})
    for sheet in sheets_of(book, plan):
        for cell in sheet.cells:
            if cell.address is not None and cell.address.row == row:
                assert cell.text == LOST
            elif row not in {each.row for each in cell.also}:
                assert LOST not in cell.text


def test_a_doubtful_amount_is_shown_as_no_number() -> None:
    book = small_book()
    project = book.years[0].projects[0].id
    (cell,) = (
        cell
        for sheet in sheets_of(book, damaged(book, set(), {project}))
        for cell in sheet.cells
        if cell.address is not None and (cell.address.row, cell.address.path) == (project, "budget")
        if sheet.form == "hebei_project"
    )
    assert cell.text.endswith(DOUBTFUL)
    assert cell.number is None


def test_a_sum_over_something_lost_is_no_sum() -> None:
    book = small_book()
    plan = damaged(book, {book.years[0].projects[1].id})
    listed = overview.compose(book.unit, plan, list(enumerate(plan.projects, 1)))
    before = [cell for cell in listed.cells if cell.adds_up]
    after = [cell for cell in stamped(listed, plan, "").cells if cell.adds_up]
    partial = [cell for cell in stamped(listed, plan, "").cells if PARTIAL in cell.text]
    assert len(before) == len(after) + len(partial)
    assert partial
    assert all(cell.number is None for cell in partial)


def test_the_head_stands_in_the_margin_of_every_page() -> None:
    book = small_book()
    for page in flow(sheets_of(book, damaged(book, set()))):
        heads = [line for line in page.footer if line.baseline < page.paper.top]
        assert len(heads) == 1
        assert heads[0].text.startswith(INCOMPLETE)
        assert page.paper.left <= heads[0].x
