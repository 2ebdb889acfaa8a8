"""The cells of one worksheet in one streaming pass: what is in them, as it is shown.

Only cells with something in them are kept, so a far cell or a million blank rows cost nothing but
the time to pass them by, and that is limited too. Runs in the child.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hfgoals.exchange.outside.aside import Aside, Piece
from hfgoals.exchange.outside.parts import LONGEST_TEXT, MOST_ELEMENTS, MOST_TEXT, local, parse
from hfgoals.exchange.outside.prescan import TOO_LARGE, Package, Refused
from hfgoals.exchange.xlsx.numbers import GENERAL, Shape
from hfgoals.exchange.xlsx.parts import SharedTexts, unescaped
from hfgoals.exchange.xlsx.rich import Rich

MOST_CELLS = 300_000
"""With something in them. 1,000 forms have 75,000, a wide table of 10,000 indicators 270,000."""
MOST_MERGES = 200_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_MOST_DIGITS = 15
_YES = ("1", "true")

NUMBER, PERCENT, NOT_COMPUTED, ERROR, CUT_DIGITS = "n", "p", "f", "e", "l"
"""What is told of a cell beside its text, a letter each, and the letters of codec.marks."""

PlainCell = tuple[int, int, str, str]
"""Row and column from 1, the text shown, letters."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(slots=True)
class Room:
    """What may still be read in this workbook; used up by all sheets together."""

    elements: int = MOST_ELEMENTS
    cells: int = MOST_CELLS
    merges: int = MOST_MERGES
    text: int = MOST_TEXT


@dataclass(slots=True)
class Cells:
    """The cells and merged ranges of one worksheet."""

    cells: list[PlainCell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    aside: Aside = field(default_factory=Aside)


@dataclass(frozen=True, slots=True)
class Lookups:
    """What cells refer to by number."""

    texts: SharedTexts
    shapes: list[Shape]
    since_1904: bool = False


def read_cells(package: Package, part: str, lookups: Lookups, room: Room) -> Cells:
    """What the worksheet holds. Raises Refused."""
    reader = _CellsReader(lookups, room)
    parse(package, part, reader.start, reader.end, reader.text)
    return reader.found


class _CellsReader:
    def __init__(self, lookups: Lookups, room: Room) -> None:
        self.found = Cells()
        self._lookups = lookups
        self._room = room
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._taking = ""
        self._value: list[str] = []
        self._inline = Rich()
        self._formula = False
        self._phonetic = 0
        self._rows_hide = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        room = self._room
        room.elements -= 1
        if room.elements < 0:
            raise Refused(TOO_LARGE)
        if ":" in tag:
            tag = local(tag)
        if tag == "c":
            self._begin(given)
        elif tag == "v" or (tag == "t" and not self._phonetic):
            self._taking = tag
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._begin_row(given)
        elif self._cell is None:
            self._start_outside(tag, given)
        elif tag == "rPh":
            self._phonetic += 1
        else:
            self._inline.start(tag, given)

    def _start_outside(self, tag: str, given: dict[str, str]) -> None:
        if tag == "mergeCell":
            self._merge(given.get("ref", ""))
        elif tag == "col":
            self._hide_columns(given)
        elif tag == "sheetFormatPr":
            self._rows_hide = given.get("zeroHeight") in _YES

    def text(self, data: str) -> None:
        if self._taking and self._cell is not None:
            if self._taking == "v":
                self._value.append(data)
            else:
                self._inline.add(data)

    def end(self, tag: str) -> None:
        if ":" in tag:
            tag = local(tag)
        if tag == "c":
            self._finish()
        elif tag in ("v", "t"):
            self._taking = ""
        elif tag == "rPh":
            self._phonetic -= 1
        else:
            self._inline.end(tag)

    def _hide_columns(self, given: dict[str, str]) -> None:
        bounds = [given.get(name, "") for name in ("min", "max")]
        if given.get("hidden") in _YES and all(
            each.isascii() and each.isdigit() and len(each) < 6 for each in bounds
        ):
            first, last = (min(int(each), _LAST_COLUMN) for each in bounds)
            self.found.aside.hidden_columns.update(range(first, last + 1))

    def _begin_row(self, given: dict[str, str]) -> None:
        hides = given.get("hidden")
        self.found.aside.hides_row = self._rows_hide if hides is None else hides in _YES
        number = given.get("r")
        if number is None:
            self._row += 1
        elif number.isascii() and number.isdigit() and len(number) <= 7:
            self._row = int(number)
        else:
            raise Refused("里有写错的行号，读不下去。")
        self._column = 0

    def _begin(self, given: dict[str, str]) -> None:
        self._cell = given
        self._formula = False
        self._phonetic = 0
        self._value = []
        if self._inline.pieces:
            self._inline = Rich()
        reference = given.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = self._place(reference)
        if not (0 < self._row <= _LAST_ROW and 0 < self._column <= _LAST_COLUMN):
            raise Refused("里有超出工作表范围的单元格，可能是恶意文件，没有读入。")

    def _place(self, reference: str) -> tuple[int, int]:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise Refused("里有写错的单元格位置，读不下去。")
        letters = found[1]
        column = self._columns.get(letters)
        if column is None:
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - 64
            self._columns[letters] = column
        return int(found[2]), column

    def _finish(self) -> None:
        given, self._cell = self._cell, None
        if given is None:
            return
        shape = self._shape(given.get("s"))
        kind = given.get("t", "n")
        text, letters = self._read(kind, shape)
        runs = self._runs(kind)
        if text and (shape.struck or runs):
            pieces = [(unescaped(each), struck) for each, struck in runs or ((text, None),)]
            place = self._row, self._column
            kept = self.found.aside.kept(*place, pieces, struck=shape.struck)
            if kept is None:
                return
            text = kept
        if not text and not letters and not shape.mark:
            return
        self._room.cells -= 1
        self._room.text -= len(text)
        if self._room.cells < 0 or self._room.text < 0 or len(text) > LONGEST_TEXT:
            raise Refused(TOO_LARGE)
        if text:
            self.found.aside.see(self._row, self._column)
        self.found.cells.append((self._row, self._column, text, letters + shape.mark))

    def _shape(self, style: str | None) -> Shape:
        if style is None or not (style.isascii() and style.isdigit()) or len(style) > 7:
            return GENERAL
        number = int(style)
        return self._lookups.shapes[number] if number < len(self._lookups.shapes) else GENERAL

    def _read(self, kind: str, shape: Shape) -> tuple[str, str]:
        """The text shown, and letters."""
        value = "".join(self._value)
        if kind == "inlineStr":
            return unescaped(self._inline.plain), ""
        if self._formula and not value:
            # A formula may well give an empty text, and says so by its kind.
            return "", "" if kind == "str" else NOT_COMPUTED
        if kind == "s":
            return unescaped(self._shared(value)), ""
        if kind == "str":
            return unescaped(value), ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), value), ""
        if kind == "e":
            return value, ERROR
        if kind == "d" or not value.strip():
            return value.strip(), ""
        return self._number(value, shape)

    def _runs(self, kind: str) -> list[Piece]:
        """Those of a text of several looks, as written; [] for any other content."""
        if kind == "inlineStr":
            return self._inline.pieces if self._inline.several else []
        if kind != "s" or not self._lookups.texts.runs:
            return []
        return self._lookups.texts.runs.get(int("".join(self._value)), [])

    def _number(self, value: str, shape: Shape) -> tuple[str, str]:
        try:
            text = shape.show(value, since_1904=self._lookups.since_1904)
        except ValueError:
            return value, ERROR
        letters = PERCENT if shape.percent else NUMBER
        digits = re.sub(r"[^0-9]", "", text.partition(".")[0])
        return text, letters + (CUT_DIGITS if len(digits) > _MOST_DIGITS else "")

    def _shared(self, value: str) -> str:
        number = value.strip()
        if not (number.isascii() and number.isdigit()) or len(number) > 9:
            raise Refused("里有单元格的文字找不到，文件已经损坏。")
        texts = self._lookups.texts.texts
        if int(number) >= len(texts):
            raise Refused("里有单元格的文字找不到，文件已经损坏。")
        return texts[int(number)]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = self._place(first)
        bottom, right = self._place(last or first)
        self._room.merges -= 1
        if self._room.merges < 0:
            raise Refused(TOO_LARGE)
        if not (0 < top <= bottom <= _LAST_ROW and 0 < left <= right <= _LAST_COLUMN):
            raise Refused("里有写错的合并单元格，读不下去。")
        if (top, left) != (bottom, right):
            self.found.merges.append((top, left, bottom, right))
