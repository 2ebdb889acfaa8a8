"""What of the rules the user may set, kept with the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, field, fields, replace
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, get_type_hints

from hfgoals.checks.finding import LEVELS, Finding, Level
from hfgoals.lean import dataclass

SETTING = "checks"
"""The key of these settings in the file."""
_MOST_DIGITS = 12
"""Before or behind the point; a whole number of a thousand million digits takes all memory."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers that bureaux set differently, each with its label and the rule that goes by it.

    The defaults are usual ones, never quoted as law.
    """

    satisfaction_floor: Annotated[Decimal, "满意度不低于（%）　V15"] = Decimal(85)
    half_year_progress: Annotated[Decimal, "6月底支出进度不低于（%）　S06"] = Decimal(30)
    monthly_gap: Annotated[Decimal, "支出计划与月均成本相差不超过（百分点）　S07"] = Decimal(20)
    early_purchase: Annotated[Decimal, "未采购前3月底支出低于（%）　S10"] = Decimal(25)
    large_project: Annotated[Decimal, "应有多条数量指标的项目预算（万元）　C07"] = Decimal(200)
    fewest_rows: Annotated[int, "每个项目的三级指标不少于（条）　C07"] = 3
    longest_effect: Annotated[Decimal, "持续影响年限不超过（年）　V18"] = Decimal(8)
    monitoring_gap: Annotated[Decimal, "监控时落后序时进度不超过（百分点）　M08"] = Decimal(20)
    far_above: Annotated[Decimal, "完成值达到指标值多少算偏低（%）　E05"] = Decimal(130)
    below_done: Annotated[Decimal, "指标值比上年完成值退让不超过（%）　V21"] = Decimal(10)
    longest_name: Annotated[int, "三级指标不超过（字）　L01"] = 40
    longest_value: Annotated[int, "指标值不超过（字），旧系统是20　L01"] = 333
    longest_text: Annotated[int, "目标、描述等不超过（字）　L01"] = 666
    shortest_goal: Annotated[int, "绩效目标不少于（字）　W13"] = 15


def label_of(threshold: str) -> str:
    """What one of the Thresholds is called, and the rule that goes by it."""
    hints = get_type_hints(Thresholds, include_extras=True)
    return str(hints[threshold].__metadata__[0])


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the user keeps as it is, with the reason; it lapses when the text changes."""

    code: str
    row: str
    path: str
    text: str
    """What stood at the place."""
    reason: str


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which rules run, how grave they are, their numbers, and what the user keeps."""

    off: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)
    thresholds: Thresholds = Thresholds()
    accepted: tuple[Accepted, ...] = ()

    def keeping(self, finding: Finding, text: str, reason: str) -> CheckSettings:
        """The settings with that finding kept for that reason; "" takes it back."""
        address = finding.address
        place = (finding.code, address.row, address.path)
        others = tuple(each for each in self.accepted if (each.code, each.row, each.path) != place)
        kept = (Accepted(*place, text, reason),) if reason else ()
        return replace(self, accepted=others + kept)

    def to_json(self) -> dict[str, Any]:
        """As JSON can hold it."""
        numbers = {name: str(value) for name, value in asdict(self.thresholds).items()}
        return {
            "off": sorted(self.off),
            "levels": dict(self.levels),
            "thresholds": numbers,
            "accepted": [asdict(each) for each in self.accepted],
        }

    @classmethod
    def from_json(cls, data: Any) -> CheckSettings:
        """From ``to_json``; what is not understood (a later version's) falls back to defaults."""
        if not isinstance(data, dict):
            return cls()
        return cls(
            off=frozenset(code for code in _listed(data.get("off")) if isinstance(code, str)),
            levels={
                code: level for code, level in _named(data.get("levels")).items() if level in LEVELS
            },
            thresholds=_thresholds(_named(data.get("thresholds"))),
            accepted=tuple(
                Accepted(**each)
                for each in _listed(data.get("accepted"))
                if isinstance(each, dict)
                and set(each) == set(Accepted.__slots__)
                and all(isinstance(text, str) for text in each.values())
            ),
        )


def _listed(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []


def _named(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _thresholds(data: dict[str, Any]) -> Thresholds:
    made = Thresholds()
    for name in (each.name for each in fields(Thresholds)):
        try:
            number = Decimal(data[name]) if isinstance(data.get(name), str) else None
        except InvalidOperation:
            continue
        # A threshold that is no number would make every comparison with it fail.
        if number is not None and number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS:
            made = replace(made, **{name: type(getattr(made, name))(number)})
    return made
