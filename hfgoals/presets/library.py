"""The library of third-level indicators by kind of project: one file a kind.

Each indicator is written once with the code of its second level and finds its names in either
scheme. Every number says whose it is (取值): those of a rule, those that cannot be otherwise and
those that follow from the budget are filled in when the line is chosen; what stands in a contract
or is the unit's own stays open, and its number here is an example that no form gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import ROUND_DOWN, Decimal
from functools import cache
from pathlib import Path
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.money import Money
from hfgoals.model.target import QUALITATIVE, SIGNS
from hfgoals.model.values import Project
from hfgoals.patterns import pattern
from hfgoals.presets.schemes import Scheme, code_of, codes
from hfgoals.presets.source import Entry, preset_path, preset_trouble, read_head, read_preset

RULED: Final = "规定"
"""A rule fixes it; the line names the rule."""
FLOOR: Final = "底线"
"""It cannot be otherwise: all of them, or none."""
DERIVED: Final = "测算"
"""It follows from the budget or from the months of a year."""
ON_PAPER: Final = "合同批复"
"""It is copied from a contract, an approval or a list."""
OWN: Final = "照实填"
"""The unit's own."""
SAVED: Final = "自存"
"""Of the user's own library: the whole 指标值 as it was kept."""
NATURES: Final = (RULED, FLOOR, DERIVED, ON_PAPER, OWN)
OPEN: Final = (ON_PAPER, OWN)
"""Those whose number is left to whoever fills in the form."""

_BUDGET = pattern(r"\{budget(?:/([^{}]+))?\}")
_NUMBER = pattern(r"\d+(\.\d+)?")
_DEADLINE = pattern(r"\{year\}年(1[0-2]|[1-9])月(\d{1,2}日|底)?前")
_YEAR = "{year}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of project, known by words in a project's name (see recognition)."""

    id: str
    name: str
    keywords: tuple[str, ...]
    """Words for what it is about."""
    first: tuple[str, ...] = ()
    """Words that decide before all others."""
    second: tuple[str, ...] = ()
    """Words for how a thing is kept going, which count where no keyword does."""
    general: tuple[str, ...] = ()
    """Words for what there is or is done, which count where no other word does."""

    @property
    def ranks(self) -> tuple[tuple[str, ...], ...]:
        """All its words, the weakest first."""
        return (self.general, self.second, self.keywords, self.first)


@dataclass(frozen=True, slots=True)
class LibraryFill:
    """What choosing an indicator writes into its row."""

    level1: str
    level2: str
    name: str
    description: str
    target: str
    """The 指标值 as on the form; blank when it is the unit's to say, or follows from a budget or
    a row that is not there yet."""
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
    nature: str = OWN
    """One of NATURES: whose the number is."""
    source: str = ""
    """The rule that fixes the number; of RULED lines."""
    usual: str = ""
    """Where an open number comes from, and its usual range."""
    evidence: str = ""
    """What shows at the end of the year that it was reached."""
    former: tuple[str, ...] = ()
    """Example numbers that earlier versions wrote into forms."""

    @property
    def open(self) -> bool:
        """Whether the number is left to whoever fills in the form."""
        return self.nature in OPEN

    def filled(
        self,
        year: int,
        budget: Money | None,
        scheme: Scheme,
        counted: Mapping[str, Decimal] | None = None,
    ) -> LibraryFill:
        """The row's texts for that year, budget and scheme; ``counted`` are the quantities that
        stand in the table, by the names of their rows, by which unit costs divide."""
        level1, level2 = scheme.level_of(self.code) or ("", "")
        return LibraryFill(
            level1,
            level2,
            self.name,
            self.description,
            "" if self.open else self._target(year, budget, counted or {}),
            self.basis.replace(_YEAR, str(year)),
        )

    def example(self, year: int) -> str:
        """The 指标值 with the library's example number; "" for those that are filled in."""
        return self._target(year, None, {}) if self.open else ""

    def examples(self, year: int) -> tuple[str, ...]:
        """All example targets that this line has and had."""
        if not self.open:
            return ()
        earlier = (f"{sign}{number}{self.unit}" for number in self.former for sign in "≥＝")
        return (self.example(year), *earlier)

    def completed(self, number: str) -> str:
        """The 指标值 of a bare number that the unit fills in; "" for anything else."""
        if not self.open or not _NUMBER.fullmatch(number) or _YEAR in self.value:
            return ""
        return f"{self.sign}{number}{self.unit}"

    @property
    def divided_by(self) -> str:
        """The name of the row whose number its own divides by; "" for none."""
        share = _BUDGET.fullmatch(self.value)
        by = share[1] if share is not None and share[1] else ""
        return "" if _NUMBER.fullmatch(by) else by

    @property
    def told(self) -> str:
        """In Chinese, whose the number is: its rule, or where it comes from and what proves it."""
        said = {RULED: self.source, FLOOR: "", DERIVED: self.usual}.get(self.nature, self.usual)
        nature = "合同、批复" if self.nature == ON_PAPER else self.nature
        proof = f"佐证：{self.evidence}" if self.open and self.evidence else ""
        return "；".join(part for part in (f"{nature}：{said}" if said else nature, proof) if part)

    def _target(self, year: int, budget: Money | None, counted: Mapping[str, Decimal]) -> str:
        if self.sign == QUALITATIVE or _YEAR in self.value:
            # 12月底前 says the sign itself.
            return self.value.replace(_YEAR, str(year))
        share = _BUDGET.fullmatch(self.value)
        if share is None:
            return f"{self.sign}{self.value}{self.unit}"
        divisor = _divisor(share[1], counted)
        if budget is None or divisor is None:
            return ""
        return f"{self.sign}{_share(budget, divisor, share[1])}{self.unit}"


def quantities_of(project: Project) -> dict[str, Decimal]:
    """The numbers of a project's 数量 rows by the rows' names, for unit costs to divide by."""
    return {
        row.name.strip(): row.target.number
        for row in project.indicators
        if code_of(row.level2) == "数量" and row.target.number
    }


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of project, the more particular first. Raises PresetTrouble.

    Their lines are not read for it: a project's kind is shown as soon as its table is.
    """
    heads = [_kind(path, read_head(path)) for path in _paths(preset_path("library"))]
    return tuple(kind for _, kind in sorted(heads, key=lambda one: one[0]))


@cache
def library(kind: str | None = None) -> tuple[LibraryIndicator, ...]:
    """The indicators of a kind (by id), or all. Raises KeyError for an unknown id."""
    if kind is not None and kind not in {one.id for one in kinds()}:
        raise KeyError(kind)
    return tuple(row for one, rows in _files() if kind in (None, one.id) for row in rows)


@cache
def lines_named(name: str) -> tuple[LibraryIndicator, ...]:
    """The lines of that name, of whatever kind."""
    return _by_name().get(name, ())


@cache
def _by_name() -> dict[str, tuple[LibraryIndicator, ...]]:
    found: dict[str, tuple[LibraryIndicator, ...]] = {}
    for row in library():
        found[row.name] = (*found.get(row.name, ()), row)
    return found


@cache
def _files() -> tuple[tuple[Kind, tuple[LibraryIndicator, ...]], ...]:
    return load_library(preset_path("library"))


def load_library(folder: Path) -> tuple[tuple[Kind, tuple[LibraryIndicator, ...]], ...]:
    """Every kind in that folder with its indicators, in their order. Raises PresetTrouble."""
    loaded = [load_kind(path) for path in _paths(folder)]
    return tuple((kind, rows) for _, kind, rows in sorted(loaded, key=lambda one: one[0]))


def _paths(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        advice = "请重新安装程序。"
        raise preset_trouble("library", "", "文件夹中没有指标库文件", advice)
    return paths


def load_kind(path: Path) -> tuple[int, Kind, tuple[LibraryIndicator, ...]]:
    """Place in the order, kind and indicators of one file. Raises PresetTrouble."""
    whole = read_preset(path)
    place, kind = _kind(path, whole)
    rows: dict[str, LibraryIndicator] = {}
    for entry in whole.entries("指标"):
        row = read_indicator(kind.id, entry)
        if row.name in rows:
            raise entry.fault("同一类项目里已有同名的指标")
        rows[row.name] = row
    for row in rows.values():
        _check_divisor(row, rows, whole)
    return place, kind, tuple(rows.values())


def _kind(path: Path, whole: Entry) -> tuple[int, Kind]:
    whole.only(("名称", "先认", "关键词", "次认", "泛词", "通用", "顺序", "指标"))
    words = [whole.texts(key, needed=False) for key in ("关键词", "先认", "次认", "泛词")]
    if not any(words) and whole.values.get("通用") is not True:
        raise whole.fault("“关键词”是空的")
    return whole.whole("顺序", 1000), Kind(path.stem, whole.text("名称"), *words)


INDICATOR_KEYS: Final = (
    "类型", "名称", "描述", "符号", "数值", "单位", "取值", "出处", "常见", "旧例", "佐证", "依据",
)  # fmt: skip


def read_indicator(kind: str, entry: Entry) -> LibraryIndicator:
    """One line of the library. Raises PresetTrouble."""
    entry.only(INDICATOR_KEYS)
    row = LibraryIndicator(
        kind,
        entry.text("类型"),
        entry.text("名称"),
        entry.text("描述"),
        entry.text("符号"),
        entry.text("数值"),
        entry.text("单位", ""),
        entry.text("依据"),
        entry.text("取值", OWN),
        entry.text("出处", ""),
        entry.text("常见", ""),
        entry.text("佐证", ""),
        entry.texts("旧例", needed=False),
    )
    if row.code not in codes():
        raise entry.fault(f"“类型”中的“{row.code}”不认识，可用的有{'、'.join(codes())}")
    if row.sign not in SIGNS:
        raise entry.fault(f"“符号”中的“{row.sign}”不认识，可用的有{' '.join(SIGNS)}")
    if row.sign != QUALITATIVE:
        _check_value(row, entry)
    _check_nature(row, entry)
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


def _check_nature(row: LibraryIndicator, entry: Entry) -> None:
    if row.nature not in NATURES:
        raise entry.fault(f"“取值”中的“{row.nature}”不认识，可用的有{'、'.join(NATURES)}")
    if (row.nature == RULED) != bool(row.source):
        raise entry.fault("“取值”是规定的，要写“出处”；别的不写")
    if row.nature == FLOOR and (row.sign, row.value) not in {("＝", "100"), ("＝", "0")}:
        raise entry.fault("“取值”是底线的，只能是＝100%或＝0")
    if row.nature != DERIVED and _BUDGET.fullmatch(row.value):
        raise entry.fault("“数值”里有{budget}的，“取值”要写测算")


def _check_divisor(
    row: LibraryIndicator, rows: Mapping[str, LibraryIndicator], whole: Entry
) -> None:
    share = _BUDGET.fullmatch(row.value)
    by = share[1] if share else None
    if by is None or _NUMBER.fullmatch(by):
        return
    if by not in rows or rows[by].code != "数量":
        raise whole.fault(f"“{row.name}”要除以的“{by}”不是这一类的数量指标")


def _divisor(by: str | None, counted: Mapping[str, Decimal]) -> Decimal | None:
    """The number that the budget is divided by; None when the row that says it has none yet."""
    if by is None:
        return Decimal(1)
    return Decimal(by) if _NUMBER.fullmatch(by) else counted.get(by)


def _share(budget: Money, divisor: Decimal, by: str | None) -> str:
    """The budget as printed, or its share in 万元, rounded down lest the shares exceed it."""
    if by is None:
        return str(budget)
    share = budget.wan / divisor
    # Four decimals of 万元 are whole 元; from 1 万元 on, three keep the share within 0.1 %.
    step = Decimal("0.001") if share >= 1 else Decimal("0.0001")
    return f"{share.quantize(step, rounding=ROUND_DOWN).normalize():f}"
