"""Automatic numbers of paragraphs as they are shown: "1." or "一、". Runs in the child."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hfgoals.exchange.outside.parts import MOST_ELEMENTS, attribute, local, parse
from hfgoals.exchange.outside.prescan import TOO_LARGE, Parts, Refused

_LEVELS = 9
_MOST_LISTS = 50_000
_HIGHEST = 32_767
_PLACE = re.compile(r"%([1-9])")
_COMMON, _LEGAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_COMMON_TENS, _LEGAL_TENS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class Level:
    """How one level of a list counts and shows its numbers."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    decimal_above: bool = False
    """Whether the numbers of higher levels in it are decimal, whatever their own format."""
    style: str = ""
    """The paragraph style that brings a paragraph into this level."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, list[Level]] = field(default_factory=dict)
    """The levels by the id of the list that paragraphs refer to."""
    shared: dict[str, str] = field(default_factory=dict)
    """Lists of the same pattern count on together; those that start anew do not."""
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level into which the style brings a paragraph that names none."""
        levels = self.lists.get(list_id, [])
        return next((at for at, level in enumerate(levels) if style and level.style == style), 0)

    def shown(self, list_id: str, level: int) -> str:
        """The next number of that list, as it stands before its text; "" for bullets."""
        levels = self.lists.get(list_id)
        if levels is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(self.shared.get(list_id, list_id), [None] * _LEVELS)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels[above].start
        for below in range(level + 1, _LEVELS):
            counts[below] = None
        own = levels[level]
        if own.format in ("bullet", "none"):
            return ""

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            kind = "decimal" if own.decimal_above and at < level else levels[at].format
            return shown_as(kind, counts[at] or 0)

        text = _PLACE.sub(number, own.text)
        return f"{text} " if text and text[-1].isalnum() and text.isascii() else text


def read_numbering(package: Parts, name: str) -> Numbering:
    """The lists of the document. Raises Refused."""
    reader = _ListsReader()
    parse(package, name, reader.start, reader.end, lambda _: None)
    return reader.numbering()


class _ListsReader:
    def __init__(self) -> None:
        self._left = MOST_ELEMENTS // 4
        self._patterns: dict[str, list[Level]] = {}
        self._links: dict[str, str] = {}
        self._styles: dict[str, str] = {}
        self._nums: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._pattern = self._num = ""
        self._level: Level | None = None
        self._at = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0 or len(self._nums) + len(self._patterns) > _MOST_LISTS:
            raise Refused(TOO_LARGE)
        take = self._TAKE.get(local(tag))
        if take is not None:
            take(self, given)

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag in ("abstractNum", "num"):
            self._pattern = self._num = ""
        elif tag == "lvl":
            self._level = None

    def _begin_pattern(self, given: dict[str, str]) -> None:
        self._pattern = attribute(given, "abstractNumId")
        self._patterns[self._pattern] = [Level() for _ in range(_LEVELS)]

    def _begin_num(self, given: dict[str, str]) -> None:
        self._num = attribute(given, "numId")
        self._nums[self._num] = ("", {}, {})

    def _begin_level(self, given: dict[str, str]) -> None:
        self._at = _whole(attribute(given, "ilvl"), 0)
        if not 0 <= self._at < _LEVELS:
            return
        self._level = Level()
        if self._pattern:
            self._patterns[self._pattern][self._at] = self._level
        elif self._num:
            self._nums[self._num][1][self._at] = self._level

    def _refer(self, given: dict[str, str]) -> None:
        if self._num:
            _, levels, starts = self._nums[self._num]
            self._nums[self._num] = (attribute(given, "val"), levels, starts)

    def _override(self, given: dict[str, str]) -> None:
        self._at = _whole(attribute(given, "ilvl"), 0)

    def _start_anew(self, given: dict[str, str]) -> None:
        if self._num:
            self._nums[self._num][2][self._at] = _whole(attribute(given, "val"), 1)

    def _set_start(self, given: dict[str, str]) -> None:
        if self._level is not None:
            self._level.start = _whole(attribute(given, "val"), 1)

    def _set_format(self, given: dict[str, str]) -> None:
        if self._level is not None:
            self._level.format = attribute(given, "val")

    def _set_text(self, given: dict[str, str]) -> None:
        if self._level is not None:
            self._level.text = attribute(given, "val")[:100]

    def _set_decimal(self, given: dict[str, str]) -> None:
        if self._level is not None:
            self._level.decimal_above = attribute(given, "val") not in ("0", "false", "off")

    def _set_style(self, given: dict[str, str]) -> None:
        if self._level is not None:
            self._level.style = attribute(given, "val")

    def _link(self, given: dict[str, str]) -> None:
        self._links[self._pattern] = attribute(given, "val")

    def _name(self, given: dict[str, str]) -> None:
        self._styles[attribute(given, "val")] = self._pattern

    _TAKE: Final[dict[str, Callable[[_ListsReader, dict[str, str]], None]]] = {
        "abstractNum": _begin_pattern,
        "num": _begin_num,
        "lvl": _begin_level,
        "abstractNumId": _refer,
        "lvlOverride": _override,
        "startOverride": _start_anew,
        "start": _set_start,
        "numFmt": _set_format,
        "lvlText": _set_text,
        "isLgl": _set_decimal,
        "pStyle": _set_style,
        "numStyleLink": _link,
        "styleLink": _name,
    }

    def numbering(self) -> Numbering:
        """What was read."""
        found = Numbering()
        for num, (pattern, levels, starts) in self._nums.items():
            linked = self._styles.get(self._links.get(pattern, ""), pattern)
            base = self._patterns.get(linked)
            if base is None:
                continue
            own = [levels.get(at, level) for at, level in enumerate(base)]
            for at, start in starts.items():
                if 0 <= at < _LEVELS:
                    level = own[at]
                    own[at] = Level(
                        start, level.format, level.text, level.decimal_above, level.style
                    )
            found.lists[num] = own
            if not starts and not levels:
                found.shared[num] = f"pattern {linked}"
        return found


def shown_as(kind: str, number: int) -> str:
    """The number in one of Word's formats; in digits when it is none that we know."""
    number = max(0, min(number, _HIGHEST))
    if kind in _CHINESE:
        return _chinese(number, _COMMON, _COMMON_TENS, short=True)
    if kind in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(number, _LEGAL, _LEGAL_TENS, short=False)
    if kind in ("lowerLetter", "upperLetter") and number:
        letters = chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind.startswith("decimalEnclosed") and 0 < number <= 20:
        first = {"decimalEnclosedFullstop": "⒈", "decimalEnclosedParen": "⑴"}.get(kind, "①")
        return chr(ord(first) + number - 1)
    if kind.startswith("decimalFullWidth"):
        return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    if kind == "decimalZero":
        return f"{number:02d}"
    signs = {"ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES}.get(kind)
    return signs[(number - 1) % len(signs)] if signs and number else str(number)


_CHINESE: Final = frozenset(
    "chineseCounting chineseCountingThousand ideographDigital japaneseCounting"
    " taiwaneseCounting taiwaneseCountingThousand japaneseDigitalTenThousand".split()
)


def _chinese(number: int, digits: str, tens: tuple[str, ...], *, short: bool) -> str:
    if number >= 10_000:
        return str(number)
    found, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            found += (digits[0] if gap and found else "") + digits[digit] + tens[place]
            gap = False
        else:
            gap = True
    if short and 10 <= number < 20:
        found = found[1:]
    return (found or digits[0]).replace("〇", "零") if number else digits[0]


def _roman(number: int) -> str:
    if number > 4999:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else default
