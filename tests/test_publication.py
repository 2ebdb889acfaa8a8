"""Nothing personal is published unseen: each piece is confirmed or blackened, or no file comes."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from hfgoals.export import EVERY_FORMAT, Choice, export, export_wide, in_the_way
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import Book, Signatures
from hfgoals.package import write_package
from hfgoals.publication import EVERY, Clearance, NotCleared, cleared, exposed
from hfgoals.sample import sample_book
from hfgoals.wide.profile import IMPORT, STANDARD

SAMPLE = sample_book()
PLAN = SAMPLE.years[-1]
FIRST, SECOND = PLAN.projects[:2]
PHONE, AGAIN, CARD, MAIL = "13812345678", "139 1234 5678", "6222 0202 0000 1234 50", "li@163.com"
BLACKEN = Clearance(blackened=frozenset({EVERY}))


def _put(book: Book, **texts: tuple[str, str]) -> Book:
    for path, (row, text) in texts.items():
        part, _, field = path.partition("_")
        edit = SetText(Address(part, row, field.replace("__", ".")), text)  # type: ignore[arg-type]
        book = applied(book, [edit])
    return book


BOOK = _put(
    SAMPLE,
    plan_overall__goal=(PLAN.id, f"办好新闻，稿件发{MAIL}。"),
    project_purpose=(FIRST.id, f"印刷厂联系人张三{PHONE}，备用{AGAIN}，再打{PHONE}。"),
    indicator_description=(SECOND.indicators[0].id, f"打入{CARD}账户的次数"),
    indicator_target=(SECOND.indicators[1].id, f"按{PHONE}通知的为准"),
)


def _all_of(path: Path) -> str:
    """Everything in the file, its parts unpacked, and the text of pages."""
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_every_piece_is_told_with_its_place() -> None:
    assert exposed(SAMPLE) == ()
    found = exposed(BOOK)
    assert [(each.address.path, each.piece.text) for each in found] == [
        ("overall.goal", MAIL),
        ("purpose", PHONE),
        ("purpose", AGAIN),
        ("purpose", PHONE),
        ("description", CARD),
        ("target", PHONE),
    ]
    assert len({each.code for each in found}) == len(found), "each by a code of its own"
    assert [each.where.number for each in found] == [None, 1, 1, 1, 2, 2]


def test_a_code_stays_with_its_piece_and_goes_with_it() -> None:
    before = {each.code: each.piece.text for each in exposed(BOOK)}
    moved = _put(BOOK, project_purpose=(FIRST.id, f"本项目联系人{PHONE}。备用电话{AGAIN}"))
    after = {
        each.code: each.piece.text for each in exposed(moved) if each.address.path == "purpose"
    }
    assert after.items() <= before.items()
    other = _put(BOOK, project_purpose=(FIRST.id, "联系人13712345678"))
    (new,) = [each.code for each in exposed(other) if each.address.path == "purpose"]
    assert new not in before


def test_only_what_is_asked_for_is_looked_at() -> None:
    assert [each.piece.text for each in exposed(BOOK, projects=[SECOND.id])] == [CARD, PHONE]
    assert exposed(BOOK, [PLAN.year - 1]) == ()
    names = Signatures("张三", "李四", "王五", PHONE, "2023-01-05")
    signed = replace(SAMPLE, years=(replace(PLAN, signatures=names),))
    assert exposed(signed) == (), "the public version has no signatures"


def test_confirmed_stays_and_blackened_goes() -> None:
    pieces = exposed(BOOK)
    with pytest.raises(NotCleared) as raised:
        cleared(BOOK, Clearance(confirmed=frozenset({pieces[0].code})))
    assert raised.value.pieces == pieces[1:]
    shown = cleared(BOOK, Clearance(frozenset({pieces[1].code}), frozenset({EVERY})))
    first = shown.years[-1].projects[0]
    assert first.purpose == f"印刷厂联系人张三{PHONE}，备用{'■' * 13}，再打{'■' * 11}。"
    assert MAIL not in shown.years[-1].overall.goal
    assert str(shown.years[-1].projects[1].indicators[1].target) == f"按{'■' * 11}通知的为准"
    assert cleared(BOOK, Clearance(frozenset({EVERY}))) is BOOK
    assert cleared(SAMPLE, Clearance()) is SAMPLE


@pytest.mark.parametrize("format_", EVERY_FORMAT)
def test_a_public_file_holds_no_blackened_piece_anywhere(format_: str, tmp_path: Path) -> None:
    choice = Choice((format_,), (PLAN.year,), public=True)
    for write in (export, in_the_way):
        with pytest.raises(NotCleared):
            write(BOOK, tmp_path / "none", choice)
    assert not (tmp_path / "none").exists()
    (path,) = export(BOOK, tmp_path, replace(choice, clearance=BLACKEN)).files
    text = _all_of(path)
    assert "■■■■" in text
    assert not [each for each in (PHONE, AGAIN, CARD, MAIL) if each in text]
    (path,) = export(BOOK, tmp_path, Choice((format_,), (PLAN.year,))).files
    assert PHONE in _all_of(path), "what is handed in stays as it is"


def test_the_wide_table_answers_for_last_years_targets_too(tmp_path: Path) -> None:
    after = replace(PLAN, id="later", year=PLAN.year + 1, projects=())
    book = replace(BOOK, years=(*BOOK.years, after))
    bare = replace(IMPORT, columns=tuple(c for c in IMPORT.columns if c.key != "last_target"))
    later = Choice((), (after.year,), public=True)
    for profile in (STANDARD, bare):
        with pytest.raises(NotCleared):
            export_wide(book, tmp_path, profile, replace(later, years=(PLAN.year,)))
    (path,) = export_wide(
        book, tmp_path, STANDARD, replace(later, years=(PLAN.year,), clearance=BLACKEN)
    ).files
    assert PHONE not in _all_of(path)


def test_a_package_for_publication_holds_forms_alone(tmp_path: Path) -> None:
    def make(public: Clearance | None) -> tuple[str, ...]:
        made = write_package(BOOK, PLAN, (), tmp_path, zipped=False, copy=Path.touch, public=public)
        assert (PHONE in "".join(map(_all_of, _readable(made.target)))) == (public is None)
        return made.files

    with pytest.raises(NotCleared):
        make(Clearance())
    assert list(tmp_path.iterdir()) == []
    assert sorted(Path(name).suffix for name in make(BLACKEN)) == [".docx", ".pdf", ".xlsx"]
    assert any(name.endswith(".hfg") for name in make(None))
    assert len(list(tmp_path.iterdir())) == 2, "one is not taken for the other"


def _readable(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix != ".hfg"]
