"""How 100 points are usually divided among 预算执行率 and the first-level indicators.

Below that the unit divides as it sees fit; equal shares are the usual start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.model.values import Indicator
from hfgoals.model.weights import WHOLE, WeightSums, shares
from hfgoals.presets.schemes import canonical_level1
from hfgoals.presets.source import Entry, preset_path, read_preset


@dataclass(frozen=True, slots=True)
class Allotment:
    """What a scheme makes of the rows of one project."""

    weights: Mapping[str, Decimal]
    """By the ids of the rows; rows whose first level has no points have none."""
    missing: tuple[tuple[str, Decimal], ...]
    """First levels that have points and no row to give them to."""


@dataclass(frozen=True, slots=True)
class WeightScheme:
    """One way to divide the points."""

    id: str
    name: str
    execution: Decimal
    """Of 预算执行率, which has no row among the targets."""
    levels: tuple[tuple[str, Decimal], ...]
    moves: tuple[tuple[str, str], ...] = ()
    """Where the points of a first level go in a project without it."""
    source: str = ""
    note: str = ""

    def of_levels(self, present: frozenset[str]) -> dict[str, Decimal]:
        """The points of each first level in a project that has rows of these."""
        points = dict(self.levels)
        for absent, heir in self.moves:
            if absent not in present and heir in present:
                points[heir] = points.get(heir, Decimal(0)) + points.pop(absent, Decimal(0))
        return points

    def allotted(self, rows: Sequence[Indicator], places: int = 0) -> Allotment:
        """The points in equal shares below each first level, with so many decimals."""
        below: dict[str, list[str]] = {}
        for row in rows:
            below.setdefault(canonical_level1(row.level1) or "", []).append(row.id)
        weights: dict[str, Decimal] = {}
        missing = []
        for level, points in self.of_levels(frozenset(below)).items():
            ids = below.get(level, [])
            weights |= zip(ids, shares(points, len(ids), places), strict=True)
            if not ids:
                missing.append((level, points))
        return Allotment(weights, tuple(missing))

    def fits(self, sums: WeightSums) -> bool:
        """Whether the sums of the first levels are those of this scheme."""
        found: dict[str, Decimal] = {}
        for name, points in sums.levels:
            level = canonical_level1(name) or name
            found[level] = found.get(level, Decimal(0)) + points
        return found == self.of_levels(frozenset(found))


def suitable_scheme(rows: Sequence[Indicator]) -> WeightScheme:
    """The first scheme that gives points to every first level of these rows; else the first.

    Raises PresetTrouble.
    """
    present = {level for row in rows if (level := canonical_level1(row.level1)) is not None}
    fitting = (one for one in weight_schemes() if present <= dict(one.levels).keys())
    return next(fitting, weight_schemes()[0])


def whole_sums() -> tuple[Decimal, ...]:
    """What the rows of a project may come to: 100, or that without 预算执行率."""
    return tuple(dict.fromkeys((*(WHOLE - one.execution for one in weight_schemes()), WHOLE)))


@cache
def weight_schemes() -> tuple[WeightScheme, ...]:
    """All of them. Raises PresetTrouble."""
    return load_weight_schemes(preset_path("weights.toml"))


def load_weight_schemes(path: Path) -> tuple[WeightScheme, ...]:
    """Those of that file. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("方案",))
    found = tuple(_scheme(entry) for entry in whole.entries("方案"))
    if len({one.id for one in found}) != len(found):
        raise whole.fault("有两个方案的“编号”相同")
    return found


def _scheme(entry: Entry) -> WeightScheme:
    entry.only(("编号", "名称", "预算执行率", "一级指标", "改归", "来源", "说明"))
    levels = entry.values.get("一级指标")
    moves = entry.values.get("改归", {})
    if not isinstance(levels, dict) or not levels or not all(map(_is_points, levels.values())):
        raise entry.fault('“一级指标”应写成 { "产出指标" = 50 } 的样子，都是正整数')
    wrong = next((name for name in levels if canonical_level1(name) != name), None)
    if wrong is not None:
        raise entry.fault(f"没有“{wrong}”这个一级指标")
    if not isinstance(moves, dict) or not all(
        isinstance(each, str) and each in levels for each in (*moves, *moves.values())
    ):
        raise entry.fault("“改归”里的名称都要是上面的一级指标")
    execution = entry.whole("预算执行率", 0)
    if execution < 0 or execution + sum(levels.values()) != WHOLE:
        raise entry.fault("预算执行率与各一级指标合起来应是 100")
    return WeightScheme(
        entry.text("编号"),
        entry.text("名称"),
        Decimal(execution),
        tuple((name, Decimal(points)) for name, points in levels.items()),
        tuple(moves.items()),
        entry.text("来源"),
        entry.text("说明", ""),
    )


def _is_points(value: object) -> bool:
    return type(value) is int and value > 0
