"""One stage of a project as its rules look at it: the funds shown, and every indicator's result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.rule import Hit
from hfgoals.checks.text.wording import quoted
from hfgoals.evaluation.funds import FundsShown, funds_shown
from hfgoals.model.blanks import is_staged
from hfgoals.model.edits import Edit, SetText
from hfgoals.model.stages import WHOLE_YEAR, Result, Stage, result_at, says_anything, stage_at
from hfgoals.model.values import Indicator


@dataclass(frozen=True, slots=True)
class Outcome:
    """One indicator with its number on the form, from 1, and what came of it."""

    number: int
    indicator: Indicator
    result: Result

    def hit(self, path: str, repair: str | None = None, **values: object) -> Hit:
        """A hit at that field of the result, which may be mended by that text."""
        address = at(self.result, path)
        named = {
            "row": self.number,
            "name": quoted(self.indicator.name),
            "target": quoted(self.indicator.target.text),
            "actual": quoted(self.result.actual.text),
        }
        edits: tuple[Edit, ...] = () if repair is None else (SetText(address, repair),)
        return Hit(address, named | values, edits)

    @property
    def explained(self) -> bool:
        """Whether a word is said about it."""
        return bool(self.result.reason.strip() or self.result.remedy.strip())


@dataclass(frozen=True, slots=True)
class Staged:
    """A stage of a project that somebody has begun to fill in."""

    stage: Stage
    funds: FundsShown
    outcomes: tuple[Outcome, ...]


def monitored(case: ProjectCase) -> Iterator[Staged]:
    """The monitoring in hand; nothing before anything of it is filled in."""
    return _at(case, case.stages.monitored)


def evaluated(case: ProjectCase) -> Iterator[Staged]:
    """The self-evaluation; nothing before anything of it is filled in."""
    return _at(case, WHOLE_YEAR)


def _at(case: ProjectCase, month: int) -> Iterator[Staged]:
    project = case.project
    # Most years have no stage yet, and rules run after every key.
    if not is_staged(project):
        return
    stage = stage_at(project.stages, project.id, case.year, month)
    outcomes = tuple(
        Outcome(number, each, result_at(each.stages, each.id, case.year, month))
        for number, each in enumerate(project.indicators, 1)
    )
    if says_anything(stage) or any(says_anything(each.result) for each in outcomes):
        yield Staged(stage, funds_shown(project, stage), outcomes)
