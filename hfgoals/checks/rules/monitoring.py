"""M01-M10: 绩效运行监控, what its reviewers send back (year-after.md, section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.staged import Outcome, Staged, monitored
from hfgoals.evaluation.attainment import comparable, reached
from hfgoals.model.stage_fields import SOURCE_NAMES
from hfgoals.model.target import AT_LEAST, MORE

_RESULTS: Final = ("result", "indicator.target")
_FUNDS: Final = ("stage", "project.budget", "project.fiscal", "project.other")
_LEAST_COPIES: Final = 3
_SHARES: Final = ("%", "‰")


@rule("M01", reads=("result", "stage"))
def actual_told(case: ProjectCase) -> Iterator[Hit]:
    """Once a monitoring is begun every indicator says what was done so far."""
    for staged in monitored(case):
        for each in staged.outcomes:
            if not each.result.actual.text.strip():
                yield each.hit("actual")


@rule("M02", reads=("result",))
def one_likelihood(case: ProjectCase) -> Iterator[Hit]:
    """Exactly one likelihood is ticked for an indicator that is filled in."""
    for staged in monitored(case):
        for each in staged.outcomes:
            ticks = each.result.likelihood.ticks
            if ticks != 1 and each.result.actual.text.strip():
                said = "没有勾" if ticks == 0 else f"勾了 {ticks} 项"
                yield each.hit("likelihood.certain", said=said)


@rule("M03", reads=_RESULTS)
def shortfall_explained(case: ProjectCase) -> Iterator[Hit]:
    """A target that will not be met has its reason."""
    for staged in monitored(case):
        for each in staged.outcomes:
            missed = reached(each.indicator.target, each.result.forecast) is False
            if (missed or each.result.likelihood.impossible) and not each.explained:
                yield each.hit("reason")


@rule("M04", reads=("result",))
def cause_explained(case: ProjectCase) -> Iterator[Hit]:
    """A ticked cause is explained, and what is explained has its cause ticked."""
    for staged in monitored(case):
        for each in staged.outcomes:
            ticked, told = each.result.causes.ticked, bool(each.result.reason.strip())
            if ticked and not told:
                yield each.hit("reason", said="勾了偏差原因，没有写原因说明")
            elif told and not ticked:
                yield each.hit("causes.funds", said="写了原因说明，没有勾是哪方面的原因")


@rule("M05", reads=_RESULTS)
def certain_is_likely(case: ProjectCase) -> Iterator[Hit]:
    """确定能 is ticked only where the forecast meets the target."""
    for staged in monitored(case):
        for each in staged.outcomes:
            missed = reached(each.indicator.target, each.result.forecast) is False
            if missed and each.result.likelihood.certain:
                yield each.hit("likelihood.certain", forecast=each.result.forecast.text)


@rule("M06", reads=_FUNDS)
def within_budget(case: ProjectCase) -> Iterator[Hit]:
    """No more was spent than there is."""
    for staged in monitored(case):
        for source, name in SOURCE_NAMES.items():
            spent = getattr(staged.funds.spent, source)
            budget = getattr(staged.funds.initial, source)
            if spent is not None and budget is not None and spent > budget:
                values = {"name": name, "spent": str(spent), "budget": str(budget)}
                yield Hit(at(staged.stage, f"spent.{source}"), values)


@rule("M07", reads=_RESULTS)
def early_success_explained(case: ProjectCase) -> Iterator[Hit]:
    """A floor that is passed already, of things that are counted, has a word about it."""
    for staged in monitored(case):
        for each in staged.outcomes:
            pair = _counted(each)
            if pair is not None and pair[1] > pair[0] > 0 and not each.explained:
                yield each.hit("reason")


@rule("M08", reads=_RESULTS)
def keeps_pace(case: ProjectCase) -> Iterator[Hit]:
    """What is counted keeps pace with the months gone by, or it is explained why not."""
    month = case.stages.monitored
    tolerance = Fraction(case.thresholds.monitoring_gap) / 100
    for staged in monitored(case):
        for each in staged.outcomes:
            pair = _counted(each)
            if pair is None or pair[0] <= 0 or each.explained:
                continue
            if pair[1] / pair[0] < Fraction(month, 12) - tolerance:
                yield each.hit("reason", month=month)


@rule("M09", reads=("result",))
def reasons_of_their_own(case: ProjectCase) -> Iterator[Hit]:
    """Reasons are written for each indicator, not copied down the column."""
    for staged in monitored(case):
        for path in ("reason", "remedy"):
            yield from _copied(staged, path)


@rule("M10", reads=("result", "stage"))
def spending_told(case: ProjectCase) -> Iterator[Hit]:
    """A monitoring with results says what was spent."""
    for staged in monitored(case):
        told = any(each.result.actual.text.strip() for each in staged.outcomes)
        if told and staged.funds.spent.total is None:
            yield Hit(at(staged.stage, "spent.fiscal"))


@rule("M11", reads=("stage",))
def totals_add_up(case: ProjectCase) -> Iterator[Hit]:
    """A stated total is what the sources of the funds come to."""
    for staged in monitored(case):
        yield from stated_otherwise(staged)


def stated_otherwise(staged: Staged) -> Iterator[Hit]:
    """Totals of the funds that a source states and its rows do not come to."""
    for column in ("revised", "spent", "expected"):
        amounts = getattr(staged.stage, column)
        if amounts.total is not None and amounts.sum not in (None, amounts.total):
            address = at(staged.stage, f"{column}.total")
            values = {"name": address.field.label, "stated": str(amounts.total)}
            yield Hit(address, values | {"sum": str(amounts.sum)})


def _counted(each: Outcome) -> tuple[Fraction, Fraction] | None:
    """Target and actual value, of a floor of things that come one after the other."""
    target = each.indicator.target
    if target.sign not in (AT_LEAST, MORE) or (target.unit or "") in _SHARES:
        return None
    return comparable(target, each.result.actual)


def _copied(staged: Staged, path: str) -> Iterator[Hit]:
    texts = [str(getattr(each.result, path)).strip() for each in staged.outcomes]
    for each, text in zip(staged.outcomes, texts, strict=True):
        if text and texts.count(text) >= _LEAST_COPIES and texts.index(text) == each.number - 1:
            yield each.hit(path, count=texts.count(text))
