"""What the user should know about a place in a source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One thing the user should know about a source."""

    line: int
    """The line in the source, from 1; 0 for the whole of it."""
    text: str
    """What stands there."""
    message: str
    """A Chinese sentence."""
    unread: bool = False
    """True when what stands there was not taken in; False when this is for information."""
    place: str = ""
    """Where it stands when the source has no lines: 工作表“1.名称” B7."""

    @property
    def where(self) -> str:
        """The place for people: "第 3 行", a worksheet and cell, or "" for the whole source."""
        return self.place or (f"第{self.line}行" if self.line else "")
