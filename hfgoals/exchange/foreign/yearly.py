"""What of a table is about this year: does it look back, does its project take several years."""

from __future__ import annotations

import re
from typing import Literal

from hfgoals.exchange.foreign.afterwards import bare, month_said
from hfgoals.exchange.foreign.folding import folded
from hfgoals.exchange.foreign.grid import Grid
from hfgoals.exchange.foreign.titles import is_title

Sort = Literal["", "自评表", "监控表"]
"""Of tables that tell what became of the targets, by what people call them."""
_TITLES: dict[Sort, re.Pattern[str]] = {
    "自评表": re.compile("自评|自我评价"),
    "监控表": re.compile("监控|跟踪"),
}
_RESULTS = frozenset({"得分", "自评得分", "实际完成值", "全年实际值", "完成值", "全年完成值"})
_MONITORED = frozenset({"执行情况", "完成情况", "执行数", "执行率", "实际完成值", "完成值"})
"""What is told of some months, where a table monitors."""
_FORESEEN = ("可能性", "预计完成", "预计全年", "全年预计")
_TITLE_ROWS = 4
_YEARS = re.compile(r"(20\d\d)(?:年|[.\-/]\d{1,2})?[\d月日./]{0,6}\s*[-—–~～至到]+\s*(20\d\d)")
_THIS_YEAR = ("年度", "当年", "本年", "全年", "年初")


def sort_of(grid: Grid) -> Sort:
    """What a table is that tells results beside targets; "" for any other."""
    titles = [grid.table.origin.title, *grid.table.origin.captions]
    titles += [cell.text for cell in grid.between(1, _TITLE_ROWS) if is_title(cell.text)]
    for sort, words in _TITLES.items():
        if any(words.search("".join(title.split())[:60]) for title in titles):
            return sort
    short = [cell.text for cell in grid.cells() if len(cell.text) <= 20]
    if any(month_said(text) and bare(text) in _MONITORED for text in short) and any(
        word in text for text in short for word in _FORESEEN
    ):
        return "监控表"
    return "自评表" if len({folded(text) for text in short} & _RESULTS) > 1 else ""


def month_of(grid: Grid) -> int | None:
    """The month that a monitoring reaches to, by its headings, else by its title."""
    titles = [grid.table.origin.title, *grid.table.origin.captions]
    titles += [cell.text for cell in grid.between(1, _TITLE_ROWS)]
    heads = [cell.text for cell in grid.cells() if len(cell.text) <= 20]
    heads = [text for text in heads if bare(text) in _MONITORED]
    said = (month_said(text) for text in (*heads, *(each[:60] for each in titles)))
    return next(filter(None, said), None)


def takes_years(grid: Grid) -> bool:
    """Whether the table says a term of several years: 2023年-2026年."""
    for cell in grid.cells():
        found = _YEARS.search("".join(cell.text.split())) if len(cell.text) <= 60 else None
        if found is not None and found[1] < found[2]:
            return True
    return False


def names_year(label: str) -> bool:
    """Whether a label says that its value is this year's: 年度资金总额, 当年财政拨款."""
    plain = "".join(label.split())
    return any(word in plain for word in _THIS_YEAR)
