"""Signs and units of 指标值 (review rules, sections 1.2 and 1.5)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.model.target import SIGNS
from hfgoals.presets.schemes import code_of, codes
from hfgoals.presets.source import Entry, preset_path, read_preset


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign with the words it is also written in."""

    symbol: str
    name: str
    explanation: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """Units of one sort; ``codes`` are the second-level indicators they suit."""

    name: str
    codes: tuple[str, ...]
    units: tuple[str, ...]


@cache
def signs() -> tuple[Sign, ...]:
    """The signs in the order they are offered. Raises PresetTrouble."""
    return load_signs(preset_path("signs.toml"))


@cache
def unit_groups() -> tuple[UnitGroup, ...]:
    """The units by group. Raises PresetTrouble."""
    return load_units(preset_path("units.toml"))


def units(level2: str = "") -> tuple[str, ...]:
    """The units that suit a second-level indicator in any spelling; all for a blank or unknown."""
    code = code_of(level2) if level2.strip() else None
    fitting = [group for group in unit_groups() if code is None or code in group.codes]
    return tuple(dict.fromkeys(unit for group in fitting for unit in group.units))


def load_signs(path: Path) -> tuple[Sign, ...]:
    """The signs of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("符号",))
    found = tuple(_sign(entry) for entry in whole.entries("符号"))
    if {one.symbol for one in found} != set(SIGNS) or len(found) != len(SIGNS):
        raise whole.fault(f"符号应当正好是{' '.join(SIGNS)}，各一个")
    return found


def load_units(path: Path) -> tuple[UnitGroup, ...]:
    """The groups of units of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("组",))
    return tuple(_group(entry) for entry in whole.entries("组"))


def _sign(entry: Entry) -> Sign:
    entry.only(("符号", "名称", "说明", "读法"))
    return Sign(
        entry.text("符号"),
        entry.text("名称"),
        entry.text("说明"),
        entry.texts("读法", needed=False),
    )


def _group(entry: Entry) -> UnitGroup:
    entry.only(("名称", "适用", "单位"))
    suited = entry.texts("适用")
    for code in suited:
        if code not in codes():
            raise entry.fault(f"“适用”中的“{code}”不是二级指标的类型")
    return UnitGroup(entry.text("名称"), suited, entry.texts("单位"))
