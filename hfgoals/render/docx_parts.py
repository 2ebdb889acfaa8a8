"""The files inside a Word document, beside its text: their kinds, ties and settings.

Nothing in them tells when they were written, so that the same text gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from string import digits
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hfgoals.layout.sheet import Paper
from hfgoals.render.docx_styles import FOOTER, HEADER, SANS, SERIF, paragraph_style, styles_part
from hfgoals.render.docx_xml import (
    DECLARATION,
    RELATIONS,
    TAB,
    WORD,
    escaped,
    field,
    runs,
    tag,
    twips,
)

Section = tuple[Paper, bool, str, str]
"""A paper, whether page numbers stand at its foot, what stands there at the right, and what at its
head."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_HEADER_ROOM, _FOOTER_ROOM = 12.0, 10.0
"""From the edge of the paper to header and footer, in mm."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_PARTS: Final = ("styles", "settings", "fontTable")
_FONTS: Final = (
    (SERIF, "SimSun", "02010600030101010101"),
    (SANS, "SimHei", "02010609060101010101"),
)
"""Every font with its other name, and its PANOSE numbers by which a machine without it finds one
like it."""
_COMPATIBILITY: Final = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
)


@contextmanager
def package(
    path: Path, title: str, author: str, keywords: str, sections: Sequence[Section]
) -> Iterator[ZipFile]:
    """A document with everything but its text, which is written into it with ``put``.

    Each of the ``sections`` has a footer of its own, and a header where it needs one.
    """
    feet = [_footer_id(number) for number in range(len(sections))]
    heads = {_header_id(at): section[3] for at, section in enumerate(sections) if section[3]}
    parts = (*_PARTS, *feet, *heads)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        put(archive, "[Content_Types].xml", [_content_types(parts)])
        put(archive, "_rels/.rels", [_package_relations()])
        put(archive, "docProps/core.xml", [_core(title, author, keywords)])
        put(archive, "word/_rels/document.xml.rels", [_document_relations(parts)])
        put(archive, "word/styles.xml", [styles_part()])
        put(archive, "word/settings.xml", [_settings()])
        put(archive, "word/fontTable.xml", [_fonts()])
        for number, section in enumerate(sections):
            put(archive, f"word/{_footer_id(number)}.xml", [_footer(*section[:3])])
        for part, text in heads.items():
            put(archive, f"word/{part}.xml", [_header(text)])
        yield archive


def put(archive: ZipFile, name: str, content: Iterable[str]) -> None:
    """Write one part, piece by piece."""
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    with archive.open(entry, "w", force_zip64=True) as part:
        for piece in content:
            part.write(piece.encode("utf-8"))


def _footer_id(number: int) -> str:
    return f"footer{number + 1}"


def _header_id(number: int) -> str:
    return f"header{number + 1}"


def section_properties(paper: Paper, number: int, *, headed: bool = False) -> str:
    """The properties of the section of that number, from 0: its paper, margins, header, footer."""
    head = f'<w:headerReference w:type="default" r:id="{_header_id(number)}"/>' if headed else ""
    return tag(
        "sectPr",
        head,
        f'<w:footerReference w:type="default" r:id="{_footer_id(number)}"/>',
        tag("type", val="nextPage"),
        _size(paper),
        tag(
            "pgMar",
            top=twips(paper.top),
            right=twips(paper.right),
            bottom=twips(paper.bottom),
            left=twips(paper.left),
            header=twips(_HEADER_ROOM),
            footer=twips(_FOOTER_ROOM),
            gutter=0,
        ),
    )


def _size(paper: Paper) -> str:
    width, height = twips(paper.width), twips(paper.height)
    if width > height:
        return tag("pgSz", w=width, h=height, orient="landscape")
    return tag("pgSz", w=width, h=height)


def _content_types(parts: Iterable[str]) -> str:
    overrides = [("word/document", f"{_MAIN}.document.main+xml")]
    overrides += [(f"word/{part}", f"{_MAIN}.{part.rstrip(digits)}+xml") for part in parts]
    overrides.append(("docProps/core", _CORE_TYPE))
    shown = "".join(
        f'<Override PartName="/{part}.xml" ContentType="{kind}"/>' for part, kind in overrides
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{shown}</Types>'
    )


def _package_relations() -> str:
    return _relations(
        ("document", f"{RELATIONS}/officeDocument", "word/document.xml"),
        ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )


def _document_relations(parts: Iterable[str]) -> str:
    return _relations(
        *((part, f"{RELATIONS}/{part.rstrip(digits)}", f"{part}.xml") for part in parts)
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    shown = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>'
        for id_, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{shown}</Relationships>'


def _core(title: str, author: str, keywords: str) -> str:
    told = f"<cp:keywords>{escaped(keywords)}</cp:keywords>" if keywords else ""
    names = "http://purl.org/dc/elements/1.1/"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="{names}"><dc:title>{escaped(title)}</dc:title>'
        f"<dc:creator>{escaped(author)}</dc:creator><dc:language>zh-CN</dc:language>{told}"
        "</cp:coreProperties>"
    )


def _settings() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    modes = (tag("compatSetting", name=name, uri=uri, val=val) for name, val in _COMPATIBILITY)
    settings = (
        tag("zoom", percent=100),
        tag("defaultTabStop", val=420),
        tag("characterSpacingControl", val="doNotCompress"),
        # Room below one paragraph and above the next adds up, as in the layout; a justified line
        # that ends in a line break is not spread.
        tag(
            "compat",
            tag("doNotExpandShiftReturn"),
            tag("doNotUseHTMLParagraphAutoSpacing"),
            *modes,
        ),
        tag("themeFontLang", val="en-US", eastAsia="zh-CN"),
        tag("decimalSymbol", val="."),
        tag("listSeparator", val=","),
    )
    return f'{DECLARATION}<w:settings xmlns:w="{WORD}">{"".join(settings)}</w:settings>'


def _fonts() -> str:
    fonts = (
        tag(
            "font",
            tag("altName", val=other),
            tag("panose1", val=panose),
            tag("charset", val="86"),
            tag("family", val="auto"),
            tag("pitch", val="variable"),
            name=name,
        )
        for name, other, panose in _FONTS
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{WORD}">{"".join(fonts)}</w:fonts>'


def _page_numbers() -> str:
    number, count = field("PAGE", runs("1")), field("NUMPAGES", runs("1"))
    return runs("第 ") + number + runs(" 页 共 ") + count + runs(" 页")


def _footer(paper: Paper, numbered: bool, right: str) -> str:
    """Page numbers in the middle, and what stands at the right."""
    before, after = _around_right(paper, numbered)
    return before + (runs(right) if right else "") + after


def _header(text: str) -> str:
    """A line in the middle."""
    paragraph = tag("p", tag("pPr", paragraph_style(HEADER)), runs(text))
    return f'{DECLARATION}<w:hdr xmlns:w="{WORD}">{paragraph}</w:hdr>'


@cache
def _around_right(paper: Paper, numbered: bool) -> tuple[str, str]:
    """Each stands at a tab of its own, so that neither moves when the other is missing."""
    stops = (("center", paper.inner_width / 2), ("right", paper.inner_width))
    tabs = tag("tabs", *(tag("tab", val=side, pos=twips(at)) for side, at in stops))
    content = TAB + (_page_numbers() if numbered else "") + TAB
    paragraph = tag("p", tag("pPr", paragraph_style(FOOTER), tabs), content)
    whole = f'{DECLARATION}<w:ftr xmlns:w="{WORD}">{paragraph}</w:ftr>'
    before, end, after = whole.rpartition("</w:p>")
    return before, end + after
