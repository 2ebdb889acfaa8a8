"""The list of wrong words, resources/checks/words/mistakes.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hfgoals.checks.text.words import either, word_file

_OPEN = "或"


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What finds the wrong words, what is right, and the longer words in which they are not wrong.

    签定 is wrong, but not in 标签定位.
    """

    pattern: re.Pattern[str]
    right: Mapping[str, str]
    harmless: Mapping[str, tuple[str, ...]]

    def found(self, text: str) -> list[re.Match[str]]:
        """The wrong words in a text, in their order."""
        return [each for each in self.pattern.finditer(text) if not self._is_harmless(text, each)]

    def mended(self, text: str) -> str:
        """The text with the right words, where there is only one that can be meant."""
        for each in reversed(self.found(text)):
            right = self.right[each[0]]
            if _OPEN not in right:
                text = text[: each.start()] + right + text[each.end() :]
        return text

    def _is_harmless(self, text: str, found: re.Match[str]) -> bool:
        wrong = found[0]
        return any(
            text.startswith(longer, found.start() - longer.index(wrong))
            for longer in self.harmless[wrong]
            if found.start() >= longer.index(wrong)
        )


@cache
def mistakes() -> Mistakes:
    """The list. Raises PresetTrouble when the file is not as it must be."""
    entries = list(word_file("mistakes").entries("错字"))
    right = {each.text("错"): each.text("对") for each in entries}
    harmless = {each.text("错"): each.texts("除外", needed=False) for each in entries}
    for each in entries:
        odd = [word for word in harmless[each.text("错")] if each.text("错") not in word]
        if odd:
            raise each.fault(f"“除外”中的“{odd[0]}”里没有“{each.text('错')}”")
    return Mistakes(re.compile(either(right)), right, harmless)
