"""The parts of an Office package: one streaming pass a part, and how parts refer to each other.

No document type, so no entity, is let in; nothing outside the package is ever looked at. Runs in
the child.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers import expat

from hfgoals.exchange.outside.prescan import TOO_LARGE, Parts, Refused

MOST_ELEMENTS = 2_000_000
"""In one part. 1,000 forms have about 1,000 in each of 1,000 sheets."""
MOST_TEXT = 200_000_000
LONGEST_TEXT = 400_000
"""Of one cell or paragraph. Excel itself holds 32,767 characters in a cell."""
_LONGEST_TITLE = 40_000
_LONGEST_TOKEN = 4 * 1024 * 1024
_BROKEN = "里面的内容不完整或写坏了，读不下去。"

Start = Callable[[str, dict[str, str]], None]


def parse(
    package: Parts,
    name: str,
    start: Start,
    end: Callable[[str], None],
    text: Callable[[str], None],
    *,
    namespaces: bool = False,
    place: Callable[[Callable[[], int]], None] = lambda _: None,
) -> None:
    """One streaming pass over a part. Raises Refused; KeyError when there is no such part.

    With ``namespaces`` names come as "namespace name" instead of "prefix:name". ``place`` is handed
    what tells, at each call of the others, where in the part in bytes the pass has come to.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    place(lambda: parser.CurrentByteIndex)
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
    raise Refused("里有办公软件不会写的定义（DOCTYPE），可能是恶意文件，没有打开。")


def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: dict[str, str], name: str) -> str:
    """The attribute of that name, whatever its prefix."""
    for key, value in attributes.items():
        if local(key) == name:
            return value
    return ""


def elements(package: Parts, name: str, wanted: Iterable[str]) -> list[tuple[str, dict[str, str]]]:
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


def office_part(package: Parts) -> str:
    """The part with which the document begins, as the package itself says; "" when it does not."""
    for _, given in relations(package, ""):
        if given.get("Type", "").endswith("/officeDocument"):
            name = target_of("", given.get("Target", ""))
            if name in package.names:
                return name
    return ""


def related(package: Parts, main: str, kind: str) -> str | None:
    """The part of that kind ("styles", "numbering") that belongs to the main part, or None."""
    for _, given in relations(package, main):
        if given.get("Type", "").endswith(f"/{kind}") and given.get("TargetMode") != "External":
            name = target_of(posixpath.dirname(main), given.get("Target", ""))
            if name in package.names:
                return name
    return None


def relations(package: Parts, part: str) -> list[tuple[str, dict[str, str]]]:
    """The relationships of a part, of the package itself for ""; none is followed here."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    return elements(package, where, ("Relationship",)) if where in package.names else []


def target_of(folder: str, target: str) -> str:
    """The name of the part that a relationship from that folder points to."""
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined.replace("\\", "/")).lstrip("/")


def document_title(package: Parts, name: str = "docProps/core.xml") -> str:
    """What the document's properties call it; "" when they do not."""
    found: list[str] = []
    room = _LONGEST_TITLE
    taking = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal taking
        taking = local(tag).lower() == "title" and not found

    def end(_: str) -> None:
        nonlocal taking
        taking = False

    def text(data: str) -> None:
        nonlocal room
        if taking and room > 0:
            found.append(data[:room])
            room -= len(data)

    if name in package.names:
        parse(package, name, start, end, text)
    return "".join(found)
