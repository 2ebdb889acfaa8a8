"""The parts of a Word document beside its text: styles, headers and footers, what lies outside.

Runs in the child.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hfgoals.exchange.outside.parts import (
    MOST_ELEMENTS,
    attribute,
    local,
    office_part,
    parse,
    related,
    relations,
    target_of,
)
from hfgoals.exchange.outside.prescan import TOO_LARGE, Parts, Refused
from hfgoals.model.check_code import ALPHABET, LABEL

_MAIN = "word/document.xml"
_RESAVE = "请用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”，再读入。"
_MOST_STYLES = 20_000
_MOST_EDGES = 200
_DEEPEST_STYLE = 30
_MOST_TEXT = 2_000
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents|目录)(?:\s*\d|\s+heading)?")
_PAGE_FOOT = re.compile(
    rf"[\s\d第页共/\-—–·.XYIVxiv]*(?:{LABEL}\s*[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}\s*)?"
)
"""Page numbers, and the code of our own pages."""
_OUTSIDE: Final = frozenset("aFChunk subDocument frame image oleObject package".split())
_FAR = re.compile(r"(?:https?|ftp):|\\\\|file:/+(?![A-Za-z]:|/?[A-Za-z]:)[^/]", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """What a style says that matters in reading; None where it says nothing."""

    name: str = ""
    based_on: str = ""
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    hidden: bool | None = None
    struck: bool | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids, each with what it takes from those below it."""

    found: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    """The id of the style of paragraphs that name none."""
    contents: frozenset[str] = frozenset()
    """The styles of entries of a table of contents."""

    def of(self, style_id: str) -> Style:
        """The style, or one that says nothing."""
        return self.found.get(style_id or self.default, _NO_STYLE)


_NO_STYLE: Final = Style()


def main_part(package: Parts) -> str:
    """The part with the text. Raises Refused, saying that the package has none."""
    name = office_part(package) or _MAIN
    if name in package.names and name.endswith(".xml") and not name.startswith("xl/"):
        return name
    raise Refused("里没有正文，不是 Word 文档，或者已经损坏。", _RESAVE)


def read_styles(package: Parts, name: str) -> Styles:
    """The styles of the document. Raises Refused."""
    reader = _StyleReader()
    parse(package, name, reader.start, reader.end, lambda _: None)
    styles = reader.styles
    contents = {key for key, style in styles.found.items() if _CONTENTS.fullmatch(style.name)}
    styles.contents = frozenset(contents)
    styles.found = {key: _whole_style(styles.found, style) for key, style in styles.found.items()}
    return styles


def _whole_style(found: dict[str, Style], style: Style) -> Style:
    """The style with what it inherits."""
    whole = Style(style.name)
    below: Style | None = style
    for _ in range(_DEEPEST_STYLE):
        if below is None:
            break
        heading = _HEADING.fullmatch(below.name)
        if whole.level is None:
            whole.level = int(heading[1]) if heading and below.level is None else below.level
        if whole.list_id is None:
            whole.list_id = below.list_id
        if whole.list_level is None:
            whole.list_level = below.list_level
        if whole.hidden is None:
            whole.hidden = below.hidden
        if whole.struck is None:
            whole.struck = below.struck
        below = found.get(below.based_on)
    return whole


class _StyleReader:
    def __init__(self) -> None:
        self.styles = Styles()
        self._style: Style | None = None
        self._left = MOST_ELEMENTS // 4

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0 or len(self.styles.found) > _MOST_STYLES:
            raise Refused(TOO_LARGE)
        tag = local(tag)
        if tag == "style":
            self._style = Style()
            style_id = attribute(given, "styleId")
            self.styles.found[style_id] = self._style
            is_default = attribute(given, "default") in ("1", "true", "on")
            if is_default and attribute(given, "type") == "paragraph":
                self.styles.default = style_id
        elif self._style is not None:
            take = _TAKE.get(tag)
            if take is not None:
                take(self._style, attribute(given, "val"))

    def end(self, tag: str) -> None:
        if local(tag) == "style":
            self._style = None


def _name(style: Style, value: str) -> None:
    style.name = value.strip().lower()[:100]


def _based_on(style: Style, value: str) -> None:
    style.based_on = value


def _level(style: Style, value: str) -> None:
    style.level = level_of(value)


def _list_id(style: Style, value: str) -> None:
    style.list_id = value


def _list_level(style: Style, value: str) -> None:
    style.list_level = int(value) if value.isascii() and value.isdigit() and len(value) < 3 else 0


def _hidden(style: Style, value: str) -> None:
    style.hidden = is_on(value)


def _struck(style: Style, value: str) -> None:
    style.struck = is_on(value)


_TAKE: Final[dict[str, Callable[[Style, str], None]]] = {
    "name": _name,
    "basedOn": _based_on,
    "outlineLvl": _level,
    "numId": _list_id,
    "ilvl": _list_level,
    "vanish": _hidden,
    "strike": _struck,
    "dstrike": _struck,
}


def level_of(value: str) -> int:
    """The level of outline from 1, 0 for text, of what the file writes as 0 to 8."""
    return int(value) + 1 if value in ("0", "1", "2", "3", "4", "5", "6", "7", "8") else 0


def is_on(value: str) -> bool:
    """Whether a property that stands there is switched on."""
    return value not in ("0", "false", "off", "none")


def edge_texts(package: Parts, main: str) -> list[str]:
    """What headers and footers say beside page numbers and our codes, each once. Raises Refused."""
    found: list[str] = []
    parts = [
        given
        for _, given in relations(package, main)[:_MOST_EDGES]
        if given.get("Type", "").endswith(("/header", "/footer"))
        and given.get("TargetMode") != "External"
    ]
    for given in parts:
        name = target_of(main.rpartition("/")[0], given.get("Target", ""))
        if name in package.names:
            text = _text_of(package, name)
            if text not in found and not _PAGE_FOOT.fullmatch(text):
                found.append(text)
    return found


def _text_of(package: Parts, name: str) -> str:
    texts: list[str] = []
    taking = False
    left = MOST_ELEMENTS // 4

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal taking, left
        left -= 1
        if left < 0:
            raise Refused(TOO_LARGE)
        taking = local(tag) == "t"

    def end(_: str) -> None:
        nonlocal taking
        taking = False

    def text(data: str) -> None:
        if taking and len(texts) < _MOST_TEXT:
            texts.append(data[:_MOST_TEXT])

    parse(package, name, start, end, text)
    return " ".join("".join(texts).split())[:_MOST_TEXT]


def points_outside(package: Parts, main: str) -> bool:
    """Whether the document wants something from another file or place; web links do not count."""
    given = [each for _, each in relations(package, main)]
    settings = related(package, main, "settings")
    templates = [each for _, each in relations(package, settings)] if settings else []
    for each in given:
        kind = each.get("Type", "").rpartition("/")[2]
        if each.get("TargetMode") == "External" and kind in _OUTSIDE:
            return True
    return any(
        each.get("TargetMode") == "External" and _FAR.match(each.get("Target", ""))
        for each in templates
    )
