"""Amounts that contradict each other by the size of 元 against 万元."""

from __future__ import annotations

from hfgoals.model.fields import field_of
from hfgoals.model.money import Money
from hfgoals.model.values import Project

_FIELDS = {path: field_of("project", path) for path in ("budget", "fiscal", "other")}
_TIMES = 10_000
_TOO_LARGE = Money(10_000 * 1_000_000)
"""One 亿元: no project of a county is as large, and 10,000 元 are no rarity."""
_TOO_SMALL = Money(10_000)
"""100 元."""
_SILENT = "没有写明金额单位，按万元算数字太大，已按元读入，请核对。"
_AGAINST = "预算数与财政资金、其他资金相差一万倍，像是元和万元写混了，已按合计相符的读入，请核对。"


def settled_by_size(project: Project, *, silent: bool) -> tuple[Project, str]:
    """The project with its amounts in the currency that fits, and a sentence when any was changed.

    ``silent``: nothing in the source says what the amounts are in.
    """
    budget, parts = project.budget, _parts(project)
    largest = max((each for each in (budget, parts) if each is not None), default=None)
    if silent and largest is not None and largest >= _TOO_LARGE:
        return _divided(project, "budget", "fiscal", "other"), _SILENT
    if budget is None or parts is None or not budget.fen or not parts.fen:
        return project, ""
    if budget.fen == parts.fen * _TIMES or (project.other is None and _is_huge(budget, parts)):
        if parts < _TOO_SMALL:
            return _times(project, "fiscal", "other"), _AGAINST
        return _divided(project, "budget"), _AGAINST
    if parts.fen == budget.fen * _TIMES or _is_hidden(budget, parts):
        if budget < _TOO_SMALL:
            return _times(project, "budget"), _AGAINST
        return _divided(project, "fiscal", "other"), _AGAINST
    return project, ""


def _is_hidden(budget: Money, parts: Money) -> bool:
    """Whether a part that is not told may hide that the whole is ten thousand times too small."""
    return budget.fen * _TIMES // 10 <= parts.fen <= budget.fen * _TIMES


def _is_huge(budget: Money, parts: Money) -> bool:
    """Whether a whole is ten thousand times too large, beside a part that is most of it."""
    return parts.fen * _TIMES <= budget.fen <= parts.fen * _TIMES * 10


def _parts(project: Project) -> Money | None:
    found = [each for each in (project.fiscal, project.other) if each is not None]
    return Money(sum(each.fen for each in found)) if found else None


def _divided(project: Project, *paths: str) -> Project:
    """In 元 what was read as 万元; an amount that is no whole 分 then stays."""
    for path in paths:
        amount: Money | None = getattr(project, path)
        if amount is not None and amount.fen % _TIMES == 0:
            project = _FIELDS[path].put(project, str(Money(amount.fen // _TIMES)))
    return project


def _times(project: Project, *paths: str) -> Project:
    for path in paths:
        amount: Money | None = getattr(project, path)
        if amount is not None:
            project = _FIELDS[path].put(project, str(Money(amount.fen * _TIMES)))
    return project
