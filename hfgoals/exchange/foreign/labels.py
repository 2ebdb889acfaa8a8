"""What a text of a foreign table means, on its own and as the word list has it.

Every function may raise PresetTrouble when the list is missing or not as it must be.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from hfgoals.exchange.foreign.folding import BRACKETED, LONGEST, folded, length_of, narrow
from hfgoals.exchange.foreign.meaning import Currency
from hfgoals.exchange.foreign.words import (
    Period,
    Spelling,
    directions,
    load_either,
    load_labels,
    others,
    period_words,
    word_file,
)
from hfgoals.model.target import SIGNS, Target
from hfgoals.paths import resource
from hfgoals.presets import code_of

_LONGEST_NOTE = 20
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-~—至](?:19|20)?\d\d)?年?(?:度|初|内)?")
_MONTHS = re.compile(r"^\d{1,2}[-—~～至]\d{1,2}月份?")
_SENTENCE = re.compile(r"[\d，,。；;：:%]")
_CURRENCY = re.compile(r"(?:^|[^\d.])(?:人民币)?(亿元|千元|万元|元)$")
_CAPTION = re.compile(
    r"(?:.*[:;,()表]|.*年度?)?(?:计量|金额|货币|资金|预算)?单位[:]?\(?(?:人民币)?(亿元|千元|万元|元)\)?"
)


@cache
def _words() -> dict[str, Spelling]:
    return load_labels(resource("exchange", "labels.toml"))


@cache
def _either_words() -> dict[str, Spelling]:
    return load_either(word_file())


@lru_cache(maxsize=16_384)
def _spelling_of(text: str) -> Spelling | None:
    plain = folded(text)
    if not plain:
        return None
    found = _words().get(plain)
    if found is not None:
        return found
    year = _YEAR.match(plain)
    if year is not None and year.end() < len(plain):
        plain = plain[year.end() :].removeprefix("的")
        found = _words().get(plain)
    return found or _with_period(plain) or _without_lead(plain)


def spelling_of(text: str) -> Spelling | None:
    """What the text means as a label; None when the list does not have it."""
    return _spelling_of(text) if len(text) <= LONGEST else None


def heading_spelling_of(text: str) -> Spelling | None:
    """What the text means as the heading of a column: 两可, or else what it means anywhere."""
    return _either_words().get(folded(text)) or spelling_of(text)


def afterwards_spelling_of(text: str) -> Spelling | None:
    """The label of something that is known when the year is over, and so never a target."""
    plain = _MONTHS.sub("", folded(text))
    short = 2 <= len(plain) <= 24 and not _SENTENCE.search(plain)
    said = short and any(word in plain for word in others("事后才有的"))
    return Spelling("left_out", plain) if said else None


def _without_lead(plain: str) -> Spelling | None:
    """项目当年预算 is 当年预算, 部门年度总体目标 is 年度总体目标."""
    for word in others("可去掉的开头"):
        rest = plain.removeprefix(word)
        if rest != plain and len(rest) > 2:
            found = _words().get(rest) or _with_period(rest)
            if found is not None and found.role != "skip":
                return found
    return None


def _with_period(plain: str) -> Spelling | None:
    period, rest = period_of(plain)
    found = _words().get(rest) if period and rest else None
    if found is None:
        return None
    if period == "year" or found.role in ("left_out", "skip"):
        return replace(found, period=period)
    return Spelling("left_out", plain, found.choices, period=period)


@lru_cache(maxsize=4096)
def period_of(plain: str) -> tuple[Period, str]:
    """The time that a folded text begins with, and the rest; ("", text) for none."""
    for word, period in period_words():
        if plain.startswith(word):
            return period, plain[len(word) :].removeprefix("的")
    return "", plain


def years_of(text: str) -> tuple[int, ...]:
    """The years that a heading names."""
    return tuple(int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text))


@lru_cache(maxsize=4096)
def near_spelling_of(text: str) -> Spelling | None:
    """The one label of the list from which the text differs in a single letter, or None.

    A second-level indicator (数量指标, 质量指标) is no misspelling of another.
    """
    plain = folded(text)
    if not 3 <= len(plain) <= 12 or code_of(plain) is not None:
        return None
    near = _variants(plain)
    meant = {(_words()[word].role, _words()[word].choices) for word in near}
    if len(meant) != 1:
        return None
    return replace(_words()[min(near)], mistyped=True)


@cache
def _without_a_letter() -> dict[tuple[int, str], list[str]]:
    """The words by what is left of them without the letter at a place."""
    found: dict[tuple[int, str], list[str]] = {}
    for word in _words():
        for at in range(len(word)):
            found.setdefault((at, word[:at] + word[at + 1 :]), []).append(word)
    return found


def _variants(plain: str) -> set[str]:
    """The words of the list that differ in one letter, or have two neighbours the other way."""
    found: set[str] = set()
    for at in range(len(plain)):
        found.update(_without_a_letter().get((at, plain[:at] + plain[at + 1 :]), ()))
        swapped = plain[:at] + plain[at : at + 2][::-1] + plain[at + 2 :]
        if swapped in _words():
            found.add(swapped)
    return found - {plain}


def currency_in(text: str) -> Currency | None:
    """The currency that a label has in its brackets: 项目资金（万元）."""
    plain = narrow(text) if len(text) <= LONGEST else ""
    for inside in BRACKETED.findall(plain):
        found = _CURRENCY.search(inside) or re.fullmatch(r"(?:单位:)?(亿元|千元|万元|元)", inside)
        if found is not None:
            return _currency(found[1])
    found = re.search(r"[,:](?:单位:)?(亿元|千元|万元|元)$", plain)
    return _currency(found[1]) if found is not None else None


def caption_of(text: str) -> Currency | None:
    """The currency of a caption above a table: 金额单位：万元."""
    found = _CAPTION.fullmatch(narrow(text)) if length_of(text) <= 80 else None
    return _currency(found[1]) if found is not None else None


def _currency(word: str) -> Currency:
    known: dict[str, Currency] = {"元": "元", "千元": "千元", "万元": "万元", "亿元": "亿元"}
    return known[word]


@lru_cache(maxsize=1024)
def sign_of(text: str) -> str | None:
    """The sign that a text of its own column means (大于等于, >=, 正向); "" for one that says
    nothing (定量), None when it is no sign."""
    plain = "".join(text.split())
    for sign, words in directions().items():
        if plain in words:
            return sign
    if not plain or len(plain) > 8 or any(letter.isdigit() for letter in plain):
        return None
    read = Target.parse(f"{plain}1")
    if read.signed and read.value == "1" and read.unit is None and read.sign in SIGNS:
        return read.sign
    read = Target.parse(f"1个{plain}")
    return read.sign if read.signed and read.unit == "个" else None


def is_no_unit(text: str) -> bool:
    """Whether the text of a column of units says that there is none."""
    return "".join(text.split()) in others("没有单位")


def is_percent_word(text: str) -> bool:
    """Whether the text of a column of units means %: 百分比."""
    return "".join(text.split()) in others("百分号")


def is_footnote(text: str) -> bool:
    """Whether a text stands below a table to explain it: 注：…"""
    plain = narrow(text.lstrip()[:_LONGEST_NOTE])
    return any(
        plain == word or plain.startswith((f"{word}:", f"{word}1", f"{word}一"))
        for word in others("表尾")
    )
