"""package: where it is, what is in it, and what it says about years and findings."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hfgoals.checks import SETTING, CheckSettings
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.model.values import AnnualPlan, Book, Unit
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from tests.cli.run import run

SAMPLE = sample_book()
PROJECT = SAMPLE.years[-1].projects[0]
SMALL = Book(Unit(code="1", name="甲单位"), (AnnualPlan(year=2024), AnnualPlan(year=2025)))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    create(tmp_path / "a.hfg", SMALL).close()
    return tmp_path / "a.hfg"


def _said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_the_last_year_in_a_folder(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = small.read_bytes()
    assert run("package", small, "--to", tmp_path / "b", "--json") == 0
    said = _said(capsys)
    target = Path(said["package"])
    assert target == tmp_path / "b" / "甲单位_2025年_上报包"
    assert (said["year"], said["zipped"]) == (2025, False)
    assert sorted(said["files"]) == sorted(file.name for file in target.iterdir())
    with open_file(target / said["files"][-1], read_only=True) as store:
        assert store.book == SMALL
    assert small.read_bytes() == before


def test_another_year_in_a_zip_and_again(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("package", small, "--to", tmp_path / "b", "--zip", "--year", "2024", "--json")
    made = []
    for _ in range(2):
        assert run(*arguments) == 0
        said = _said(capsys)
        made.append(Path(said["package"]))
        with zipfile.ZipFile(made[-1]) as archive:
            assert archive.namelist() == said["files"]
    assert [path.name for path in made] == [
        "甲单位_2024年_上报包.zip",
        "甲单位_2024年_上报包(2).zip",
    ]
    assert sorted((tmp_path / "b").iterdir()) == sorted(made)


def test_people_are_told_on_stderr(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("package", small, "--to", tmp_path / "b") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert str(tmp_path / "b" / "甲单位_2025年_上报包") in said.err


def test_errors_are_told_by_the_files_settings_and_do_not_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = applied(SAMPLE, [SetText(Address("project", PROJECT.id, "purpose"), PROJECT.name)])
    with create(tmp_path / "a.hfg", book) as store:
        assert run("package", tmp_path / "a.hfg", "--to", tmp_path / "b", "--json") == 0
        first = capsys.readouterr()
        store.put_setting(SETTING, CheckSettings(off=frozenset({"H16"})).to_json())
        assert run("package", tmp_path / "a.hfg", "--to", tmp_path / "b", "--json") == 0
        second = capsys.readouterr()
    counts = json.loads(first.out)["counts"]
    assert counts["warning"] > json.loads(second.out)["counts"]["warning"]
    assert f"{counts['warning']} 处警告未处理" in first.err


def test_troubles_leave_nothing(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    create(tmp_path / "empty.hfg", Book()).close()
    to = tmp_path / "b"
    assert run("package", small, "--to", to, "--year", "2031", "--json") == 3
    assert "2024、2025" in _said(capsys)["trouble"]["advice"]
    assert run("package", tmp_path / "empty.hfg", "--to", to) == 3
    assert run("package", tmp_path / "none.hfg", "--to", to) == 3
    assert run("package", small) == 2
    assert not to.exists()
    assert run("package", small, "--to", small) == 3
    assert "Traceback" not in capsys.readouterr().err
