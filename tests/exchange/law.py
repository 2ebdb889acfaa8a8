"""The law of reading in: a line that is not blank is used or noted, never dropped silently.

Judged from outside: the line's text must stand somewhere in the result, be one of the form's own
labels, or be noted.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from hfgoals.exchange.dump import dump
from hfgoals.exchange.proposal import Proposal
from hfgoals.model.text import cleaned
from hfgoals.model.values import Book

_LABELS = frozenset(
    "第一部分 部门整体绩效目标 一、总体绩效目标 二、分项绩效目标 三、工作保障措施 第二部分"
    " 预算项目绩效目标 单位：万元 项目编码 项目名称 预算规模及资金用途 预算数 其中：财政资金"
    " 其他资金 资金支出计划（%） 3月底 6月底 10月底 12月底 绩效目标 一级指标 二级指标 三级指标"
    " 绩效指标描述 指标值 指标值确定依据".split()
)


def lost_lines(text: str, proposal: Proposal) -> list[tuple[int, str]]:
    """The lines that are nowhere in the proposal, with their numbers; [] when the law holds."""
    found = dump(Book(proposal.unit, (proposal.plan,)))
    words = list(_words(found))
    whole = "\x00".join(re.sub(r"\s", "", word) for word in words)
    numbers = {number for word in words if (number := _number(word)) is not None}
    unit = f"{proposal.unit.code}{proposal.unit.name}"
    lost = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = re.sub(r"\s", "", cleaned(re.sub(r"\[bookmark:[^\]]*\]", "", raw)))
        if (
            not line
            or _is_noted(number, line, proposal)
            or line in _LABELS
            or line == re.sub(r"\s", "", unit)
        ):
            continue
        if _number(line) in numbers or any(part in whole for part in _kept(line)):
            continue
        lost.append((number, raw))
    return lost


def _is_noted(number: int, line: str, proposal: Proposal) -> bool:
    """Whether a note is about that line, or about a cell that it is a paragraph of."""
    return any(
        note.line == number
        or (note.line < number and line in re.sub(r"[^\S\n]", "", note.text).split("\n"))
        for note in proposal.notes
    )


def _kept(line: str) -> list[str]:
    """What of a line the result keeps: numbers and labels before a text are the form's own."""
    kept = [line, re.sub(r"^\d+[.．、]", "", line), re.sub(r"^绩效(目标|指标)[：:]", "", line)]
    heading = re.fullmatch(r"\d+[.．、](.*)绩效目标表", line)
    return [part for part in (*kept, heading[1] if heading else "") if part]


def _words(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [word for value in data.values() for word in _words(value)]
    if isinstance(data, list):
        return [word for value in data for word in _words(value)]
    return [data] if isinstance(data, str) else [json.dumps(data)]


def _number(word: str) -> Decimal | None:
    try:
        number = Decimal(word.removesuffix("%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
