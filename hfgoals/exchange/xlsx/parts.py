"""The parts of a workbook beside its sheets: which sheets there are, texts, formats.

Runs in the child.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace

from hfgoals.exchange.outside.aside import Piece
from hfgoals.exchange.outside.parts import (
    LONGEST_TEXT,
    MOST_ELEMENTS,
    MOST_TEXT,
    attribute,
    elements,
    local,
    office_part,
    parse,
    relations,
    target_of,
)
from hfgoals.exchange.outside.prescan import ASK_FOR_ANOTHER, TOO_LARGE, Package, Refused
from hfgoals.exchange.xlsx.numbers import Shape, shape_of
from hfgoals.exchange.xlsx.rich import Rich, is_on

MOST_SHEETS = 3000
_RESAVE = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（*.xlsx）”，再读入。"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its title, whether it is hidden, and the part it stands in."""

    title: str
    hidden: bool
    part: str


def main_part(package: Package) -> str:
    """The part that lists the sheets. Raises Refused, saying what the package is instead."""
    name = office_part(package)
    if name.endswith(".bin"):
        raise Refused("是二进制格式的 Excel 工作簿（.xlsb），还不能直接读入。", _RESAVE)
    if name:
        return name
    if "xl/workbook.xml" in package.names:
        return "xl/workbook.xml"
    raise Refused("里没有工作簿，不是 Excel 工作簿，或者已经损坏。", _RESAVE)


def sheets(package: Package, main: str) -> tuple[list[SheetPart], bool]:
    """The worksheets in their order, and whether dates count from 1904. Raises Refused."""
    targets = {
        given.get("Id", ""): target_of(posixpath.dirname(main), given.get("Target", ""))
        for _, given in relations(package, main)
        if given.get("TargetMode") != "External" and given.get("Type", "").endswith("/worksheet")
    }
    found: list[SheetPart] = []
    since_1904 = False
    for tag, given in elements(package, main, ("sheet", "workbookPr")):
        if tag == "workbookPr":
            since_1904 = given.get("date1904") in ("1", "true")
            continue
        part = targets.get(attribute(given, "id"), "")
        if part in package.names:
            hidden = given.get("state", "visible") != "visible"
            found.append(SheetPart(unescaped(given.get("name", "")), hidden, part))
    if len(found) > MOST_SHEETS:
        raise Refused(
            f"有 {len(found)} 张工作表，超出了可以读取的范围。", "请拆成几个文件分别读入。"
        )
    if not found:
        raise Refused("里没有可以读的工作表。", ASK_FOR_ANOTHER)
    if len({each.part for each in found}) != len(found):
        raise Refused("的工作表清单写坏了，几张表指向同一处内容。")
    return found, since_1904


@dataclass(slots=True)
class SharedTexts:
    """The texts that cells refer to by number, as written (escapes and all)."""

    texts: list[str] = field(default_factory=list)
    runs: dict[int, list[Piece]] = field(default_factory=dict)
    """Of those in runs of their own look, by number."""


def shared_texts(package: Package, name: str) -> SharedTexts:
    """All texts of that part. Raises Refused."""
    reader = _TextsReader()
    parse(package, name, reader.start, reader.end, reader.text)
    return reader.found


class _TextsReader:
    def __init__(self) -> None:
        self.found = SharedTexts()
        self._rich = Rich()
        self._taking = False
        self._phonetic = 0
        self._left = MOST_ELEMENTS
        self._room = MOST_TEXT

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise Refused(TOO_LARGE)
        tag = local(tag)
        if tag == "si":
            self._rich = Rich()
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "t":
            self._taking = not self._phonetic
        else:
            self._rich.start(tag, given)

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "t":
            self._taking = False
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag == "si":
            text = self._rich.plain
            self._room -= len(text)
            if len(text) > LONGEST_TEXT or self._room < 0:
                raise Refused(TOO_LARGE)
            if self._rich.several:
                self.found.runs[len(self.found.texts)] = self._rich.pieces
            self.found.texts.append(text)
        else:
            self._rich.end(tag)

    def text(self, data: str) -> None:
        if self._taking:
            self._rich.add(data)


def cell_shapes(package: Package, name: str) -> list[Shape]:
    """How the number in a cell of each style is shown, and whether it is struck out. Raises
    Refused.
    """
    reader = _StylesReader()
    parse(package, name, reader.start, reader.end, lambda _: None)
    made: dict[tuple[int, bool], Shape] = {}
    for number, font in reader.styles:
        struck = font in reader.struck
        if (number, struck) not in made:
            shape = shape_of(number, reader.formats.get(number))
            made[number, struck] = replace(shape, struck=True) if struck else shape
    return [made[number, font in reader.struck] for number, font in reader.styles]


class _StylesReader:
    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.styles: list[tuple[int, int]] = []
        """Number format and font of each style of cells."""
        self.struck: set[int] = set()
        """Fonts that strike out."""
        self._fonts = -1
        self._within = ""

    def start(self, tag: str, given: dict[str, str]) -> None:
        tag = local(tag)
        if tag == "numFmt":
            self.formats[_whole(given.get("numFmtId"))] = given.get("formatCode", "")[:500]
        elif tag in ("cellXfs", "fonts"):
            self._within = tag
        elif tag == "xf" and self._within == "cellXfs":
            self.styles.append((_whole(given.get("numFmtId")), _whole(given.get("fontId"))))
            if len(self.styles) > 100_000:
                raise Refused(TOO_LARGE)
        elif tag == "font" and self._within == "fonts":
            self._fonts += 1
        elif tag == "strike" and self._within == "fonts" and is_on(given):
            self.struck.add(self._fonts)

    def end(self, tag: str) -> None:
        if local(tag) == self._within:
            self._within = ""


def unescaped(text: str) -> str:
    """The text with _x0041_ read as the letter it stands for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else 0
