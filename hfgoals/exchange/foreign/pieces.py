"""What one cell may hold: 项目名称：设备购置, several of these, goals in a numbered list, a unit's
code and name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hfgoals.exchange.foreign.choices import FieldChoice, choice_of
from hfgoals.exchange.foreign.folding import LONGEST
from hfgoals.exchange.foreign.labels import caption_of, currency_in, spelling_of
from hfgoals.exchange.foreign.meaning import Currency
from hfgoals.exchange.foreign.words import Spelling

_LABEL = re.compile(
    r"(?:^|(?<=[\s；;，,、。（(])|(?<=其中)|(?<=其中[：:]))"
    r"(?P<label>(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]\d{1,2}[)）]|\d{1,2}[、.．])?"
    r"[^\s：:；;，,。、0-9（(][^：:；;，,。、\n0-9]{0,30}?)\s*(?P<end>[：:]|(?=[0-9￥¥]))"
)
_PROSE = ("goal.text", "project.purpose")
"""Texts in which a word with a colon is more likely a part of them."""
_LEAD_IN = re.compile(r"其中[：:]?[\s（(]*$")
_ENDS = " \t\u3000\u00a0；;，,、\n"
_WITHIN_A_LINE = _ENDS.replace("\n", "")
_LONGEST_INDENT = 200
_MOST_PIECES = 200
"""Behind so many labels a cell is not divided further: the rest is what the last one says."""
_BEFORE = " \t\n\r\x0b\x0c\u3000\u00a0；;，,、（("


@dataclass(frozen=True, slots=True)
class Piece:
    """One label with what follows it."""

    label: str
    spelling: Spelling
    text: str
    """Without blanks at its ends; "" when nothing follows."""
    currency: Currency | None = None
    """That the label names in brackets."""


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The labels with their values in a text that begins with a label and a colon; () for others.

    A long text is divided only where a label begins a line.
    """
    if "：" not in text and ":" not in text:
        return ()
    return _known_pieces_of(text) if len(text) <= LONGEST else _pieces_of(text)


@lru_cache(maxsize=4096)
def _known_pieces_of(text: str) -> tuple[Piece, ...]:
    return _pieces_of(text)


def _pieces_of(text: str) -> tuple[Piece, ...]:
    found: list[tuple[int, int, str, Spelling]] = []
    at = _LABEL.search(text)
    while at is not None and len(found) < _MOST_PIECES:
        spelling = spelling_of(at["label"])
        taken = (
            spelling is not None
            and _is_label(spelling, at["end"], found)
            and (not found or _begins(text, at.start("label"), found[-1], spelling))
        )
        if spelling is not None and taken:
            found.append((at.start("label"), at.end(), at["label"], spelling))
        at = _LABEL.search(text, max(at.end(), at.start() + 1) if taken else at.start("label") + 1)
    if not found or text[: found[0][0]].strip(_ENDS + "（(其中：:"):
        return ()
    ends = [start for start, *_ in found[1:]] + [len(text)]
    return tuple(
        Piece(label, spelling, _bare(text[begin:end]), currency_in(label))
        for (_, begin, label, spelling), end in zip(found, ends, strict=True)
    )


def _is_label(spelling: Spelling, end: str, before: list[tuple[int, int, str, Spelling]]) -> bool:
    """An amount may follow its label without a colon, where amounts are listed: 其中财政拨款100."""
    if end:
        return True
    amounts = [each for *_, each in before if each.choices and each.choices[0].is_money]
    return bool(amounts) and bool(spelling.choices) and spelling.choices[0].is_money


def _begins(text: str, at: int, before: tuple[int, int, str, Spelling], spelling: Spelling) -> bool:
    """Whether a further label may begin there: on a new line, or behind a short value."""
    before_it = text[max(0, at - _LONGEST_INDENT) : at].rstrip(_WITHIN_A_LINE)
    if before_it.endswith("\n") or (not before_it and at <= _LONGEST_INDENT):
        return len(spelling.text) > 3 or not _is_prose(before[3])
    return at - before[1] <= 40 and not _is_prose(before[3])


def _is_prose(spelling: Spelling) -> bool:
    return any(choice.id in _PROSE for choice in spelling.choices)


def _bare(text: str) -> str:
    bare = text.strip(_ENDS).rstrip(_BEFORE)
    bare = _LEAD_IN.sub("", bare).rstrip(_BEFORE) if bare.endswith(("其中", "：", ":")) else bare
    # （项目编码：123） in brackets behind a name.
    return bare[:-1] if bare[-1:] in ")）" and not re.search("[（(]", bare) else bare


_BOTH = re.compile(r"[\[【(（]?(\d{3,20})[\]】)）]?\s*[-—_－]?\s*(\D.*)", re.DOTALL)
_CHOP = re.compile(r"[（(](?:盖章|公章|签章|单位公章|加盖公章)[)）]\s*$")


def unit_parts(choice: FieldChoice, text: str) -> list[tuple[FieldChoice, str]]:
    """What a cell gives to which field: a unit's name may have its code in front.

    A label or a currency is no unit's name.
    """
    if choice.id != "unit.name":
        return [(choice, text)]
    plain = _CHOP.sub("", text.strip()).strip()
    if caption_of(plain) is not None or caption_of(f"单位：{plain}") is not None:
        return []
    both = _BOTH.fullmatch(plain)
    if both is None:
        return [(choice, plain)]
    return [(choice_of("unit.code"), both[1]), (choice, both[2])]


_NUMBERED = re.compile(
    r"\s*(?:(?:年度)?(?:绩效)?目标\s*(?P<a>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[：:、.．]\s*"
    r"|[（(](?P<b>\d{1,2}|[一二三四五六七八九十]{1,2})[)）]\s*[、.．]?\s*"
    r"|(?P<c>\d{1,2})\s*[、．.](?:(?!\s*\d)|(?=\s*(?:19|20)\d\d\s*年))\s*"
    r"|(?P<e>[一二三四五六七八九十]{1,2})\s*[、．.](?!\s*[一二三四五六七八九十])\s*"
    r"|(?P<d>[①②③④⑤⑥⑦⑧⑨⑩])\s*)"
)
_GOES_ON = re.compile(
    r"[。；;，,]\s*(?:(?:目标)?\s*(?:[2-9]|[二三四五])\s*[、.．：:](?!\d)"
    r"|[（(](?:[2-9]|[二三四五])[)）]|[②③])"
)
_HAN = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_CIRCLED = {word: number for number, word in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}


def goals_in(text: str, first: int = 1) -> tuple[str, ...]:
    """The goals of a cell. Only lines numbered from ``first`` on without a gap make it several."""
    lines = [line for line in re.split(r"\r\n|[\r\n\x0b]", text) if line.strip()]
    starts = [_number(line) for line in lines]
    numbers = [number for number in starts if number]
    if not lines or starts[0] != first or numbers != [*range(first, first + len(numbers))]:
        return (text.strip(),) if text.strip() else ()
    if len(numbers) == 1 and _GOES_ON.search(lines[0]):
        # （一）…。（二）… on one line: one text, with all its numbers.
        return (text.strip(),)
    goals: list[str] = []
    for line, number in zip(lines, starts, strict=True):
        if number:
            found = _NUMBERED.match(line)
            goals.append(line[found.end() :].strip() if found is not None else line.strip())
        else:
            goals[-1] += "\n" + line.strip()
    return tuple(goal for goal in goals if goal)


def _number(line: str) -> int:
    """The number that a line begins with; 0 for none."""
    found = _NUMBERED.match(line)
    if found is None:
        return 0
    word = next(group for group in found.groups() if group)
    if word in _CIRCLED:
        return _CIRCLED[word]
    if word.isdigit():
        return int(word)
    return _HAN.get(word, 0) or (10 + _HAN.get(word[1:], 0) if word[0] == "十" else 0)
