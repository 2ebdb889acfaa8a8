"""new, sample, dump, verify, export on real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from hfgoals.exchange.dump import dump
from hfgoals.export import form_pages
from hfgoals.forms import hebei_project
from hfgoals.model.values import AnnualPlan, Book, Indicator, Project, Unit
from hfgoals.sample import sample_book
from hfgoals.store import create
from tests.cli.run import run


def _dumped(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert run("dump", path) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_new_makes_one_empty_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "新.hfg"
    arguments = ("--unit-code", "359001", "--unit-name", "某中心", "--year", "2024")
    assert run("new", path, *arguments) == 0
    found = _dumped(path, capsys)
    assert found["format"] == "hfgoals-dump/1"
    assert found["unit"] == {"code": "359001", "name": "某中心"}
    assert [(year["year"], year["projects"]) for year in found["years"]] == [(2024, [])]


@pytest.mark.parametrize("command", ["new", "sample"])
def test_nothing_is_overwritten(command: str, tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    path.write_bytes(b"precious")
    more = ("--unit-code", "1", "--unit-name", "n", "--year", "2024") if command == "new" else ()
    assert run(command, path, *more) == 3
    assert path.read_bytes() == b"precious"
    assert run(command, tmp_path / "no such folder" / "a.hfg", *more) == 3


def test_the_sample_comes_back_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.hfg"
    assert run("sample", path) == 0
    assert _dumped(path, capsys) == dump(sample_book())


def test_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.hfg"
    assert run("sample", path) == 0
    capsys.readouterr()
    assert run("verify", path, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is True
    assert report["records"] > 100
    assert report["problems"] == []


def test_verify_tells_of_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.hfg"
    assert run("sample", path) == 0
    data = path.read_bytes()
    word = "高危漏洞整改率".encode()
    assert word in data
    path.write_bytes(data.replace(word, "低危漏洞整改率".encode()))
    capsys.readouterr()
    assert run("verify", path, "--json") == 3
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert report["problems"]


@pytest.mark.parametrize("data", [b"", b"plain text", bytes(5000), b"SQLite format 3\x00" * 99])
@pytest.mark.parametrize("command", ["dump", "verify", "export"])
def test_foreign_files(command: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    path.write_bytes(data)
    target = tmp_path / "out"
    more = ("--to", target) if command == "export" else ()
    assert run(command, path, *more) == 3
    assert run(command, tmp_path / "none.hfg", *more) == 3
    assert path.read_bytes() == data
    assert not target.exists()


def test_export_writes_what_was_asked_for(tmp_path: Path) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "到 这里"
    assert run("sample", path) == 0
    assert run("export", path, "--to", target, "--xlsx", "--form", "hebei_overall") == 0
    assert sorted(file.suffix for file in target.iterdir()) == [".xlsx"]
    code = sample_book().years[1].projects[4].code
    assert run("export", path, "--to", target, "--pdf", "--project", code) == 0
    (pdf,) = target.glob("*.pdf")
    assert "2023" in pdf.name


@pytest.mark.parametrize(
    ("arguments", "years"),
    [
        ((), {2023}),
        (("--year", "2022"), {2022}),
        (("--year", "2023", "--year", "2022"), {2022, 2023}),
        (("--wide",), {2023}),
        (("--wide", "--year", "2022"), {2022}),
    ],
)
def test_export_of_the_latest_year_or_those_named(
    arguments: tuple[str, ...], years: set[int], tmp_path: Path
) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "out"
    assert run("sample", path) == 0
    assert run("export", path, "--to", target, *arguments) == 0
    assert {int(file.name.split("_")[1][:4]) for file in target.iterdir()} == years


def test_export_of_a_year_that_is_not_there(tmp_path: Path) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "out"
    assert run("sample", path) == 0
    assert run("export", path, "--to", target, "--year", "2022", "--year", "2031") == 3
    assert not target.exists()


def test_a_project_is_found_in_the_year_that_has_it(tmp_path: Path) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "out"
    assert run("sample", path) == 0
    assert run("roll", path, "--to-year", "2024") == 0
    code = sample_book().years[1].projects[4].code
    assert run("export", path, "--to", target, "--xlsx", "--project", code) == 0
    (made,) = target.iterdir()
    assert "2023" in made.name
    again = ("--project", code, "--year", "2024")
    assert run("export", path, "--to", target, "--xlsx", *again) == 3


def test_both_forms_named_are_all(tmp_path: Path) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "out"
    assert run("sample", path) == 0
    forms = ("--form", "hebei_overall", "--form", "hebei_project")
    assert run("export", path, "--to", target, "--xlsx", *forms) == 0
    assert run("export", path, "--to", target, "--xlsx") == 0
    assert len(list(target.iterdir())) == 1


@pytest.mark.parametrize("format_", ["--xlsx", "--pdf", "--docx", "--wide"])
def test_what_was_signed_stays(
    format_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "out"
    assert run("sample", path) == 0
    arguments = ("export", path, "--to", target, format_, "--json")
    assert run(*arguments) == 0
    (signed,) = target.iterdir()
    signed.write_bytes(b"signed")
    capsys.readouterr()
    assert run(*arguments) == 0
    told = capsys.readouterr()
    (second,) = map(Path, json.loads(told.out)["files"])
    assert second != signed
    assert second.name in told.err
    assert signed.name in told.err
    # Nothing new, no third file.
    assert run(*arguments) == 0
    assert (signed.read_bytes(), sorted(target.iterdir())) == (b"signed", sorted([signed, second]))
    assert run(*arguments, "--overwrite") == 0
    assert signed.read_bytes() == second.read_bytes()


def test_export_as_word(tmp_path: Path) -> None:
    path = tmp_path / "a.hfg"
    assert run("sample", path) == 0
    assert run("export", path, "--to", tmp_path / "signed", "--docx") == 0
    assert run("export", path, "--to", tmp_path / "public", "--docx", "--public") == 0
    texts: dict[str, list[str]] = {}
    for folder in ("signed", "public"):
        files = sorted((tmp_path / folder).iterdir())
        assert [file.suffix for file in files] == [".docx"]
        for file in files:
            with ZipFile(file) as archive:
                text = archive.read("word/document.xml").decode()
            texts.setdefault(folder, []).append(text)
    assert all("单位公章" in text for text in texts["signed"])
    assert not any("单位公章" in text for text in texts["public"])
    assert all("第二部分" in text for text in texts["public"])


def test_export_of_a_project_that_is_not_there(tmp_path: Path) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "out"
    assert run("sample", path) == 0
    assert run("export", path, "--to", target, "--project", "没有") == 3
    assert not target.exists()


def test_export_into_a_file(tmp_path: Path) -> None:
    path, target = tmp_path / "a.hfg", tmp_path / "out"
    assert run("sample", path) == 0
    target.write_bytes(b"a file")
    assert run("export", path, "--to", target) == 3
    assert target.read_bytes() == b"a file"


def test_a_table_a_little_too_long_is_fitted_to_a_page_unless_forbidden(tmp_path: Path) -> None:
    project = next(made for made in map(_of_rows, range(8, 40)) if _pages(made) == (1, 2))
    book = Book(years=(AnnualPlan(year=2024, projects=(project,)),))
    create(tmp_path / "a.hfg", book).close()
    for more, pages in (((), 1), (("--no-fit-page",), 2)):
        folder = tmp_path / str(pages)
        form = ("--form", "hebei_project")
        assert run("export", tmp_path / "a.hfg", "--to", folder, "--pdf", *form, *more) == 0
        (file,) = folder.iterdir()
        assert len(PdfReader(file).pages) == pages


def _of_rows(count: int) -> Project:
    return Project(indicators=tuple(Indicator(name="编发数量") for _ in range(count)))


def _pages(project: Project) -> tuple[int, int]:
    plan = AnnualPlan(projects=(project,))
    made = (
        form_pages(hebei_project.FORM, Unit(), plan, project.id, fit_page=fit)
        for fit in (True, False)
    )
    with_fit, without = map(len, made)
    return with_fit, without


def test_salvage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, new = tmp_path / "a.hfg", tmp_path / "b.hfg"
    assert run("sample", path) == 0
    was = _dumped(path, capsys)
    data = path.read_bytes()
    path.write_bytes(bytes(100) + data[100:])
    assert run("dump", path) == 3
    assert run("salvage", path, "--to", new) == 0
    assert _dumped(new, capsys) == was
    assert run("salvage", path, "--to", new) == 3
    at = data.index("万元".encode())
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    capsys.readouterr()
    assert run("salvage", path, "--to", tmp_path / "c.hfg", "--json") == 1
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert (report["whole"], report["absent"]) == (False, 1)
    assert report["losses"][0]["kind"] == "damaged"
    assert report["losses"][0]["where"] in said.err
