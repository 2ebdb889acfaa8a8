"""Forms of monitoring and self-evaluation for others to fill in: targets as they are, room beside.

What a form works out is left blank there: it would be stale as soon as anybody typed, and is worked
out anew where the workbook comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hfgoals.codec.marks import STAGE_INSTRUCTIONS
from hfgoals.forms.fill_in import told
from hfgoals.forms.form import Form, Subject
from hfgoals.forms.stage_parts import PROJECT, result_of, stage_of
from hfgoals.layout.sheet import Cell, Sheet
from hfgoals.model.dating import stage_name
from hfgoals.model.kinds import MONEY, POINTS
from hfgoals.model.rows import OF_STAGES
from hfgoals.model.stages import WHOLE_YEAR, date_of
from hfgoals.model.values import Project

_LOCKED = {
    "value": "given",
    **dict.fromkeys(("value-center", "level", "sum", "amount", "number"), "given-center"),
}


def compose(form: Form, of: Subject, month: int) -> Sheet:
    """The form of the project at that stage, with what is filled in of it already."""
    blank = replace(of, project=_without_stages(of.project))
    sheet = form.compose(blank)
    rows: dict[str, Any] = {stage_of(blank, month).id: stage_of(of, month)}
    indicators: dict[str, str] = {}
    for bare, own in zip(blank.project.indicators, of.project.indicators, strict=True):
        result = result_of(blank, bare, month)
        rows[result.id] = result_of(of, own, month)
        indicators[result.id] = own.id
    told_by = {
        cell.row: indicators[cell.address.row]
        for cell in sheet.cells
        if cell.address is not None and cell.address.row in indicators
    }
    first = min(told_by, default=len(sheet.rows))
    cells = [_filled(cell, rows) for cell in sheet.cells]
    named = _named(cells, told_by)
    told_cells = []
    for cell in cells:
        if cell.row < first and cell.text == PROJECT:
            cell = replace(cell, tells=of.project.id)
        elif cell in named:
            cell = replace(cell, tells=told_by[cell.row])
        told_cells.append(_shown_locked(cell))
    return replace(sheet, cells=tuple(told_cells), paper=form.paper)


def _shown_locked(cell: Cell) -> Cell:
    """The cell on the ground of labels where it is not to be filled in."""
    if cell.address is not None and cell.address.part in OF_STAGES:
        return cell
    return replace(cell, style=_LOCKED.get(cell.style, cell.style))


def _without_stages(project: Project) -> Project:
    rows = tuple(replace(each, stages=()) for each in project.indicators)
    return replace(project, stages=(), indicators=rows)


def _filled(cell: Cell, rows: dict[str, Any]) -> Cell:
    """The cell with what is stated there, and not what would be worked out."""
    address = cell.address
    if address is None or address.part not in OF_STAGES:
        return cell
    kind, value = address.field.kind, address.field.read(rows[address.row])
    number: Decimal | None = None
    if value is not None and kind in (MONEY, POINTS):
        number = value.wan if kind is MONEY else Decimal(value)
    style = "amount" if kind in (MONEY, POINTS) else cell.style
    shape = "0.00" if number is not None else ""
    text = kind.format(value)
    return replace(cell, text=text, number=number, number_format=shape, style=style, kept="")


def _named(cells: list[Cell], told_by: dict[int, str]) -> frozenset[Cell]:
    """The cell of each row that names its indicator: levels, targets and points look otherwise."""
    found: set[Cell] = set()
    for row in told_by:
        own = sorted((each for each in cells if each.row == row), key=lambda each: each.column)
        fixed = [each for each in own if each.address is None and each.style == "value"]
        found.update(fixed[:1])
    return frozenset(found)


def compose_notes(year: int, month: int) -> Sheet:
    """填写说明 of that stage."""
    caption = f"{year}年{stage_name(date_of(year, month))}"
    return told(STAGE_INSTRUCTIONS, caption, _notes(month))


def _notes(month: int) -> Iterator[tuple[str, str]]:
    evaluation = month == WHOLE_YEAR
    yield "栏目", "怎么填"
    yield (
        "填在哪里",
        (
            "只填白底的格子。灰底的是批复的项目、指标和指标值，已经锁定；目标有出入的请告诉"
            "汇总的人，不要在这里改，改了也不会采用。选中一格会出现提示，带箭头的格子可以下拉选择。"
        ),
    )
    yield (
        "资金",
        (
            "以万元为单位填数字，最多到分，不写“万元”。资金总额不填时按各项来源相加；"
            "执行率和得分由程序计算，不用填。"
        ),
    )
    if evaluation:
        yield "年度目标", "“实际完成情况”写全年做成了什么，不要照抄预期目标。"
        yield (
            "实际完成值",
            (
                "照指标值的单位填实际数，不写≥、≤，如指标值 ≥95% 填 96%；期限填实际完成的年月，"
                "如 2023年11月。定性的可以下拉选一项，也可以自己写。"
            ),
        )
        yield (
            "得分",
            "一般不用填：按完成值计算。定性指标没有全部达成的，在分值以内填；不能超过分值。",
        )
        yield "原因和措施", "没有完成的、超出指标值三成以上的，写明原因和改进措施。"
    else:
        yield (
            "执行情况",
            f"填到{month}月底实际完成的数，照指标值的单位，不写≥、≤；还没有开始的填 0 或写明情况。",
        )
        yield "预计完成", "填预计到年底能完成的数或年月。"
        yield "偏差原因", "与指标值有偏差的，在相应的栏选“√”，并在“原因说明”写明。"
        yield (
            "可能性",
            "“确定能”“有可能”“完全不可能”三项选一项打“√”；不能完成的在备注写拟采取的措施。",
        )
    yield "填好以后", "保存为 .xlsx 交回汇总的人；不要改动栏目名称，也不要另存为其他格式。"
