"""Outlines of first drafts: what an empty form of a kind of project may say to begin with.

One file, resources/presets/drafts.toml: sentences with the names of indicators in braces, and the
lines of the library that the table is made of. What becomes of them in a project: drafting.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.money import Money
from hfgoals.model.text import UNFILLED
from hfgoals.patterns import pattern
from hfgoals.presets.library import LibraryIndicator, kinds, library
from hfgoals.presets.source import Entry, preset_path, read_preset

GENERAL: Final = "general"
"""The id of the kind whose lines fit any project."""

_NAMED = pattern(r"\{([^{}]+)\}")
_YEAR: Final = "year"


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline, as the file has it."""

    kind: str
    """The id of the kind of project."""
    words: tuple[str, ...]
    """The words that ask for it; () for the usual one of its kind."""
    purpose: str
    goals: tuple[str, ...]
    names: tuple[str, ...]
    """The names of the library's lines, one of every second level at least."""
    more: tuple[str, ...] = ()
    """Those that large projects have besides."""
    swapped: str = ""
    """The word in the lines' names that gives way to the word found, or to the mark ＿＿."""

    def lines(self, word: str, *, large: bool) -> tuple[LibraryIndicator, ...]:
        """Its lines of the library, with the word found in their names."""
        known = {each.name: each for each in library(self.kind)}
        names = (*self.names, *(self.more if large else ()))
        return tuple(_reworded(known[each], self.swapped, word or UNFILLED) for each in names)

    def named_lines(
        self, lines: Sequence[LibraryIndicator]
    ) -> tuple[tuple[str, LibraryIndicator], ...]:
        """The lines that ``lines`` gave, each with the name that sentences have for it."""
        return tuple(zip((*self.names, *self.more), lines, strict=False))

    @property
    def named(self) -> tuple[str, ...]:
        """The names of lines that its sentences have in braces."""
        found = (each for goal in self.goals for each in _NAMED.findall(goal))
        return tuple(dict.fromkeys(each for each in found if each != _YEAR))


@dataclass(frozen=True, slots=True)
class Outlines:
    """All of the file."""

    large: Money
    """The budget from which on a project is a large one."""
    outlines: tuple[Outline, ...]


@cache
def outlines() -> Outlines:
    """All outlines, in the order of the file. Raises PresetTrouble."""
    return load_drafts(preset_path("drafts.toml"))


def outline_of(kind: str, *texts: str) -> tuple[Outline, str]:
    """The outline of that kind that the first of these texts to tell asks for, by its longest word,
    and the word; else the kind's usual one and "". Kinds without any have that of GENERAL."""
    own = [each for each in outlines().outlines if each.kind == kind]
    for text in texts:
        plain = "".join(text.split()).casefold()
        found = [(word, each) for each in own for word in each.words if word.casefold() in plain]
        if found:
            word, outline = max(found, key=lambda one: len(one[0]))
            return outline, word
    usual = next((each for each in own if not each.words), None)
    return (usual, "") if usual is not None else outline_of(GENERAL)


def line_reworded(name: str) -> LibraryIndicator | None:
    """The library's line that an outline gave this name by swapping a word; None for others."""
    for outline in outlines().outlines if name else ():
        if not outline.swapped:
            continue
        for line in outline.lines(outline.swapped, large=True):
            before, found, behind = line.name.partition(outline.swapped)
            word = name.removeprefix(before).removesuffix(behind)
            if found and word and f"{before}{word}{behind}" == name:
                return _reworded(line, outline.swapped, word)
    return None


def load_drafts(path: Path) -> Outlines:
    """The outlines of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("大额", "草稿"))
    found = tuple(_outline(entry) for entry in whole.entries("草稿"))
    usual = [each.kind for each in found if not each.words]
    twice = next((kind for kind in usual if usual.count(kind) > 1), None)
    if twice is not None:
        raise whole.fault(f"“{twice}”有两段不写“词”的草稿")
    if GENERAL not in usual:
        raise whole.fault(f"没有“类型”是“{GENERAL}”的通用草稿")
    return Outlines(Money(whole.whole("大额", 200) * 1_000_000), found)


def _outline(entry: Entry) -> Outline:
    entry.only(("名称", "类型", "词", "用途", "目标", "指标", "大额再加", "换词"))
    entry.text("名称")
    kind = entry.text("类型")
    if kind not in {each.id for each in kinds()}:
        raise entry.fault(f"“类型”中的“{kind}”不是指标库里的项目类型")
    outline = Outline(
        kind,
        entry.texts("词", needed=False),
        entry.text("用途"),
        entry.texts("目标"),
        entry.texts("指标"),
        entry.texts("大额再加", needed=False),
        entry.text("换词", ""),
    )
    for fault in _faults(outline):
        raise entry.fault(fault)
    return outline


def _faults(outline: Outline) -> Iterator[str]:
    known = {each.name for each in library(outline.kind)}
    for name in (*outline.names, *outline.more):
        if name not in known:
            yield f"“{name}”不是指标库里这一类的指标"
    for name in outline.named:
        if name not in outline.names:
            yield f"“目标”里的“{{{name}}}”不在“指标”里"


def _reworded(line: LibraryIndicator, swapped: str, word: str) -> LibraryIndicator:
    if not swapped or swapped not in line.name:
        return line
    name, description = (each.replace(swapped, word) for each in (line.name, line.description))
    return replace(line, name=name, description=description)
