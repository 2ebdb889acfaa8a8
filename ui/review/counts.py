"""How many findings there are. Knows nothing of the rules: the window starts with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from hfgoals.lean import dataclass

SIGNS: Final[dict[Literal["error", "warning", "hint"], str]] = {
    "error": "●",
    "warning": "▲",
    "hint": "○",
}
"""The sign of each level."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings of each level there are; accepted ones are counted apart."""

    error: int = 0
    warning: int = 0
    hint: int = 0
    accepted: int = 0

    @property
    def open(self) -> int:
        """All that count."""
        return self.error + self.warning + self.hint

    @property
    def words(self) -> str:
        """错误 1，警告 2, only what there is; "" for nothing."""
        named = (("错误", self.error), ("警告", self.warning), ("提示", self.hint))
        return "，".join(f"{name} {count}" for name, count in named if count)


def summed(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    error = warning = hint = accepted = 0
    for each in counts:
        error, warning = error + each.error, warning + each.warning
        hint, accepted = hint + each.hint, accepted + each.accepted
    return Counts(error, warning, hint, accepted)
