"""The parts of a workbook beside its sheets: which sheets there are, texts, formats, properties.

One streaming pass a part. No document type, so no entity, is let in; nothing outside the package
is ever looked at. Runs in the child.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from hfgoals.exchange.xlsx.numbers import Shape, shape_of
from hfgoals.exchange.xlsx.prescan import ASK_FOR_ANOTHER, RESAVE, TOO_LARGE, Package, Refused

MOST_ELEMENTS = 2_000_000
"""In one part. 1,000 forms have about 1,000 in each of 1,000 sheets."""
MOST_SHEETS = 3000
MOST_TEXT = 200_000_000
LONGEST_TEXT = 400_000
"""Of one cell. Excel itself holds 32,767 characters."""
_LONGEST_TOKEN = 4 * 1024 * 1024
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BROKEN = "是 Excel 工作簿，但里面的内容不完整或写坏了，读不下去。"

Start = Callable[[str, dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet: its title, whether it is hidden, and the part it stands in."""

    title: str
    hidden: bool
    part: str


def parse(
    package: Package,
    name: str,
    start: Start,
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """One streaming pass over a part. Raises Refused; KeyError when there is no such part."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    fed = 0
    try:
        for block in package.blocks(name):
            parser.Parse(block, False)
            fed += len(block)
            # An unfinished token is looked at again and again as it grows.
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise Refused(TOO_LARGE)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        if isinstance(error, KeyError):
            raise
        raise Refused(_BROKEN) from error


def _refuse_doctype(*_: Any) -> None:
    raise Refused("里有 Excel 不会写的定义（DOCTYPE），可能是恶意文件，没有打开。")


def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: dict[str, str], name: str) -> str:
    """The attribute of that name, whatever its prefix."""
    for key, value in attributes.items():
        if local(key) == name:
            return value
    return ""


def elements(
    package: Package, name: str, wanted: Iterable[str]
) -> list[tuple[str, dict[str, str]]]:
    """The elements of these names in a small part, in order. Raises Refused, KeyError."""
    found: list[tuple[str, dict[str, str]]] = []
    names = frozenset(wanted)
    seen = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        if seen > MOST_ELEMENTS // 4:
            raise Refused(TOO_LARGE)
        if local(tag) in names:
            found.append((local(tag), attributes))

    parse(package, name, start, lambda _: None, lambda _: None)
    return found


def main_part(package: Package) -> str:
    """The part that lists the sheets. Raises Refused, saying what the package is instead."""
    for _, given in _relations(package, ""):
        if given.get("Type", "").endswith("/officeDocument"):
            name = _target("", given.get("Target", ""))
            if name in package.names:
                return _workbook(name)
    if "xl/workbook.xml" in package.names:
        return "xl/workbook.xml"
    raise Refused("里没有工作簿，不是 Excel 工作簿，或者已经损坏。", RESAVE)


def _workbook(name: str) -> str:
    if name.endswith(".bin"):
        raise Refused("是二进制格式的 Excel 工作簿（.xlsb），还不能直接读入。", RESAVE)
    return name


def sheets(package: Package, main: str) -> tuple[list[SheetPart], bool]:
    """The worksheets in their order, and whether dates count from 1904. Raises Refused."""
    targets = {
        given.get("Id", ""): _target(posixpath.dirname(main), given.get("Target", ""))
        for _, given in _relations(package, main)
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


def related(package: Package, main: str, kind: str) -> str | None:
    """The part of that kind ("styles", "sharedStrings") that belongs to the workbook, or None."""
    for _, given in _relations(package, main):
        if given.get("Type", "").endswith(f"/{kind}") and given.get("TargetMode") != "External":
            name = _target(posixpath.dirname(main), given.get("Target", ""))
            if name in package.names:
                return name
    return None


def _relations(package: Package, part: str) -> list[tuple[str, dict[str, str]]]:
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    return elements(package, where, ("Relationship",)) if where in package.names else []


def _target(folder: str, target: str) -> str:
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined.replace("\\", "/")).lstrip("/")


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


def document_title(package: Package) -> str:
    """What the document's properties call it; "" when they do not."""
    found: list[str] = []
    taking = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal taking
        taking = local(tag) == "title"

    def end(_: str) -> None:
        nonlocal taking
        taking = False

    def text(data: str) -> None:
        if taking and len(found) < 20:
            found.append(data[:500])

    name = "docProps/core.xml"
    if name in package.names:
        parse(package, name, start, end, text)
    return "".join(found)


def unescaped(text: str) -> str:
    """The text with _x0041_ read as the letter it stands for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else 0
