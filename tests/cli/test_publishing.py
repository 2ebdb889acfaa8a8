"""--public, --confirm and --blacken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hfgoals.model.address import Address
from hfgoals.model.edits import SetText, applied
from hfgoals.sample import sample_book
from hfgoals.store import create, open_file
from tests.cli.run import run

SAMPLE = sample_book()
PROJECT = SAMPLE.years[-1].projects[0]
PHONE, MAIL = "13812345678", "li@163.com"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    text = f"联系人{PHONE}，稿件发{MAIL}"
    book = applied(SAMPLE, [SetText(Address("project", PROJECT.id, "purpose"), text)])
    create(tmp_path / "a.hfg", book).close()
    return tmp_path / "a.hfg"


def _told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["export", "package"])
def test_it_refuses_until_each_is_decided(
    command: str, workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, to = workbook.read_bytes(), tmp_path / "out"
    asked = (command, workbook, "--to", to, "--public", "--json")
    assert run(*asked) == 1
    assert not to.exists()
    captured = capsys.readouterr()
    pieces = json.loads(captured.out)["exposed"]
    assert [(each["kind"], each["text"]) for each in pieces] == [
        ("手机号码", PHONE),
        ("电子邮箱", MAIL),
    ]
    assert all(each["where"]["project"] == PROJECT.code for each in pieces)
    for each in pieces:
        assert each["code"] in captured.err
        assert each["text"] in captured.err

    one = pieces[0]["code"]
    assert run(*asked, "--confirm", one) == 1
    assert [each["text"] for each in _told(capsys)["exposed"]] == [MAIL]
    assert run(*asked, "--confirm", one.lower(), "--blacken") == 0
    assert run(*asked, "--confirm", "all") == 0
    assert run(*asked, "--blacken") == 0
    assert workbook.read_bytes() == before


def test_what_goes_to_the_bureau_is_not_held_up(workbook: Path, tmp_path: Path) -> None:
    assert run("export", workbook, "--to", tmp_path / "out", "--xlsx") == 0
    assert run("package", workbook, "--to", tmp_path / "out") == 0


def test_the_wide_table_is_held_up_before_any_file(workbook: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    assert run("export", workbook, "--to", to, "--wide", "--xlsx", "--public") == 1
    assert not to.exists()
    assert run("export", workbook, "--to", to, "--wide", "--xlsx", "--public", "--blacken") == 0
    assert len(list(to.iterdir())) == 2


@pytest.mark.parametrize("wrong", [("--confirm", "all"), ("--blacken",)])
def test_deciding_is_for_the_public_version(
    wrong: tuple[str, ...], workbook: Path, tmp_path: Path
) -> None:
    for command in ("export", "package"):
        assert run(command, workbook, "--to", tmp_path / "out", *wrong) == 2


def test_a_code_of_nothing_is_wrong_use(workbook: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    assert run("export", workbook, "--to", to, "--public", "--confirm", "ZZZZZ", "--blacken") == 2
    assert not to.exists()


def test_check_tells_it_while_one_types(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", workbook, "--json")
    found = [each for each in _told(capsys)["findings"] if each["code"] == "P01"]
    assert [each["where"]["field"] for each in found] == ["purpose", "purpose"]
    with open_file(workbook, read_only=True) as store:
        assert PHONE in store.book.years[-1].projects[0].purpose
