"""Every hostile workbook is answered soon, in little memory: a Trouble, or what can be read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.trouble import Trouble
from tests.exchange.hostile_xlsx import MAKERS

_SECONDS = 5.0
_MEMORY_MB = 400
_READABLE = {
    "one far cell",
    "as many cells as may be",
    "cells out of order",
    "entries that overlap",
    "wrong dimension",
    "endless dimension",
    "one huge merge",
    "merges that overlap",
    "names that climb",
    "names of the root",
    "a format of odd signs",
    "numbers beyond numbers",
    "external links",
    "macros",
    "DDE formulas",
    "a formula that names itself",
    "a text that becomes another",
}
"""What holds a form that can be read all the same, without harm."""

_ONE_READING = """
import json, resource, sys
from pathlib import Path
from hfgoals.exchange.reading import read_source
from hfgoals.trouble import Trouble
try:
    proposal = read_source(Path(sys.argv[1]))
    said = {"read": len(proposal.plan.projects), "notes": len(proposal.notes)}
except Trouble as trouble:
    said = {"trouble": trouble.what, "safe": trouble.safe, "advice": trouble.advice}
status = Path("/proc/self/status").read_text()
ours = int(status.partition("VmHWM:")[2].split()[0]) // 1024
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps({**said, "memory": ours + child}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, "-m", "tests.exchange.hostile_xlsx", str(made)]
    subprocess.run(command, check=True, timeout=120)
    return made


@pytest.mark.parametrize("name", MAKERS)
def test_hostile(name: str, folder: Path) -> None:
    path = folder / f"{name}.xlsx"
    start = time.monotonic()
    command = [sys.executable, "-c", _ONE_READING, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    took = time.monotonic() - start
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert took < _SECONDS, said
    assert said["memory"] < _MEMORY_MB, said
    if "trouble" in said:
        assert said["safe"]
        assert said["advice"]
        assert name not in _READABLE, said
    else:
        assert said["read"] >= 1
    assert not Path("/tmp/hfgoals-climbed").exists()


def test_nothing_of_a_link_formula_or_macro_is_followed(tmp_path: Path) -> None:
    for name in ("DDE formulas", "macros", "external links"):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(MAKERS[name]())
        proposal = read_source(path)
        assert any(
            word in note.message for note in proposal.notes for word in ("公式", "宏", "链接")
        )


def test_there_are_enough_of_them() -> None:
    assert len(MAKERS) >= 40


def test_random_damage_never_crashes(tmp_path: Path) -> None:
    whole = bytearray(MAKERS["wrong dimension"]())
    path = tmp_path / "x.xlsx"
    for at in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        path.write_bytes(damaged)
        try:
            read_source(path)
        except Trouble as trouble:
            assert "意外" not in trouble.what, at  # noqa: PT017
