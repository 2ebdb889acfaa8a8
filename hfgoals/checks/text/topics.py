"""Which things a text is about, by a word list: equipment, newspaper, training …"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hfgoals.checks.text.words import either, word_file


@lru_cache(maxsize=4096)
def topics(text: str) -> frozenset[str]:
    """The topics named in a text (resources/checks/words/topics.toml)."""
    found = frozenset(_patterns()[1].findall(text))
    return frozenset(topic for word in found for topic in _patterns()[0][word])


@cache
def _patterns() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    groups = next(word_file("topics").entries("事物"))
    words: dict[str, tuple[str, ...]] = {}
    for topic in groups.values:
        for word in groups.texts(topic):
            words[word] = (*words.get(word, ()), topic)
    return words, re.compile(either(words))
