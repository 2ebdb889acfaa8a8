"""The two valid schemes of first and second-level indicators (review rules, section 1.1).

A second-level indicator has a code (类型: 数量, 质量, … 满意度) that is the same in every scheme;
its name and its first level differ: 成本 is 产出指标/成本指标 in one, 成本指标/经济成本指标 in the
other. Texts of forms are read with their other spellings, blanks and line breaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.model.values import Indicator, Project
from hfgoals.presets.source import Entry, preset_path, read_preset


@dataclass(frozen=True, slots=True)
class Level2:
    """One second-level indicator; ``code`` is the same in every scheme."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level1:
    """One first-level indicator with its second-level ones in the order of the form."""

    name: str
    entries: tuple[Level2, ...]
    aliases: tuple[str, ...] = ()

    @property
    def level2(self) -> tuple[str, ...]:
        """The names of its second-level indicators."""
        return tuple(entry.name for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme of first and second-level indicators."""

    id: str
    name: str
    levels: tuple[Level1, ...]
    note: str = ""
    default_from: int | None = None
    """The first budget year whose empty tables use it; None when it is never the default."""

    def __hash__(self) -> int:
        # Schemes are keys of what is worked out once; to hash all their names takes far longer.
        return hash(self.id)

    @property
    def level1(self) -> tuple[str, ...]:
        """The names of the first-level indicators, in order."""
        return tuple(level.name for level in self.levels)

    def level2_of(self, level1: str) -> tuple[str, ...]:
        """The second-level names under a first-level one, in any spelling; () when unknown."""
        name = self.canonical_level1(level1)
        return next((level.level2 for level in self.levels if level.name == name), ())

    def canonical_level1(self, text: str) -> str | None:
        """This scheme's own spelling of a first-level indicator; None when it has none such."""
        return _first_levels(self).get(_folded(text))

    def canonical_level2(self, text: str) -> str | None:
        """This scheme's own spelling of a second-level indicator; None when it has none such."""
        code = self.code_of(text)
        return None if code is None else _names(self)[code][1]

    def code_of(self, level2: str) -> str | None:
        """The code (类型) of a second-level indicator in any spelling; None when unknown."""
        return _second_levels(self).get(_folded(level2))

    def level_of(self, code: str) -> tuple[str, str] | None:
        """The (first-level, second-level) names of a code; None when the scheme lacks it."""
        return _names(self).get(code)

    def belongs(self, level2: str, level1: str) -> bool:
        """Whether both are known here and the second is one of the first's."""
        name = self.canonical_level2(level2)
        return name is not None and name in self.level2_of(level1)


@cache
def schemes() -> tuple[Scheme, ...]:
    """Both schemes, the Hebei one first. Raises PresetTrouble."""
    return load_schemes(preset_path("schemes.toml"))


def scheme(scheme_id: str) -> Scheme:
    """The scheme of that id. Raises KeyError when there is none, PresetTrouble."""
    for entry in schemes():
        if entry.id == scheme_id:
            return entry
    raise KeyError(scheme_id)


def canonical_level1(text: str) -> str | None:
    """The official name of a first-level indicator, in the first scheme that knows the text."""
    return next((name for entry in schemes() if (name := entry.canonical_level1(text))), None)


def canonical_level2(text: str) -> str | None:
    """The official name of a second-level indicator, in the first scheme that knows the text."""
    return next((name for entry in schemes() if (name := entry.canonical_level2(text))), None)


@lru_cache(maxsize=1024)
def code_of(level2: str) -> str | None:
    """The code of a second-level indicator, in the first scheme that knows the text."""
    return next((code for entry in schemes() if (code := entry.code_of(level2))), None)


def codes() -> tuple[str, ...]:
    """Every code of second-level indicators, in order of the schemes."""
    found = (entry.code for one in schemes() for level in one.levels for entry in level.entries)
    return tuple(dict.fromkeys(found))


def default_scheme(year: int) -> Scheme:
    """The scheme that an empty table of that budget year uses."""
    begun = [one for one in schemes() if one.default_from is not None and one.default_from <= year]
    return max(begun, key=lambda one: one.default_from or 0) if begun else schemes()[0]


def scheme_named(name: str) -> Scheme | None:
    """The scheme of that name. None when there is none."""
    return next((one for one in schemes() if one.name == name.strip()), None)


def scheme_of(project: Project, year: int, of_year: str = "") -> Scheme:
    """The scheme that the project's rows follow; where they do not tell, the one chosen for it, or
    for its year by the name ``of_year``, else the default of the year."""
    return guess_scheme((project,), year, scheme_named(project.scheme) or scheme_named(of_year))


def guess_scheme(
    rows: Iterable[Project | Indicator], year: int, chosen: Scheme | None = None
) -> Scheme:
    """The scheme that most rows in hand fit; when they do not tell, the chosen one or the default
    of the year.

    Where both fit equally and rows fit neither, the one that knows the first levels of these:
    成本指标 as a first level settles it, whatever its second level is called.
    """
    indicators = [indicator for row in rows for indicator in _indicators(row)]
    fit_none = [row for row in indicators if not any(_fits(one, row) for one in schemes())]
    fitting = {
        one: (sum(_fits(one, row) for row in indicators), _first_levels_known(one, fit_none))
        for one in schemes()
    }
    most = max(fitting.values())
    best = [one for one, count in fitting.items() if count == most]
    usual = chosen or default_scheme(year)
    return usual if usual in best else best[0]


def load_schemes(path: Path) -> tuple[Scheme, ...]:
    """The schemes of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("体系",))
    found = tuple(_scheme(entry) for entry in whole.entries("体系"))
    if len({one.id for one in found}) != len(found):
        raise whole.fault("有两套体系的“编号”相同")
    return found


def _scheme(entry: Entry) -> Scheme:
    entry.only(("编号", "名称", "说明", "默认起始年度", "一级"))
    year = entry.whole("默认起始年度", 0)
    found = Scheme(
        entry.text("编号"),
        entry.text("名称"),
        tuple(_level1(row) for row in entry.entries("一级")),
        entry.text("说明", ""),
        year or None,
    )
    seconds = [second for level in found.levels for second in level.entries]
    for values, what in (
        (found.level1, "一级名称"),
        ([second.name for second in seconds], "二级名称"),
        ([second.code for second in seconds], "类型"),
    ):
        if len(set(values)) != len(values):
            raise entry.fault(f"有重复的{what}")
    return found


def _level1(entry: Entry) -> Level1:
    entry.only(("名称", "别名", "二级"))
    seconds = tuple(_level2(row) for row in entry.entries("二级"))
    return Level1(entry.text("名称"), seconds, entry.texts("别名", needed=False))


def _level2(entry: Entry) -> Level2:
    entry.only(("类型", "名称", "别名"))
    return Level2(entry.text("类型"), entry.text("名称"), entry.texts("别名", needed=False))


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    plain = "".join(text.split()).rstrip("：:。")
    return plain.removesuffix("指标") or plain


@cache
def _first_levels(one: Scheme) -> dict[str, str]:
    return {
        _folded(spelling): level.name
        for level in one.levels
        for spelling in (*level.aliases, level.name)
    }


@cache
def _second_levels(one: Scheme) -> dict[str, str]:
    return {
        _folded(spelling): entry.code
        for level in one.levels
        for entry in level.entries
        for spelling in (*entry.aliases, entry.name)
    }


@cache
def _names(one: Scheme) -> dict[str, tuple[str, str]]:
    return {e.code: (level.name, e.name) for level in one.levels for e in level.entries}


def _indicators(row: Project | Indicator) -> tuple[Indicator, ...]:
    return row.indicators if isinstance(row, Project) else (row,)


def _first_levels_known(one: Scheme, rows: Iterable[Indicator]) -> int:
    return sum(one.canonical_level1(row.level1) is not None for row in rows)


def _fits(one: Scheme, row: Indicator) -> bool:
    if row.level1.strip() and row.level2.strip():
        return one.belongs(row.level2, row.level1)
    # A row still half filled tells by the half it has.
    first, second = one.canonical_level1(row.level1), one.canonical_level2(row.level2)
    return first is not None or second is not None
