"""Projects listed in prose: a numbered name, below it lines such as （6）年度预算安排。50万元。

They become a table of labels with their values, and are understood like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hfgoals.exchange.foreign.labels import heading_spelling_of, spelling_of
from hfgoals.exchange.foreign.words import Spelling
from hfgoals.exchange.origin import Origin
from hfgoals.exchange.tables import Table, table_of

Line = tuple[int, str]
"""The number of a line or paragraph, and its text."""
_NUMBER = (
    r"(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]\s*[、.．]?"
    r"|\d{1,2}\s*[、.．)）](?!\d)|[一二三四五六七八九十]{1,3}\s*[、.．]|[①-⑳])"
)
_LABELLED = re.compile(
    rf"\s*{_NUMBER}?\s*(?P<label>[^\s：:。；;，,、（()\d][^：:。；;，,\n]{{1,14}}?)\s*[：:。]\s*(?P<value>\S.*)",
    re.DOTALL,
)
_NAMED = re.compile(
    rf"\s*{_NUMBER}\s*(?:[“\"「](?P<quoted>[^”\"」]{{2,60}})[”\"」]\s*(?:项目)?"
    r"|(?P<plain>[^：:。；;，,\n]{2,40}))\s*[。：:]?\s*"
)
_AMOUNTS = re.compile(r"\d[\d,.]*\s*(?:亿元|万元|千元|元|万)")
_FISCAL = "财政拨款"
_PARTS = ("project", "goal")


@dataclass(slots=True)
class _Row:
    number: int
    texts: list[str] = field(default_factory=list)


def table_of_prose(lines: Sequence[Line], origin: Origin) -> Table | None:
    """The list of projects in these lines as a table, their labels in the first column; None when
    there is none: a name and two labels of projects are the least."""
    lines = [(number, text.strip()) for number, text in lines if text.strip()]
    rows: list[_Row] = []
    names = labels = 0
    for at, (number, text) in enumerate(lines):
        label = _label(text)
        name = _name(text, lines[at + 1 : at + 3]) if label is None else ""
        if name:
            names += 1
            rows.append(_Row(number, ["项目名称", name]))
        elif label is not None and (names or _names_project(label[1])):
            names += _names_project(label[1])
            labels += any(choice.part in _PARTS for choice in label[1].choices)
            rows.append(_Row(number, _cells(label)))
        elif rows and len(rows[-1].texts) > 1:
            rows[-1].texts[1] += f"\n{text}"
        else:
            rows.append(_Row(number, [text]))
    if not names or labels < 2:
        return None
    return _table(rows, origin)


def _label(text: str) -> tuple[str, Spelling, str] | None:
    found = _LABELLED.fullmatch(text)
    spelt = heading_spelling_of(found["label"]) if found is not None else None
    if found is None or spelt is None or spelt.role == "skip":
        return None
    return found["label"], spelt, found["value"].strip()


def _names_project(spelling: Spelling) -> bool:
    return any(choice.id == "project.name" for choice in spelling.choices)


def _name(text: str, following: Iterable[Line]) -> str:
    """The project that a numbered line names, where labels follow it; "" for any other line."""
    found = _NAMED.fullmatch(text)
    if found is None or spelling_of(text) is not None:
        return ""
    below = [label for _, line in following if (label := _label(line)) is not None]
    fitting = any(choice.part in _PARTS for _, spelt, _ in below for choice in spelt.choices)
    left_out = any(spelt.role == "left_out" for _, spelt, _ in below)
    if not (fitting or left_out):
        return ""
    said: str = found["quoted"] or found["plain"]
    return said.strip()


def _cells(label: tuple[str, Spelling, str]) -> list[str]:
    """Label and value; of a sentence with a single amount that amount, and whose it is."""
    title, spelling, value = label
    if not any(choice.is_money for choice in spelling.choices):
        return [title, value]
    amounts = _AMOUNTS.findall(value)
    if len(amounts) != 1:
        return [title, value]
    fiscal = [_FISCAL, amounts[0]] if _FISCAL in value and _FISCAL not in title else []
    return [title, amounts[0], *fiscal]


def _table(rows: Sequence[_Row], origin: Origin) -> Table:
    cells = [
        (row.number, column, text, "") for row in rows for column, text in enumerate(row.texts, 1)
    ]
    merges = [(row.number, 1, row.number, 2) for row in rows if len(row.texts) == 1]
    return table_of(origin, cells, merges)
