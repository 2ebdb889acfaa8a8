"""The text of a Word document in one streaming pass: paragraphs and tables in their order.

What is not part of the text as printed is passed by: what was deleted or is hidden, text boxes,
instructions of fields, contents. What passes by with a text in it is told by a word in ``seen``.
Runs in the child.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from hfgoals.exchange.docx.fields import Fields
from hfgoals.exchange.docx.grid import CellRead, Room
from hfgoals.exchange.docx.nesting import Nesting
from hfgoals.exchange.docx.numbering import Numbering
from hfgoals.exchange.docx.parts import Style, Styles, is_on, level_of
from hfgoals.exchange.docx.symbols import sign_of
from hfgoals.exchange.outside.parts import parse
from hfgoals.exchange.outside.prescan import TOO_LARGE, Package, Refused
from hfgoals.layout.bookmarks import MOST, PREFIX, told

_WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_ALTERNATIVE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SPACE: Final = "http://www.w3.org/XML/1998/namespace space"
_DEEPEST = 12
"""Paragraphs within paragraphs, as only broken documents have them."""
_MOST_PARAGRAPHS = 60_000
_PAGE = "\x0c"
_PASSED: Final = frozenset(
    "moveFrom txbxContent rt pPrChange rPrChange tblPrChange tcPrChange trPrChange"
    " sectPrChange tblGridChange tblPrExChange numberingChange sectPr tblStylePr".split()
)
"""Elements with which nothing of the text as it stands is read."""


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    style: str = ""
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    joins_next: bool = False
    """Whether its end was deleted."""


class Body:
    """Reads the main part; ``blocks`` and ``seen`` then hold what it says."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.blocks: list[dict[str, Any]] = []
        self.seen: dict[str, str] = {}
        """What was passed by, each with the beginning of its text."""
        self.room = Room()
        self._styles = styles
        self._numbering = numbering
        self._handlers: dict[str, Callable[[dict[str, str]], None]] | None = None
        self._ends: dict[str, Callable[[], None]] = {}
        self._prefix = ""
        self._paragraphs: list[_Paragraph] = []
        self._carried = ""
        self._count = 0
        self._nesting = Nesting(self.room)
        self._fields = Fields()
        self._passing = 0
        self._aside = ""
        self._taking = self._instructing = self._preserving = False
        self._preserves_all = False
        self._text: list[str] = []
        self._within = ""
        """rPr of a run, pPr of a paragraph, trPr of a row: what properties are being read."""
        self._hidden = False
        self._contents_block: list[bool] = []

    def read(self, package: Package, name: str) -> None:
        """One pass over the part. Raises Refused."""
        parse(package, name, self._start, self._end, self._take_text, namespaces=True)
        if self._handlers is None:
            raise Refused("里没有正文，不是 Word 文档，或者已经损坏。")
        if self._fields.links:
            self._see("links")
        if self._nesting.covered_text:
            self._see("covered")

    # ---- events

    def _start(self, tag: str, given: dict[str, str]) -> None:
        room = self.room
        room.elements -= 1
        if room.elements < 0:
            raise Refused(TOO_LARGE)
        if self._passing:
            self._passing += 1
            if self._aside:
                self._taking = tag.endswith(" t")
            return
        if self._handlers is None:
            self._begin(tag, given)
        handler = self._handlers.get(tag) if self._handlers is not None else None
        if handler is not None:
            handler(given)

    def _end(self, tag: str) -> None:
        if self._passing:
            self._passing -= 1
            self._taking = False
            if not self._passing:
                self._finish_passing()
            return
        handler = self._ends.get(tag)
        if handler is not None:
            handler()

    def _take_text(self, data: str) -> None:
        if self._taking:
            self._text.append(data)
        elif self._instructing:
            self._fields.instruct(data)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        """Learn from the outermost element which namespace the document is written in."""
        namespace = tag.rpartition(" ")[0]
        if namespace not in _WORD:
            raise Refused("里没有正文，不是 Word 文档，或者已经损坏。")
        self._preserves_all = given.get(_SPACE) == "preserve"
        self._prefix = f"{namespace} "
        self._handlers = {self._prefix + name: take for name, take in self._starts().items()}
        self._handlers[f"{_ALTERNATIVE} Fallback"] = self._pass_by
        self._ends = {
            self._prefix + name: take
            for name, take in {
                "t": self._end_text,
                "instrText": self._end_instruction,
                "p": self._end_paragraph,
                "rPr": self._end_run_properties,
                "pPr": self._end_paragraph_properties,
                "trPr": self._end_row_properties,
                "fldSimple": lambda: self._fields.sign("end"),
                "sdt": self._end_block,
                "tc": self._end_cell,
                "tr": self._nesting.end_row,
                "tbl": self._end_table,
            }.items()
        }
        for namespace in _MATH:
            self._handlers[f"{namespace} t"] = self._start_text
            self._ends[f"{namespace} t"] = self._end_text

    def _starts(self) -> dict[str, Callable[[dict[str, str]], None]]:
        return {
            "t": self._start_text,
            "tab": self._tab,
            "br": self._break,
            "cr": lambda _: self._add("\n"),
            "noBreakHyphen": lambda _: self._add("\u2011"),
            "sym": self._symbol,
            "p": self._start_paragraph,
            "r": self._start_run,
            "rPr": self._start_run_properties,
            "pPr": self._start_paragraph_properties,
            "trPr": self._start_row_properties,
            "vanish": self._vanish,
            "rStyle": self._run_style,
            "pStyle": self._paragraph_style,
            "outlineLvl": self._outline,
            "numId": self._list,
            "ilvl": self._list_level,
            "del": self._deleted,
            "fldChar": lambda given: self._fields.sign(self._value(given, "fldCharType")),
            "instrText": self._start_instruction,
            "fldSimple": lambda given: self._fields.simple(self._value(given, "instr")),
            "sdt": lambda _: self._contents_block.append(False),
            "docPartGallery": self._gallery,
            "sdtContent": self._start_block,
            "bookmarkStart": self._bookmark,
            "tbl": self._start_table,
            "gridCol": lambda given: self._nesting.add_column(self._value(given, "w")),
            "tr": lambda _: self._nesting.start_row(),
            "tc": lambda _: self._nesting.cells.append(CellRead()),
            "gridBefore": lambda given: self._nesting.leave_out(self._value(given)),
            "gridSpan": lambda given: self._nesting.span(self._value(given)),
            "vMerge": lambda given: self._nesting.merge_down(self._value(given)),
            "hMerge": lambda given: self._nesting.merge_right(self._value(given)),
            "altChunk": lambda _: self._see("chunk"),
            "subDoc": lambda _: self._see("links"),
            "footnoteReference": lambda _: self._see("footnotes"),
            "endnoteReference": lambda _: self._see("footnotes"),
            "commentReference": lambda _: self._see("comments"),
            **dict.fromkeys(_PASSED, self._pass_by),
            "txbxContent": self._pass_box,
        }

    def _value(self, given: dict[str, str], name: str = "val") -> str:
        return given.get(self._prefix + name, "")

    def _see(self, what: str, text: str = "") -> None:
        self.seen[what] = (self.seen.get(what, "") + text)[:300]

    # ---- what is passed by

    def _pass_by(self, _: dict[str, str]) -> None:
        self._passing = 1

    def _pass_box(self, _: dict[str, str]) -> None:
        self._passing, self._aside, self._text = 1, "boxes", []

    def _deleted(self, _: dict[str, str]) -> None:
        """What was deleted while changes were tracked: a row, the end of a paragraph, or runs."""
        if self._within == "tr":
            self._nesting.delete_row()
        elif self._within == "p" and self._paragraphs:
            self._paragraphs[-1].joins_next = True
        elif not self._within:
            self._passing = 1

    def _finish_passing(self) -> None:
        if self._aside:
            text = " ".join("".join(self._text).split())
            if text:
                self._see(self._aside, f"{text}；"[:301])
            self._aside, self._text = "", []

    # ---- runs of text

    def _add(self, text: str) -> None:
        if not self._paragraphs or (self._fields.open and self._fields.silent):
            return
        if self._hidden:
            if text.strip():
                self._see("hidden", text[:300])
            return
        self._paragraphs[-1].parts.append(text)

    def _start_text(self, given: dict[str, str]) -> None:
        self._taking, self._text = True, []
        self._preserving = given.get(_SPACE) == "preserve"

    def _end_text(self) -> None:
        self._taking = False
        text = "".join(self._text)
        if "\n" in text:
            text = text.replace("\n", " ")
        if not (self._preserving or self._preserves_all):
            text = text.strip(" \t\r\n")
        if text:
            self._add(text)

    def _tab(self, _: dict[str, str]) -> None:
        if not self._within:
            self._add("\t")

    def _break(self, given: dict[str, str]) -> None:
        self._add(_PAGE if self._value(given, "type") in ("page", "column") else "\n")

    def _symbol(self, given: dict[str, str]) -> None:
        sign = sign_of(self._value(given, "font"), self._value(given, "char"))
        self._add(sign or "〓")
        if not sign:
            self._see("symbols")

    def _start_run(self, _: dict[str, str]) -> None:
        self._hidden = False

    def _start_run_properties(self, _: dict[str, str]) -> None:
        # Those of a paragraph's end stand within its own properties.
        self._within = self._within or "r"

    def _end_run_properties(self) -> None:
        self._within = "" if self._within == "r" else self._within

    def _vanish(self, given: dict[str, str]) -> None:
        if self._within == "r":
            self._hidden = is_on(self._value(given))

    def _run_style(self, given: dict[str, str]) -> None:
        if self._within == "r":
            self._hidden = bool(self._styles.of(self._value(given) or "-").hidden)

    # ---- fields and blocks

    def _start_instruction(self, _: dict[str, str]) -> None:
        self._instructing = True

    def _end_instruction(self) -> None:
        self._instructing = False

    def _gallery(self, given: dict[str, str]) -> None:
        if self._contents_block:
            self._contents_block[-1] = self._value(given) == "Table of Contents"

    def _start_block(self, _: dict[str, str]) -> None:
        if self._contents_block and self._contents_block[-1]:
            self._passing = 1

    def _end_block(self) -> None:
        if self._contents_block:
            self._contents_block.pop()

    def _bookmark(self, given: dict[str, str]) -> None:
        named = self._value(given, "name")
        if not named.startswith(PREFIX) or len(named) > 40:
            return
        holder = self._paragraphs or self._nesting.cells
        if holder and len(holder[-1].names) < MOST:
            holder[-1].names.append(named)

    # ---- paragraphs

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._count += 1
        if len(self._paragraphs) > _DEEPEST:
            raise Refused(TOO_LARGE)
        self._paragraphs.append(_Paragraph([self._carried] if self._carried else []))
        self._carried = ""
        self._within = ""

    def _start_paragraph_properties(self, _: dict[str, str]) -> None:
        self._within = "p"

    def _end_paragraph_properties(self) -> None:
        self._within = ""
        if self._paragraphs and self._fields.in_contents:
            paragraph = self._paragraphs[-1]
            # Contents whose end is missing end at the next heading.
            style = self._style(paragraph)
            if paragraph.style not in self._styles.contents and (paragraph.level or style.level):
                self._fields.open = []

    def _style(self, paragraph: _Paragraph) -> Style:
        return self._styles.of(paragraph.style)

    def _paragraph_style(self, given: dict[str, str]) -> None:
        if self._paragraphs and self._within == "p":
            self._paragraphs[-1].style = self._value(given)

    def _outline(self, given: dict[str, str]) -> None:
        if self._paragraphs and self._within == "p":
            self._paragraphs[-1].level = level_of(self._value(given))

    def _list(self, given: dict[str, str]) -> None:
        if self._paragraphs and self._within == "p":
            self._paragraphs[-1].list_id = self._value(given)

    def _list_level(self, given: dict[str, str]) -> None:
        value = self._value(given)
        if self._paragraphs and self._within == "p" and value.isascii() and value.isdigit():
            self._paragraphs[-1].list_level = int(value[:3])

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        self._fields.end_paragraph()
        text = "".join(paragraph.parts).strip(_PAGE).replace(_PAGE, "\n")
        if paragraph.joins_next:
            self._carried = text
            self.room.take_text(text)
            return
        style = self._style(paragraph)
        if paragraph.style in self._styles.contents:
            return
        if style.hidden and text.strip():
            self._see("hidden", text[:300])
            text = ""
        text = self._number(paragraph, style, blank=not text.strip()) + text
        if self._nesting.cells:
            cell = self._nesting.cells[-1]
            cell.paragraphs.append(text)
            cell.names += paragraph.names
            self.room.take_text(text)
            return
        self._add_block(paragraph, style, text)

    def _add_block(self, paragraph: _Paragraph, style: Style, text: str) -> None:
        self.room.take_text(text)
        if len(self.blocks) >= _MOST_PARAGRAPHS:
            raise Refused(TOO_LARGE)
        block: dict[str, Any] = {"text": text}
        level = style.level if paragraph.level is None else paragraph.level
        if level:
            block["level"] = level
        if paragraph.names:
            block["marks"] = told(paragraph.names)
        self.blocks.append(block)

    def _number(self, paragraph: _Paragraph, style: Style, *, blank: bool) -> str:
        list_id = style.list_id if paragraph.list_id is None else paragraph.list_id
        if not list_id or list_id == "0":
            return ""
        level = style.list_level if paragraph.list_level is None else paragraph.list_level
        if level is None:
            level = self._numbering.level_of_style(list_id, paragraph.style)
        shown = self._numbering.shown(list_id, level)
        return "" if blank else shown

    # ---- tables

    def _start_table(self, _: dict[str, str]) -> None:
        self._fields.end_contents()
        self._nesting.start_table()

    def _start_row_properties(self, _: dict[str, str]) -> None:
        self._within = "tr"

    def _end_row_properties(self) -> None:
        self._within = ""

    def _end_cell(self) -> None:
        if self._carried and self._nesting.cells:
            self._nesting.cells[-1].paragraphs.append(self._carried)
            self._carried = ""
        self._nesting.end_cell()

    def _end_table(self) -> None:
        self.blocks += [{"table": table.plain()} for table in self._nesting.end_table()]
