"""backups: listed and restored, whatever became of the file; made before a command changes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hfgoals.backups import Shelf
from hfgoals.model.values import Book, Unit
from hfgoals.store import create, open_file
from tests.backups.making import HOUR, NOW, add, renamed
from tests.cli.run import run
from tests.store.workbooks import small_book


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook with two backups, of the unit called 甲 and 乙; now it is called 丙."""
    made = tmp_path / "本单位.hfg"
    with create(made, small_book()) as store:
        for hours, name in enumerate("甲乙"):
            renamed(store, name)
            add(Shelf.own(), store, NOW + HOUR * hours, "roll")
        renamed(store, "丙")
    return made


def _listed(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert run("backups", path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    found: list[dict[str, object]] = told["backups"]
    return found


def test_they_are_listed_newest_first(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newest, oldest = _listed(path, capsys)
    assert (newest["unit"], oldest["unit"]) == (
        {"code": "425001", "name": "乙"},
        {"code": "425001", "name": "甲"},
    )
    assert newest["when"] == "2026-11-27 15:30:05"
    assert newest["reason"] == "roll"
    assert newest["years"] == [{"year": 2023, "projects": 3, "budget": "18.00"}]
    assert run("backups", path) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.index(str(newest["when"])) < said.err.index(str(oldest["when"]))


@pytest.mark.parametrize("fate", ["as it was", "damaged", "deleted"])
@pytest.mark.parametrize(("when", "name"), [("latest", "乙"), ("2026-11-27 14:30:05", "甲")])
def test_one_is_restored_as_a_new_file(
    path: Path, fate: str, when: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if fate == "damaged":
        path.write_bytes(path.read_bytes()[:5000])
    elif fate == "deleted":
        path.unlink()
    before = path.read_bytes() if path.exists() else None
    target = path.with_name("新.hfg")
    assert run("backups", path, "--restore", when, "--to", target, "--json") == 0
    assert json.loads(capsys.readouterr().out)["restored"]["to"] == str(target)
    with open_file(target) as store:
        assert not store.read_only
        assert store.book.unit.name == name
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_file_that_is_there_is_not_replaced(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "别的.hfg"
    other.write_bytes(b"other")
    assert run("backups", path, "--restore", "latest", "--to", other) == 3
    assert other.read_bytes() == b"other"
    assert run("backups", path, "--restore", "latest", "--to", path) == 3


def test_what_is_not_there_is_told(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "新.hfg"
    assert run("backups", path, "--restore", "2020-01-01", "--to", target) == 3
    assert "2026-11-27 15:30:05" in capsys.readouterr().err
    assert run("backups", tmp_path / "没有.hfg") == 3
    assert str(path) in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("more", [("--restore", "latest"), ("--to", "x.hfg"), ("--restore", "")])
def test_half_an_order_is_wrong_use(path: Path, more: tuple[str, ...]) -> None:
    assert run("backups", path, *more) == 2


@pytest.mark.parametrize("command", ["roll", "merge", "import"])
def test_a_command_keeps_what_it_changes(
    path: Path, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "来源.hfg"
    create(source, Book(Unit("425001", "丙"), small_book(projects=5).years)).close()
    arguments = {
        "roll": ("roll", path, "--to-year", "2024"),
        "merge": ("merge", path, source, "--prefer", "theirs", "--as-ours"),
        "import": ("import", source, "--into", path, "--as-ours"),
    }
    with open_file(path, read_only=True) as store:
        before = store.book
    assert run(*arguments[command]) in (0, 1)
    capsys.readouterr()
    kept = Shelf.own().of(path)
    assert kept is not None
    made = next(each for each in kept.backups if each.reason == command and each.at > NOW + HOUR)
    assert made.book() == before


def test_a_dry_run_keeps_nothing(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("merge", path, path.parent, "--dry-run") == 0
    capsys.readouterr()
    assert len(_listed(path, capsys)) == 2
