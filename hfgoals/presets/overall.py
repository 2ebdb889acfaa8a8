"""The library of indicators for 部门整体绩效目标: what 分项绩效指标 may be made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from hfgoals.lean import dataclass
from hfgoals.model.target import SIGNS
from hfgoals.presets.source import Entry, preset_path, read_preset

_GROUPS: Final = ("管理", "履职", "效益", "满意度")
_FIXED: Final = ("规定", "底线")
_NATURES: Final = (*_FIXED, "照实填")
_LEVELS: Final[dict[str, tuple[str, str]]] = {
    "履职": ("产出指标", ""),
    "效益": ("效益指标", ""),
    "满意度": ("满意度指标", "服务对象满意度指标"),
}
"""The levels of a group, where most forms have the same; blank ones are the unit's to choose."""
_SEPARATOR = "；"


@dataclass(frozen=True, slots=True)
class OverallIndicator:
    """One indicator of a department as a whole."""

    group: str
    name: str
    formula: str
    sign: str
    value: str
    """The number that nobody may choose; "" where it is the unit's own."""
    unit: str
    told: str
    """In Chinese, whose the number is, and what it rests on and is shown by."""

    @property
    def gap(self) -> str:
        """What stands for the number that is yet to be filled in; "" where there is none."""
        return "" if self.value else " "

    @property
    def target(self) -> str:
        """As an 指标值; "" where the number is the unit's own."""
        return f"{self.sign}{self.value}{self.unit}" if self.value else ""

    @property
    def texts(self) -> dict[str, str]:
        """What it fills in of a row of indicators, by path; levels as its group says them."""
        level1, level2 = _LEVELS.get(self.group, ("", ""))
        levels = {"level1": level1, "level2": level2}
        return {**levels, "name": self.name, "description": self.formula, "target": self.target}

    @property
    def text(self) -> str:
        """As it stands among the 绩效指标 of a 分项."""
        return f"{self.name}{self.sign}{self.value or self.gap}{self.unit}"


def joined(text: str, indicator: OverallIndicator) -> str:
    """The field's text with the indicator behind what is there."""
    before = text.rstrip().rstrip("；;。")
    return f"{before}{_SEPARATOR}{indicator.text}" if before else indicator.text


@cache
def overall_library() -> tuple[OverallIndicator, ...]:
    """All of them, by groups. Raises PresetTrouble."""
    found = load_overall(preset_path("overall.toml"))
    return tuple(sorted(found, key=lambda each: _GROUPS.index(each.group)))


def load_overall(path: Path) -> tuple[OverallIndicator, ...]:
    """The indicators of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("指标",))
    found = tuple(_indicator(entry) for entry in whole.entries("指标"))
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise whole.fault(f"“{twice}”写了两遍")
    return found


_KEYS: Final = (
    "分类", "名称", "公式", "符号", "数值", "单位", "取值", "出处", "常见", "依据", "佐证",
)  # fmt: skip


def _indicator(entry: Entry) -> OverallIndicator:
    entry.only(_KEYS)
    value, nature = entry.text("数值", ""), entry.text("取值")
    source, usual = entry.text("出处", ""), entry.text("常见", "")
    if nature not in _NATURES:
        raise entry.fault(f"“取值”中的“{nature}”不认识，可用的有{'、'.join(_NATURES)}")
    if (nature in _FIXED) != bool(value):
        raise entry.fault("规定和底线的要写“数值”，照实填的不写")
    if (nature == "规定") != bool(source):
        raise entry.fault("“取值”是规定的，要写“出处”；别的不写")
    said = source or usual
    told = f"{nature}：{said}" if said else nature
    one = OverallIndicator(
        entry.text("分类"),
        entry.text("名称"),
        entry.text("公式"),
        entry.text("符号"),
        value,
        entry.text("单位"),
        f"{told}；依据：{entry.text('依据')}；佐证：{entry.text('佐证')}",
    )
    if one.group not in _GROUPS:
        raise entry.fault(f"“分类”中的“{one.group}”不认识，可用的有{'、'.join(_GROUPS)}")
    if one.sign not in SIGNS:
        raise entry.fault(f"“符号”中的“{one.sign}”不认识，可用的有{' '.join(SIGNS)}")
    return one
