"""The text of a Word document in one streaming pass: paragraphs and tables in their order.

Here stands what each element means; paragraphs, nesting and fields keep what is open.

What is not part of the text as printed is passed by: what was deleted or is hidden, text boxes,
instructions of fields, contents. What passes by with a text in it is told by a word in ``seen``.
Runs in the child.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

from hfgoals.codec.bookmarks import MOST, PREFIX, told
from hfgoals.exchange.docx.fields import Fields
from hfgoals.exchange.docx.grid import CellRead, Room
from hfgoals.exchange.docx.nesting import Nesting
from hfgoals.exchange.docx.numbering import Numbering
from hfgoals.exchange.docx.paragraphs import PAGE, Paragraphs, Seen
from hfgoals.exchange.docx.parts import Styles, is_on
from hfgoals.exchange.outside.parts import parse
from hfgoals.exchange.outside.prescan import TOO_LARGE, Parts, Refused

_WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.microsoft.com/office/word/2003/wordml",
)
_SHOWN_2003: Final = "http://schemas.microsoft.com/office/word/2003/auxHint t"
"""In Word 2003 the number of a paragraph as it is shown."""
_MATH: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_ALTERNATIVE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CONTROLS: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_SPACE: Final = "http://www.w3.org/XML/1998/namespace space"
_MOST_PARAGRAPHS = 60_000
_PASSED: Final = frozenset(
    "moveFrom txbxContent rt pPrChange rPrChange tblPrChange tcPrChange trPrChange"
    " sectPrChange tblGridChange tblPrExChange numberingChange sectPr tblStylePr".split()
)
"""Elements with which nothing of the text as it stands is read."""


class Body:
    """Reads the main part; ``blocks`` and ``seen`` then hold what it says."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.blocks: list[dict[str, Any]] = []
        self.seen = Seen()
        self.room = Room()
        self._handlers: dict[str, Callable[[dict[str, str]], None]] | None = None
        self._ends: dict[str, Callable[[], None]] = {}
        self._prefix = ""
        self._nesting = Nesting(self.room)
        self._fields = Fields()
        self._paragraphs = Paragraphs(styles, numbering, self._fields, self.room, self.seen)
        self._passing = 0
        self._aside = ""
        self._taking = self._instructing = self._preserving = False
        self._preserves_all = False
        self._text: list[str] = []
        self._contents_block: list[bool] = []
        self._box: bool | None = None
        """Whether the box that is being described is ticked."""

    def read(self, package: Parts, name: str) -> None:
        """One pass over the part. Raises Refused."""
        parse(package, name, self._start, self._end, self._take_text, namespaces=True)
        if self._handlers is None:
            raise Refused("里没有正文，不是 Word 文档，或者已经损坏。")
        if self._fields.links:
            self.seen.add("links")
        if self._nesting.covered_text:
            self.seen.add("covered")

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
                "rPr": self._paragraphs.end_run_properties,
                "pPr": self._paragraphs.end_properties,
                "trPr": lambda: self._go_within(""),
                "fldSimple": lambda: self._fields.sign("end"),
                "sdt": self._end_block,
                "checkBox": self._end_box,
                "tc": self._end_cell,
                "tr": self._nesting.end_row,
                "tbl": self._end_table,
            }.items()
        }
        self._handlers[_SHOWN_2003] = lambda given: self._paragraphs.put_shown_number(
            next((value for key, value in given.items() if key.endswith(" val")), "")
        )
        self._handlers[f"{_CONTROLS} checkbox"] = lambda _: self._describe_box("0")
        self._handlers[f"{_CONTROLS} checked"] = lambda given: self._describe_box(
            given.get(f"{_CONTROLS} val", "1")
        )
        for namespace in _MATH:
            self._handlers[f"{namespace} t"] = self._start_text
            self._ends[f"{namespace} t"] = self._end_text

    def _starts(self) -> dict[str, Callable[[dict[str, str]], None]]:
        paragraphs, nesting, fields = self._paragraphs, self._nesting, self._fields
        return {
            "t": self._start_text,
            "tab": self._tab,
            "br": self._break,
            "cr": lambda _: paragraphs.add("\n"),
            "noBreakHyphen": lambda _: paragraphs.add("\u2011"),
            "sym": self._symbol,
            "p": lambda _: paragraphs.start(),
            "r": lambda _: paragraphs.start_run(),
            "rPr": lambda _: paragraphs.start_run_properties(),
            "pPr": lambda _: self._go_within("p"),
            "trPr": lambda _: self._go_within("tr"),
            "strike": lambda given: paragraphs.strike("one", self._value(given)),
            "dstrike": lambda given: paragraphs.strike("two", self._value(given)),
            "vanish": lambda given: paragraphs.vanish(self._value(given)),
            "rStyle": lambda given: paragraphs.put_run_style(self._value(given)),
            "pStyle": lambda given: paragraphs.put_style(self._value(given)),
            "outlineLvl": lambda given: paragraphs.put_level(self._value(given)),
            "numId": lambda given: paragraphs.put_list(self._value(given)),
            "ilvl": lambda given: paragraphs.put_list_level(self._value(given)),
            "del": self._deleted,
            "ins": lambda _: self.seen.add("changes"),
            "moveTo": lambda _: self.seen.add("changes"),
            "fldChar": lambda given: fields.sign(self._value(given, "fldCharType")),
            "instrText": self._start_instruction,
            "fldSimple": lambda given: fields.simple(self._value(given, "instr")),
            "sdt": self._start_control,
            "checkBox": lambda _: self._describe_box("0"),
            "default": lambda given: self._describe_box(self._value(given) or "1"),
            "checked": lambda given: self._describe_box(self._value(given) or "1"),
            "docPartGallery": self._gallery,
            "sdtContent": self._start_block,
            "bookmarkStart": self._bookmark,
            "tbl": self._start_table,
            "gridCol": lambda given: nesting.add_column(self._value(given, "w")),
            "tr": lambda _: nesting.start_row(),
            "tc": lambda _: nesting.cells.append(CellRead()),
            "gridBefore": lambda given: nesting.leave_out(self._value(given)),
            "gridSpan": lambda given: nesting.span(self._value(given)),
            "vMerge": lambda given: nesting.merge_down(self._value(given)),
            "vmerge": lambda given: nesting.merge_down(self._value(given)),
            "hmerge": lambda given: nesting.merge_right(self._value(given)),
            "hMerge": lambda given: nesting.merge_right(self._value(given)),
            "altChunk": lambda _: self.seen.add("chunk"),
            "subDoc": lambda _: self.seen.add("links"),
            "footnoteReference": lambda _: self.seen.add("footnotes"),
            "endnoteReference": lambda _: self.seen.add("footnotes"),
            "commentReference": lambda _: self.seen.add("comments"),
            **dict.fromkeys(_PASSED, self._pass_by),
            "txbxContent": self._pass_box,
        }

    def _value(self, given: dict[str, str], name: str = "val") -> str:
        return given.get(self._prefix + name, "")

    # ---- what is passed by

    def _pass_by(self, _: dict[str, str]) -> None:
        self._passing = 1

    def _pass_box(self, _: dict[str, str]) -> None:
        self._passing, self._aside, self._text = 1, "boxes", []

    def _deleted(self, _: dict[str, str]) -> None:
        """What was deleted while changes were tracked: a row, the end of a paragraph, or runs."""
        self.seen.add("changes")
        within = self._paragraphs.within
        if within == "tr":
            self._nesting.delete_row()
        elif within == "p":
            self._paragraphs.join_next()
        elif not within:
            self._passing = 1

    def _finish_passing(self) -> None:
        if self._aside:
            text = " ".join("".join(self._text).split())
            if text:
                self.seen.add(self._aside, f"{text}；"[:301])
            self._aside, self._text = "", []

    # ---- runs of text

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
            self._paragraphs.add(text)

    def _tab(self, _: dict[str, str]) -> None:
        if not self._paragraphs.within:
            self._paragraphs.add("\t")

    def _break(self, given: dict[str, str]) -> None:
        self._paragraphs.add(PAGE if self._value(given, "type") in ("page", "column") else "\n")

    def _symbol(self, given: dict[str, str]) -> None:
        sign = sign_of(self._value(given, "font"), self._value(given, "char"))
        self._paragraphs.add(sign or "〓")
        if not sign:
            self.seen.add("symbols")

    # ---- fields and blocks

    def _start_instruction(self, _: dict[str, str]) -> None:
        self._instructing = True

    def _end_instruction(self) -> None:
        self._instructing = False

    def _gallery(self, given: dict[str, str]) -> None:
        if self._contents_block:
            self._contents_block[-1] = self._value(given) == "Table of Contents"

    def _start_control(self, _: dict[str, str]) -> None:
        self._contents_block.append(False)
        self._box = None

    def _describe_box(self, value: str) -> None:
        """A control that is a box, or whether it is ticked; its default comes first."""
        self._box = is_on(value)

    def _end_box(self) -> None:
        if self._box is not None:
            self._paragraphs.tick(on=self._box)
        self._box = None

    def _start_block(self, _: dict[str, str]) -> None:
        on, self._box = self._box, None
        if on is not None and self._paragraphs.tick(on=on):
            # What stands there is a picture of the box.
            self._passing = 1
            return
        if self._contents_block and self._contents_block[-1]:
            self._passing = 1

    def _end_block(self) -> None:
        if self._contents_block:
            self._contents_block.pop()

    def _bookmark(self, given: dict[str, str]) -> None:
        named = self._value(given, "name")
        if not named.startswith(PREFIX) or len(named) > 40:
            return
        holder = self._paragraphs.open or self._nesting.cells
        if holder and len(holder[-1].names) < MOST:
            holder[-1].names.append(named)

    # ---- paragraphs

    def _go_within(self, of: Literal["p", "tr", ""]) -> None:
        self._paragraphs.within = of

    def _end_paragraph(self) -> None:
        ended = self._paragraphs.end()
        if ended is None:
            return
        paragraph, text = ended
        if self._nesting.cells:
            cell = self._nesting.cells[-1]
            cell.paragraphs.append(text)
            cell.names += paragraph.names
            cell.struck = cell.struck or paragraph.struck
            return
        if len(self.blocks) >= _MOST_PARAGRAPHS:
            raise Refused(TOO_LARGE)
        block: dict[str, Any] = {"text": text}
        level = self._paragraphs.heading_level(paragraph)
        if level:
            block["level"] = level
        if paragraph.names:
            block["marks"] = told(paragraph.names)
        self.blocks.append(block)

    # ---- tables

    def _start_table(self, _: dict[str, str]) -> None:
        self._fields.end_contents()
        self._nesting.start_table()

    def _end_cell(self) -> None:
        cells = self._nesting.cells
        carried = self._paragraphs.take_carried() if cells else ""
        if carried:
            cells[-1].paragraphs.append(carried)
        self._nesting.end_cell()

    def _end_table(self) -> None:
        self.blocks += [{"table": table.plain()} for table in self._nesting.end_table()]


_GREEK: Final = (
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
)
_SYMBOL: Final = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xA5: "∞", 0xB0: "°", 0xB7: "·", 0xB2: "″", 0xA2: "′", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xBC: "…", 0xE5: "∑", 0xD0: "∠", 0x2D: "−", 0xD6: "√", 0xA7: "♣",
    **{0x41 + at: sign for at, sign in enumerate(_GREEK[0])},
    **{0x61 + at: sign for at, sign in enumerate(_GREEK[1])},
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0xA1: "○", 0xA7: "▪", 0xA8: "□",
    0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xE0: "→", 0xDF: "←", 0xE8: "➔",
    **{0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)},
}  # fmt: skip
_WINGDINGS_2: Final = {0x50: "✓", 0x51: "✗", 0x52: "☑", 0x53: "☒", 0xA3: "□"}
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def sign_of(font: str, code: str) -> str:
    """The sign at that place (hexadecimal) of the font; "" when it is not known."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= place <= 0xF0FF:
        place -= 0xF000
    elif not 0x20 <= place <= 0x10FFFF or 0xD800 <= place <= 0xF8FF:
        return ""
    signs = _FONTS.get(font.strip().lower())
    if signs is not None:
        found = signs.get(place, "")
        return found or (chr(place) if signs is _SYMBOL and 0x20 <= place < 0x40 else "")
    # Other fonts hold letters where everybody expects them, but nobody knows what at a private use.
    return chr(place) if place > 0xFF or int(code, 16) < 0xF000 else ""
