"""指标值确定依据: what is offered, and several of them in one cell.

The wordings are those of the review rules, section 1.4, and of the documents of 2022 and 2023;
there several stand in one cell with 、 between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.patterns import pattern
from hfgoals.presets.source import Entry, preset_path, read_preset

SEPARATOR = "、"
_SEPARATORS = pattern("(、|\n)")
_KNOWN_ONLY = ("较笼统", "旧表写法")
_YEAR = "{year}年"
_WRITTEN_YEAR = pattern(r"\d{4}年度?|年度")


@dataclass(frozen=True, slots=True)
class Basis:
    """One wording of 指标值确定依据 with a word on when it serves."""

    name: str
    explanation: str
    group: str = ""

    @property
    def vague(self) -> bool:
        """Whether reviewers find it too general to stand alone."""
        return self.group == "较笼统"

    @property
    def offered(self) -> bool:
        """Whether it is offered to be chosen; others are only known when a table has them."""
        return self.group not in _KNOWN_ONLY


def bases(year: int | None = None) -> tuple[Basis, ...]:
    """What is offered; year names (2023年工作计划) carry the given year, or none without one.

    Raises PresetTrouble.
    """
    written = "" if year is None else f"{year}年"
    return tuple(
        Basis(one.name.replace(_YEAR, written), one.explanation, one.group)
        for one in _patterns()
        if one.offered
    )


def basis_of(text: str) -> Basis | None:
    """The known basis that the text is, of whatever year; its name is the text. None if unknown."""
    names = _by_name()
    found = names.get(text)
    if found is None:
        year = _WRITTEN_YEAR.match(text)
        found = names.get(f"{_YEAR}{text[year.end() :]}") if year else None
    if found is None:
        found = names.get(f"{_YEAR}{text}")
    return None if found is None else Basis(text, found.explanation, found.group)


def split_bases(text: str) -> tuple[tuple[str, ...], str]:
    """The known bases in a cell, in its own words and order, and the rest of it to the letter.

    Nothing but separators gets lost; a text without a known basis comes back whole as the rest.
    """
    parts = ["", *_SEPARATORS.split(text)]
    known: list[str] = []
    rest = ""
    first = True
    for separator, piece in zip(parts[::2], parts[1::2], strict=True):
        if basis_of(piece) is not None and piece not in known:
            known.append(piece)
        else:
            rest += piece if first else separator + piece
            first = False
    return tuple(known), rest


def join_bases(known: Iterable[str], rest: str = "", *, separator: str = SEPARATOR) -> str:
    """One cell's text of several bases, the rest last. ``separator`` is 、 or a line break."""
    return separator.join(part for part in (*known, rest) if part)


def separator_of(text: str) -> str:
    """What stands between the bases of a cell: a line break where only those do, else 、."""
    return "\n" if "\n" in text and SEPARATOR not in text else SEPARATOR


@cache
def _patterns() -> tuple[Basis, ...]:
    return load_bases(preset_path("bases.toml"))


@cache
def _by_name() -> dict[str, Basis]:
    return {one.name: one for one in _patterns()}


def load_bases(path: Path) -> tuple[Basis, ...]:
    """The bases of that file, names still with {year}. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("依据",))
    found = tuple(_basis(entry) for entry in whole.entries("依据"))
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise whole.fault(f"“{twice}”写了两遍")
    return found


def _basis(entry: Entry) -> Basis:
    entry.only(("名称", "分组", "说明"))
    name = entry.text("名称")
    if _SEPARATORS.search(name):
        raise entry.fault("“名称”里不能有顿号或换行")
    if "{" in name.replace(_YEAR, "", 1 if name.startswith(_YEAR) else 0):
        raise entry.fault("“名称”里只能在开头用“{year}年”")
    return Basis(name, entry.text("说明"), entry.text("分组", ""))
