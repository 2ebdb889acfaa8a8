"""北京市广播电视局 2020, its 部门整体支出绩效目标申报表: no line lost, printed to the letter."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from hfgoals.checks import check_book
from hfgoals.exchange.dump import dump, load
from hfgoals.exchange.reading import read_source
from hfgoals.export import Choice, export
from hfgoals.forms import form_of
from hfgoals.forms.conversion import conversion
from hfgoals.model.edits import applied
from hfgoals.model.rows import flatten
from hfgoals.model.values import Book
from tests.pace import PATIENCE

_SOURCE = Path(__file__).with_name("000.txt")
_FORM = form_of("beijing_overall")
_OFFICE = shutil.which("soffice")


def _lines(texts: list[str]) -> list[str]:
    """What is in these texts, line by line, without blanks; blank lines left out."""
    lines = ("".join(line.split()) for text in texts for line in text.split("\n"))
    return [line for line in lines if line]


DOCUMENT = _lines([_SOURCE.read_text("utf-8")])


@pytest.fixture(scope="module")
def book() -> Book:
    """The document as it is read."""
    proposal = read_source(_SOURCE)
    assert proposal.notes == ()
    assert proposal.year == 2020
    return Book(proposal.unit, (proposal.plan,))


def test_it_is_read_in_its_own_form(book: Book) -> None:
    (plan,) = book.years
    assert plan.forms == ("beijing_overall", "hebei_project")
    assert len(plan.overall.subgoals) == 8
    assert {row.goal for row in plan.overall.subgoals} == {""}
    assert (plan.overall.remarks, plan.overall.safeguards) == ("无", ())


def test_every_line_is_in_the_dump_or_printed_by_the_form(book: Book) -> None:
    told = Counter(_lines(_texts(json.loads(json.dumps(dump(book))))))
    blank = form_of("beijing_overall").sheets(Book().unit, load(dump(book)).years[0])
    fixed = Counter(_lines([c.text for c in blank[0].cells if c.address is None]))
    lost = Counter(DOCUMENT) - told - fixed
    assert lost == Counter()
    # What the form prints itself are its 18 labels and notes; the other 22 lines are the unit's.
    assert sum((Counter(DOCUMENT) - fixed).values()) == 22


def _texts(told: object) -> list[str]:
    if isinstance(told, dict):
        return [text for each in told.values() for text in _texts(each)]
    if isinstance(told, list):
        return [text for each in told for text in _texts(each)]
    return [told] if isinstance(told, str) else []


def test_the_form_prints_the_document_line_by_line(book: Book) -> None:
    (sheet,) = _FORM.sheets(book.unit, book.years[0])
    assert _lines([cell.text for cell in sheet.cells]) == DOCUMENT


def test_a_whole_export_prints_nothing_that_the_form_does_not_have(
    book: Book, tmp_path: Path
) -> None:
    files = export(book, tmp_path, Choice(("pdf", "docx"))).files
    assert len(files) == 2
    assert all(_FORM.name in path.stem for path in files)


def _contents(book: Book) -> list[tuple[object, ...]]:
    """All that it holds, without the ids of rows."""
    found = []
    for placed in flatten(book):
        told = dump(Book(book.unit, (placed.row,)))["years"] if placed.part == "plan" else []
        found.append((placed.part, placed.position, told))
    return found


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_excel_and_word_give_it_back(book: Book, kind: str, tmp_path: Path) -> None:
    (path,) = export(book, tmp_path, Choice((kind,), forms=(_FORM.id,))).files  # type: ignore[arg-type]
    again = read_source(path)
    assert again.notes == ()
    assert again.plan.forms == book.years[0].forms
    assert _contents(Book(again.unit, (again.plan,))) == _contents(book)


@pytest.mark.slow
@pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_libreoffice_gives_it_back(book: Book, kind: str, tmp_path: Path) -> None:
    (path,) = export(book, tmp_path, Choice((kind,), forms=(_FORM.id,))).files  # type: ignore[arg-type]
    home = (tmp_path / "office").as_uri()
    command = [str(_OFFICE), f"-env:UserInstallation={home}", "--headless", "--convert-to", kind]
    command += ["--outdir", str(tmp_path / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    again = read_source(tmp_path / "saved" / path.name)
    assert again.unread == ()
    assert _contents(Book(again.unit, (again.plan,))) == _contents(book)


def test_what_its_own_instructions_ask_for_is_found_and_hebeis_rules_are_silent(
    book: Book,
) -> None:
    (plan,) = book.years
    found = Counter(each.code for each in check_book(book)[2020])
    at = {row.id: number for number, row in enumerate(plan.overall.subgoals, 1)}
    without_effect = [at[each.address.row] for each in check_book(book)[2020] if each.code == "B04"]
    # "产出目标应量化": not one of the eight has a number; three say nothing of an effect.
    assert found["B03"] == 8
    assert without_effect == [1, 4, 8]
    assert not {"X04", "X05", "X06", "X07", "B01", "B02", "B05"} & found.keys()


def test_hebeis_form_has_every_word_of_it_and_gives_it_back(book: Book) -> None:
    (there,) = applied(book, conversion(book.years[0]).edits).years
    assert there.forms == ("hebei_overall", "hebei_project")
    for before, after in zip(book.years[0].overall.subgoals, there.overall.subgoals, strict=True):
        assert sorted(before.indicators) == sorted(after.goal + after.indicators)
    (back,) = applied(book, conversion(there).edits).years
    for before, after in zip(book.years[0].overall.subgoals, back.overall.subgoals, strict=True):
        assert sorted(before.indicators) == sorted(after.indicators.replace("\n", ""))
