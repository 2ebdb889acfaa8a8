"""What a standard form is to the rest of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from typing import Literal

from hfgoals.forms.stamp import stamped
from hfgoals.layout.fitting import fitted
from hfgoals.layout.sheet import Paper, Sheet
from hfgoals.lean import dataclass
from hfgoals.model.check_code import overall_code, project_code, stage_code
from hfgoals.model.stages import YearStages
from hfgoals.model.values import AnnualPlan, Project, Unit

_A4 = Paper()
Scope = Literal["year", "project"]
"""What one Sheet of a form is of."""
Option = Literal["signed", "fit_page"]
"""Room for signatures, which a text for the public goes without; to be set more closely where it
is a little too long for its page."""
Numbered = Iterable[tuple[int, Project]]
"""Projects with their numbers in the year, from 1."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one Sheet shows: a year, or one project of it under its number."""

    unit: Unit
    plan: AnnualPlan
    project: Project = field(default_factory=Project)
    number: int = 0
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One standard form."""

    id: str
    """As on the command line and in the file; it never changes."""
    name: str
    """In Chinese; a file of it alone is called so."""
    scope: Scope
    compose: Callable[[Subject], Sheet]
    paper: Paper = _A4
    """Where ``compose`` takes no other."""
    options: frozenset[Option] = frozenset()
    """What it may be asked for; it is as ever when asked for anything else."""
    stands_for: str = ""
    """The id of the form in whose place this one is filled in, where it is such a one."""
    lists: tuple[str, ...] = ()
    """What it lists only where the year chose it (model/options.py)."""
    in_booklet: bool = True
    """Whether it stands in the text printed whole; else pages of it are a file of their own."""
    draft: bool = False
    """Whether it is a text that the unit goes on writing, given only as what one can write in."""
    worked_out: str = ""
    """The heading below which all follows from what stands above: nothing of it is read back."""
    code_of_year: Callable[[Unit, AnnualPlan], str] = overall_code
    """The code of what a form of scope "year" shows."""
    stage: Callable[[YearStages], int] | None = None
    """The month of the stage that it shows (stages.WHOLE_YEAR for the self-evaluation); None for a
    form of the targets themselves."""

    def sheets(
        self,
        unit: Unit,
        plan: AnnualPlan,
        numbered: Numbered | None = None,
        *,
        signed: bool = False,
        fit_page: bool = False,
    ) -> tuple[Sheet, ...]:
        """The Sheet of the year, or one of each of these projects; of all when none are named.

        Each carries its code, the same whatever it was asked for.
        """
        signed = signed and "signed" in self.options
        subjects = [Subject(unit, plan, signed=signed)]
        if self.scope == "project":
            chosen = enumerate(plan.projects, 1) if numbered is None else numbered
            subjects = [Subject(unit, plan, each, at, signed) for at, each in chosen]
        composed = (stamped(self._composed(each), plan, self._code(each)) for each in subjects)
        return tuple(map(fitted, composed) if fit_page and "fit_page" in self.options else composed)

    def _composed(self, of: Subject) -> Sheet:
        sheet = self.compose(of)
        return replace(sheet, paper=self.paper) if sheet.paper == _A4 else sheet

    def is_filled(self, unit: Unit, plan: AnnualPlan) -> bool:
        """Whether it says more of the year than of one in which nothing is filled in."""
        if self.scope == "project":
            return bool(plan.projects)
        blank = AnnualPlan(plan.id, plan.year, signatures=plan.signatures, forms=plan.forms)
        said, unsaid = (self.compose(Subject(unit, each)) for each in (plan, blank))
        return [cell.text for cell in said.cells] != [cell.text for cell in unsaid.cells]

    def _code(self, of: Subject) -> str:
        if self.scope == "year":
            return self.code_of_year(of.unit, of.plan)
        if self.stage is not None:
            return stage_code(of.unit, of.plan, of.project, self.stage(of.plan.stages))
        return project_code(of.unit, of.plan.year, of.project, of.plan.columns)
