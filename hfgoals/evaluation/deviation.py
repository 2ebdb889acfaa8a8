"""Which indicators deviate from their targets, at a monitoring and in the self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, Literal

from hfgoals.evaluation.attainment import far_above, reached
from hfgoals.lean import dataclass
from hfgoals.model.stages import WHOLE_YEAR, Result, result_at
from hfgoals.model.values import Indicator, Project

Outlook = Literal["certain", "possible", "impossible", ""]
"""Whether a target will be met, "" where nobody or more than one thing says so."""
MISSED: Final = "未完成"
FAR_ABOVE: Final = "超额较多"
POINTS_LOST: Final = "扣分"
"""What a self-evaluation has to explain of an indicator."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One indicator that deviates, and what came of it."""

    indicator: Indicator
    result: Result
    what: str = ""
    """One of the above in a self-evaluation."""


def outlook_of(result: Result) -> Outlook:
    """What is ticked of the likelihood, where exactly one is."""
    ticked = result.likelihood
    if ticked.ticks != 1:
        return ""
    return "certain" if ticked.certain else "possible" if ticked.possible else "impossible"


def monitored_deviations(project: Project, year: int, month: int) -> Iterator[Deviation]:
    """The indicators that may not be met, or of which a deviation is told, in their order."""
    for each in project.indicators:
        result = result_at(each.stages, each.id, year, month)
        told = result.reason.strip() or result.remedy.strip() or result.causes.ticked
        doubted = outlook_of(result) in ("possible", "impossible")
        if told or doubted or reached(each.target, result.forecast) is False:
            yield Deviation(each, result)


def evaluated_deviations(
    project: Project, year: int, scores: Mapping[str, Decimal | None]
) -> Iterator[Deviation]:
    """The indicators that were missed, passed by far or lost points, in their order."""
    for each in project.indicators:
        result = result_at(each.stages, each.id, year, WHOLE_YEAR)
        score = scores.get(each.id)
        if reached(each.target, result.actual) is False:
            yield Deviation(each, result, MISSED)
        elif far_above(each.target, result.actual):
            yield Deviation(each, result, FAR_ABOVE)
        elif score is not None and each.weight is not None and score < each.weight:
            yield Deviation(each, result, POINTS_LOST)
