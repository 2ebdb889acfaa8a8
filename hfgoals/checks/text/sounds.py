"""Words chosen wrongly from an input method's list: 抱酬 for 报酬, 低线 for 底线.

A pair of characters is odd when it sounds (or looks) like a word of the trade and differs from it
in one character, is no word itself, and neither neighbour makes a word with a part of it. The lists
are in resources/checks/words/sounds.toml and common_words.toml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from hfgoals.checks.text.wording import HAN
from hfgoals.checks.text.words import either, word_file

_RUN = re.compile(rf"[{HAN}]{{2,}}")
_LENGTH = 4
"""So many characters have to agree but one before two places are said to mean the same."""
_TEXTS = 256
"""Those of the project in hand: of a whole year they would take more memory than they save time."""
_END = "\0"
_EACH = frozenset("每各单")
_NEVER = frozenset("他她它做作的地得带戴像象账帐")


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong pair of characters and the word that it sounds like."""

    start: int
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists, folded: characters of one sound, or of one look, are one character."""

    foldings: tuple[dict[int, int], ...]
    words: tuple[dict[str, tuple[str, ...]], ...]
    """By the folded word, for each folding."""
    known: frozenset[str]
    """Pairs that are no slip: words, and what is one by chance."""
    common: frozenset[str]
    joints: frozenset[str]
    """Characters that stand between words."""


def _listed(file: str, key: str) -> list[str]:
    return word_file(file).text(key).split()


@cache
def _lists() -> _Lists:
    words, common = _listed("sounds", "词"), frozenset(_listed("common_words", "词"))
    foldings = tuple(
        {ord(each): ord(group[0]) for group in _listed("sounds", key) for each in group[1:]}
        for key in ("同音", "形近")
    )
    by_fold: list[dict[str, tuple[str, ...]]] = []
    for folding in foldings:
        of: dict[str, tuple[str, ...]] = {}
        for word in words:
            folded = word.translate(folding)
            of[folded] = (*of.get(folded, ()), word)
        by_fold.append(of)
    known = common.union(words, _listed("sounds", "碰巧"))
    joints = frozenset(word_file("sounds").text("虚字"))
    return _Lists(foldings, tuple(by_fold), known, common.union(words), joints)


@lru_cache(maxsize=_TEXTS)
def slips(text: str) -> tuple[Slip, ...]:
    """The odd pairs of a text, in their order."""
    lists = _lists()
    found = []
    for run in _RUN.finditer(text):
        said = run[0]
        for folding, words in zip(lists.foldings, lists.words, strict=True):
            folded = said.translate(folding)
            for at in range(len(said) - 1):
                right = words.get(folded[at : at + 2])
                if right and (slip := _slip(said, at, right, lists)):
                    found.append(Slip(run.start() + at, *slip))
    return tuple(sorted(found, key=lambda each: each.start))


def _slip(said: str, at: int, right: tuple[str, ...], lists: _Lists) -> tuple[str, str] | None:
    pair = said[at : at + 2]
    if pair in lists.known:
        return None
    if (at and said[at - 1 : at + 1] in lists.common) or said[at + 1 : at + 3] in lists.common:
        return None
    for word in right:
        odd = [here for here, meant in zip(pair, word, strict=True) if here != meant]
        if len(odd) == 1 and odd[0] not in lists.joints:
            return pair, word
    return None


def unlike(texts: Iterable[str]) -> Iterator[tuple[int, Slip]]:
    """Where a text says a run of characters that others say with one of another sound-alike.

    The place in ``texts``, and what is said there and elsewhere (每周拨出 and 每周播出). Of two
    that are both words neither is odd.
    """
    lists = _lists()
    seen: dict[str, dict[str, tuple[int, int, int]]] = {}
    for place, text in enumerate(texts):
        for folded, said, start in _runs(text):
            where = seen.setdefault(folded, {})
            times, first, at = where.get(said, (0, place, start))
            where[said] = times + 1, first, at
    for where in seen.values():
        if len(where) == 2:
            yield from _odd_one(where, lists)


@lru_cache(maxsize=_TEXTS)
def _runs(text: str) -> tuple[tuple[str, str, int], ...]:
    """Every run of so many characters: folded, as it stands, and where."""
    folding = _lists().foldings[0]
    found = []
    for run in _RUN.finditer(text):
        said = f"{_END}{run[0]}{_END}"
        folded = said.translate(folding)
        last = len(said) - _LENGTH
        for at in range(last + 1):
            # With an end in it, one character more: 服务期 and 服务器 are two words.
            start, end = at - (at == last > 0), at + _LENGTH + (at == 0 < last)
            found.append((folded[start:end], said[start:end], max(0, run.start() + start - 1)))
    return tuple(found)


def _odd_one(where: dict[str, tuple[int, int, int]], lists: _Lists) -> Iterator[tuple[int, Slip]]:
    (one, mine), (other, theirs) = where.items()
    differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    # At the edge another word may begin: 覆盖任务 and 覆盖人口.
    if (
        len(differ) != 1
        or differ[0] in (0, len(one) - 1)
        or {one[differ[0]], other[differ[0]]} & (_NEVER | lists.joints)
    ):
        return
    if _is_word(one, differ[0], lists) == _is_word(other, differ[0], lists):
        if mine[0] == theirs[0]:
            return
        odd, right = (one, other) if mine[0] < theirs[0] else (other, one)
    else:
        odd, right = (other, one) if _is_word(one, differ[0], lists) else (one, other)
    _, place, start = where[odd]
    yield place, Slip(start, odd.strip(_END), right.strip(_END))


def _is_word(said: str, at: int, lists: _Lists) -> bool:
    return said[max(0, at - 1) : at + 1] in lists.common or said[at : at + 2] in lists.common


@cache
def _units() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """What finds a number with a unit or one mistaken for it, and the units meant, by the wrong."""
    groups = next(word_file("sounds").entries("量词"))
    meant: dict[str, tuple[str, ...]] = {}
    for unit in groups.values:
        for wrong in groups.texts(unit):
            meant[wrong] = (*meant.get(wrong, ()), unit)
    any_unit = either({*groups.values, *meant})
    number = r"(?<![\d.A-Za-z])\d+(?:\.\d+)?(?:万|千|百)?|[每两各单]"
    return re.compile(rf"(?P<number>{number})(?P<unit>{any_unit})(?P<next>[{HAN}]?)"), meant


@lru_cache(maxsize=_TEXTS)
def _counted(text: str) -> tuple[tuple[str, str, str, int], ...]:
    pattern, _ = _units()
    return tuple(
        (found["number"], found["unit"], found["next"], found.start("unit"))
        for found in pattern.finditer(text)
    )


def wrong_units(texts: Iterable[str]) -> Iterator[tuple[int, Slip]]:
    """Where a number stands before what sounds like its unit: 共200其 beside 200期."""
    _, meant = _units()
    common, never = _lists().common, frozenset(_listed("sounds", "绝不是量词"))
    found = [(place, *each) for place, text in enumerate(texts) for each in _counted(text)]
    said = Counter((number, unit) for _, number, unit, _, _ in found)
    for place, number, unit, follows, start in found:
        if unit + follows in common:
            continue
        outright = unit in never and number not in _EACH
        for right in meant.get(unit, ()):
            if outright or said[number, right] >= said[number, unit]:
                yield place, Slip(start, f"{number}{unit}", f"{number}{right}")
                break
