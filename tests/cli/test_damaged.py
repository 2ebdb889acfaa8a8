"""A damaged workbook on the command line: refused unless asked for; then every page says so."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from hfgoals.forms.stamp import INCOMPLETE, LOST
from hfgoals.store import create, open_file
from tests.cli.run import run
from tests.store.workbooks import small_book


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A workbook whose second project lost an indicator; a copy lies beside it."""
    path = tmp_path / "坏.hfg"
    create(path, small_book()).close()
    data = path.read_bytes()
    path.with_name("副本.hfg").write_bytes(data)
    at = data.index("≥12个".encode())
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    return path


@pytest.mark.parametrize("command", ["check FILE", "dump FILE", "export FILE --to OUT"])
def test_it_is_refused_unless_that_is_asked_for(
    damaged: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = damaged.with_name("导出")
    arguments = [
        {"FILE": str(damaged), "OUT": str(out)}.get(each, each) for each in command.split()
    ]
    assert run(*arguments) == 3
    assert not out.exists()
    content = damaged.read_bytes()
    assert run(*arguments, "--damaged") == 1
    assert damaged.read_bytes() == content
    assert INCOMPLETE in capsys.readouterr().err


def test_every_file_says_it_on_every_page(damaged: Path) -> None:
    from openpyxl import load_workbook

    out = damaged.with_name("导出")
    assert run("export", damaged, "--to", out, "--xlsx", "--docx", "--pdf", "--damaged") == 1
    by_kind = {path.suffix: path for path in out.iterdir()}
    workbook = load_workbook(by_kind[".xlsx"])
    for worksheet in workbook.worksheets:
        assert INCOMPLETE in worksheet.oddHeader.center.text
        assert worksheet.oddFooter.right.text == INCOMPLETE
    assert any(
        cell.value == LOST for sheet in workbook.worksheets for row in sheet.rows for cell in row
    )
    assert INCOMPLETE in (workbook.properties.keywords or "")
    with ZipFile(by_kind[".docx"]) as archive:
        document = archive.read("word/document.xml").decode()
        heads = [name for name in archive.namelist() if name.startswith("word/header")]
        assert document.count("<w:headerReference") == document.count("<w:footerReference")
        assert heads
        assert all(INCOMPLETE in archive.read(name).decode() for name in heads)
        assert LOST in document
        assert INCOMPLETE in archive.read("docProps/core.xml").decode()
    for page in PdfReader(by_kind[".pdf"]).pages:
        assert page.extract_text().count(INCOMPLETE) == 2


def test_a_sound_file_is_exported_as_ever_with_the_switch(damaged: Path) -> None:
    sound, out, again = (damaged.with_name(name) for name in ("副本.hfg", "一", "二"))
    assert run("export", sound, "--to", out, "--xlsx", "--damaged") == 0
    assert run("export", sound, "--to", again, "--xlsx") == 0
    (one,), (other,) = out.iterdir(), again.iterdir()
    assert one.read_bytes() == other.read_bytes()


def test_what_the_budget_system_would_read_in_is_never_made_of_it(damaged: Path) -> None:
    out = damaged.with_name("导出")
    assert run("export", damaged, "--to", out, "--wide", "--damaged") == 3
    assert not out.exists()


def test_the_dump_tells_what_is_lost(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("dump", damaged, "--damaged")
    told = json.loads(capsys.readouterr().out)["damage"]
    assert (told["whole"], told["certain"], told["absent"]) == (False, True, 1)
    assert [loss["kind"] for loss in told["losses"]] == ["damaged"]


def test_salvage_lays_a_copy_beside_and_fills_in(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, plain, filled = (damaged.with_name(name) for name in ("副本.hfg", "一.hfg", "二.hfg"))
    assert run("salvage", damaged, "--to", plain, "--beside", copy, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    (gap,) = told["gaps"]
    assert (gap["sure"], told["filled"]) == (True, 0)
    assert "≥12个" in gap["offers"][0]["text"]
    assert run("salvage", damaged, "--to", filled, "--beside", copy, "--fill", "--json") == 1
    assert json.loads(capsys.readouterr().out)["filled"] == 1
    with open_file(filled, read_only=True) as store, open_file(copy, read_only=True) as before:
        assert store.book == before.book
