"""The entry of bundles: one executable that is the program and its own reading process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hfgoals.exchange.outside import child, readers
from hfgoals.version import VERSION
from tests.exchange.hostile_xlsx import of_sheet
from tests.exchange.outside.running import command_of, descendants
from tests.pace import PATIENCE

_AS_BUNDLE = "import sys; sys.frozen = True; from hfgoals.start import main; sys.exit(main())"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "好.xlsx"
    path.write_bytes(of_sheet())
    return path


@pytest.mark.parametrize("switches", [("-m",), ("-P", "-m"), ("-S", "-P", "-m")])
def test_reading_process(switches: tuple[str, ...], good: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "hfgoals.start", *switches, readers._WORKER, "stay"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(["xlsx", str(good)]).encode() + b"\n")
        process.stdin.flush()
        assert "refused" not in json.loads(process.stdout.readline())
        assert process.stdout.readline() == b"0\n"
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["-m", "json.tool"], 2),
        (["-c", "print(1)"], 2),
        (["-P", "--version", readers._WORKER], 2),
        (["verify", "-m", readers._WORKER], 2),
    ],
)
def test_everything_else_is_for_the_program(arguments: list[str], code: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "hfgoals.start", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
    )
    assert ran.returncode == code
    assert (VERSION in ran.stdout.decode()) == (code == 0)


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the executable")
def test_files_are_read_in_a_bundle(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "绩效 目标" / "hfgoals"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -P -c "{_AS_BUNDLE}" "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    readers.close()
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(readers, "_PYTHON", readers._MODULE)
    try:
        assert child.plain_content("xlsx", good)
        (process,) = descendants()
        assert _AS_BUNDLE.encode() in command_of(process)
    finally:
        readers.close()


@pytest.mark.parametrize("before", [None, "/usr/local/lib"])
def test_opened_programs_find_the_systems_libraries(before: str | None) -> None:
    given = {**os.environ, "LD_LIBRARY_PATH": "/opt/ours"}
    given.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        given["LD_LIBRARY_PATH_ORIG"] = before
    code = (
        "import os, sys; sys.frozen = True; sys.argv = ['hfgoals', '--version'];"
        "from hfgoals.start import main; main(); print(os.environ.get('LD_LIBRARY_PATH'))"
    )
    ran = subprocess.run(
        [sys.executable, "-P", "-c", code], env=given, capture_output=True, check=True, text=True
    )
    assert ran.stdout.splitlines()[-1] == str(before)
