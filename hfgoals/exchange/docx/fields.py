"""Fields of a Word document: their results are text, their instructions are never followed.

Runs in the child.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused

_DEEPEST = 48
_LONGEST_INSTRUCTION = 2_000
_LINKS: Final = frozenset(
    "INCLUDETEXT INCLUDEPICTURE INCLUDE LINK DDE DDEAUTO RD DATABASE IMPORT".split()
)


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    shows: bool = False
    """Whether its result is being read."""
    contents: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open, the innermost last."""

    open: list[_Field] = field(default_factory=list)
    links: bool = False
    """Whether any of them names another file."""

    @property
    def silent(self) -> bool:
        """Whether what stands here is no text: an instruction, or an entry of contents."""
        return any(not each.shows or each.contents for each in self.open)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is being passed."""
        return any(each.contents for each in self.open)

    def sign(self, kind: str) -> None:
        """Take a sign that begins, parts or ends a field. Raises Refused."""
        if kind == "begin":
            self._begin()
        elif kind == "separate" and self.open:
            self._show()
        elif kind == "end" and self.open:
            if not self.open[-1].shows:
                self._show()
            self.open.pop()

    def simple(self, instruction: str) -> None:
        """Begin a field that tells its instruction at once. Raises Refused."""
        self._begin()
        self.instruct(instruction)
        self._show()

    def instruct(self, text: str) -> None:
        """Take a piece of the instruction of the innermost field."""
        if self.open and sum(map(len, self.open[-1].instruction)) < _LONGEST_INSTRUCTION:
            self.open[-1].instruction.append(text[:_LONGEST_INSTRUCTION])

    def end_paragraph(self) -> None:
        """Forget instructions that have no end: they would silence the rest."""
        if self.open:
            self.open = [each for each in self.open if each.shows]

    def end_contents(self) -> None:
        """Forget contents that have no end."""
        if self.open:
            self.open = [each for each in self.open if not each.contents]

    def _begin(self) -> None:
        self.open.append(_Field())
        if len(self.open) > _DEEPEST:
            raise Refused(TOO_LARGE)

    def _show(self) -> None:
        shown = self.open[-1]
        words = "".join(shown.instruction).split(maxsplit=1)
        word = words[0].upper() if words else ""
        shown.shows = True
        shown.contents = word == "TOC"
        self.links = self.links or word in _LINKS
