"""Numbers that a text brings along for a list which our forms number themselves.

The forms print "1." before every goal of a project and before its name, "1、" before a sub-goal's
title. A text that begins with such a number would show two. 1.5万篇, 2023年, 3月底前, 1、2月份 and
一、二季度 begin with no number of a list.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.fields import FIELDS, PART_OF, Part
from hfgoals.model.identity import new_id
from hfgoals.model.rows import CHILDREN, children_of, with_children
from hfgoals.patterns import pattern

_HAN: Final = "一二三四五六七八九十"
# ①, ⑴ and ⒈, twenty of each.
_CIRCLED: Final = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x2474, 0x249C))))
_CIRCLES: Final = 20
# A figure goes on behind 1. and 1、 unless it is a year: 1.2023年完成.
_NO_FIGURE: Final = r"(?:(?!\s*\d)|(?=\s*(?:19|20)\d\d\s*年))"
_NUMBER: Final = pattern(
    rf"\s*(?:(?P<plain>\d{{1,2}})\s*[.．、]{_NO_FIGURE}"
    rf"|[（(]\s*(?P<round>\d{{1,2}})\s*[)）]\s*[、.．]?"
    rf"|(?P<half>\d{{1,2}})[)）]"
    rf"|(?P<han>[{_HAN}]{{1,3}})、(?!\s*[{_HAN}])"
    rf"|[（(](?P<inner>[{_HAN}]{{1,3}})[)）]\s*、?"
    rf"|第(?P<ordinal>[{_HAN}]{{1,3}})[，,、：:]"
    rf"|(?P<circled>[{_CIRCLED}]))\s*(?=\S)"
)

NUMBERED: Final[frozenset[tuple[Part, str]]] = frozenset(
    {("goal", "text"), ("subgoal", "title"), ("project", "name")}
)
"""The fields before which our forms print a number."""
_UNCLEAR: Final = pattern(rf"\s*\d+\.(?!{_NO_FIGURE})")
_MOST: Final = 8
_SEVERAL: Final[Part] = "goal"
"""The part of which one text may bring several rows."""


@dataclass(frozen=True, slots=True)
class _Number:
    style: str
    value: int
    end: int
    """Where the text begins behind it."""


def printed(number: int, goal: str) -> str:
    """The goal as the forms show it in a row of that number."""
    return f"{number}.{goal}"


def behind(text: str, number: int) -> str | None:
    """What stands behind that number and its point; None when the text does not begin so."""
    mark = printed(number, "")
    return text.removeprefix(mark) if text.startswith(mark) else None


def is_unclear(text: str) -> bool:
    """Whether its first point may be one of a decimal: 1.5万元 is a number, or 5万元 behind one."""
    return _UNCLEAR.match(text) is not None


def seal(text: str) -> str:
    """What a file of ours says invisibly of a numbered text that is unclear.

    Four letters that tell this very text from others, whatever its blanks became.
    """
    return f"{zlib.crc32(''.join(text.split()).encode()) & 0xFFFF:04X}"


def entries(
    part: Part, path: str, text: str, place: int, *, rising: bool = False
) -> tuple[str, ...]:
    """What the text is in the list, at that place (from 1): without the number that is printed.

    Several lines that are numbered one after the other, from that place or from 1, are as many
    goals; a line without the next number goes on with the one above. A number that is not of the
    form's own kind, （1） or 一、 or ①, goes only where it is the place's, or those of the rows are
    ``rising``, and the next one does not follow in the text. A field that is not numbered keeps all
    its text.
    """
    if (part, path) not in NUMBERED:
        return (text,)
    found = _lines(text, place) if part == _SEVERAL else ()
    return found or (_without(text, place, strict=part == "project", rising=rising),)


def number_of(text: str) -> int:
    """The number of a list that the text begins with; 0 for none."""
    number = _number(text)
    return 0 if number is None else number.value


def rises(texts: Sequence[str]) -> bool:
    """Whether the rows of a list bring numbers of one kind, each one more than the one above."""
    numbers = [each for each in map(_number, texts) if each is not None]
    return len(numbers) == len(texts) and _is_run(numbers) and len({n.style for n in numbers}) == 1


def unnumbered(text: str, place: int, *, rising: bool) -> str:
    """A row's goal as a file says it, without the one number that is its list's own.

    That is one of the form's own kind, the place's, or any where the numbers of the rows rise.
    """
    number = _number(text)
    own = number is not None and _is_own(text, number, place, rising=rising)
    return text[number.end :] if number is not None and own else text


def joined(texts: Sequence[str]) -> tuple[str, ...]:
    """The rows of a list, each with those below it that only go on with its text; they are "" then.

    Behind 1. those are （1） and （2）: two or more, numbered in another way from 1 on.
    """
    numbers = [_number(text) for text in texts]
    found, head, at = list(texts), 0, 1
    while at < len(numbers):
        end = at + _length_of_sub_list(numbers, at)
        if end > at:
            found[head] = "\n".join(texts[head:end])
            found[at:end] = [""] * (end - at)
            at = end
        else:
            head, at = at, at + 1
    return tuple(found)


def _length_of_sub_list(numbers: Sequence[_Number | None], start: int) -> int:
    """How many rows from there on are numbered in another way than the first; 0 for none."""
    kind, begun = numbers[0], numbers[start]
    if kind is None or begun is None or begun.style == kind.style or begun.value != 1:
        return 0
    count = 0
    for number in numbers[start:]:
        if number is None or (number.style, number.value) != (begun.style, count + 1):
            break
        count += 1
    return count if count > 1 else 0


def goals_of(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The goals that each row of a list is: one, or several where its lines are numbered, or none
    where it goes on with the one above."""
    whole = joined(texts)
    rising = rises([text for text, own in zip(whole, texts, strict=True) if text or not own])
    before = 0
    found: list[tuple[str, ...]] = []
    for text, own in zip(whole, texts, strict=True):
        if own and not text:
            found.append(())
            continue
        place = before + 1
        goals = _lines(text, place) or (unnumbered(text, place, rising=rising),)
        found.append(goals)
        before += len(goals)
    return tuple(found)


def in_lists(row: Any) -> Any:
    """The row with the goals, titles and names below it as they are in their lists."""
    for path, part in CHILDREN[PART_OF[type(row)]]:
        rows = children_of(row, path)
        if part == _SEVERAL:
            whole = joined([below.text for below in rows])
            rows = tuple(
                replace(below, text=text) if text != below.text else below
                for below, text in zip(rows, whole, strict=True)
                if text or not below.text
            )
        rising = part == _SEVERAL and rises([below.text for below in rows])
        found: list[Any] = []
        for below in rows:
            found += listed(part, in_lists(below), len(found) + 1, rising=rising)
        if found != list(children_of(row, path)):
            row = with_children(row, path, tuple(found))
    return row


def listed(part: Part, row: Any, place: int, *, rising: bool = False) -> list[Any]:
    """The row as it is in its list at that place; several with fresh ids behind it for several.

    ``rising`` when the numbers of the rows rise by one.
    """
    for field in FIELDS[part]:
        if (part, field.path) in NUMBERED:
            first, *more = entries(part, field.path, field.text(row), place, rising=rising)
            rows = [field.put(row, first)] if first != field.text(row) else [row]
            return rows + [field.put(replace(row, id=new_id()), text) for text in more]
    return [row]


def _lines(text: str, place: int) -> tuple[str, ...]:
    """The texts of a numbered list, a line or more each; () when the text is none."""
    lines = text.split("\n")
    numbers = [_number(line) for line in lines]
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    begun = numbers[first]
    if begun is None or not (begun.style == "plain" or begun.value in (1, place)):
        return ()
    run = [
        (at, number) for at, number in enumerate(numbers) if number and number.style == begun.style
    ]
    if len(run) < 2 or not _is_run([number for _, number in run]):
        return ()
    ends = [at for at, _ in run[1:]] + [len(lines)]
    found = (
        "\n".join([lines[at][number.end :], *lines[at + 1 : end]])
        for (at, number), end in zip(run, ends, strict=True)
    )
    return tuple(each.strip("\n") for each in found)


def _is_run(numbers: Sequence[_Number]) -> bool:
    values = [number.value for number in numbers]
    return bool(values) and values == [*range(values[0], values[0] + len(values))]


def _without(text: str, place: int, *, strict: bool, rising: bool) -> str:
    """The text behind its number; ``strict`` knows the form's own kind only."""
    # 1.一、: nobody writes more than a few of them.
    for _ in range(_MOST):
        number = _number(text)
        if number is None:
            break
        own = number.style == "plain" or not strict
        if not own or not _is_own(text, number, place, rising=rising):
            break
        text = text[number.end :]
    return text


def _is_own(text: str, number: _Number, place: int, *, rising: bool) -> bool:
    """Whether a number is the list's own; one of another kind must not begin a list in the text."""
    if number.style == "plain":
        return True
    if number.value != place and not rising:
        return False
    rest = (_number(text[at:]) for at in range(number.end, len(text)))
    following = (number.style, number.value + 1)
    return not any(each is not None and (each.style, each.value) == following for each in rest)


def _number(text: str) -> _Number | None:
    found = _NUMBER.match(text)
    if found is None:
        return None
    style = str(found.lastgroup)
    return _Number(style, value_of(found[style]), found.end())


def value_of(word: str) -> int:
    """What a number comes to, in Arabic or Chinese figures, at most 99, or in a circle."""
    if word in _CIRCLED:
        return _CIRCLED.index(word) % _CIRCLES + 1
    if word[0] not in _HAN:
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _HAN.index(word) + 1 if len(word) == 1 else 0
    return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(ones) + 1 if ones else 0)
