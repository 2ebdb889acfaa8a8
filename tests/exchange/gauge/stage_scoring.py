"""Whether what came of the targets was read right, was noted, or is wrong in silence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hfgoals.evaluation.funds import funds_shown
from hfgoals.evaluation.scores import scale_of
from hfgoals.evaluation.scores import score_of as points_of
from hfgoals.exchange.proposal import Proposal
from hfgoals.model.money import Money
from hfgoals.model.stage_fields import CAUSE_NAMES, LIKELIHOOD_NAMES
from hfgoals.model.stages import Result, Stage, YearStages, at_stage
from hfgoals.model.values import Indicator, Project
from tests.exchange.gauge.scoring import Found, Score, judged, rows_said, said_above
from tests.exchange.gauge.stage_layouts import StageSheet

_FUNDS = [
    f"{column}.{source}"
    for column in ("initial", "revised", "spent", "expected")
    for source in ("total", "fiscal", "other")
]
_PROSE = {
    "achieved": None, "conclusion": "项目完成较好，自评为优。", "problems": "部分指标完成偏晚。",
    "measures": "提前采购，按月调度。",
}  # fmt: skip


def stage_score_of(sheet: StageSheet, proposal: Proposal | None) -> Score:
    """Of one reading; None: the source was refused, which tells of everything."""
    return judged(_fields(sheet, proposal), proposal)


def _fields(sheet: StageSheet, proposal: Proposal | None) -> Iterator[Found]:
    projects = proposal.plan.projects if proposal is not None else ()
    project = projects[0] if projects else Project()
    yield from said_above(sheet, proposal, project)
    yield from rows_said(sheet, project)
    stage = at_stage(project.stages, sheet.month) or Stage()
    yield from _funds(sheet, project, stage)
    for path, wanted in _PROSE.items():
        if path in sheet.shown:
            text = sheet.achieved if wanted is None else wanted
            yield path, text, getattr(stage, path), (text,)
    found: dict[str, Indicator] = {}
    for each in project.indicators:
        found.setdefault(each.name, each)
    for row in sheet.truth.rows:
        yield from _results(sheet, row.name, found.get(row.name, Indicator()))
    months = {each.date.partition("-")[2] for each in project.stages}
    wrong = months - {"" if sheet.month == 13 else f"{sheet.month:02d}"}
    yield "month", "", ",".join(sorted(wrong)), ("监控到几月",)


def _funds(sheet: StageSheet, project: Project, stage: Stage) -> Iterator[Found]:
    shown = funds_shown(project, stage)
    for path in _FUNDS:
        if path in sheet.shown:
            column, source = path.split(".")
            wanted = sheet.funds[column][source]
            amount: Money | None = getattr(getattr(shown, column), source)
            found = "" if amount is None else f"{amount.wan.normalize():f}"
            hints = (
                sheet.amount(wanted),
                f"{wanted:.2f}",
                f"{wanted * 10_000:.2f}",
                "一万倍",
                "相差",
            )
            yield path, f"{wanted.normalize():f}", found or "0" if not wanted else found, hints


def _results(sheet: StageSheet, name: str, row: Indicator) -> Iterator[Found]:
    outcome = sheet.outcomes[name]
    result = at_stage(row.stages, sheet.month) or Result()
    hints = (name, row.name)
    for path in ("actual", "forecast", "remedy"):
        if path in sheet.shown:
            text = getattr(outcome, path)
            yield f"{name} {path}", text, str(getattr(result, path)), (*hints, text)
    if sheet.shown & {"reason", "causes"}:
        yield f"{name} reason", outcome.reason, result.reason, (*hints, outcome.reason)
    if "weight" in sheet.shown:
        weight = "" if row.weight is None else f"{row.weight.normalize():f}"
        wanted = f"{Decimal(outcome.weight).normalize():f}"
        yield f"{name} weight", wanted, weight, (*hints, outcome.weight)
    if "score" in sheet.shown and sheet.month == 13:
        points = points_of(row, result, scale_of(YearStages()))
        said = "" if points is None else f"{points.normalize():f}"
        wanted = f"{Decimal(outcome.score).normalize():f}"
        yield f"{name} score", wanted, said, (*hints, outcome.score)
    if "causes" in sheet.shown:
        ticked = [each for each in CAUSE_NAMES if getattr(result.causes, each)]
        yield f"{name} causes", outcome.cause, ",".join(ticked), (*hints, "√")
    if sheet.shown & {"likelihood", "likely"}:
        likely = [each for each in LIKELIHOOD_NAMES if getattr(result.likelihood, each)]
        said = LIKELIHOOD_NAMES[outcome.likely]
        yield f"{name} likelihood", outcome.likely, ",".join(likely), (*hints, "√", said)
