"""Numbers that a text brings along for a list which our forms number themselves.

The forms print "1." before every goal of a project and before its name, "1、" before a sub-goal's
title. A text that begins with such a number would show two. 1.5万篇, 2023年, 3月底前, 1、2月份 and
一、二季度 begin with no number of a list.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from typing import Any, Final

from hfgoals.model.fields import FIELDS, PART_OF, Part
from hfgoals.model.identity import new_id
from hfgoals.model.rows import CHILDREN, children_of, with_children

_HAN: Final = "一二三四五六七八九十"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# A figure goes on behind 1. and 1、 unless it is a year: 1.2023年完成.
_NO_FIGURE: Final = r"(?:(?!\s*\d)|(?=\s*(?:19|20)\d\d\s*年))"
_NUMBER: Final = re.compile(
    rf"\s*(?:(?P<plain>\d{{1,2}})\s*[.．、]{_NO_FIGURE}"
    rf"|[（(]\s*(?P<round>\d{{1,2}})\s*[)）]\s*[、.．]?"
    rf"|(?P<half>\d{{1,2}})[)）]"
    rf"|(?P<han>[{_HAN}]{{1,3}})、(?!\s*[{_HAN}])"
    rf"|[（(](?P<inner>[{_HAN}]{{1,3}})[)）]\s*、?"
    rf"|(?P<circled>[{_CIRCLED}]))\s*(?=\S)"
)

NUMBERED: Final[frozenset[tuple[Part, str]]] = frozenset(
    {("goal", "text"), ("subgoal", "title"), ("project", "name")}
)
"""The fields before which our forms print a number."""
_UNCLEAR: Final = re.compile(rf"\s*\d+\.(?!{_NO_FIGURE})")
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


def entries(part: Part, path: str, text: str, place: int) -> tuple[str, ...]:
    """What the text is in the list, at that place (from 1): without the number that is printed.

    Several lines that are numbered one after the other, from that place or from 1, are as many
    goals; a line without the next number goes on with the one above. A number that is not of the
    form's own kind, （1） or 一、 or ①, goes only where it is the place's and the next one does not
    follow in the text. A text of a field that is not numbered is all there is.
    """
    if (part, path) not in NUMBERED:
        return (text,)
    found = _lines(text, place) if part == _SEVERAL else ()
    return found or (_without(text, place, strict=part == "project"),)


def in_lists(row: Any) -> Any:
    """The row with the goals, titles and names below it as they are in their lists."""
    for path, part in CHILDREN[PART_OF[type(row)]]:
        rows = children_of(row, path)
        found: list[Any] = []
        for below in rows:
            found += listed(part, in_lists(below), len(found) + 1)
        if found != list(rows):
            row = with_children(row, path, tuple(found))
    return row


def listed(part: Part, row: Any, place: int) -> list[Any]:
    """The row as it is in its list at that place; several with fresh ids behind it for several."""
    for field in FIELDS[part]:
        if (part, field.path) in NUMBERED:
            first, *more = entries(part, field.path, field.text(row), place)
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
    if [number.value for _, number in run] != [*range(begun.value, begun.value + len(run))]:
        return ()
    if len(run) < 2:
        return ()
    ends = [at for at, _ in run[1:]] + [len(lines)]
    found = (
        "\n".join([lines[at][number.end :], *lines[at + 1 : end]])
        for (at, number), end in zip(run, ends, strict=True)
    )
    return tuple(each.strip("\n") for each in found)


def _without(text: str, place: int, *, strict: bool) -> str:
    """The text behind its number; ``strict`` knows the form's own kind only."""
    # 1.一、: nobody writes more than a few of them.
    for _ in range(_MOST):
        number = _number(text)
        if number is None:
            break
        if number.style != "plain" and (strict or not _is_places(text, number, place)):
            break
        text = text[number.end :]
    return text


def _is_places(text: str, number: _Number, place: int) -> bool:
    """Whether a number of another kind is the place's, and does not begin a list in the text."""
    rest = (_number(text[at:]) for at in range(number.end, len(text)))
    return number.value == place and not any(
        each is not None and (each.style, each.value) == (number.style, place + 1) for each in rest
    )


def _number(text: str) -> _Number | None:
    found = _NUMBER.match(text)
    if found is None:
        return None
    style = str(found.lastgroup)
    return _Number(style, _value(found[style]), found.end())


def _value(word: str) -> int:
    if word in _CIRCLED:
        return _CIRCLED.index(word) + 1
    if word[0] not in _HAN:
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _HAN.index(word) + 1 if len(word) == 1 else 0
    return 10 * (_HAN.index(tens) + 1 if tens else 1) + (_HAN.index(ones) + 1 if ones else 0)
