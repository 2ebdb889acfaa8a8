"""By which month goal and purpose say that something is done: 9月底前, 2025年10月底前, 汛期前."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from hfgoals.checks.text.words import any_of, either, word_file
from hfgoals.presets.source import Entry

_FILE = "contradictions"
_BOUNDARY = re.compile(r"[，。；：、！？,;:!?\n]")
_BY = re.compile(
    r"(?:(?P<year>20\d\d)\s*年\s*|(?<![\d年./]))(?P<month>1[0-2]|0?[1-9])\s*月(?:份)?"
    r"(?:\s*(?:3[01]|[12]?\d)\s*[日号])?(?:底|末|中旬|上旬|下旬)?\s*(?:之前|以前|前|以内|内)"
    r"|(?P<end>年底前|年末前|年内)"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A month at whose end something is done."""

    month: int
    year: int
    """0 where the text names none."""
    latest: bool
    """Whether it may be earlier just as well: 汛期前."""
    text: str
    clause: str

    @property
    def is_step(self) -> bool:
        """Whether it is but a step on the way: 6月底前签订合同."""
        return any_of(_FILE, "中间步骤").search(self.clause) is not None


@cache
def _seasons() -> tuple[re.Pattern[str], dict[str, int]]:
    entry: Entry = next(word_file(_FILE).entries("时节"))
    months = {name: int(entry.text(name)) for name in entry.values}
    return re.compile(either(months)), months


@lru_cache(maxsize=256)
def deadlines(text: str) -> tuple[Deadline, ...]:
    """Every such month of a text, in its order."""
    pattern, months = _seasons()
    found = []
    for date in _BY.finditer(text) if "月" in text or "年" in text else ():
        month = 12 if date["end"] else int(date["month"])
        year = int(date["year"] or 0)
        clause = _clause(text, date.start(), date.end())
        found.append(Deadline(month, year, bool(date["end"]), date[0], clause))
    for season in pattern.finditer(text):
        clause = _clause(text, season.start(), season.end())
        found.append(Deadline(months[season[0]], 0, True, season[0], clause))
    return tuple(found)


def _clause(text: str, start: int, end: int) -> str:
    return _BOUNDARY.split(text[:start])[-1] + _BOUNDARY.split(text[end:])[0]
