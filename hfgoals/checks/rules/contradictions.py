"""W25: goal, purpose and rows of one project say the same of dates, bounds, units and sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.finding import Level
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.agreement import context_of
from hfgoals.checks.text.deadlines import Deadline, deadlines
from hfgoals.checks.text.measure import QUANTITY, unit_of
from hfgoals.checks.text.quantities import Quantity, money_unit, normalized, quantities
from hfgoals.checks.text.senses import likeness
from hfgoals.checks.text.sums import (
    Counted,
    counted_nouns,
    listed_items,
    odd_sums,
    parts_of,
    shared_out,
    told,
)
from hfgoals.checks.text.wording import bare_name, plain_number, quoted
from hfgoals.checks.text.words import any_of, word_file
from hfgoals.model.address import Address
from hfgoals.model.target import AT_LEAST, AT_MOST, LESS, MORE

_FILE: Final = "contradictions"
_LIKE, _SAME = 0.5, 0.75
_UP, _DOWN = frozenset((AT_LEAST, MORE)), frozenset((AT_MOST, LESS))
_LEAST = 5
"""Smaller numbers agree by chance."""
_Text = tuple[Address, str]


@rule("W25", reads=("project.purpose", "goal.text", "indicator"))
def agrees_with_itself(case: ProjectCase) -> Iterator[Hit]:
    """Dates, bounds, units, levels and sums are told alike by goal, purpose and rows."""
    project = case.project
    texts = [(at(goal, "text"), goal.text) for goal in project.goals]
    texts.append((at(project, "purpose"), project.purpose))
    rows = list(rows_of(project))
    yield from _dates(texts, rows, case.year)
    for text in texts:
        yield from _amounts(text, rows)
        for odd in odd_sums(text[1]):
            says = f"{text[0].field.label}里“{quoted(odd.text, 40)}”{told(odd)}。"
            yield Hit(text[0], {"says": says})
    yield from _nouns(texts, rows)
    for row in rows:
        yield from _description(row)


def _dates(texts: list[_Text], rows: list[Row], year: int) -> Iterator[Hit]:
    """What the goal wants by September is not to be done by June, or November, in the table."""
    dated = [row for row in rows if _month(row, year) and not _is_step(row)]
    for address, text in texts:
        said = [
            each
            for each in deadlines(text)
            if each.year in (0, year) and not each.is_step and "每" not in each.clause
        ]
        left = [row for row in dated if not any(_fits(each, row, year) for each in said)]
        for each in said:
            if any(_fits(each, row, year) for row in dated):
                continue
            rivals = left
            if len(left) > 1 or len(said) > 1:
                rivals = [row for row in left if _like_date(each, row)]
            if len(rivals) == 1:
                row = rivals[0]
                says = (
                    f"{address.field.label}里说“{quoted(each.clause)}”，第{row.number}行"
                    f"“{quoted(row.indicator.name)}”却是“{quoted(row.indicator.target.text)}”。"
                )
                yield row.hit("target", says=says)
    for row in dated:
        for each in deadlines(row.indicator.description):
            if each.latest and not each.is_step and not _fits(each, row, year):
                says = (
                    f"第{row.number}行描述里说“{quoted(each.text)}”，"
                    f"指标值却是“{quoted(row.indicator.target.text)}”。"
                )
                yield row.hit("target", says=says)
                break


def _like_date(each: Deadline, row: Row) -> bool:
    return likeness(each.clause, bare_name(row.indicator.name)) >= _LIKE


def _month(row: Row, year: int) -> int:
    deadline = row.indicator.target.deadline
    return deadline.month if deadline is not None and deadline.year == year else 0


def _is_step(row: Row) -> bool:
    return any_of(_FILE, "中间步骤").search(row.indicator.name) is not None


def _fits(said: Deadline, row: Row, year: int) -> bool:
    month = _month(row, year)
    return month <= said.month if said.latest else month == said.month


def _amounts(text: _Text, rows: list[Row]) -> Iterator[Hit]:
    """One number of one thing is bounded, counted and levelled alike in text and row."""
    address, said = text
    for quantity in quantities(said):
        if not quantity.unit or money_unit(quantity.unit) is not None:
            continue
        amount = normalized(quantity.number, quantity.unit)
        context = ""
        for row in rows:
            target = row.indicator.target
            if target.number is None or not unit_of(target):
                continue
            stated = normalized(target.number, unit_of(target))
            if stated[0] != amount[0]:
                continue
            context = context or context_of(said, quantity)
            fault = _fault(quantity, context, amount[1], stated[1], row, said, rows)
            if fault:
                label = address.field.label
                says = (
                    f"{label}里的“{quantity.text}”与第{row.number}行"
                    f"“{quoted(row.indicator.name)}”的“{quoted(target.text)}”{fault}。"
                )
                yield row.hit("target", says=says)


def _fault(
    quantity: Quantity, context: str, mine: str, theirs: str, row: Row, said: str, rows: list[Row]
) -> str:
    name, target = bare_name(row.indicator.name), row.indicator.target
    like = likeness(context, name)
    if mine == theirs:
        if like < _LIKE:
            return ""
        up, down = quantity.sign in _UP, quantity.sign in _DOWN
        if (up and target.sign in _DOWN) or (down and target.sign in _UP):
            return "一个是下限，一个是上限"
        levels, others = _levels(context), _levels(name)
        if len(levels) == 1 and len(others) == 1 and levels != others and "以上" not in context:
            return "说的不是同一级"
        return ""
    whole = quantity.number >= _LEAST and not _interchangeable(mine, theirs)
    if like < _SAME or not whole or money_unit(theirs) or _has_both(said, rows, quantity, row):
        return ""
    return "单位不一样"


@cache
def _unit_groups() -> tuple[frozenset[str], ...]:
    groups = next(word_file(_FILE).entries("可通用的单位"))
    return tuple(frozenset(groups.texts(name)) for name in groups.values)


def _interchangeable(one: str, other: str) -> bool:
    known = [group for group in _unit_groups() if one in group or other in group]
    mine, theirs = any(one in g for g in known), any(other in g for g in known)
    return not (mine and theirs) or any(one in g and other in g for g in known)


def _has_both(said: str, rows: list[Row], quantity: Quantity, row: Row) -> bool:
    """Whether the table has that amount in the text's unit, or the text in the row's."""
    target = row.indicator.target
    units = {unit_of(one.indicator.target) for one in rows}
    return quantity.unit in units or any(
        each.unit == unit_of(target) and each.number == target.number for each in quantities(said)
    )


@cache
def _level_words() -> dict[str, tuple[str, ...]]:
    groups = next(word_file(_FILE).entries("级别"))
    return {name: groups.texts(name) for name in groups.values}


def _levels(text: str) -> frozenset[str]:
    return frozenset(
        name for name, words in _level_words().items() if any(word in text for word in words)
    )


def _nouns(texts: list[_Text], rows: list[Row]) -> Iterator[Hit]:
    """The purpose's 110个行政村 are the 100个行政村 that goal and descriptions speak of."""
    said = [
        *texts,
        *((at(row.indicator, "description"), row.indicator.description) for row in rows),
    ]
    found: dict[str, list[tuple[Address, Counted]]] = {}
    for address, text in said:
        for each in counted_nouns(text):
            found.setdefault(each.noun, []).append((address, each))
    for places in found.values():
        numbers = Counter(each.number for _, each in places)
        if len(numbers) != 2 or len({address for address, _ in places}) < 2:
            continue
        (_, times), (odd, once) = numbers.most_common(2)
        wrong = [(a, e) for a, e in places if e.number == odd]
        if times == once:
            wrong = [(a, e) for a, e in places if a.path == "purpose"] or places
        address, each = wrong[0]
        other = next(e for _, e in places if e.number != each.number)
        says = f"{address.field.label}里说“{each.text}”，别处却是“{other.text}”。"
        yield Hit(address, {"says": says}, level="hint" if times == once else None)


def _description(row: Row) -> Iterator[Hit]:
    """The parts that a description lists make up an exact value."""
    target, text = row.indicator.target, row.indicator.description
    unit = unit_of(target)
    if target.number is None or not unit or not text:
        return
    level: Level | None = None if target.sign not in _UP | _DOWN else "hint"
    parts = parts_of(text)
    if parts and all(each.unit == unit or (each.unit in unit and len(unit) > 1) for each in parts):
        counted = sum((each.number for each in parts), Decimal(0))
        if counted != target.number and not (level and counted > target.number):
            says = (
                f"第{row.number}行描述里的“{quoted(text)}”加起来是{plain_number(counted)}{unit}，"
                f"指标值却是“{quoted(target.text)}”。"
            )
            yield row.hit("target", level=level, says=says)
    out = shared_out(text)
    if out is not None and out[2] == unit and out[1] != target.number:
        says = (
            f"第{row.number}行描述里的“{quoted(text)}”是{plain_number(out[1])}{unit}，"
            f"指标值却是“{quoted(target.text)}”。"
        )
        yield row.hit("target", level=level, says=says)
    items = listed_items(text)
    if row.code == QUANTITY and not level and abs(items - target.number) == 1 < items:
        says = (
            f"第{row.number}行描述里“{quoted(text)}”列了{items}样，"
            f"指标值却是“{quoted(target.text)}”。"
        )
        yield row.hit("description", level="hint", says=says)
    for odd in odd_sums(text):
        yield row.hit(
            "description", says=f"第{row.number}行描述里“{quoted(odd.text, 40)}”{told(odd)}。"
        )
