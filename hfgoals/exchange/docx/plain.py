"""A Word document as plain paragraphs and tables: what the child process tells of a .docx.

``read_document`` gives ``{"title": …, "blocks": […], "seen": {…}}``. A block is a paragraph
``{"text": …, "level": 1…9, "marks": [letters, before, after]}`` (the latter two where there are
any; hfgoals.codec.bookmarks) or a table ``{"table": {"cells", "merges", "starts", "widths"}}``
(grid.TableRead). ``seen`` names what was passed by: boxes, hidden, links, chunk, macros, symbols,
footnotes, comments, covered, edges, struck, changes, ticks; each with the beginning of its text.
Runs in the child.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hfgoals.exchange.docx.body import Body
from hfgoals.exchange.docx.numbering import Numbering, read_numbering
from hfgoals.exchange.docx.parts import (
    Styles,
    edge_texts,
    main_part,
    points_outside,
    read_styles,
)
from hfgoals.exchange.outside.lone import Lone
from hfgoals.exchange.outside.parts import document_title, related
from hfgoals.exchange.outside.prescan import Package, Parts, opened


def read_document(path: Path) -> dict[str, Any]:
    """The plain paragraphs and tables of the document. Raises Refused, OSError."""
    with opened(path) as file:
        return document_of(Package(file))


def read_flat(path: Path) -> dict[str, Any]:
    """The same of a document whose parts stand unpacked in one XML file (flat OPC)."""
    package = Lone(path)
    package.unfold()
    return document_of(package)


def read_2003(path: Path) -> dict[str, Any]:
    """The same of a document of Word 2003 as XML: all of it is one part."""
    package = Lone(path)
    body = Body(read_styles(package, ""), Numbering())
    body.read(package, "")
    return {"title": document_title(package, ""), "blocks": body.blocks, "seen": body.seen}


def document_of(package: Parts) -> dict[str, Any]:
    """The plain paragraphs and tables of these parts. Raises Refused."""
    main = main_part(package)
    styles, numbering = (related(package, main, kind) for kind in ("styles", "numbering"))
    body = Body(
        read_styles(package, styles) if styles else Styles(),
        read_numbering(package, numbering) if numbering else Numbering(),
    )
    body.read(package, main)
    seen = body.seen
    edges = edge_texts(package, main)
    if edges:
        seen["edges"] = "；".join(edges)[:300]
    if points_outside(package, main):
        seen.setdefault("links", "")
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        seen["macros"] = ""
    return {"title": document_title(package), "blocks": body.blocks, "seen": seen}
