"""The words of foreign tables and what they mean, from resources/exchange/labels.toml.

Every function may raise PresetTrouble when the file is missing or not as it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from hfgoals.exchange.foreign.choices import Choice, choice_labelled
from hfgoals.exchange.foreign.meaning import Currency
from hfgoals.model.target import QUALITATIVE, SIGNS, Target
from hfgoals.paths import resource
from hfgoals.presets import code_of
from hfgoals.presets.source import Entry, read_preset

Role = Literal["field", "either", "left_out", "skip"]
Period = Literal["", "year", "mid", "past"]
_PERIODS: dict[str, Period] = {"本年": "year", "中期": "mid", "上年": "past"}

_LONGEST = 40
_WIDTH = str.maketrans("：（）％【】［］，．", ":()%()(),.")
_NUMBERING = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.:]|\(\d{1,2}\)"
    r"|\d{1,2}[、.](?!\d)|[①-⑳*★▲●■◆]|其中[:、,]?)+"
)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-~—至](?:19|20)?\d\d)?年?(?:度|初|内)?")
_CURRENCY = re.compile(r"(?:^|[^\d.])(?:人民币)?(亿元|千元|万元|元)$")
_CAPTION = re.compile(
    r"(?:.*[:;,()]|.*年度?)?(?:计量|金额|货币|资金|预算)?单位[:]?\(?(?:人民币)?(亿元|千元|万元|元)\)?"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a text means as a label."""

    role: Role
    text: str
    """Folded: as the list has it."""
    choices: tuple[Choice, ...] = ()
    """For ``field`` the one, for ``either`` several in order of preference."""
    weak: bool = False
    """Only where nothing says it more clearly."""
    within: str = ""
    """A word that the group around it must have."""
    period: Period = ""
    """The time that it names beside the field."""
    mistyped: bool = False
    """One letter differs from the list."""

    @property
    def choice(self) -> Choice | None:
        """What it names on its own; None for what is not taken in."""
        return self.choices[0] if self.role == "field" else None


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """The text as labels are compared: no blanks, numbering, brackets or colon at its end."""
    plain = "".join(text.split()).translate(_WIDTH)
    if len(plain) > _LONGEST:
        return ""
    numbering = _NUMBERING.match(plain)
    if numbering is not None and numbering.end() < len(plain):
        plain = plain[numbering.end() :]
    bare = _BRACKETED.sub("", plain)
    return (bare or plain).rstrip(":*").strip(":")


@lru_cache(maxsize=16_384)
def spelling_of(text: str) -> Spelling | None:
    """What the text means as a label; None when the list does not have it."""
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


def _without_lead(plain: str) -> Spelling | None:
    """项目当年预算 is 当年预算, 部门年度总体目标 is 年度总体目标."""
    for word in _other("可去掉的开头"):
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


def period_of(plain: str) -> tuple[Period, str]:
    """The time that a folded text begins with, and the rest; ("", text) for none."""
    for word, period in _period_words():
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
    near = set(_variants(plain))
    meant = {(_words()[word].role, _words()[word].choices) for word in near}
    if len(meant) != 1:
        return None
    return replace(_words()[min(near)], mistyped=True)


def _variants(plain: str) -> Iterator[str]:
    """The words of the list that differ in one letter, or have two neighbours the other way."""
    for word in _words():
        if len(word) != len(plain) or len(word) < 3:
            continue
        differ = [at for at, (a, b) in enumerate(zip(word, plain, strict=True)) if a != b]
        first, last = (differ[0], differ[-1] + 1) if differ else (0, 0)
        swapped = (
            len(differ) == 2 and last - first == 2 and word[first:last] == plain[first:last][::-1]
        )
        if len(differ) == 1 or swapped:
            yield word


def currency_in(text: str) -> Currency | None:
    """The currency that a label has in its brackets: 项目资金（万元）."""
    plain = "".join(text.split()).translate(_WIDTH)
    for inside in _BRACKETED.findall(plain):
        found = _CURRENCY.search(inside) or re.fullmatch(r"(?:单位:)?(亿元|千元|万元|元)", inside)
        if found is not None:
            return _currency(found[1])
    found = re.search(r"[,:](?:单位:)?(亿元|千元|万元|元)$", plain)
    return _currency(found[1]) if found is not None else None


def caption_of(text: str) -> Currency | None:
    """The currency of a caption above a table: 金额单位：万元."""
    plain = "".join(text.split()).translate(_WIDTH)
    found = _CAPTION.fullmatch(plain) if len(plain) <= 80 else None
    return _currency(found[1]) if found is not None else None


def _currency(word: str) -> Currency:
    known: dict[str, Currency] = {"元": "元", "千元": "千元", "万元": "万元", "亿元": "亿元"}
    return known[word]


@lru_cache(maxsize=1024)
def sign_of(text: str) -> str | None:
    """The sign that a text of its own column means (大于等于, >=, 正向); "" for one that says
    nothing (定量), None when it is no sign."""
    plain = "".join(text.split())
    for sign, words in _directions().items():
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
    return "".join(text.split()) in _other("没有单位")


def is_percent_word(text: str) -> bool:
    """Whether the text of a column of units means %: 百分比."""
    return "".join(text.split()) in _other("百分号")


def is_footnote(text: str) -> bool:
    """Whether a text stands below a table to explain it: 注：…"""
    plain = "".join(text.split()).translate(_WIDTH)
    return any(
        plain == word or plain.startswith((f"{word}:", f"{word}1", f"{word}一"))
        for word in _other("表尾")
    )


@cache
def _words() -> dict[str, Spelling]:
    return load_labels(resource("exchange", "labels.toml"))


@cache
def _file() -> Entry:
    return read_preset(resource("exchange", "labels.toml"))


@cache
def _either_words() -> dict[str, Spelling]:
    return load_either(_file())


def heading_spelling_of(text: str) -> Spelling | None:
    """What the text means as the heading of a column: what it means anywhere, or 两可."""
    found = spelling_of(text)
    either = _either_words().get(folded(text))
    if found is None or (either is not None and (found.role == "skip" or folded(text) == "单位")):
        return either or found
    return found


@cache
def _period_words() -> tuple[tuple[str, Period], ...]:
    groups = _group("期间", tuple(_PERIODS))
    found = [(word, _PERIODS[name]) for name, words in groups.items() for word in words]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


@cache
def _directions() -> dict[str, tuple[str, ...]]:
    groups = _group("方向", ("≥", "≤", QUALITATIVE, "无"))
    return {"" if sign == "无" else sign: words for sign, words in groups.items()}


@cache
def _other(name: str) -> tuple[str, ...]:
    return _group("其他", ("没有单位", "百分号", "表尾", "可去掉的开头"))[name]


def _group(key: str, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    whole = _file()
    values = whole.values.get(key)
    if not isinstance(values, dict):
        raise whole.fault(f"缺少“{key}”")
    entry = Entry(whole.file, f"“{key}”", values)
    entry.only(names)
    return {name: entry.texts(name) for name in names}


def load_labels(path: Path) -> dict[str, Spelling]:
    """The labels of that file by their folded texts. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("标签", "两可", "不读入", "略过", "期间", "方向", "其他"))
    found: dict[str, Spelling] = {}
    for entry in whole.entries("略过"):
        entry.only(("写法",))
        found |= {word: Spelling("skip", word) for word in _spelt(entry)}
    for entry in whole.entries("不读入"):
        entry.only(("写法",))
        found |= {word: Spelling("left_out", word) for word in _spelt(entry)}
    for entry in whole.entries("标签"):
        entry.only(("含义", "写法", "次选", "须在"))
        choice, weak = _choice(entry, entry.text("含义")), entry.values.get("次选", False)
        if not isinstance(weak, bool):
            raise entry.fault("“次选”应是 true 或 false")
        for word in _spelt(entry):
            if word in found and found[word].role == "field":
                raise entry.fault(f"“{word}”写了两遍")
            within = entry.text("须在", "")
            found[word] = Spelling("field", word, (choice,), weak, within)
    return found


def load_either(whole: Entry) -> dict[str, Spelling]:
    """The labels with several meanings. Raises PresetTrouble."""
    found: dict[str, Spelling] = {}
    for entry in whole.entries("两可"):
        entry.only(("写法", "先后"))
        choices = tuple(_choice(entry, label) for label in entry.texts("先后"))
        found |= {word: Spelling("either", word, choices, weak=True) for word in _spelt(entry)}
    return found


def _spelt(entry: Entry) -> tuple[str, ...]:
    words = entry.texts("写法")
    return tuple(dict.fromkeys(folded(word) for word in words))


def _choice(entry: Entry, label: str) -> Choice:
    choice = choice_labelled(label)
    if choice is None:
        raise entry.fault(f"不认识“{label}”")
    return choice
