"""The word list of foreign tables, resources/exchange/labels.toml, as it stands there.

Every function may raise PresetTrouble when the file is missing or not as it must be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from hfgoals.exchange.foreign.choices import FIELD_CHOICES, FieldChoice, choice_labelled
from hfgoals.exchange.foreign.folding import folded
from hfgoals.model.target import QUALITATIVE
from hfgoals.paths import resource
from hfgoals.presets.source import Entry, read_preset

Role = Literal["field", "either", "left_out", "skip"]
Period = Literal["", "year", "mid", "past"]
_PERIODS: dict[str, Period] = {"本年": "year", "中期": "mid", "上年": "past"}


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a text means as a label."""

    role: Role
    text: str
    """Folded: as the list has it."""
    choices: tuple[FieldChoice, ...] = ()
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
    def choice(self) -> FieldChoice | None:
        """What it names on its own; None for what is not taken in."""
        return self.choices[0] if self.role == "field" else None


@cache
def word_file() -> Entry:
    """The whole list. Raises PresetTrouble."""
    return read_preset(resource("exchange", "labels.toml"))


@cache
def period_words() -> tuple[tuple[str, Period], ...]:
    """The words for a time and what they mean, the longest first."""
    groups = _group("期间", tuple(_PERIODS))
    found = [(word, _PERIODS[name]) for name, words in groups.items() for word in words]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


@cache
def directions() -> dict[str, tuple[str, ...]]:
    """The words for each sign of a 指标值; for "" those that say nothing."""
    groups = _group("方向", ("≥", "≤", QUALITATIVE, "无"))
    return {"" if sign == "无" else sign: words for sign, words in groups.items()}


@cache
def others(name: str) -> tuple[str, ...]:
    """The words of that name: 没有单位, 百分号, 表尾, 事后才有的, 可去掉的开头."""
    return _group("其他", ("没有单位", "百分号", "表尾", "事后才有的", "可去掉的开头"))[name]


@cache
def budget_columns() -> tuple[str, ...]:
    """The headings of amounts for the year beside one another; the first that is there counts."""
    return tuple(folded(word) for word in _group("资金栏", ("读入",))["读入"])


def _group(key: str, names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    whole = word_file()
    values = whole.values.get(key)
    if not isinstance(values, dict):
        raise whole.fault(f"缺少“{key}”")
    entry = Entry(whole.file, f"“{key}”", values)
    entry.only(names)
    return {name: entry.texts(name) for name in names}


def load_labels(path: Path) -> dict[str, Spelling]:
    """The labels of that file by their folded texts. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("标签", "两可", "不读入", "略过", "期间", "方向", "资金栏", "其他"))
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
    for choice in FIELD_CHOICES:
        # What a field is called needs no line in the list.
        word = folded(choice.label)
        if word not in found or found[word].role != "field":
            found[word] = Spelling("field", word, (choice,))
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


def _choice(entry: Entry, label: str) -> FieldChoice:
    choice = choice_labelled(label)
    if choice is None:
        raise entry.fault(f"不认识“{label}”")
    return choice
