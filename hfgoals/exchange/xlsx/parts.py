"""The parts of a workbook beside its sheets: which sheets there are, texts, formats.

Runs in the child.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

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


def shared_texts(package: Package, name: str) -> list[str]:
    """The texts that cells refer to by number, as written (escapes and all). Raises Refused."""
    reader = _SharedTexts()
    parse(package, name, reader.start, reader.end, reader.text)
    return reader.found


class _SharedTexts:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._taking = False
        self._phonetic = 0
        self._left = MOST_ELEMENTS
        self._room = MOST_TEXT

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise Refused(TOO_LARGE)
        tag = local(tag)
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "t":
            self._taking = not self._phonetic

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "t":
            self._taking = False
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag == "si":
            text = "".join(self._parts)
            self._room -= len(text)
            if len(text) > LONGEST_TEXT or self._room < 0:
                raise Refused(TOO_LARGE)
            self.found.append(text)

    def text(self, data: str) -> None:
        if self._taking:
            self._parts.append(data)


def cell_shapes(package: Package, name: str) -> list[Shape]:
    """How the number in a cell of each style is shown. Raises Refused."""
    formats: dict[int, str] = {}
    ids: list[int] = []
    within = False

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal within
        tag = local(tag)
        if tag == "numFmt":
            formats[_whole(given.get("numFmtId"))] = given.get("formatCode", "")[:500]
        elif tag == "cellXfs":
            within = True
        elif tag == "xf" and within:
            ids.append(_whole(given.get("numFmtId")))
            if len(ids) > 100_000:
                raise Refused(TOO_LARGE)

    def end(tag: str) -> None:
        nonlocal within
        within = within and local(tag) != "cellXfs"

    parse(package, name, start, end, lambda _: None)
    made: dict[int, Shape] = {}
    for number in ids:
        if number not in made:
            made[number] = shape_of(number, formats.get(number))
    return [made[number] for number in ids]


def unescaped(text: str) -> str:
    """The text with _x0041_ read as the letter it stands for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else 0
