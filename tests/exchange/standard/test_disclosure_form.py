"""Document 003 read, written and read back: every sentence and every number of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export, form_pages
from hfgoals.forms import disclosure_report
from hfgoals.merging.taking_in import taken_in
from hfgoals.model.disclosure import Applicants, Issued, Matters, Outcomes, Procurement, Report
from hfgoals.model.fields import FIELDS
from hfgoals.model.kinds import COUNT
from hfgoals.model.money import Money
from hfgoals.model.values import STANDARD_FORMS, AnnualPlan, Book, Unit
from tests.disclosure import DOCUMENT, put
from tests.office import OFFICE, saved_again

_NOBODY = Applicants(0, 0, 0, 0, 0, 0)


@pytest.fixture(scope="module")
def read() -> Proposal:
    return read_source(DOCUMENT)


def _bare(proposal: Proposal) -> Report:
    return replace(proposal.plan.report, id="")


def _said(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _said(each)
    elif data is not None:
        yield str(data)


def test_no_line_of_the_document_is_lost(read: Proposal) -> None:
    """What the dump does not say the form prints by itself."""
    assert read.notes == ()
    assert read.unit == Unit("", "北京市广播电视局")
    assert read.year == 2020
    assert read.plan.forms == (*STANDARD_FORMS, disclosure_report.ID)
    told = json.loads(json.dumps(dump(Book(read.unit, (read.plan,)))))
    (sheet,) = disclosure_report.FORM.sheets(read.unit, read.plan)
    printed = ["".join(cell.text.split()) for cell in sheet.cells]
    whole = "\n".join(["".join(text.split()) for text in _said(told)] + printed)
    lines = [
        re.sub(r"\[bookmark:[^]]*]", "", line) for line in DOCUMENT.read_text("utf-8").split("\n")
    ]
    filled = ["".join(line.split()) for line in lines if line.strip()]
    assert len(filled) == 335
    assert [line for line in filled if line not in whole] == []


def test_every_number_stands_in_its_place(read: Proposal) -> None:
    report = read.plan.report
    assert (report.regulations, report.documents) == (Issued(0, 0, 2), Issued(5, 5, 7))
    assert report.permits == Matters(29, 13, 4415)
    assert report.inspections == report.confirmations == Matters(0, 0, 0)
    assert report.procurement == Procurement(41, Money(139_790_000))
    requests = report.requests
    assert requests.received == replace(_NOBODY, natural=4)
    assert requests.granted == replace(_NOBODY, natural=3)
    assert requests.carried_over == replace(_NOBODY, natural=1)
    assert requests.confirmation == requests.secret == requests.otherwise == _NOBODY
    assert report.reviews == report.direct_suits == report.later_suits == Outcomes(0, 0, 0, 0)
    assert report.carried_title == "四、结转下半年度办理"
    counted = [each for each in FIELDS["report"] if each.kind is COUNT and "total" not in each.path]
    stated = [each for each in counted if "results" not in each.path]
    assert all(each.read(report) is not None for each in stated)
    assert load(dump(Book(read.unit, (read.plan,)))).years[0].report.overview == report.overview


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_document_comes_back_from_what_was_written(
    read: Proposal, kind: str, tmp_path: Path
) -> None:
    _assert_comes_back(read, _written(Book(read.unit, (read.plan,)), kind, tmp_path))


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_document_comes_back_when_libreoffice_saved_it(
    read: Proposal, kind: str, tmp_path: Path
) -> None:
    path = _written(Book(read.unit, (read.plan,)), kind, tmp_path)
    _assert_comes_back(read, saved_again(path, tmp_path / "again"))


def _written(book: Book, kind: str, folder: Path) -> Path:
    choice = Choice((kind,), forms=(disclosure_report.ID,))
    (path,) = export(book, folder, choice).files
    return path


def _assert_comes_back(read: Proposal, path: Path) -> None:
    again = read_source(path)
    assert again.notes == ()
    assert (again.unit, again.year) == (read.unit, read.year)
    assert _bare(again) == _bare(read)


def test_a_wrong_sum_and_what_is_no_number_are_kept_and_told(tmp_path: Path) -> None:
    text = DOCUMENT.read_text("utf-8").replace("\n\t139.7900", "\n\t不详")
    text = text.replace(
        "\t4　\n\t0　\n\t0　\n\t0　\n\t0　\n\t0　\n\t4\n", "\t4\n" + "\t/\n" * 5 + "\t5\n"
    )
    path = tmp_path / "年报.txt"
    path.write_text(text, "utf-8")
    proposal = read_source(path)
    report = proposal.plan.report
    assert report.procurement == Procurement(41)
    assert report.requests.received == Applicants(natural=4, total=5)
    assert [note.text for note in proposal.unread] == ["不详"]
    assert {note.text for note in proposal.notes} == {"不详", "/"}
    assert proposal.notes[0].where.startswith("第")


def test_another_unit_s_report_comes_back_with_blanks_where_it_has_some(tmp_path: Path) -> None:
    report = replace(
        put(Report(), {"received.legal": "2", "results.natural": "7"}),
        opening="现公布本年度报告。",
        problems="一是人手不足。\n二是更新不及时。",
        inspections=Matters(None, -2),
    )
    plan = AnnualPlan(year=2023, forms=(disclosure_report.ID,), reports=(report,))
    book = Book(Unit("130001", "某县融媒体中心"), (plan,))
    for kind in ("xlsx", "docx"):
        again = read_source(_written(book, kind, tmp_path))
        assert again.notes == ()
        assert _bare(again) == replace(report, id="")


def test_it_goes_into_a_year_that_has_none_and_is_told_of_where_there_is_one(
    read: Proposal,
) -> None:
    there = AnnualPlan(year=2020)
    book = taken_in(Book(read.unit, (there,)), read, 2020).book
    (plan,) = book.years
    assert plan.forms == read.plan.forms
    assert replace(plan.report, id="") == _bare(read)
    changed = replace(plan, reports=(replace(plan.report, others="另有说明。"),))
    again = taken_in(Book(read.unit, (changed,)), read, 2020)
    assert again.book.years == (changed,)
    assert any("年度报告" in sentence for sentence in again.skipped)
    assert taken_in(book, read, 2020).skipped == ()


def test_no_small_table_begins_a_page_by_itself(read: Proposal) -> None:
    pages = form_pages(disclosure_report.FORM, read.unit, read.plan)
    begins = [min(page.boxes, key=lambda box: (box.y, box.x)).cell.text for page in pages]
    assert [text for text in begins if text.startswith("第二十条")] == ["第二十条第（八）项"]
    page = begins.index("第二十条第（八）项")
    shown = {box.cell.text for box in pages[page].boxes}
    assert {"第二十条第（九）项", "四、结转下半年度办理"} <= shown
    assert not any(box.continued for box in pages[page].boxes)
