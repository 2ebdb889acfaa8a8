"""Where goal or purpose of a project count a thing otherwise than a row of its table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hfgoals.checks.case import at
from hfgoals.checks.text.measure import unit_of
from hfgoals.checks.text.nouns import titles
from hfgoals.checks.text.quantities import Quantity, money_unit, normalized, quantities
from hfgoals.checks.text.senses import at_odds, likeness, verbs
from hfgoals.checks.text.wording import HAN, bare_name
from hfgoals.model.address import Address
from hfgoals.model.values import Indicator, Project

_BOUNDARY = re.compile(r"[，。；：、！？,;:!?\n（）()]")
_SHARED_OUT = re.compile(r"各|每|单|其中|平均|分别|日均|月均|年均|人均")
_ONLY_SUM = re.compile(r"^(?:共计|合计|总计|共|总共)?$")
_BEHIND = 10
_LIKE, _LIKE_RATE = 0.5, 0.75
_PHYSICAL = frozenset("平方米 平方公里 公里 TB GB 兆 吨 亩 千瓦 摄氏度".split())
_TIME = frozenset("秒 分钟 小时 天 日 个工作日 周 个月".split())
PEOPLE = {"名": "人", "位": "人"}
"""Units that count the same."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number of a text against that of a row."""

    address: Address
    """Of the text."""
    label: str
    """绩效目标 or 资金用途."""
    quantity: Quantity
    number: int
    """Of the row, from 1."""
    row: Indicator


def disagreements(project: Project) -> tuple[Disagreement, ...]:
    """Every such pair; none where the number stands in a row or the row's number in the text."""
    texts = [(at(goal, "text"), "绩效目标", goal.text) for goal in project.goals]
    texts.append((at(project, "purpose"), "资金用途", project.purpose))
    rows = [(number, row) for number, row in enumerate(project.indicators, 1)]
    known = frozenset(each for _, row in rows for each in _amounts(row))
    return tuple(
        Disagreement(address, label, quantity, *rival)
        for address, label, text in texts
        for quantity, rival in _of_text(text, rows, known)
    )


_EACH_OF = re.compile(rf"每(?P<of>[{HAN}]{{1,2}})$")


def shares_at_odds(project: Project) -> tuple[Disagreement, ...]:
    """Where goal or purpose say 每种2000册 and the only row that shares out so says 每种3000册."""
    said: dict[tuple[str, str], dict[Decimal, tuple[int, Indicator]]] = {}
    for number, row in enumerate(project.indicators, 1):
        for of, each in _shares(row.description):
            said.setdefault((of, each.unit), {})[each.number] = (number, row)
    texts = [(at(goal, "text"), "绩效目标", goal.text) for goal in project.goals]
    texts.append((at(project, "purpose"), "资金用途", project.purpose))
    found = []
    for address, label, text in texts if said else ():
        told = tuple(_shares(text))
        for of, each in told:
            rows = said.get((of, each.unit), {})
            alone = [one for name, one in told if (name, one.unit) == (of, each.unit)] == [each]
            if len(rows) == 1 and alone and each.number not in rows:
                found.append(Disagreement(address, label, each, *next(iter(rows.values()))))
    return tuple(found)


def _shares(text: str) -> Iterator[tuple[str, Quantity]]:
    for each in quantities(text) if "每" in text else ():
        before = _EACH_OF.search(text[max(0, each.start - 3) : each.start])
        if before is not None and each.unit:
            yield before["of"], each


_Amount = tuple[Decimal, str]
_Known = tuple[_Amount, bool]
"""An amount, and whether it is told of each: 每座24只."""
_Row = tuple[int, Indicator]


def _amounts(row: Indicator) -> Iterator[_Known]:
    stated = _stated(row)
    if stated is not None:
        yield stated, False
    for text in (row.description, row.name):
        for each in quantities(text):
            yield _amount(each), _is_shared_out(text, each)


def _is_shared_out(text: str, quantity: Quantity) -> bool:
    return _SHARED_OUT.search(_BOUNDARY.split(text[: quantity.start])[-1]) is not None


def _stated(row: Indicator) -> _Amount | None:
    number, unit = row.target.number, unit_of(row.target)
    if number is None or not unit:
        return None
    whole, plain = normalized(number, unit)
    return whole, PEOPLE.get(plain, plain)


def _amount(quantity: Quantity) -> _Amount:
    whole, plain = normalized(quantity.number, quantity.unit)
    return whole, PEOPLE.get(plain, plain)


def _of_text(
    text: str, rows: list[_Row], known: frozenset[_Known]
) -> Iterator[tuple[Quantity, _Row]]:
    found = [each for each in quantities(text) if each.unit and money_unit(each.unit) is None]
    told: set[str] = set()
    for each in found:
        amount = _amount(each)
        if (amount, False) in known or ((amount, True) in known and _is_shared_out(text, each)):
            continue
        left = [row for row in rows if not _told(text, found, row)]
        only = sum(_amount(other)[1] == amount[1] for other in found) == 1
        rival = _rival(context_of(text, each), amount[1], left, only)
        if rival is not None and rival[1].id not in told:
            told.add(rival[1].id)
            yield each, rival


def _told(text: str, found: list[Quantity], row: _Row) -> bool:
    """Whether the text says the row's number of what the row counts."""
    stated = _stated(row[1])
    return any(
        _amount(each) == stated and likeness(context_of(text, each), bare_name(row[1].name)) > 0
        for each in found
    )


def context_of(text: str, quantity: Quantity) -> str:
    """The clause before the number, the one before that of a mere 共, what is counted behind."""
    clauses = _BOUNDARY.split(text[: quantity.start])
    before = clauses[-1].strip()
    if _ONLY_SUM.match(before) and len(clauses) > 1:
        before = re.sub(r"[各每]", "", clauses[-2]).strip()
    behind = re.split(rf"{_BOUNDARY.pattern}|\d", text[quantity.end : quantity.end + _BEHIND])[0]
    return f"{before} {behind}"


def _near(context: str, name: str, unit: str, like: float) -> bool:
    """Whether a text's only number in a unit is that of the only row in it."""
    if unit in _PHYSICAL:
        return True
    return like > 0 and (unit in _TIME or bool(verbs(context) & verbs(name)))


def _rival(context: str, unit: str, rows: list[_Row], only: bool) -> _Row | None:
    """The one row in that unit that counts the same; None when none or several do.

    ``only`` says that the text has no other number in it: then a verb in common is enough.
    """
    shared_out = _SHARED_OUT.search(context) is not None
    least = _LIKE_RATE if unit in ("%", "‰") else _LIKE
    in_unit = [row for _, row in rows if (_stated(row) or ("", ""))[1] == unit]
    best: tuple[float, _Row] | None = None
    tied = False
    for number, row in rows:
        stated = _stated(row)
        name = bare_name(row.name)
        if stated is None or stated[1] != unit or at_odds(context, name):
            continue
        if shared_out != (_SHARED_OUT.search(name) is not None):
            continue
        like = likeness(context, name)
        if titles(context) and set(titles(context)) == set(titles(row.description)):
            like = max(like, _LIKE_RATE)
        alone = only and len(in_unit) == 1 and _near(context, name, unit, like)
        if (like < least and not alone) or (best is not None and like < best[0]):
            continue
        tied = best is not None and like == best[0]
        best = like, (number, row)
    return None if best is None or tied else best[1]
