"""Texts in runs of their own look: which of it is struck out. Runs in the child."""

from __future__ import annotations

from hfgoals.exchange.outside.aside import Piece


class Rich:
    """Gathers one text of <si> or <is>, run by run."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._struck: bool | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element without prefix begins; only those of runs matter."""
        if tag == "r":
            self._struck = None
        elif tag == "rPr":
            self._struck = False
        elif tag == "strike":
            self._struck = is_on(given)

    def end(self, tag: str) -> None:
        """It ends."""
        if tag == "r":
            self._struck = None

    def add(self, text: str) -> None:
        """A piece of the run's text."""
        self.pieces.append((text, self._struck))

    @property
    def plain(self) -> str:
        """All of it, struck out or not."""
        return "".join(text for text, _ in self.pieces)

    @property
    def several(self) -> bool:
        """Whether runs say for themselves whether they are struck out."""
        return any(struck is not None for _, struck in self.pieces)


def is_on(given: dict[str, str]) -> bool:
    """Whether a property of a font that stands there is switched on."""
    return given.get("val", "1") not in ("0", "false")
