"""检查报告: what a check found, to sign or to send along.

A table of counts by return reason and level, the findings by project with place and advice, and
room for names and the seal; those kept for a reason follow in a table of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from hfgoals.forms.draft import Draft
from hfgoals.forms.report_frame import head, section, signatures
from hfgoals.layout.sheet import Row, Sheet
from hfgoals.model.values import AnnualPlan, Unit

ID = "check_report"
TITLE = "检查报告"
KEPT_TITLE = "保留事项"
MANY_TITLE = "多处同样的问题"
"""Above the lines that stand for many places."""
_LEVELS: Final = ("错误", "警告", "提示")
_EDGES = (0.0, 11.0, 41.0, 52.0, 60.0, 78.0, 96.0, 99.0, 114.0, 130.0, 158.0, 172.0)
_WHOLE = (_EDGES[0], _EDGES[-1])
_SUMMARY = ((0.0, 60.0), (60.0, 78.0), (78.0, 96.0), (96.0, 114.0), (114.0, 130.0), (130.0, 172.0))
_FOUND = ((0.0, 11.0), (11.0, 41.0), (41.0, 99.0), (99.0, 158.0), (158.0, 172.0))
_VERDICT, _COUNTS, _LISTED = 1, 2, 3
_ROW = 8.5
_NOTHING = "还没有填写，没有可以检查的内容。"
_NOT_BEGUN: Final = "还没有填写。"
_NO_PROBLEM: Final = "没有需要处理的问题。"
_HEADS: Final = ("序号", "位置", "问题", "建议", "级别")
_NUMERALS: Final = "二三四五六七八九十"
"""Of the sections behind that of the counts."""


_SHOWN = 12
"""Rules named; of more the number is told."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How many rules there are, and what of them is not as the program has it."""

    all: int
    off: tuple[str, ...] = ()
    """Code and title of each that does not run."""
    changed: tuple[str, ...] = ()
    """Code, title and levels of each whose level is another."""

    @property
    def ran(self) -> int:
        """How many ran."""
        return self.all - len(self.off)

    @property
    def words(self) -> str:
        """All of that in Chinese."""
        told = f"共{self.all}条规则，检查了{self.ran}条"
        if self.off:
            told += f"；关闭{len(self.off)}条：{_listed(self.off)}"
        if self.changed:
            told += f"；改了级别的{len(self.changed)}条：{_listed(self.changed)}"
        return f"{told}。"


def _listed(named: tuple[str, ...]) -> str:
    more = f"等{len(named)}条" if len(named) > _SHOWN else ""
    return "、".join(named[:_SHOWN]) + more


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One finding as the report tells it; everything in Chinese."""

    home: str
    """The project with its number, or 部门整体绩效目标."""
    place: str
    problem: str
    advice: str
    level: str
    """错误, 警告 or 提示."""
    reason: str
    """Why the bureau would send it back."""
    kept: str = ""
    """The user's reason for keeping it as it is; such a line does not count."""
    count: int = 1
    """For how many places it stands."""
    date: str = ""
    """Of the monitoring or self-evaluation that it is about; "" for the targets."""


@dataclass(frozen=True, slots=True)
class StageShown:
    """A part of the report, where a year goes on after its targets."""

    date: str
    """As in ReportLine."""
    name: str
    begun: bool
    """Whether anything of it is filled in."""


def compose(
    unit: Unit,
    plan: AnnualPlan,
    lines: Sequence[ReportLine],
    reasons: Sequence[str],
    checked_on: str,
    rules: Rules,
    stages: Sequence[StageShown] = (),
) -> tuple[Sheet, ...]:
    """The report of one year, and a Sheet of its own for what is kept, where anything is.

    ``reasons`` is every reason in the order of the counts, ``checked_on`` the date to be printed.
    ``stages`` are told one after the other, behind the targets; none where the year has none.
    """
    open_lines = [line for line in lines if not line.kept]
    kept = [line for line in lines if line.kept]
    draft = Draft(_EDGES)
    head(draft, f"{plan.year}年部门及项目绩效目标检查报告", unit, f"检查日期：{checked_on}")
    _conclusion(draft, plan, open_lines, kept, rules, stages)
    section(draft, "一、问题统计")
    _summary(draft, lines, reasons)
    if stages:
        _by_stage(draft, open_lines, (StageShown("", "绩效目标", not plan.is_blank), *stages))
    else:
        section(draft, "二、需要处理的问题")
        _table(draft, _HEADS, open_lines, _advice)
    signatures(draft, plan)
    sheet = draft.sheet(ID, TITLE, owner=plan.id)
    return (sheet, _annex(unit, plan, kept, checked_on, rules)) if kept else (sheet,)


def _by_stage(draft: Draft, lines: Sequence[ReportLine], stages: Sequence[StageShown]) -> None:
    """A table for each stage, all lines numbered through."""
    before = 0
    later = {stage.date for stage in stages[1:]}
    for place, stage in enumerate(stages):
        # What is of no stage that is listed stands with the targets: no line is lost.
        own = [line for line in lines if (line.date if line.date in later else "") == stage.date]
        told = f"（{said}）" if (said := _counted(own)) else ""
        section(draft, f"{_NUMERALS[place]}、{stage.name}需要处理的问题{told}")
        nothing = _NO_PROBLEM if stage.begun else _NOT_BEGUN
        _table(draft, _HEADS, own, _advice, (_LISTED + place, before, nothing))
        before += len(own)


def _annex(
    unit: Unit, plan: AnnualPlan, kept: Sequence[ReportLine], checked_on: str, rules: Rules
) -> Sheet:
    draft = Draft(_EDGES)
    head(draft, f"附表　{plan.year}年已说明理由保留的内容", unit, f"检查日期：{checked_on}")
    at = draft.row(Row(table=_VERDICT, least=_ROW))
    draft.text(at, (0.0, 41.0), "检查规则", "label")
    draft.text(at, (41.0, 172.0), rules.words, "value")
    _table(draft, ("序号", "位置", "问题", "保留理由", "级别"), kept, lambda line: line.kept)
    return draft.sheet(ID, KEPT_TITLE, owner=plan.id)


def _conclusion(
    draft: Draft,
    plan: AnnualPlan,
    open_lines: Sequence[ReportLine],
    kept: Sequence[ReportLine],
    rules: Rules,
    stages: Sequence[StageShown],
) -> None:
    scope = f"{plan.year}年部门整体绩效目标，预算项目绩效目标表{len(plan.projects)}个"
    scope += "".join(f"，{stage.name}" for stage in stages)
    errors = sum(line.level == "错误" for line in kept)
    among = f"（其中错误{errors}处）" if errors else ""
    also = f"另有{len(kept)}处{among}已说明理由保留，见附表。" if kept else ""
    verdict = _NOTHING if plan.is_blank and not open_lines else _verdict(open_lines, rules)
    told = (("检查范围", scope), ("检查规则", rules.words), ("检查结论", verdict + also))
    for label, text in told:
        at = draft.row(Row(table=_VERDICT, least=_ROW))
        draft.text(at, (0.0, 41.0), label, "label")
        draft.text(at, (41.0, 172.0), text, "value")


def _verdict(lines: Sequence[ReportLine], rules: Rules) -> str:
    levels = {line.level for line in lines}
    if not rules.ran:
        return "没有开启任何检查规则，不能得出有没有问题的结论。"
    told = _counted(lines)
    if "错误" in levels:
        return f"发现{told}。错误会导致退回，请改正后再报送。"
    if "警告" in levels:
        return f"发现{told}，没有错误。请逐条核对，确需保留的说明理由。"
    if told:
        return f"发现{told}，没有错误和警告。"
    return "没有发现问题。" if not rules.off else "开启的规则没有发现问题，关闭的规则没有检查。"


def _counted(lines: Sequence[ReportLine]) -> str:
    """错误1处、警告2处; "" for nothing."""
    counts = {level: sum(line.count for line in lines if line.level == level) for level in _LEVELS}
    return "、".join(f"{level}{count}处" for level, count in counts.items() if count)


def _advice(line: ReportLine) -> str:
    return line.advice


def _summary(draft: Draft, lines: Sequence[ReportLine], reasons: Sequence[str]) -> None:
    # No repeated heading: Excel repeats but one, that of the long table.
    top = draft.row(Row(table=_COUNTS, keep_with_next=True, least=_ROW))
    heads = ("退回原因", *_LEVELS, "合计", "已说明理由保留")
    for span, label in zip(_SUMMARY, heads, strict=True):
        draft.text(top, span, label, "head")
    present = {line.reason for line in lines}
    rows = [reason for reason in reasons if reason in present]
    for reason in rows:
        _counts(draft, reason, [line for line in lines if line.reason == reason])
    _counts(draft, "合计", lines, (top + 1, top + len(rows)) if rows else None)


def _counts(
    draft: Draft,
    label: str,
    lines: Sequence[ReportLine],
    above: tuple[int, int] | None = None,
) -> None:
    at = draft.row(Row(table=_COUNTS, least=_ROW))
    draft.text(at, _SUMMARY[0], label, "label")
    levels = [line.level for line in lines if not line.kept for _ in range(line.count)]
    kept = sum(bool(line.kept) for line in lines)
    counts = [*(levels.count(level) for level in _LEVELS), len(levels), kept]
    for span, count in zip(_SUMMARY[1:], counts, strict=True):
        if count or above is not None:
            draft.count(at, span, count, above)
        else:
            draft.text(at, span, "", "value-center")


def _table(
    draft: Draft,
    heads: Sequence[str],
    lines: Sequence[ReportLine],
    answer: Callable[[ReportLine], str],
    of: tuple[int, int, str] = (_LISTED, 0, _NO_PROBLEM),
) -> None:
    """The lines under a row for every project.

    ``of``: the table's number, the number of lines before it, and what it says without any.
    """
    table, number, nothing = of
    top = draft.row(Row(table=table, heading=True, keep_with_next=True, least=_ROW))
    for span, label in zip(_FOUND, heads, strict=True):
        draft.text(top, span, label, "head")
    if not lines:
        draft.text(draft.row(Row(table=table, least=_ROW)), _WHOLE, nothing, "value")
    for home, group in groupby(lines, lambda line: line.home):
        at = draft.row(Row(table=table, keep_with_next=True, least=7.0))
        draft.text(at, _WHOLE, home, "group")
        for line in group:
            number += 1
            at = draft.row(Row(table=table, least=_ROW))
            draft.count(at, _FOUND[0], number)
            told = (line.place, line.problem, answer(line))
            for span, text in zip(_FOUND[1:4], told, strict=True):
                draft.text(at, span, text, "value")
            draft.text(at, _FOUND[4], line.level, "value-center")
