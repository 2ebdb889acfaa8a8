"""Many names at once: which of them a text says, in whole or by a part that few of them share.

Every name is known by its stretches of a few letters, so that a text is asked about its own
stretches only, however many names there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

LEAST: Final = 4
"""Letters that a part of a name has before it tells anything."""
SHARED: Final = 3
"""A part that more names than that have in common tells nothing."""
_LOOKED_AT: Final = 32
"""Names that have a stretch in common, before they are looked at one by one."""


class Names:
    """Names in their places, as they are compared: folded."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._of_beginning: dict[str, list[int]] = {}
        self._of_whole: dict[str, list[int]] = {}
        self._holding: dict[str, int] = {}
        """The places of the names with a stretch, as the bits of a number."""
        self._all = (1 << len(self._names)) - 1
        for at, name in enumerate(self._names):
            self._of_whole.setdefault(name, []).append(at)
            self._of_beginning.setdefault(name[:LEAST], []).append(at)
            bit = 1 << at
            for stretch in {name[start : start + LEAST] for start in range(len(name) - LEAST + 1)}:
                self._holding[stretch] = self._holding.get(stretch, 0) | bit

    def __getitem__(self, at: int) -> str:
        return self._names[at]

    def called(self, name: str) -> Sequence[int]:
        """The places of that very name."""
        return self._of_whole.get(name, ())

    def said(self, text: str) -> list[int]:
        """The places of the names of LEAST letters or more that stand in the text, in order."""
        found = {
            at
            for stretch in {text[start : start + LEAST] for start in range(len(text) - LEAST + 1)}
            for at in self._of_beginning.get(stretch, ())
            if self._names[at] in text
        }
        return sorted(found)

    def partly_said(self, text: str) -> list[int]:
        """The places of the names with a part that few share and that may stand in the text."""
        found = 0
        for start in range(len(text) - LEAST + 1):
            sharing = self._all
            for at in range(start, len(text) - LEAST + 1):
                sharing &= self._holding.get(text[at : at + LEAST], 0)
                if sharing.bit_count() <= _LOOKED_AT:
                    break
            else:
                continue
            found |= sharing
        return list(_places(found))

    def tells(self, part: str) -> bool:
        """Whether so few names hold the part that it tells which is meant."""
        sharing = self._all
        for start in range(len(part) - LEAST + 1):
            sharing &= self._holding.get(part[start : start + LEAST], 0)
        holding = 0
        for at in _places(sharing):
            holding += part in self._names[at]
            if holding > SHARED:
                return False
        return holding < len(self._names) or len(self._names) == 1


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
