"""The library of third-level indicators by kind of project: one file a kind.

Each indicator is written once with the code of its second level and finds its names in either
scheme. A value may hold {year}, {budget} and {budget/12}; they are filled in when it is chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import ROUND_DOWN, Decimal
from functools import cache
from pathlib import Path

from hfgoals.model.money import Money
from hfgoals.model.target import QUALITATIVE, SIGNS
from hfgoals.presets.schemes import Scheme, codes
from hfgoals.presets.source import Entry, preset_path, preset_trouble, read_preset

_BUDGET = re.compile(r"\{budget(?:/([1-9]\d*))?\}")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_DEADLINE = re.compile(r"\{year\}年(1[0-2]|[1-9])月(\d{1,2}日|底)?前")
_YEAR = "{year}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of project; a project's name that holds a keyword is of this kind."""

    id: str
    name: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LibraryFill:
    """What choosing an indicator writes into its row."""

    level1: str
    level2: str
    name: str
    description: str
    target: str
    """The 指标值 as on the form; blank when it follows from a budget that is not known yet."""
    basis: str

    @property
    def texts(self) -> dict[str, str]:
        """What goes into which field of the row, by their paths."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class LibraryIndicator:
    """One third-level indicator of the library, placeholders still in it."""

    kind: str
    code: str
    name: str
    description: str
    sign: str
    value: str
    unit: str
    basis: str

    def filled(self, year: int, budget: Money | None, scheme: Scheme) -> LibraryFill:
        """The row's texts for that year, budget and scheme."""
        level1, level2 = scheme.level_of(self.code) or ("", "")
        return LibraryFill(
            level1,
            level2,
            self.name,
            self.description,
            self._target(year, budget),
            self.basis.replace(_YEAR, str(year)),
        )

    def _target(self, year: int, budget: Money | None) -> str:
        if self.sign == QUALITATIVE:
            return self.value
        if _YEAR in self.value:
            # 12月底前 says the sign itself.
            return self.value.replace(_YEAR, str(year))
        share = _BUDGET.fullmatch(self.value)
        if share is None:
            return f"{self.sign}{self.value}{self.unit}"
        return "" if budget is None else f"{self.sign}{_share(budget, share[1])}{self.unit}"


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of project, the more particular first. Raises PresetTrouble."""
    return tuple(kind for kind, _ in _files())


def kind_of(project_name: str) -> Kind | None:
    """The kind whose longest keyword stands in the name; the first of several. None when none."""
    name = "".join(project_name.split()).casefold()
    best, length = None, 0
    for kind in kinds():
        for word in kind.keywords:
            if len(word) > length and word.casefold() in name:
                best, length = kind, len(word)
    return best


@cache
def library(kind: str | None = None) -> tuple[LibraryIndicator, ...]:
    """The indicators of a kind (by id), or all. Raises KeyError for an unknown id."""
    if kind is not None and kind not in {one.id for one in kinds()}:
        raise KeyError(kind)
    return tuple(row for one, rows in _files() if kind in (None, one.id) for row in rows)


@cache
def _files() -> tuple[tuple[Kind, tuple[LibraryIndicator, ...]], ...]:
    return load_library(preset_path("library"))


def load_library(folder: Path) -> tuple[tuple[Kind, tuple[LibraryIndicator, ...]], ...]:
    """Every kind in that folder with its indicators, in their order. Raises PresetTrouble."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        advice = "请重新安装程序。"
        raise preset_trouble("library", "", "文件夹中没有指标库文件", advice)
    loaded = [load_kind(path) for path in paths]
    return tuple((kind, rows) for _, kind, rows in sorted(loaded, key=lambda one: one[0]))


def load_kind(path: Path) -> tuple[int, Kind, tuple[LibraryIndicator, ...]]:
    """Place in the order, kind and indicators of one file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("名称", "关键词", "顺序", "指标"))
    kind = Kind(path.stem, whole.text("名称"), whole.texts("关键词"))
    rows: dict[str, LibraryIndicator] = {}
    for entry in whole.entries("指标"):
        row = _indicator(kind.id, entry)
        if row.name in rows:
            raise entry.fault("同一类项目里已有同名的指标")
        rows[row.name] = row
    return whole.whole("顺序", 1000), kind, tuple(rows.values())


def _indicator(kind: str, entry: Entry) -> LibraryIndicator:
    entry.only(("类型", "名称", "描述", "符号", "数值", "单位", "依据"))
    row = LibraryIndicator(
        kind,
        entry.text("类型"),
        entry.text("名称"),
        entry.text("描述"),
        entry.text("符号"),
        entry.text("数值"),
        entry.text("单位", ""),
        entry.text("依据"),
    )
    if row.code not in codes():
        raise entry.fault(f"“类型”中的“{row.code}”不认识，可用的有{'、'.join(codes())}")
    if row.sign not in SIGNS:
        raise entry.fault(f"“符号”中的“{row.sign}”不认识，可用的有{' '.join(SIGNS)}")
    if row.sign != QUALITATIVE:
        _check_value(row, entry)
    return row


def _check_value(row: LibraryIndicator, entry: Entry) -> None:
    if _DEADLINE.fullmatch(row.value):
        if row.unit:
            raise entry.fault("“数值”是日期时，“单位”要空着")
        return
    if not (_NUMBER.fullmatch(row.value) or _BUDGET.fullmatch(row.value)):
        raise entry.fault(
            "“数值”应是数字、{budget}、{budget/12}或{year}年12月底前这样的日期；"
            "没有数字的，“符号”写定性"
        )
    if not row.unit:
        raise entry.fault("“单位”是空的")


def _share(budget: Money, divisor: str | None) -> str:
    """The budget as printed, or its share in 万元, rounded down lest the shares exceed it."""
    if divisor is None:
        return str(budget)
    share = budget.wan / int(divisor)
    # Four decimals of 万元 are whole 元; from 1 万元 on, three keep the share within 0.1 %.
    step = Decimal("0.001") if share >= 1 else Decimal("0.0001")
    return f"{share.quantize(step, rounding=ROUND_DOWN).normalize():f}"
