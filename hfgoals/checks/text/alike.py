"""Names of projects that look as if they were of one thing.

Two names are alike when they share 60 % of their characters (review rules, H17), or name the same
sort of object and the same sort of work by resources/checks/words/similar.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from hfgoals.checks.text.wording import folded
from hfgoals.checks.text.words import either, word_file

SHARE: Final = 0.6
"""Of the characters of both names."""
_LONG: Final = 8
_NAMES: Final = 1 << 14
"""More names than any year has: one too few, and looking through all of them remembers none."""

_DOCUMENT = re.compile(r"\S{0,6}字\s*[【\[(（〔［]\s*\d{2,4}\s*[】\])）〕］]\s*第?\s*\d+\s*号")
_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_NUMBERS = re.compile(r"[\d]+")


@lru_cache(maxsize=_NAMES)
def plain_name(name: str, unit: str = "") -> str:
    """The name without document number, remarks in brackets, numbers and the unit's name."""
    text = folded(_NUMBERS.sub("", _BRACKETS.sub("", _DOCUMENT.sub("", name))))
    for said in _short_names(unit):
        text = text.replace(said, "")
    return text


@lru_cache(maxsize=16)
def _short_names(unit: str) -> tuple[str, ...]:
    """The unit's name in full, and what is left of it after its place: 融媒体中心."""
    plain = folded(_BRACKETS.sub("", unit)).removesuffix("本级")
    tail = re.split(r"[省市县区旗州](?!级)", plain)[-1]
    return tuple(each for each in (plain, tail) if len(each) > 2)


def look_alikes(names: Sequence[str], unit: str = "") -> tuple[tuple[int, int], ...]:
    """Pairs of (name, an earlier one like it), by their places; each name once at most."""
    plain = [plain_name(name, unit) for name in names]
    pairs: dict[int, int] = {}
    for at, earlier in (*_equal(plain), *_of_one_sort(names), *_sharing(plain)):
        pairs[at] = min(earlier, pairs.get(at, earlier))
    return tuple(sorted(pairs.items()))


def _equal(plain: list[str]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for at, name in enumerate(plain):
        if name and first.setdefault(name, at) != at:
            yield at, first[name]


def _of_one_sort(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    first: dict[tuple[str, str], int] = {}
    for at, name in enumerate(names):
        for sort in _sorts(name):
            if first.setdefault(sort, at) != at:
                yield at, first[sort]


@lru_cache(maxsize=_NAMES)
def _sorts(name: str) -> frozenset[tuple[str, str]]:
    objects, works = (
        {sort for sort, words in _groups(key) if words.search(name)} for key in ("对象", "做法")
    )
    return frozenset((each, work) for each in objects for work in works)


@lru_cache(maxsize=2)
def _groups(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = next(word_file("similar").entries(key))
    return tuple((sort, re.compile(either(table.texts(sort)))) for sort in table.values)


def _sharing(plain: list[str]) -> Iterator[tuple[int, int]]:
    """Names with enough characters in common among those that share some pairs of neighbours.

    The names that hold a pair are bits of one number: a thousand names take a few milliseconds.
    """
    places: dict[str, int] = {}
    first: dict[str, int] = {}
    letters = [_letters(name) for name in plain]
    for at, name in enumerate(plain):
        if first.setdefault(name, at) != at:
            continue
        once = twice = thrice = 0
        for pair in _pairs(name):
            holders = places.get(pair, 0)
            thrice |= twice & holders
            twice |= once & holders
            once |= holders
            places[pair] = holders | 1 << at
        # Long names that share most of their characters share three pairs at least.
        near = twice if len(name) < _LONG else thrice
        while near:
            earlier = (near & -near).bit_length() - 1
            if _shared(letters[earlier], letters[at]) >= SHARE:
                yield at, earlier
                break
            near &= near - 1


@lru_cache(maxsize=_NAMES)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


@lru_cache(maxsize=_NAMES)
def _letters(name: str) -> frozenset[str]:
    return frozenset(name)


def shared(one: str, other: str) -> float:
    """The part of the characters of both names that they have in common, 0 to 1."""
    return _shared(_letters(one), _letters(other))


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
