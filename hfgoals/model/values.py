"""What a workbook holds, as frozen values. Changing one gives a new one.

A Book is one .hfg file: one unit with its years. Every row carries an id that stays with it when
it moves; ids are unique within the Book. Terms: docs/glossary.md; layout: the Hebei forms of 2022
and 2023 (shared contract, "The standard layouts").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from decimal import Decimal

from hfgoals.lean import dataclass
from hfgoals.model.disclosure import Report, report_id
from hfgoals.model.identity import new_id
from hfgoals.model.money import Money, total
from hfgoals.model.policy import Policy
from hfgoals.model.stages import Result, Stage, YearStages
from hfgoals.model.target import Target

STANDARD_FORMS = ("hebei_overall", "hebei_project")
"""The ids of the forms that a year uses unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit that fills in the forms (预算单位)."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The names under a signed copy; blank ones are left to be written by hand."""

    unit_head: str = ""
    finance_head: str = ""
    preparer: str = ""
    phone: str = ""
    filled_on: str = ""


@dataclass(frozen=True, slots=True)
class SubGoal:
    """One 分项绩效目标 of the overall part."""

    id: str = field(default_factory=new_id)
    title: str = ""
    goal: str = ""
    indicators: str = ""
    policy_basis: str = ""
    """政策依据: the tasks of policies that it carries out, as a text names them (policy.py)."""
    budget: Money | None = None
    """预算金额, where it stands as one of the 年度主要任务 of a form; of these two its sources."""
    fiscal: Money | None = None
    other: Money | None = None


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One paragraph of 工作保障措施."""

    id: str = field(default_factory=new_id)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Funds:
    """The department's funds: 基本支出 and 项目支出."""

    basic: Money | None = None
    project: Money | None = None
    total: Money | None = None
    """资金总额 where it says another thing than the two add up to, or stands without them."""

    @property
    def sum(self) -> Money | None:
        """What is filled in of 基本支出 and 项目支出, added up."""
        return total([self.basic, self.project])

    @property
    def whole(self) -> Money | None:
        """资金总额 as a form shows it: as stated, else what the two add up to."""
        return self.sum if self.total is None else self.total


@dataclass(frozen=True, slots=True)
class Overall:
    """部门整体绩效目标 of one year."""

    goal: str = ""
    subgoals: tuple[SubGoal, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    funds: Funds = Funds()
    remarks: str = ""
    """其他说明的问题, where a form has room for it."""
    indicators: tuple[Indicator, ...] = ()
    """部门整体的年度绩效指标, where a form has them by level."""
    stages: tuple[Stage, ...] = ()
    """The self-evaluation of the department as a whole; see department.py."""


@dataclass(frozen=True, slots=True)
class SpendingPlan:
    """资金支出计划: cumulative percent (0-100) by the end of March, June, October, December."""

    march: Decimal | None = None
    june: Decimal | None = None
    october: Decimal | None = None
    december: Decimal | None = None

    def __iter__(self) -> Iterator[Decimal | None]:
        return iter((self.march, self.june, self.october, self.december))


@dataclass(frozen=True, slots=True)
class Goal:
    """One numbered 绩效目标 of a project, without its number."""

    id: str = field(default_factory=new_id)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a table of indicators: of a project, or of the department as a whole."""

    id: str = field(default_factory=new_id)
    level1: str = ""
    level2: str = ""
    name: str = ""
    description: str = ""
    target: Target = Target("")
    basis: str = ""
    stages: tuple[Result, ...] = ()
    """What came of it, by stage."""
    weight: Decimal | None = None
    """分值, of 100 points together with those of 预算执行率; two decimals at the most."""
    scoring: str = ""
    """评（扣）分标准."""
    evidence: str = ""
    """数据来源/佐证资料."""


@dataclass(frozen=True, slots=True)
class Project:
    """One 项目绩效目标表."""

    id: str = field(default_factory=new_id)
    code: str = ""
    name: str = ""
    budget: Money | None = None
    fiscal: Money | None = None
    other: Money | None = None
    purpose: str = ""
    plan: SpendingPlan = SpendingPlan()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    kind: str = ""
    """The kind of project (项目类型) that was chosen for it; blank where its name tells."""
    scheme: str = ""
    """The name of the scheme of indicators (指标体系) chosen for it; blank for its year's."""
    stages: tuple[Stage, ...] = ()
    """Its monitorings and its self-evaluation."""
    policy_basis: str = ""
    """As of a sub-goal."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What of a year is lost, of a file that is damaged and only looked at."""

    lost: frozenset[str] = frozenset()
    """The ids of rows that stand blank in the places of lost ones."""
    doubtful: frozenset[str] = frozenset()
    """The ids of rows that may hold what was there before."""


@dataclass(frozen=True, slots=True)
class AnnualPlan:
    """All that a unit fills in for one budget year."""

    id: str = field(default_factory=new_id)
    year: int = 0
    overall: Overall = Overall()
    projects: tuple[Project, ...] = ()
    signatures: Signatures = Signatures()
    forms: tuple[str, ...] = STANDARD_FORMS
    """The ids of the standard forms that it uses; one of a later program may be among them."""
    columns: tuple[str, ...] = ()
    """The paths of the optional fields of indicators that its forms show, "weight" for one."""
    stages: YearStages = YearStages()
    reports: tuple[Report, ...] = ()
    """The 政府信息公开工作年度报告; one at the most, none while nothing is filled in."""
    scheme: str = ""
    """The name of the scheme (指标体系) chosen for its projects; blank where none was:
    then the tables tell, and empty ones have the usual one of the year."""
    policies: tuple[Policy, ...] = ()
    """The policy opinions that its targets are derived from."""
    damage: Damage | None = None
    """Not filled in by anybody: where it is not None, all that is shown of the year says so."""

    @property
    def settled(self) -> AnnualPlan:
        """The same without a 资金总额 that states what is worked out anyway: a form shows both."""
        funds = self.overall.funds
        if funds.total is None or funds.total != funds.sum:
            return self
        return replace(self, overall=replace(self.overall, funds=replace(funds, total=None)))

    @property
    def report(self) -> Report:
        """The 政府信息公开工作年度报告; a blank one under the id that it will have."""
        return self.reports[0] if self.reports else Report(id=report_id(self.id))

    @property
    def is_blank(self) -> bool:
        """Whether nothing but its year is filled in."""
        filled = (self.overall, self.projects, self.signatures)
        blank = filled == (Overall(), (), Signatures())
        return blank and self.report.is_blank and not self.policies


@dataclass(frozen=True, slots=True)
class Book:
    """One .hfg file: a unit and its years, in ascending order of year."""

    unit: Unit = Unit()
    years: tuple[AnnualPlan, ...] = ()
    sample: bool = False

    def plan_of(self, year: int) -> AnnualPlan | None:
        """The plan of that budget year, or None."""
        return next((plan for plan in self.years if plan.year == year), None)
