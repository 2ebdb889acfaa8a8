"""Marks on cells: findings, shown as a small coloured corner and a tint."""

from __future__ import annotations

from typing import Literal

from hfgoals.lean import dataclass
from ui.kit import tokens


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said about one cell."""

    level: Literal["error", "warning", "hint"]
    text: str

    @property
    def said(self) -> str:
        """It in words, where colours are not seen."""
        name = {"error": "错误", "warning": "警告", "hint": "提示"}[self.level]
        return f"{name}：{self.text}"

    @property
    def color(self) -> str:
        """The colour of its corner."""
        return {"error": tokens.ERROR, "warning": tokens.WARNING, "hint": tokens.HINT}[self.level]

    @property
    def tint(self) -> str:
        """The ground of the cell; "" for none."""
        tints = {"error": tokens.ERROR_TINT, "warning": tokens.WARNING_TINT}
        return tints.get(self.level, "")


RANK = {"error": 0, "warning": 1, "hint": 2}
"""Which mark wins where several fall on one cell."""
