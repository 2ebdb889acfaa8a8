"""E01-E14: 绩效自评, what its reviewers send back (year-after.md, section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.rules.monitoring import stated_otherwise
from hfgoals.checks.staged import Outcome, evaluated
from hfgoals.evaluation.attainment import CLASSES, class_of, comparable, far_above, points_of
from hfgoals.evaluation.scores import scale_of, score_of, scores_of
from hfgoals.model.edits import SetText
from hfgoals.model.stage_fields import SOURCE_NAMES

_SCORED: Final = ("result", "indicator.target", "indicator.weight")
_LEAST_ROWS: Final = 3
_LONGEST: Final = 200


@rule("E01", reads=("result", "stage"))
def actual_filled(case: ProjectCase) -> Iterator[Hit]:
    """Once a self-evaluation is begun every indicator has its actual value."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            if not each.result.actual.text.strip():
                yield each.hit("actual")


@rule("E02", reads=("result.actual", "indicator.target"))
def actual_is_no_copy(case: ProjectCase) -> Iterator[Hit]:
    """An actual value is what was done, not the text of the target."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            target, said = each.indicator.target, "".join(each.result.actual.text.split())
            copied = said and said == "".join(target.text.split())
            if copied and (target.signed or (target.qualitative and _points(case, each) is None)):
                yield each.hit("actual")


@rule("E03", reads=("result.actual", "indicator.target"))
def same_unit(case: ProjectCase) -> Iterator[Hit]:
    """An actual value is in the unit of its target."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            target, actual = each.indicator.target, each.result.actual
            if target.number is None or actual.number is None or not target.unit:
                continue
            if not actual.unit:
                repair = f"{actual.text.strip()}{target.unit}"
                yield each.hit("actual", repair, unit=target.unit, said="没有单位")
            elif comparable(target, actual) is None:
                said = f"单位是“{actual.unit}”，比不出完成多少"
                yield each.hit("actual", unit=target.unit, said=said)


@rule("E04", reads=_SCORED)
def loss_explained(case: ProjectCase) -> Iterator[Hit]:
    """Where points are lost the reason is given."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            score, weight = _score(case, each), each.indicator.weight
            if score is not None and weight is not None and score < weight and not each.explained:
                yield each.hit("reason", score=f"{score:.2f}", weight=f"{weight:f}")


@rule("E05", reads=("result", "indicator.target"))
def excess_explained(case: ProjectCase) -> Iterator[Hit]:
    """A target that was passed by far has its reason: it was set too low."""
    percent = case.thresholds.far_above
    for staged in evaluated(case):
        for each in staged.outcomes:
            far = far_above(each.indicator.target, each.result.actual, percent)
            if far and not each.explained:
                yield each.hit("reason", percent=f"{percent:f}")


@rule("E06", reads=("result.score", "indicator.weight"))
def score_within_weight(case: ProjectCase) -> Iterator[Hit]:
    """No score is more than its weight."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            score, weight = each.result.score, each.indicator.weight
            if score is not None and weight is not None and score > weight:
                yield each.hit("score", score=f"{score:f}", weight=f"{weight:f}")


@rule("E07", reads=_SCORED)
def score_within_band(case: ProjectCase) -> Iterator[Hit]:
    """The score of a qualitative indicator lies in the band of the class that it names."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            score, weight = each.result.score, each.indicator.weight
            named = class_of(each.result.actual.text)
            if named is None or score is None or weight is None or score > weight:
                continue
            if each.indicator.target.qualitative and not named.holds(score, weight):
                least, most = (weight * end / 100 for end in (named.least, named.most))
                band = f"{least.normalize():f} 到 {most.normalize():f}"
                yield each.hit("score", score=f"{score:f}", named=named.name, band=band)


@rule("E08", reads=_SCORED)
def other_score_explained(case: ProjectCase) -> Iterator[Hit]:
    """A score other than what the actual value comes to has its reason."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            score, points = each.result.score, _points(case, each)
            if score is None or points is None or score == points or each.explained:
                continue
            yield each.hit("score", "", score=f"{score:f}", points=f"{points:f}")


@rule("E09", reads=_SCORED)
def scored(case: ProjectCase) -> Iterator[Hit]:
    """Every indicator that is filled in has a score."""
    for staged in evaluated(case):
        for each in staged.outcomes:
            if each.result.actual.text.strip() and _score(case, each) is None:
                yield each.hit("score", why=_why(each))


def _why(each: Outcome) -> str:
    if each.indicator.weight is None:
        return "目标表里没有填这个指标的分值"
    named = class_of(each.result.actual.text)
    if named is not None and named is not CLASSES[0]:
        return f"“{named.name}”的得分要自己在 {named.least}%—{named.most}% 之间定"
    return "完成值和指标值比不出完成多少"


@rule("E10", reads=(*_SCORED, "stage"))
def not_all_full(case: ProjectCase) -> Iterator[Hit]:
    """Not every indicator has full marks."""
    for staged in evaluated(case):
        pairs = [(_score(case, each), each.indicator.weight) for each in staged.outcomes]
        full = all(score is not None and score == weight for score, weight in pairs)
        if full and len(pairs) >= _LEAST_ROWS:
            total = scores_of(case.project, case.year, case.stages).total
            yield staged.outcomes[0].hit("score", total=f"{total:f}", count=len(pairs))


@rule("E11", reads=("stage.achieved", "goal", "result"))
def achievement_is_no_copy(case: ProjectCase) -> Iterator[Hit]:
    """What was achieved is told, and not by the words of the goals."""
    goals = "".join("".join(goal.text.split()) for goal in case.project.goals)
    for staged in evaluated(case):
        said = "".join(staged.stage.achieved.split())
        if not said:
            yield Hit(at(staged.stage, "achieved"), {"said": "没有填"})
        elif said in goals:
            yield Hit(at(staged.stage, "achieved"), {"said": "照抄了预期目标"})


@rule("E12", reads=("stage", "result", "project.budget", "project.fiscal", "project.other"))
def spending_within_budget(case: ProjectCase) -> Iterator[Hit]:
    """The self-evaluation says what was spent, no more than the adjusted budget."""
    for staged in evaluated(case):
        if staged.funds.spent.total is None:
            yield Hit(at(staged.stage, "spent.fiscal"), {"said": "全年执行数没有填"})
        for source, name in SOURCE_NAMES.items():
            spent = getattr(staged.funds.spent, source)
            budget = getattr(staged.funds.revised, source)
            if spent is not None and budget is not None and spent > budget:
                said = f"{name}执行了 {spent} 万元，全年预算数只有 {budget} 万元"
                yield Hit(at(staged.stage, f"spent.{source}"), {"said": said})


@rule("E13", reads=("stage",))
def evaluated_totals_add_up(case: ProjectCase) -> Iterator[Hit]:
    """A stated total is what the sources of the funds come to."""
    for staged in evaluated(case):
        for hit in stated_otherwise(staged):
            yield Hit(hit.address, hit.values, (SetText(hit.address, ""),))


@rule("E14", reads=("stage.conclusion", "stage.problems", "stage.measures"))
def prose_short(case: ProjectCase) -> Iterator[Hit]:
    """评价结论, 存在问题 and 改进措施 have 200 letters each at the most."""
    for staged in evaluated(case):
        for path in ("conclusion", "problems", "measures"):
            letters = len("".join(getattr(staged.stage, path).split()))
            if letters > _LONGEST:
                address = at(staged.stage, path)
                yield Hit(address, {"name": address.field.label, "count": letters})


def _score(case: ProjectCase, each: Outcome) -> Decimal | None:
    return score_of(each.indicator, each.result, scale_of(case.stages))


def _points(case: ProjectCase, each: Outcome) -> Decimal | None:
    indicator = each.indicator
    weight = Decimal(1) if indicator.weight is None else indicator.weight
    return points_of(weight, indicator.target, each.result.actual, scale_of(case.stages))
