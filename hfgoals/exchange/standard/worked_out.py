"""What a form of a stage shows but works out: it is not kept as if somebody had stated it."""

from __future__ import annotations

from dataclasses import replace

from hfgoals.evaluation.funds import funds_shown
from hfgoals.evaluation.scores import scores_of
from hfgoals.model.fields import field_of
from hfgoals.model.stage_fields import STATED
from hfgoals.model.values import AnnualPlan, Project


def settled(project: Project, year: int, plan: AnnualPlan) -> Project:
    """The project, of one stage, without amounts and scores that a form shows as worked out."""
    (stage,) = project.stages
    for column, sources in STATED.items():
        for source in sources:
            path = f"{column}.{source}"
            bare = field_of("stage", path).with_value(stage, None)
            shown = getattr(getattr(funds_shown(project, bare), column), source)
            stated = getattr(getattr(stage, column), source)
            if stated is not None and shown == stated and source in ("total", *_may_follow(column)):
                stage = bare
    blank = tuple(
        replace(each, stages=tuple(replace(of, score=None) for of in each.stages))
        for each in project.indicators
    )
    scores = scores_of(replace(project, indicators=blank, stages=(stage,)), year, plan.stages)
    rows = tuple(
        bare_row if row.stages[0].score is None or scores.of[row.id] == row.stages[0].score else row
        for row, bare_row in zip(project.indicators, blank, strict=True)
    )
    return replace(project, stages=(stage,), indicators=rows)


def _may_follow(column: str) -> tuple[str, ...]:
    """The sources whose amounts stand there unless others are stated."""
    return STATED[column] if column == "revised" else ()
