"""A terminal in code page 936, a pipe, and characters that neither can show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hfgoals.store import create
from tests.cli.run import ROOT
from tests.pace import PATIENCE
from tests.store.workbooks import small_book

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Linux")

_ODD = "𠮷村 𰻝 €.hfg"
"""Two letters that code page 936 lacks; the third it has since 1995."""


def _in_terminal(encoding: str, *arguments: str) -> tuple[int, bytes]:
    """Exit code, and all that a terminal of that encoding is sent."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "hfgoals", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 65536):
            said += piece
    except OSError:
        # How Linux tells that the other end was closed.
        pass
    os.close(ours)
    return process.wait(PATIENCE), said


@pytest.mark.parametrize("encoding", ["gbk", "cp936", "gb2312", "gb18030:strict"])
def test_a_chinese_terminal_is_spoken_to_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    create(tmp_path / _ODD, small_book()).close()
    code, said = _in_terminal(encoding, "verify", str(tmp_path / _ODD))
    assert code == 0
    assert "村" in said.decode(encoding.partition(":")[0])
    code, said = _in_terminal(encoding, "verify", str(tmp_path / f"没有{_ODD}"))
    assert code == 3
    assert "没有" in said.decode(encoding.partition(":")[0])
    assert b"Traceback" not in said


def test_any_other_terminal_gets_utf8(tmp_path: Path) -> None:
    code, said = _in_terminal("latin-1", "verify", str(tmp_path / _ODD))
    assert code == 3
    assert _ODD in said.decode("utf-8")


def test_a_pipe_gets_utf8_in_every_locale(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hfgoals", "verify", str(tmp_path / _ODD)],
        cwd=ROOT,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "gbk"},
        timeout=PATIENCE,
    )
    assert _ODD in ran.stderr.decode("utf-8")
