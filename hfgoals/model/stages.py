"""What came of a project's targets: its monitorings of the year and its self-evaluation.

A project has a Stage for each, an indicator a Result; both are known by their date: the month that
a monitoring reaches to ("2023-07"), the year that the self-evaluation is of ("2023"). Layouts:
year-after.md, sections 3 and 4. What a sum or a rate comes to is worked out and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from hfgoals.lean import dataclass
from hfgoals.model.identity import following_id, new_id
from hfgoals.model.money import Money, total
from hfgoals.model.target import Target

WHOLE_YEAR: Final = 13
"""Stands for the month of the self-evaluation, which comes after all monitorings."""
USUAL_MONTH: Final = 7
"""What monitoring reaches to where a year says nothing else: 1–7月."""
OF_DEPARTMENT: Final = ("basic", "project")
"""基本支出, 项目支出: how the funds of the department as a whole are told apart."""
SOURCES: Final = ("fiscal", "carried", "special", "own", "other", *OF_DEPARTMENT)
"""财政拨款, 上年结转, 财政专户管理资金, 单位资金, 其他资金; those of the department."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """One column of the funds of a project or a department, by their source."""

    total: Money | None = None
    """As a source states it; None where it is what the others come to."""
    fiscal: Money | None = None
    carried: Money | None = None
    special: Money | None = None
    own: Money | None = None
    other: Money | None = None
    basic: Money | None = None
    project: Money | None = None

    @property
    def sum(self) -> Money | None:
        """What the sources come to; None when none is filled in."""
        return total([getattr(self, name) for name in SOURCES])

    @property
    def whole(self) -> Money | None:
        """The total as a form shows it: as stated, else what the sources come to."""
        return self.sum if self.total is None else self.total


@dataclass(frozen=True, slots=True)
class Causes:
    """What a deviation comes from (偏差原因分析), as ticked."""

    funds: bool = False
    rules: bool = False
    staff: bool = False
    equipment: bool = False
    other: bool = False

    @property
    def ticked(self) -> bool:
        """Whether any of them is."""
        return self != Causes()


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Whether a target will be met (完成目标可能性), as ticked."""

    certain: bool = False
    possible: bool = False
    impossible: bool = False

    @property
    def ticks(self) -> int:
        """How many of the three are ticked: one in a good form."""
        return sum((self.certain, self.possible, self.impossible))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one indicator, by the date of the stage."""

    id: str = field(default_factory=new_id)
    date: str = ""
    actual: Target = Target("")
    """实际完成值; of a qualitative indicator also how far it was reached, in words."""
    forecast: Target = Target("")
    """全年预计完成情况."""
    causes: Causes = Causes()
    reason: str = ""
    likelihood: Likelihood = Likelihood()
    remedy: str = ""
    score: Decimal | None = None
    """As its unit gives it; None where it is what the actual value comes to."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One monitoring of a project, or its self-evaluation; or the department's."""

    id: str = field(default_factory=new_id)
    date: str = ""
    initial: Amounts = Amounts()
    """年初预算数 of the sources that the table of targets does not tell apart."""
    revised: Amounts = Amounts()
    """全年（调整后）预算数; where blank it is as at the start of the year."""
    spent: Amounts = Amounts()
    expected: Amounts = Amounts()
    """全年预计执行数."""
    spending_reason: str = ""
    achieved: str = ""
    """年度总体目标完成情况."""
    process: str = ""
    conclusion: str = ""
    problems: str = ""
    measures: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class YearStages:
    """What is the same for the stages of all projects of a year."""

    month: int | None = None
    """What the monitoring in hand reaches to; None for USUAL_MONTH."""
    department: str = ""
    """主管部门及代码."""
    equal: str = ""
    """How a missed target with ＝ is scored: NO_POINTS, or "" for by the distance."""
    late: Decimal | None = None
    """Percent of the weight that a missed date loses for each month begun; None for the usual."""

    @property
    def monitored(self) -> int:
        """The month that the monitoring in hand reaches to."""
        month = self.month or USUAL_MONTH
        return min(month, WHOLE_YEAR - 1)


NO_POINTS: Final = "不得分"


class Dated(Protocol):
    """A Stage or a Result."""

    @property
    def id(self) -> str: ...
    @property
    def date(self) -> str: ...


OfStage = TypeVar("OfStage", bound=Dated)
_Row = TypeVar("_Row", Stage, Result)


def date_of(year: int, month: int) -> str:
    """The date of the stage of that month, WHOLE_YEAR for the self-evaluation."""
    return f"{year:04d}" if month == WHOLE_YEAR else f"{year:04d}-{month:02d}"


def month_of(date: str) -> int:
    """The month of a date: WHOLE_YEAR for a self-evaluation's, 0 for none at all."""
    year, dash, month = date.partition("-")
    return int(month) if dash else WHOLE_YEAR if year else 0


def at_stage(rows: Sequence[OfStage], month: int) -> OfStage | None:
    """The one of these that is of that month's stage, whatever the year; None for none."""
    return next((row for row in rows if month_of(row.date) == month), None)


@lru_cache(maxsize=1 << 15)
def blank_id(owner: str, month: int) -> str:
    """The id that a row of that stage will have once anything is filled in for its owner."""
    return following_id(owner, month)


def stage_at(rows: Sequence[Stage], owner: str, year: int, month: int) -> Stage:
    """The Stage of that month, a blank one under the id that it will have."""
    blank = Stage(blank_id(owner, month), date_of(year, month))
    return at_stage(rows, month) or blank


def result_at(rows: Sequence[Result], owner: str, year: int, month: int) -> Result:
    """The Result of that month's stage, a blank one under the id that it will have."""
    blank = Result(blank_id(owner, month), date_of(year, month))
    return at_stage(rows, month) or blank


def says_anything(row: Stage | Result) -> bool:
    """Whether anything but its date is filled in."""
    return replace(row, id="", date="") != type(row)(id="")


def stages_said(rows: Iterable[Stage | Result]) -> frozenset[int]:
    """The months of the stages of which anything is filled in."""
    return frozenset(month_of(row.date) for row in rows if says_anything(row))
