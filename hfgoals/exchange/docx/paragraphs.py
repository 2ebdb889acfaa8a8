"""The paragraphs that are open while a Word document is read: their runs, styles and numbers.

Runs in the child.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from hfgoals.exchange.docx.fields import Fields
from hfgoals.exchange.docx.grid import Room
from hfgoals.exchange.docx.numbering import Numbering
from hfgoals.exchange.docx.parts import Style, Styles, is_on, level_of
from hfgoals.exchange.docx.ticks import box, chosen
from hfgoals.exchange.outside.prescan import TOO_LARGE, Refused

PAGE: Final = "\x0c"
"""A page or column break within a paragraph."""
_DEEPEST = 12
"""Paragraphs within paragraphs, as only broken documents have them."""


class Seen(dict[str, str]):
    """What was passed by, each with the beginning of its text."""

    def add(self, what: str, text: str = "") -> None:
        """Note it once more."""
        self[what] = (self.get(what, "") + text)[:300]


@dataclass(slots=True)
class Paragraph:
    """One paragraph as far as it is read."""

    parts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Of the bookmarks in it."""
    style: str = ""
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    joins_next: bool = False
    """Whether its end was deleted."""
    struck: bool = False
    """Whether any of its text was struck out."""


class Paragraphs:
    """Paragraphs within paragraphs, the innermost last."""

    def __init__(
        self, styles: Styles, numbering: Numbering, fields: Fields, room: Room, seen: Seen
    ) -> None:
        self.open: list[Paragraph] = []
        self.within: Literal["", "r", "p", "tr"] = ""
        """Whose properties are being read: of a run, a paragraph or a row; "" for text."""
        self._styles = styles
        self._numbering = numbering
        self._fields = fields
        self._room = room
        self._seen = seen
        self._hidden = False
        self._struck: set[str] = set()
        """The ways in which the run says for itself that it is struck out."""
        self._unstruck = False
        self._struck_by_style: bool | None = None
        self._carried = ""
        """The text before a deleted end: it belongs to what follows."""

    # ---- runs of text

    def start_run(self) -> None:
        """Begin a run."""
        self._hidden = False
        self._struck, self._unstruck = set(), False
        self._struck_by_style = None

    def add(self, text: str) -> None:
        """Take a piece of the run's text."""
        if not self.open or (self._fields.open and self._fields.silent):
            return
        if self._hidden:
            if text.strip():
                self._seen.add("hidden", text[:300])
            return
        if self._is_struck():
            self.open[-1].struck = self.open[-1].struck or bool(text.strip())
            self._seen.add("struck", text[:300])
            return
        self.open[-1].parts.append(text)

    def tick(self, *, on: bool) -> bool:
        """Take a box, ticked or not; False where no paragraph is open."""
        if self.open:
            self.open[-1].parts.append(box(ticked=on))
        return bool(self.open)

    def start_run_properties(self) -> None:
        """Read those of a run; those of a paragraph's end stand within its own."""
        self.within = self.within or "r"

    def end_run_properties(self) -> None:
        """Read text again, unless these stood within others."""
        self.within = "" if self.within == "r" else self.within

    def vanish(self, value: str) -> None:
        """Hide the run, or show it although its style hides it."""
        if self.within == "r":
            self._hidden = is_on(value)

    def strike(self, how: str, value: str) -> None:
        """Strike the run out, or not although its style does; ``how`` is one line or two."""
        if self.within != "r":
            return
        if is_on(value):
            self._struck.add(how)
        else:
            self._unstruck = True

    def _is_struck(self) -> bool:
        if self._struck or self._unstruck:
            return bool(self._struck)
        of_paragraph = bool(self._styles.of(self.open[-1].style).struck)
        # A character style on top of a paragraph's that strikes out, too, takes it off again.
        return of_paragraph != bool(self._struck_by_style)

    def put_run_style(self, style: str) -> None:
        """Hide the run, or strike it out, when its style does."""
        if self.within == "r":
            known = self._styles.of(style or "-")
            self._hidden, self._struck_by_style = bool(known.hidden), known.struck

    # ---- paragraphs

    def start(self) -> None:
        """Begin a paragraph. Raises Refused when too many stand within each other."""
        if len(self.open) > _DEEPEST:
            raise Refused(TOO_LARGE)
        self.open.append(Paragraph([self._carried] if self._carried else []))
        self._carried = ""
        self.within = ""

    def end_properties(self) -> None:
        """Read text again; contents whose end is missing end at the next heading."""
        self.within = ""
        if self.open and self._fields.in_contents:
            paragraph = self.open[-1]
            style = self._styles.of(paragraph.style)
            if paragraph.style not in self._styles.contents and (paragraph.level or style.level):
                self._fields.open = []

    def put_style(self, style: str) -> None:
        """Let the paragraph have that style."""
        if self.open and self.within == "p":
            self.open[-1].style = style

    def put_level(self, level: str) -> None:
        """Let the paragraph be a heading of that level."""
        if self.open and self.within == "p":
            self.open[-1].level = level_of(level)

    def put_list(self, list_id: str) -> None:
        """Number the paragraph in that list."""
        if self.open and self.within == "p":
            self.open[-1].list_id = list_id

    def put_list_level(self, level: str) -> None:
        """Number it at that level of the list."""
        if self.open and self.within == "p" and level.isascii() and level.isdigit():
            self.open[-1].list_level = int(level[:3])

    def put_shown_number(self, number: str) -> None:
        """Take the number as it was shown; a bullet is none."""
        if self.open and self.within == "p" and any(sign.isalnum() for sign in number):
            self.open[-1].parts.append(number[:40])

    def join_next(self) -> None:
        """Its end was deleted while changes were tracked."""
        if self.open:
            self.open[-1].joins_next = True

    def take_carried(self) -> str:
        """The text that has no paragraph to follow it; "" for none."""
        carried, self._carried = self._carried, ""
        return carried

    def end(self) -> tuple[Paragraph, str] | None:
        """End the paragraph: it and its text with its number; None where it is not read by itself.

        Raises Refused when a text is too long.
        """
        if not self.open:
            return None
        paragraph = self.open.pop()
        self._fields.end_paragraph()
        text = "".join(paragraph.parts).strip(PAGE).replace(PAGE, "\n")
        text, left = chosen(text)
        if left:
            self._seen.add("ticks", f"{left}；")
        if paragraph.joins_next:
            self._carried = text
            self._room.take_text(text)
            return None
        style = self._styles.of(paragraph.style)
        if paragraph.style in self._styles.contents:
            return None
        if style.hidden and text.strip():
            self._seen.add("hidden", text[:300])
            text = ""
        text = self._number(paragraph, style, blank=not text.strip()) + text
        self._room.take_text(text)
        return paragraph, text

    def heading_level(self, paragraph: Paragraph) -> int | None:
        """1 to 9 for a heading, its own before that of its style; 0 or None for text."""
        if paragraph.level is None:
            return self._styles.of(paragraph.style).level
        return paragraph.level

    def _number(self, paragraph: Paragraph, style: Style, *, blank: bool) -> str:
        list_id = style.list_id if paragraph.list_id is None else paragraph.list_id
        if not list_id or list_id == "0":
            return ""
        level = style.list_level if paragraph.list_level is None else paragraph.list_level
        if level is None:
            level = self._numbering.level_of_style(list_id, paragraph.style)
        shown = self._numbering.shown(list_id, level)
        return "" if blank else shown
