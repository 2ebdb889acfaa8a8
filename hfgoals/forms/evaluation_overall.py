"""部门整体支出绩效自评表: what came of the year's money and of the department's indicators.

Laid out as 项目支出绩效自评表 (财预〔2020〕10号; year-after.md, section 4). In a year whose form of
the overall part has the indicators they stand here as they are there; else they are filled in here.
"""

from __future__ import annotations

from typing import Final

from hfgoals.evaluation.funds import funds_shown
from hfgoals.evaluation.scores import Scores, department_scores
from hfgoals.forms import county_overall
from hfgoals.forms import evaluation_project as national
from hfgoals.forms.draft import Draft
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.indicator_table import level_cells
from hfgoals.forms.stage_parts import FundsTable, pair, row, stage_of, title
from hfgoals.forms.stage_parts import levels as put_levels
from hfgoals.layout.sheet import Sheet
from hfgoals.model.check_code import department_code
from hfgoals.model.department import department_of, with_funds
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.model.values import Indicator

ID: Final = "evaluation_overall"
NAME: Final = "部门整体支出绩效自评表"
DEPARTMENT: Final = county_overall.NAME
FUNDS: Final = FundsTable(
    {"total": "年度资金总额", "basic": "其中：基本支出", "project": "项目支出"},
    national.FUNDS.columns,
    "部门资金（万元）",
)
GRADE: Final = "等级："
_PATHS: Final = (
    ("level1", "level"),
    ("level2", "level"),
    ("name", "value"),
    ("target", "value-center"),
    ("weight", "value-center"),
)
_COLUMNS: Final = (0, 1, 2, 3, 5)
"""Where these stand among the columns."""


def compose(of: Subject) -> Sheet:
    """The form of one year."""
    of = Subject(of.unit, of.plan, department_of(of.plan))
    stage = stage_of(of, WHOLE_YEAR)
    shown = funds_shown(of.project, with_funds(of.plan, stage))
    scores = department_scores(of.plan, shown)
    draft = Draft(national.EDGES)
    title(draft, national.WHOLE, NAME, of.plan.year)
    pair(draft, row(draft), national.LABEL, national.BESIDE, DEPARTMENT, of.unit, "name")
    national.put_funds(draft, FUNDS, stage, shown, scores, of.plan)
    head, at = row(draft, keeps=True), row(draft)
    national.put_heads_of_goals(draft, head)
    draft.value(at, national.EXPECTED_SPAN, of.plan, "overall.goal")
    draft.value(at, national.ACHIEVED_SPAN, stage, "achieved")
    _indicators(draft, of, scores)
    national.put_total(draft, scores, GRADE)
    return draft.sheet(ID, NAME, owner=of.plan.id)


FORM: Final = Form(
    ID,
    NAME,
    "year",
    compose,
    paper=national.PAPER,
    options=frozenset({"fit_page"}),
    in_booklet=False,
    code_of_year=department_code,
    stage=lambda _: WHOLE_YEAR,
)


def _indicators(draft: Draft, of: Subject, scores: Scores) -> None:
    national.put_heads(draft)
    rows = of.project.indicators
    fixed = county_overall.ID in of.plan.forms
    if not rows:
        at = row(draft)
        blank = dict(zip(_COLUMNS, _PATHS, strict=True))
        for number, span in enumerate(national.SPANS):
            if number in blank and not fixed:
                draft.blank(at, span, "indicator", *blank[number])
            else:
                draft.text(at, span, "", "value")
        return
    placed = [_indicator(draft, of, scores, each, fixed=fixed) for each in rows]
    if fixed:
        put_levels(
            draft, placed[0], (national.SPANS[0], national.SPANS[1]), rows, national.weights_said
        )
    else:
        level_cells(draft, placed[0], national.SPANS, rows)


def _indicator(
    draft: Draft, of: Subject, scores: Scores, indicator: Indicator, *, fixed: bool
) -> int:
    if fixed:
        return national.put_indicator(draft, of, scores, indicator)
    at = row(draft, item=indicator.id)
    for (path, style), number in list(zip(_PATHS, _COLUMNS, strict=True))[2:]:
        draft.value(at, national.SPANS[number], indicator, path, style)
    national.put_result(draft, at, of, scores, indicator)
    return at
