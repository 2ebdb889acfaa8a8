"""What came of a project's targets, out of the cells that say it: its stages and results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from hfgoals.evaluation.scores import scores_of
from hfgoals.exchange.foreign.choices import LIKELIHOOD
from hfgoals.exchange.foreign.meaning import CellAt, Held, RowAt, TableReading
from hfgoals.exchange.foreign.notes import Remarks
from hfgoals.exchange.misplaced import is_compared, is_number
from hfgoals.exchange.sizes import settled_by_size
from hfgoals.exchange.standard.worked_out import settled
from hfgoals.exchange.tables import Cell
from hfgoals.forms import FORMS, evaluation_project, evaluation_project_sichuan, monitoring_project
from hfgoals.model.blanks import results_of as of_indicators
from hfgoals.model.dating import UNKNOWN_YEAR
from hfgoals.model.fields import FIELDS, field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.money import Money, total
from hfgoals.model.stage_fields import COLUMN_NAMES
from hfgoals.model.stages import (
    SOURCES,
    USUAL_MONTH,
    WHOLE_YEAR,
    Amounts,
    Result,
    Stage,
    YearStages,
    date_of,
    month_of,
    says_anything,
)
from hfgoals.model.values import AnnualPlan, Indicator, Project

AT = tuple[CellAt, Held]
_LIKELY = {
    "确定能": "certain",
    "有可能": "possible",
    "完全不可能": "impossible",
    "不可能": "impossible",
}
_TICKS = frozenset("√✓✔☑")
_REASONS = ("reason", "remedy")
_TEXTS = ("actual", "forecast", *_REASONS)
_SIGNED = "完成值“{}”带着符号，像是指标值，请核对。"
_NO_TEXT = "“{}”一栏写的是“{}”，可能错了一栏，没有读入。"
_NO_PERCENT = "指标值是百分数，完成值“{}”没有百分号，请核对。"
_NO_WORDS = "指标值是文字，完成值是“{}”，可能错了一栏，请核对。"
_ABOVE = "得分 {} 高于分值 {}，请核对。"
_OTHER_SCORE = "得分写的是 {}，按完成值算出来是 {}，已按表中的读入，请核对。"
_FAR_OFF = "执行数与预算数相差太大，可能是元和万元写混了，请核对。"
_ADJUSTED = "“全年预算数”读入这一阶段；项目的预算数按“年初预算数”读入，请核对。"
_SIZED = "{}的资金总额与各项来源相差一万倍，像是元和万元写混了，已按合计相符的读入，请核对。"
_SICHUAN = ("process", "conclusion", "problems", "measures", "spending_reason", "leader")
"""What only that form has room for."""
_FAR = 100


def month_in(reading: TableReading) -> int:
    """The month of the stage that a table is of."""
    if reading.sort == "监控表":
        return reading.month or USUAL_MONTH
    return WHOLE_YEAR


@dataclass(frozen=True, slots=True)
class Said:
    """The result of one row with the cells that say it."""

    result: Result
    cells: Mapping[str, Cell]


def results_of(
    held: Iterable[AT], cells: Mapping[CellAt, Cell], notes: Remarks
) -> dict[RowAt, Said]:
    """What came of each indicator, by its row."""
    texts: dict[RowAt, dict[str, str]] = {}
    places: dict[RowAt, dict[str, Cell]] = {}
    for at, each in held:
        if each.choice.part != "result":
            continue
        for row in each.rows or (RowAt(at.table, at.row),):
            own = texts.setdefault(row, {})
            before, text = own.get(each.choice.path, ""), each.text.strip()
            own[each.choice.path] = f"{before}\n{text}" if before and before != text else text
            places.setdefault(row, {}).setdefault(each.choice.path, cells[at])
    return {row: Said(_result(texts[row], places[row], notes), places[row]) for row in texts}


def _result(texts: Mapping[str, str], cells: Mapping[str, Cell], notes: Remarks) -> Result:
    result = Result()
    for each in FIELDS["result"]:
        text = texts.get(each.path, "")
        if not text:
            continue
        if each.path in _TEXTS and _is_of_another_column(each.path, text):
            notes.refuse(cells[each.path], _NO_TEXT.format(each.name, text))
            continue
        if each.path == "score":
            text = text.rstrip().removesuffix("分")
        result = _put(result, each.path, text, cells[each.path], notes)
    likely = "".join(texts.get(LIKELIHOOD.path, "").split()).rstrip("。")
    if likely:
        path = _LIKELY.get(likely)
        if path is None:
            notes.refuse(cells[LIKELIHOOD.path], "这一格不是确定能、有可能或完全不可能，没有读入。")
        else:
            result = field_of("result", f"likelihood.{path}").with_value(result, True)
    return result


def _is_of_another_column(path: str, text: str) -> bool:
    """Whether a text is a tick, one of three likelihoods, or, for a reason, a bare number."""
    plain = "".join(text.split())
    return plain in _LIKELY or plain in _TICKS or (path in _REASONS and is_number(text))


def _put(result: Result, path: str, text: str, cell: Cell, notes: Remarks) -> Result:
    of = field_of("result", path)
    try:
        filled: Result = of.put(result, text)
    except FieldError as error:
        notes.refuse(cell, f"{of.label}没有读入：{error}")
        return result
    return filled


@dataclass(frozen=True, slots=True)
class Doubts:
    """Tells what is odd about results, at their cells."""

    notes: Remarks
    cells: Mapping[CellAt, Cell]
    held: Sequence[AT]
    _stage: dict[str, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, each in self.held:
            if each.choice.part == "stage":
                self._stage.setdefault(each.choice.path, self.cells[at])

    def about(self, path: str, message: str) -> None:
        """Of the stage's field."""
        if path in self._stage:
            self.notes.tell(self._stage[path], message)

    def of_column(self, column: str, message: str) -> None:
        """Of a column of the funds, at its first cell."""
        for path, cell in self._stage.items():
            if path.startswith(f"{column}."):
                self.notes.tell(cell, message)
                return

    def of_row(self, indicator: Indicator, said: Said) -> None:
        """What of one result may be another's, or of another column."""
        result, target = said.result, indicator.target
        actual = result.actual
        if is_compared(actual.text):
            self.notes.tell(said.cells["actual"], _SIGNED.format(actual.text))
        bare = actual.number is not None and not actual.unit and actual.number <= 1
        if target.unit == "%" and target.number is not None and target.number > 1 and bare:
            self.notes.tell(said.cells["actual"], _NO_PERCENT.format(actual.text))
        words = bool(target.text) and target.number is None and target.deadline is None
        if words and is_number(actual.text):
            self.notes.tell(said.cells["actual"], _NO_WORDS.format(actual.text))
        weight, score = indicator.weight, result.score
        if weight is not None and score is not None and score > weight:
            self.notes.tell(said.cells["score"], _ABOVE.format(_plain(score), _plain(weight)))


def with_stage(
    project: Project, stage: Stage, said: Sequence[Said | None], month: int, doubts: Doubts
) -> Project:
    """The project with that stage, and with the results of its indicators in their order; what a
    form works out anyway is not kept, a score that differs is, with a note."""
    date = date_of(UNKNOWN_YEAR, month)
    stage = _sized(replace(stage, date=date), doubts)
    _tell_of_budgets(project, stage, doubts)
    results = [replace(each.result if each else Result(), date=date) for each in said]
    pairs = list(zip(project.indicators, results, strict=True))
    alone = replace(
        project,
        stages=(stage,),
        indicators=tuple(replace(row, stages=(result,)) for row, result in pairs),
    )
    for indicator, each in zip(project.indicators, said, strict=True):
        if each is not None:
            doubts.of_row(indicator, each)
    done = settled(alone, UNKNOWN_YEAR, AnnualPlan())
    if month == WHOLE_YEAR:
        _tell_scores(done, said, doubts)
    rows = tuple(
        replace(row, stages=(*row.stages, *filter(says_anything, new.stages)))
        for row, new in zip(project.indicators, done.indicators, strict=True)
    )
    kept = filter(says_anything, done.stages)
    return replace(project, indicators=rows, stages=(*project.stages, *kept))


def _tell_scores(project: Project, said: Sequence[Said | None], doubts: Doubts) -> None:
    """Of scores that are kept because they differ from what the actual values come to."""
    blank = tuple(
        replace(row, stages=tuple(replace(of, score=None) for of in row.stages))
        for row in project.indicators
    )
    comes_to = scores_of(replace(project, indicators=blank), UNKNOWN_YEAR, YearStages()).of
    for row, each in zip(project.indicators, said, strict=True):
        score, worked_out = row.stages[0].score, comes_to[row.id]
        if each is not None and score is not None and worked_out is not None:
            message = _OTHER_SCORE.format(_plain(score), _plain(worked_out))
            doubts.notes.tell(each.cells["score"], message)


def _sized(stage: Stage, doubts: Doubts) -> Stage:
    """With the columns of its funds in the currency that they must be in, by their size."""
    for column, name in COLUMN_NAMES.items():
        amounts: Amounts = getattr(stage, column)
        parts = [getattr(amounts, source) for source in SOURCES]
        others = total([each for each in parts[1:] if each is not None])
        probe = Project(budget=amounts.total, fiscal=amounts.fiscal, other=others)
        fitted, doubt = settled_by_size(probe, silent=False)
        if not doubt:
            continue
        changed: dict[str, Any] = {"total": fitted.budget}
        if fitted.budget == amounts.total:
            up = (fitted.fiscal or fitted.other or Money(0)) > (
                amounts.fiscal or others or Money(0)
            )
            changed = {source: _times(getattr(amounts, source), up=up) for source in SOURCES}
        scaled: Any = {column: replace(amounts, **changed)}
        stage = replace(stage, **scaled)
        doubts.of_column(column, _SIZED.format(name))
    return stage


def _times(amount: Money | None, *, up: bool) -> Money | None:
    if amount is None:
        return None
    return Money(amount.fen * 10_000) if up else Money(amount.fen // 10_000)


def _tell_of_budgets(project: Project, stage: Stage, doubts: Doubts) -> None:
    """That there are two budgets, and that what was spent is a hundred times as much as any."""
    if None not in (stage.revised.total, project.budget) and stage.revised.total != project.budget:
        doubts.about("revised.total", _ADJUSTED)
    budget, spent = stage.revised.whole or project.budget, stage.spent.whole
    if budget and spent and budget.fen > 0 and spent.fen > budget.fen * _FAR:
        doubts.of_column("spent", _FAR_OFF)


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"


def in_stage_forms(plan: AnnualPlan) -> AnnualPlan:
    """The year with the forms in which its results can be seen, and the month of its monitoring."""
    stages = [each for project in plan.projects for each in project.stages]
    found = {month_of(each.date) for each in stages}
    found |= {month_of(of.date) for project in plan.projects for of in of_indicators(project)}
    if not found:
        return plan
    used = set(plan.forms)
    if WHOLE_YEAR in found:
        prose = any(getattr(each, path) for each in stages for path in _SICHUAN)
        form = evaluation_project_sichuan if prose else evaluation_project
        used.add(form.ID)
    monitored = sorted(found - {WHOLE_YEAR})
    if monitored:
        used.add(monitoring_project.ID)
        if monitored[-1] != USUAL_MONTH:
            plan = replace(plan, stages=replace(plan.stages, month=monitored[-1]))
    added = (form.id for form in FORMS if form.id in used and form.id not in plan.forms)
    return replace(plan, forms=(*plan.forms, *added))
