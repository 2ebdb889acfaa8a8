"""Every hostile workbook is answered soon, in little memory: a Trouble, or what can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange.reading import read_source
from hfgoals.trouble import Trouble
from tests.exchange.answering import assert_answered, at_this_run, made_by
from tests.exchange.hostile_xlsx import DEAR, MAKERS

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

NAMES = at_this_run(MAKERS, DEAR, 4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_by("tests.exchange.hostile_xlsx", tmp_path_factory.mktemp("hostile"), NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_hostile(name: str, folder: Path) -> None:
    assert_answered(folder / f"{name}.xlsx", readable=name in _READABLE)


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
