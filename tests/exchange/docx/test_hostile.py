"""Every hostile document is answered soon, in little memory: a Trouble, or what can be read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.trouble import Trouble
from tests.exchange.docx.made import form, packed, parts
from tests.exchange.hostile_docx import MAKERS
from tests.exchange.xlsx.test_hostile import _ONE_READING

_SECONDS = 5.0
_MEMORY_MB = 400
_READABLE = {
    "as many paragraphs as may be",
    "spans that make no sense",
    "merges that go on from nothing",
    "a few tables in tables",
    "rows and cells without a table",
    "a style based on itself",
    "styles in a ring",
    "numbers beyond numbers",
    "names that climb",
    "wrong content types",
    "relationships that climb",
    "external altChunk",
    "attached template",
    "template on a share",
    "INCLUDETEXT",
    "DDEAUTO",
    "external pictures and frames",
    "macros",
    "xlsx inside",
    "a text that becomes another",
}
"""What holds a form that can be read all the same, without harm."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, "-m", "tests.exchange.hostile_docx", str(made)]
    subprocess.run(command, check=True, timeout=180)
    return made


@pytest.mark.parametrize("name", MAKERS)
def test_hostile(name: str, folder: Path) -> None:
    start = time.monotonic()
    command = [sys.executable, "-c", _ONE_READING, str(folder / f"{name}.docx")]
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


@pytest.mark.parametrize("name", ["external altChunk", "INCLUDETEXT", "DDEAUTO", "macros",
                                  "attached template", "external pictures and frames"])  # fmt: skip
def test_nothing_outside_is_followed_and_that_is_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(MAKERS[name]())
    proposal = read_source(path)
    assert any(word in note.message for note in proposal.notes for word in ("宏", "链接", "另一份"))


def test_random_damage_never_crashes(tmp_path: Path) -> None:
    whole = bytearray(packed(parts(form())))
    path = tmp_path / "x.docx"
    for at in range(0, len(whole), 61):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        path.write_bytes(damaged)
        try:
            read_source(path)
        except Trouble as trouble:
            assert "意外" not in trouble.what, at  # noqa: PT017
