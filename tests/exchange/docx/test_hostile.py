"""Every hostile document is answered soon, in little memory: a Trouble, or what can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.trouble import Trouble
from tests.exchange.answering import assert_answered, at_this_run, made_by
from tests.exchange.docx.made import form, packed, parts
from tests.exchange.hostile_docx import DEAR, MAKERS

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

NAMES = at_this_run(MAKERS, DEAR, 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by("tests.exchange.hostile_docx", tmp_path_factory.mktemp("hostile"), NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_hostile(name: str, folder: Path) -> None:
    assert_answered(folder / f"{name}.docx", readable=name in _READABLE)


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
