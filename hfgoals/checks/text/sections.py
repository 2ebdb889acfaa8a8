"""Numbered sections of a text, 一、（一）1.（1）①, and what is wrong with their numbering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from hfgoals.checks.text.quantities import chinese_number

Level = Literal["一、", "（一）", "1、", "（1）", "①"]
FaultKind = Literal["gap", "repeat", "restart", "alone", "mixed"]

_HAN: Final = "[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(
    r"(?:^|(?<=[\n。；;！？：:\s]))[ \t\u3000]*"
    rf"(?:(?P<han>{_HAN})、|[（(](?P<phan>{_HAN})[）)]"
    r"|(?P<arabic>\d{1,2})[、.．](?!\d)|[（(]?(?P<parabic>\d{1,2})[）)]|(?P<circled>[①-⑳]))"
)
_LEVELS: Final[dict[str, Level]] = {
    "han": "一、", "phan": "（一）", "arabic": "1、", "parabic": "（1）", "circled": "①",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """One number of a section, such as （四）."""

    level: Level
    number: int
    text: str
    """As written: （四）, 4、, 4."""
    start: int
    place: int = 0
    """Which of several texts it stands in."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a sequence, found at a marker."""

    kind: FaultKind
    marker: Marker
    before: Marker | None = None
    """The marker of the same level before it."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The numbers left out, as they would be written; () when none is."""
        if self.kind != "gap":
            return ()
        first = self.before.number + 1 if self.before else 1
        return tuple(_written(self.marker, number) for number in range(first, self.marker.number))


@lru_cache(maxsize=1024)
def markers(text: str, place: int = 0) -> tuple[Marker, ...]:
    """The section numbers of a text: at the start of a line, or after the end of a sentence."""
    return tuple(made for found in _MARKER.finditer(text) if (made := _made(found, place)))


def _made(found: re.Match[str], place: int) -> Marker | None:
    kind = found.lastgroup or ""
    written = found[kind]
    if kind == "circled":
        number = ord(written) - ord("①") + 1
    elif kind in ("han", "phan"):
        told = chinese_number(written)
        if told is None:
            return None
        number = int(told)
    else:
        number = int(written)
    shown = found[0].strip()
    return Marker(_LEVELS[kind], number, shown, found.end() - len(shown), place)


def faults(found: Iterable[Marker]) -> Iterator[Fault]:
    """What is wrong with the numbering, in the order of the text.

    A deeper level begins anew under each number of the level above it. Arabic numbers that begin
    at 1 again are taken for another list, since plain headings may stand between.
    """
    open_levels: list[list[Marker]] = []
    for marker in found:
        depth = next((i for i, run in enumerate(open_levels) if run[0].level == marker.level), None)
        if depth is None:
            open_levels.append([marker])
            if marker.number != 1:
                yield Fault("gap", marker)
            continue
        for run in open_levels[depth + 1 :]:
            yield from _alone(run)
        del open_levels[depth + 1 :]
        run = open_levels[depth]
        yield from _step(run[-1], marker, restarts=marker.level not in ("一、", "（一）"))
        if marker.number == 1 and run[-1].number > 1:
            open_levels[depth] = [marker]
        else:
            run.append(marker)
    for run in open_levels:
        yield from _alone(run)


def _step(before: Marker, marker: Marker, *, restarts: bool) -> Iterator[Fault]:
    if marker.number == 1 and before.number > 1:
        if not restarts:
            yield Fault("restart", marker, before)
    elif marker.number <= before.number:
        yield Fault("repeat", marker, before)
    elif marker.number > before.number + 1:
        yield Fault("gap", marker, before)
    elif marker.level == "1、" and marker.text[-1] != before.text[-1]:
        yield Fault("mixed", marker, before)


def _alone(run: list[Marker]) -> Iterator[Fault]:
    if len(run) == 1 and run[0].number == 1:
        yield Fault("alone", run[0])


def next_of(marker: Marker) -> str:
    """The number that should follow, as it would be written: 2、 after 1、."""
    return _written(marker, marker.number + 1)


def _written(like: Marker, number: int) -> str:
    digits = str(number)
    if like.level == "①":
        return chr(ord("①") + number - 1)
    if like.level in ("一、", "（一）"):
        digits = _han(number)
    return re.sub(rf"\d+|{_HAN}", digits, like.text, count=1)


def _han(number: int) -> str:
    ones = "〇一二三四五六七八九"
    tens, rest = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{ones[tens]}十"
    return head + (ones[rest] if rest else "")
