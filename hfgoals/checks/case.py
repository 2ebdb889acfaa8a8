"""What a rule looks at: one project, one year's overall part, or a whole year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from functools import cached_property
from typing import Any, TypeVar

from hfgoals.checks.settings import Thresholds
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.disclosure import Count, Report, sums_of
from hfgoals.model.fields import FIELDS, PART_OF
from hfgoals.model.stages import YearStages
from hfgoals.model.values import AnnualPlan, Overall, Project, Unit
from hfgoals.presets import Kind, Scheme, kind_of_project, scheme_of

Known = TypeVar("Known")
Index = TypeVar("Index")


def at(row: Any, path: str) -> Address:
    """The address of a field of a row (the Unit included)."""
    part = PART_OF[type(row)]
    return Address(part, UNIT_ROW if part == "unit" else row.id, path)


def texts_of(row: Any) -> Iterator[tuple[Address, str]]:
    """Every filled field of one row, without its children, with its text."""
    for field in FIELDS[PART_OF[type(row)]]:
        text = field.text(row)
        if text:
            yield at(row, field.path), text


def texts_of_project(project: Project) -> tuple[tuple[Address, str], ...]:
    """Every filled field of the project, its goals and its indicators."""
    rows = (project, *project.goals, *project.indicators)
    return tuple(found for row in rows for found in texts_of(row))


class Memory:
    """What was worked out of single values of a year, for as long as these very values live.

    Values are frozen: what a project's texts say is worked out once, not after every key.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[Any, Any]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def known(self, name: str, of: Any, find: Callable[[Any], Known]) -> Known:
        """``find(of)``, from memory when it was asked before of that very value."""
        key = (name, id(of))
        kept = self._known.get(key)
        if kept is not None and kept[0] is of:
            return kept[1]  # type: ignore[no-any-return]
        found = find(of)
        self._known[key] = (of, found)
        return found

    def keep_only(self, alive: Set[int]) -> None:
        """Forget what belongs to values of other ids (id())."""
        for key in [key for key in self._known if key[1] not in alive]:
            del self._known[key]


class ProjectCase:
    """One project in its year."""

    def __init__(
        self,
        unit: Unit,
        year: int,
        project: Project,
        thresholds: Thresholds,
        last_year: Project | None = None,
        stages: YearStages | None = None,
        of_year: str = "",
    ) -> None:
        self.unit = unit
        self.year = year
        self.stages = stages or YearStages()
        self.of_year = of_year
        """The name of the scheme of indicators chosen for the year."""
        self.project = project
        self.thresholds = thresholds
        self.last_year = last_year
        """The same project in the year before, when the file holds it."""

    @cached_property
    def scheme(self) -> Scheme:
        """The indicator scheme that the rows use."""
        return scheme_of(self.project, self.year, self.of_year)

    @cached_property
    def kind(self) -> Kind | None:
        """The kind of project that was chosen for it, or that its name tells."""
        return kind_of_project(self.project)

    @cached_property
    def texts(self) -> tuple[tuple[Address, str], ...]:
        """Every filled field of the project, its goals and its indicators."""
        return texts_of_project(self.project)

    @cached_property
    def whole(self) -> str:
        """All of ``texts`` in one, a NUL between: one search tells whether any holds something."""
        return "\0".join(text for _, text in self.texts)


class OverallCase:
    """The overall part of one year, with what is the unit's."""

    def __init__(
        self, unit: Unit, plan_id: str, year: int, overall: Overall, thresholds: Thresholds
    ) -> None:
        self.unit = unit
        self.plan_id = plan_id
        self.year = year
        self.overall = overall
        self.thresholds = thresholds

    def at(self, path: str) -> Address:
        """The address of a field of the year, such as "overall.goal"."""
        return Address("plan", self.plan_id, path)

    @cached_property
    def texts(self) -> tuple[tuple[Address, str], ...]:
        """Every filled text of the overall part."""
        own = (("overall.goal", self.overall.goal), ("overall.remarks", self.overall.remarks))
        found = [(self.at(path), text) for path, text in own if text]
        overall = self.overall
        for row in (*overall.subgoals, *overall.safeguards, *overall.indicators):
            found.extend(texts_of(row))
        return tuple(found)

    @cached_property
    def whole(self) -> str:
        """All of ``texts`` in one, a NUL between: one search tells whether any holds something."""
        return "\0".join(text for _, text in self.texts)


class ReportCase:
    """The 政府信息公开工作年度报告 of one year, with that of the year before."""

    def __init__(self, year: int, report: Report, last_year: Report | None) -> None:
        self.year = year
        self.report = report
        self.last_year = last_year
        """None where the file holds none."""

    @cached_property
    def sums(self) -> Mapping[str, Count]:
        """What the sums of its tables come to, by path."""
        return sums_of(self.report)

    def shown(self, path: str) -> Count:
        """The number that the form shows there: as stated, else as worked out."""
        stated: Count = at(self.report, path).field.read(self.report)
        return self.sums.get(path) if stated is None else stated

    def at(self, path: str) -> Address:
        """The address of a field of the report."""
        return at(self.report, path)


class PlanCase:
    """A whole year: for what only shows between projects, or between them and the overall part."""

    def __init__(
        self,
        unit: Unit,
        plan: AnnualPlan,
        thresholds: Thresholds,
        last_year: AnnualPlan | None = None,
        memory: Memory | None = None,
        indexes: dict[type, Any] | None = None,
    ) -> None:
        self.unit = unit
        self.plan = plan
        self.thresholds = thresholds
        self.last_year = last_year
        self._memory = memory if memory is not None else Memory()
        self._indexes = indexes if indexes is not None else {}

    def known(self, name: str, of: Any, find: Callable[[Any], Known]) -> Known:
        """``find(of)``, remembered for as long as that very value lives in the year."""
        return self._memory.known(name, of, find)

    @property
    def overall_texts(self) -> tuple[tuple[Address, str], ...]:
        """Every filled text of the overall part."""
        plan = self.plan
        return OverallCase(self.unit, plan.id, plan.year, plan.overall, self.thresholds).texts

    def of_project(self, project: Project) -> ProjectCase:
        """That project of the year by itself."""
        of_year = self.plan.scheme
        return ProjectCase(self.unit, self.plan.year, project, self.thresholds, of_year=of_year)

    def index(self, kind: type[Index]) -> Index:
        """What several rules remember of the year together: one of that kind, made when needed."""
        return self._indexes.setdefault(kind, kind())  # type: ignore[no-any-return]

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where in the year each project stands, by its id."""
        return {project.id: place for place, project in enumerate(self.plan.projects)}

    def project(self, project_id: str) -> Project:
        """The project of that id."""
        return self.plan.projects[self.positions[project_id]]
