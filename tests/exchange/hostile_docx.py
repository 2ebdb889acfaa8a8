"""Hostile Word documents, each made in a moment and a few KB: ``MAKERS`` by name.

``python -m tests.exchange.hostile_docx FOLDER [NAME...]`` writes them. A maker gives the bytes.
What each must come to (a Trouble, or a reading) is the test's business:
tests/exchange/docx/test_hostile.py.
"""

from __future__ import annotations

import struct
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

from tests.exchange.docx.made import (
    FORM,
    HEAD,
    PACKAGE,
    RELATION,
    WORD,
    cell,
    document,
    form,
    packed,
    paragraph,
    parts,
    row,
    run,
    table,
)
from tests.exchange.hostile_xlsx import MAKERS as OF_XLSX

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_APART = 10_000
_LAUGHS = "".join(
    f"<!ENTITY {name} '{('&' + below + ';') * 10}'>"
    for name, below in zip("abcdefghi", "bcdefghij", strict=True)
)


def of_body(body: str = "", **more: str) -> bytes:
    """A document of a small form and what else."""
    return packed(parts(form() + body, **more))


def _with(name: str, data: str | bytes, body: str = "") -> bytes:
    return packed({**parts(form() + body), name: data})


def _with_doctype(doctype: str) -> bytes:
    main = document(form() + paragraph(run("&a;"))).replace(HEAD, HEAD + doctype)
    return packed(parts(main=main))


def _nested(depth: int) -> str:
    body = table([("里",)])
    for _ in range(depth):
        body = table([row(cell(body + paragraph()))])
    return body


def _tied(*ties: tuple[str, str], body: str = "", external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    shown = "".join(
        f'<Relationship Id="x{at}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
        for at, (kind, target) in enumerate(ties)
    )
    made = parts(form() + body)
    made["word/_rels/document.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}">{shown}</Relationships>'
    )
    return packed(made)


def _field(instruction: str) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return paragraph(f"{signs[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{signs[1]}")


def _template(target: str) -> bytes:
    made = parts(form(), settings=f'<w:settings xmlns:w="{WORD}"/>')
    made["word/_rels/settings.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="t" '
        f'Type="{RELATION}/attachedTemplate" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )
    return packed(made)


def _encrypted() -> bytes:
    data = bytearray(of_body())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _endless_directory() -> bytes:
    data = bytearray(of_body())
    struct.pack_into("<HH L", data, data.rfind(b"PK\x05\x06") + 8, 65535, 65535, 0xFFFFFFF0)
    return bytes(data)


def _flipped() -> bytes:
    data = bytearray(of_body())
    for at in range(30, len(data), 61):
        data[at] ^= 0x5A
    return bytes(data)


def _styles(count: int) -> str:
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/>'
        f'<w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    return f'<w:styles xmlns:w="{WORD}">{made}</w:styles>'


def _lists(count: int) -> str:
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="99999999999"/>'
        f'<w:lvlText w:val="{"%1" * 50}"/></w:lvl></w:abstractNum><w:num w:numId="{n + 1}">'
        f'<w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(count)
    )
    return f'<w:numbering xmlns:w="{WORD}">{made}</w:numbering>'


def _overlapping() -> bytes:
    data = OF_XLSX["entries that overlap"]()
    return data.replace(b"xl/workbook.xml", b"word/document.x")


def _many(pattern: str, count: int) -> str:
    """So many of them; like ones stand too far apart for packing to see that they are alike."""
    times, left = divmod(count, _APART)
    made = [
        pattern.replace("#", f"{at * 7919 % 99_991}{at * 104_729:X}")
        for at in range(min(count, _APART))
    ]
    return "".join(made) * times + "".join(made[:left])


_NUMBERED = paragraph("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>')
MAKERS: dict[str, Callable[[], bytes]] = {
    # ---- extent
    "a million runs": lambda: of_body(paragraph(_many("<w:r><w:t>#</w:t></w:r>", 1_000_000))),
    "a quarter of a million runs": lambda: of_body(
        _many(f"<w:p>{'<w:r><w:t>#</w:t></w:r>' * 5}</w:p>", 50_000)
    ),
    "a million runs in a cell": lambda: of_body(
        table([row(cell(paragraph(_many("<w:r><w:t>#</w:t></w:r>", 1_000_000))))])
    ),
    "six million elements": lambda: of_body(paragraph("<w:r/>" * 6_000_000)),
    "five million properties": lambda: of_body(
        paragraph(_many(f'<w:r><w:rPr>{"<w:b/>" * 6}<w:sz w:val="#"/></w:rPr></w:r>', 550_000))
    ),
    "a million paragraphs": lambda: of_body(_many('<w:p w:rsid="#"/>', 1_000_000)),
    "as many paragraphs as may be": lambda: of_body(
        "".join(f"<w:p><w:r><w:t>第{n}段</w:t></w:r></w:p>" for n in range(55_000))
    ),
    "six hundred thousand cells": lambda: of_body(
        table([_many(row(*["#"] * 50), 12_000)])
    ),
    "a million rows": lambda: of_body(
        table([_many('<w:tr w:rsid="#"><w:tc><w:p/></w:tc></w:tr>', 1_000_000)])
    ),
    "a hundred thousand tables": lambda: of_body(
        _many(table([("#",)]) + paragraph("甲绩效目标表"), 100_000)
    ),
    "fifty thousand forms": lambda: of_body(
        _many(table([("项目编码", "#", "项目名称", "#")]), 50_000)
    ),
    "one text of 60 million letters": lambda: of_body(
        paragraph("".join(f"<w:r><w:t>{'字' * 10_000}</w:t></w:r>" for _ in range(2_000)))
    ),
    "many long texts": lambda: of_body(
        paragraph(_many("字#", 30_000)[:390_000]) * 85
    ),
    "a huge span": lambda: of_body(table([row(cell("a", '<w:gridSpan w:val="2147483647"/>'))])),
    "spans that make no sense": lambda: of_body(
        table([row(cell("a", '<w:gridSpan w:val="-5"/>'), cell("b", '<w:gridSpan w:val="x"/>'))])
    ),
    "hundreds of huge spans": lambda: of_body(
        table([row(*[cell("a", '<w:gridSpan w:val="400"/>')] * 300)])
    ),
    "a cell merged over a hundred thousand rows": lambda: of_body(
        table(
            [
                row(cell("a", '<w:vMerge w:val="restart"/><w:gridSpan w:val="60"/>')),
                _many(row(cell("", '<w:vMerge w:x="#"/><w:gridSpan w:val="60"/>')), 100_000),
            ]
        )
    ),
    "merges that go on from nothing": lambda: of_body(
        table([row(cell("a", "<w:vMerge/>"), cell("b", "<w:hMerge/>")), row(cell())])
    ),
    "tables in tables without end": lambda: of_body(_nested(3_000)),
    "a few tables in tables": lambda: of_body(_nested(8)),
    "runs in runs without end": lambda: of_body(
        "<w:p>" + "<w:ins>" * 200_000 + run("深") + "</w:ins>" * 200_000 + "</w:p>"
    ),
    "fields in fields without end": lambda: of_body(
        paragraph(_many('<w:r><w:fldChar w:x="#" w:fldCharType="begin"/></w:r>', 100_000))
    ),
    "paragraphs in paragraphs": lambda: of_body("<w:p>" * 50_000 + "</w:p>" * 50_000),
    "rows and cells without a table": lambda: of_body(row("a") + cell("b") + "<w:tr/>"),
    "a style based on itself": lambda: of_body(_NUMBERED, styles=_styles(1)),
    "styles in a ring": lambda: of_body(_NUMBERED, styles=_styles(19_000)),
    "a hundred thousand styles": lambda: of_body(_NUMBERED, styles=_styles(100_000)),
    "numbers beyond numbers": lambda: of_body(_NUMBERED * 1000, numbering=_lists(1)),
    "a hundred thousand lists": lambda: of_body(_NUMBERED, numbering=_lists(100_000)),
    "a million bookmarks": lambda: of_body(
        paragraph("".join(f'<w:bookmarkStart w:name="_Hfg{n}p999999n"/>' for n in range(300_000)))
    ),
    # ---- the zip
    "zip bomb": lambda: of_body(" " * 120_000_000),
    "a zip bomb beside": lambda: _with("word/media/image1.png", b"\0" * 300_000_000),
    "an endless directory": _endless_directory,
    "forty thousand entries": lambda: packed(
        [*parts(form()).items(), *((f"word/media/{n}.png", b"") for n in range(40_000))]
    ),
    "entries that overlap": _overlapping,
    "the text twice": lambda: packed([*parts(form()).items(), *list(parts(form()).items())[-1:]]),
    "truncated": lambda: of_body()[:-200],
    "only the beginning": lambda: of_body()[:300],
    "bytes that flipped": _flipped,
    "encrypted entries": _encrypted,
    "encrypted as a whole": lambda: _OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"),
    "names that climb": lambda: _with("../../tmp/hfgoals-climbed", b"x"),
    # ---- the parts
    "billion laughs": lambda: _with_doctype(f"<!DOCTYPE w [{_LAUGHS}<!ENTITY j 'ha'>]>"),
    "an entity from a file": lambda: _with_doctype(
        "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    ),
    "a document type elsewhere": lambda: _with_doctype("<!DOCTYPE w SYSTEM 'http://127.0.0.1/x'>"),
    "no document": lambda: packed({"[Content_Types].xml": "<Types/>", "word/document.xml": ""}),
    "a document of nothing": lambda: packed(parts(main=document(""))),
    "wrong namespace": lambda: packed(
        parts(main=document(form()).replace(WORD, "urn:something/else"))
    ),
    "wrong content types": lambda: _with("[Content_Types].xml", "<Types><Default/></Types>"),
    "not closed": lambda: packed(parts(main=document(form())[:-30])),
    "one endless attribute": lambda: of_body(
        f'<w:p w:rsid="{_many("#", 900_000)}"/>'
    ),
    "one endless comment": lambda: of_body(f"<!--{_many('x#', 3_000_000)}-->"),
    "UTF-16 that is none": lambda: packed(
        parts(main=document(form()).replace("UTF-8", "UTF-16"))
    ),
    "relationships that go round": lambda: _tied(
        ("styles", "document.xml"), ("numbering", "document.xml"), ("header", "document.xml"),
        external=False,
    ),
    "relationships that climb": lambda: _tied(
        ("styles", "../../../../etc/passwd"), ("numbering", "/etc/passwd"), external=False
    ),
    # ---- what lies outside
    "external altChunk": lambda: _tied(
        ("aFChunk", "file:///etc/passwd"), body='<w:altChunk r:id="x0"/>'
    ),
    "attached template": lambda: _template("http://127.0.0.1:9/evil.dotm"),
    "template on a share": lambda: _template("\\\\127.0.0.1\\evil\\t.dotm"),
    "INCLUDETEXT": lambda: of_body(_field('INCLUDETEXT "/etc/passwd"')),
    "DDEAUTO": lambda: of_body(_field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')),
    "external pictures and frames": lambda: _tied(
        ("image", "http://127.0.0.1:9/x.png"), ("frame", "http://127.0.0.1:9/x"),
        ("oleObject", "\\\\127.0.0.1\\x"), ("subDocument", "file:///etc/passwd"),
    ),
    "macros": lambda: _with("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen"),
    # ---- what it is not
    "odt inside": lambda: packed(
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]
    ),
    "xlsx inside": OF_XLSX["wrong dimension"],
    "rtf inside": lambda: b"{\\rtf1\\ansi{\\field{\\*\\fldinst INCLUDETEXT x}}}",
    "html inside": "<html><table><tr><td>项目编码</td></tr></table></html>".encode,
    "doc inside": lambda: _OLE + bytes(500) + "WordDocument".encode("utf-16-le"),
    "a form in html inside word": lambda: _with("word/document.xml", "<html><body/></html>"),
    "a text that becomes another": lambda: of_body(
        table([*FORM[:1], ("=1+1", "{HYPERLINK x}", "&lt;b&gt;", "%1")])
    ),
}  # fmt: skip


DEAR = (
    "five million properties",
    "as many paragraphs as may be",
    "a million runs",
    "a quarter of a million runs",
    "six hundred thousand cells",
    "a million runs in a cell",
    "a million rows",
    "six million elements",
    "a cell merged over a hundred thousand rows",
    "fifty thousand forms",
    "a million bookmarks",
    "one text of 60 million letters",
    "a hundred thousand lists",
    "many long texts",
    "a hundred thousand tables",
    "styles in a ring",
)
"""Those that take seconds to make or to read; a run of the tests has some of them."""


def main(folder: Path, *names: str) -> None:
    """Write those into the folder, or all of them, under their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or MAKERS:
        (folder / f"{name}.docx").write_bytes(MAKERS[name]())


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]), *sys.argv[2:])
