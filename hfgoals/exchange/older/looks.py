"""What of a page's looks matters in reading: what is struck out or hidden. Runs in the child."""

from __future__ import annotations

import re
from typing import Final

_STRIKES: Final = frozenset({"s", "strike", "del"})
_LINE: Final = re.compile(
    r"text-decoration[\w-]*\s*:[^;]*line-through|text-line-through\s*:\s*(?!none)\w"
)
_NO_LINE: Final = re.compile(r"text-decoration[\w-]*\s*:\s*none")
_NONE: Final = re.compile(r"display\s*:\s*none")
_CLASS: Final = re.compile(r"\.([\w-]+)\s*$")
_VOID: Final = frozenset({"br", "hr", "img", "col", "input", "meta", "link", "wbr", "area", "base"})
_DEEPEST = 400
_LONGEST_SHEET = 400_000
_LONGEST_RULE = 4_000


class Looks:
    """Follows the elements that are open, as far as they strike out what stands in them."""

    def __init__(self) -> None:
        self._classes: set[str] = set()
        """Those that strike out."""
        self._row = self._cell = False
        self._open: list[tuple[str, bool]] = []
        """What is open within a cell, from the first that strikes out."""

    def learn(self, page: str) -> None:
        """Take the classes of the page's style sheets."""
        lower, at = page.lower(), 0
        while (start := lower.find("<style", at)) >= 0 and (at := lower.find("</style", start)) > 0:
            for rule in page[start : min(at, start + _LONGEST_SHEET)].split("}"):
                names, _, said = rule.partition("{")
                if _LINE.search(said[:_LONGEST_RULE].lower()):
                    found = (_CLASS.search(each[-200:]) for each in names.split(","))
                    self._classes |= {each[1] for each in found if each is not None}

    @property
    def struck(self) -> bool:
        """Whether what stands here is struck out."""
        return self._open[-1][1] if self._open else self._cell or self._row

    def begin(self, tag: str, given: dict[str, str | None]) -> None:
        """An element begins. Cells and rows are seldom closed, and end where the next begins."""
        if tag in ("table", "tr"):
            self._row, self._cell, self._open = self._says(tag, given), False, []
        elif tag in ("td", "th"):
            self._cell, self._open = self._says(tag, given), []
        elif tag not in _VOID and len(self._open) < _DEEPEST:
            struck = self._says(tag, given)
            if struck or self._open:
                plain = _NO_LINE.search((given.get("style") or "").lower()) is not None
                self._open.append((tag, struck or (self.struck and not plain)))

    def _says(self, tag: str, given: dict[str, str | None]) -> bool:
        if tag in _STRIKES or _LINE.search((given.get("style") or "").lower()):
            return True
        return bool(self._classes) and not self._classes.isdisjoint(
            (given.get("class") or "").split()
        )

    def end(self, tag: str) -> None:
        """It ends, with what was left open in it."""
        if tag in ("td", "th", "tr", "table"):
            self._cell, self._open = False, []
            self._row = self._row and tag in ("td", "th")
            return
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return


def hides(given: dict[str, str | None]) -> bool:
    """Whether the element is not shown."""
    return "hidden" in given or _NONE.search((given.get("style") or "").lower()) is not None
