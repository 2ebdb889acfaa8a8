"""The word lists of the rules, in resources/checks/words: read when first needed, then kept.

The files are TOML with Chinese keys, a comment on top; users may edit them. Every function raises
PresetTrouble when a file or a list is missing or not as it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from hfgoals.paths import resource
from hfgoals.presets.source import Entry, read_preset


@cache
def word_file(file: str) -> Entry:
    """The whole of one file, such as ``word_file("directions")``."""
    return read_preset(resource("checks", "words", f"{file}.toml"))


@cache
def word_list(file: str, key: str) -> tuple[str, ...]:
    """The words of one list, in the order of the file."""
    return word_file(file).texts(key)


@cache
def any_of(file: str, *keys: str) -> re.Pattern[str]:
    """A pattern that finds any word of those lists, the longer first."""
    return re.compile(either(word for key in keys for word in word_list(file, key)))


@cache
def ends_with(file: str, *keys: str) -> re.Pattern[str]:
    """A pattern that finds any word of those lists at the end of a text."""
    words = either(word for key in keys for word in word_list(file, key))
    return re.compile(rf"(?:{words})$")


def either(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, taken literally, the longer first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda each: (-len(each), each)))


@lru_cache(maxsize=4096)
def topics(text: str) -> frozenset[str]:
    """The topics named in a text (resources/checks/words/topics.toml)."""
    found = frozenset(_patterns()[1].findall(text))
    return _one_for_all(frozenset(topic for word in found for topic in _patterns()[0][word]))


@lru_cache(maxsize=4096)
def _one_for_all(found: frozenset[str]) -> frozenset[str]:
    """The same set for all texts that name the same: thousands would be alike."""
    return found


@cache
def _patterns() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    groups = next(word_file("topics").entries("事物"))
    words: dict[str, tuple[str, ...]] = {}
    for topic in groups.values:
        for word in groups.texts(topic):
            words[word] = (*words.get(word, ()), topic)
    return words, re.compile(either(words))
