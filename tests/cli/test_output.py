"""What becomes of output that cannot be written, and of names that are no text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hfgoals.store import create
from tests.cli.run import ROOT, run
from tests.pace import PATIENCE
from tests.store.workbooks import small_book

FULL = Path("/dev/full")
GBK = os.fsdecode("科室 绩效".encode("gbk"))
"""A name as an old disk or zip has it."""

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is full")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    create(tmp_path / "甲.hfg", small_book()).close()
    return tmp_path / "甲.hfg"


def _to_full(*arguments: str | Path, errors: bool) -> subprocess.CompletedProcess[bytes]:
    with FULL.open("wb") as full:
        return subprocess.run(
            [sys.executable, "-m", "hfgoals", *map(str, arguments)],
            cwd=ROOT,
            stdout=full,
            stderr=full if errors else subprocess.PIPE,
            timeout=PATIENCE,
        )


@pytest.mark.parametrize(
    "line",
    [
        "dump FILE",
        "verify FILE --json",
        "check FILE --json",
        "salvage FILE --to NEW --json",
        "roll FILE --to-year 2024 --json",
        "merge NEW FILE --json",
        "import FILE --into NEW --json",
        "verify NEW --json",
        "--help",
        "dump --help",
        "--version",
    ],
)
@pytest.mark.parametrize("errors", [False, True], ids=["stdout", "both"])
def test_a_full_disk_behind_the_output_is_said(line: str, errors: bool, workbook: Path) -> None:
    named = {"FILE": str(workbook), "NEW": str(workbook.with_name("新.hfg"))}
    ended = _to_full(*(named.get(word, word) for word in line.split()), errors=errors)
    assert ended.returncode == 3
    if not errors:
        said = ended.stderr.decode()
        assert said
        assert "Traceback" not in said
        assert "Exception" not in said
        assert "意外" not in said


@pytest.mark.parametrize("source", [f"{GBK}.hfg", f"{GBK}.txt", f"{GBK}/甲.hfg", f"{GBK}.xlsx"])
def test_a_source_whose_name_is_no_text_is_gathered_and_logged(
    source: str, workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "来" / source
    place.parent.mkdir(parents=True)
    if source.endswith(".hfg"):
        create(place, small_book()).close()
    else:
        place.write_text("一、总体绩效目标\n做好工作。\n", "utf-8")
    log = tmp_path / "记录.txt"
    code = run("merge", workbook, tmp_path / "来", "--as-ours", "--json", "--log", log)
    assert code in (0, 1)
    said = capsys.readouterr()
    assert "意外" not in said.err
    told = json.loads(said.out)
    assert told["sources"][0]["path"] == str(place)
    assert log.read_text("utf-8")


def test_every_command_takes_a_workbook_whose_name_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder = tmp_path / f"{GBK}.hfg", tmp_path / GBK
    folder.mkdir()
    assert run("sample", path) == 0
    for command in (
        ("check", path, "--json"),
        ("dump", path),
        ("verify", path, "--json"),
        ("export", path, "--to", folder, "--xlsx", "--docx", "--pdf", "--wide", "--json"),
        ("package", path, "--to", folder, "--zip", "--json"),
        ("templates", "--to", folder, "--from", path),
        ("salvage", path, "--to", folder / f"{GBK}.hfg", "--json"),
        ("import", path, "--into", folder / "新.hfg", "--json"),
        ("roll", path, "--to-year", "2030", "--json"),
        ("merge", folder / "汇.hfg", path, "--log", folder / f"{GBK}.txt", "--json"),
    ):
        capsys.readouterr()
        code = run(*command)
        said = capsys.readouterr()
        assert "意外" not in said.err, command
        assert code in (0, 1), (command, said.err)
