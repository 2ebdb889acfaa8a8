"""Hostile workbooks, each made in a moment and a few KB: ``MAKERS`` by name.

``python -m tests.exchange.hostile_xlsx FOLDER`` writes them all: making the largest takes more
memory than reading any may. A maker gives the bytes. What each must come to (a Trouble, or a
reading) is the test's business: tests/exchange/xlsx/test_hostile.py.
"""

from __future__ import annotations

import io
import struct
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
FORM = (
    ("项目编码", "13022522P1", "项目名称", "甲"),
    ("预算规模及资金用途", "预算数", "30", "财政资金", "30"),
    ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"),
    ("产出指标", "数量指标", "编发数", "全年", "≥1个", "计划"),
)


def cell(reference: str, text: str, kind: str = "inlineStr") -> str:
    """One cell with a text."""
    return f'<c r="{reference}" t="{kind}"><is><t>{text}</t></is></c>'


def rows(form: Any = FORM) -> str:
    """The rows of a small form."""
    return "".join(
        f'<row r="{row}">'
        + "".join(cell(f"{chr(64 + column)}{row}", text) for column, text in enumerate(cells, 1))
        + "</row>"
        for row, cells in enumerate(form, 1)
    )


def sheet(data: str = "", after: str = "", before: str = "", head: str = _HEAD) -> str:
    """A worksheet part."""
    return (
        f'{head}<worksheet xmlns="{_MAIN}">{before}<sheetData>{data or rows()}</sheetData>'
        f"{after}</worksheet>"
    )


def parts(worksheet: str = "", **changed: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a plain workbook; ``changed`` by name with _ for / and . where it matters."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f"{_HEAD}<Types/>",
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
            '<sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="r3" Type="{_RELATION}/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": worksheet or sheet(),
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}"/>',
        "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"/>',
    }
    names = {name.rpartition("/")[2].partition(".")[0]: name for name in made}
    for key, value in changed.items():
        name = names.get(key, key)
        if value is None:
            del made[name]
        else:
            made[name] = value
    return made


def packed(made: dict[str, str | bytes] | list[tuple[str, str | bytes]]) -> bytes:
    """The parts as a zip."""
    stream = io.BytesIO()
    entries = made.items() if isinstance(made, dict) else made
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def of_sheet(data: str = "", **more: str) -> bytes:
    """A plain workbook with this worksheet."""
    return packed(parts(sheet(data, **more)))


def _with_doctype(text: str) -> bytes:
    return packed(parts(sheet(rows() + f'<row r="9">{cell("A9", "&a;")}</row>', head=_HEAD + text)))


def _lies_about_size() -> bytes:
    data = bytearray(of_sheet())
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 0x7FFFFFFF)
    return bytes(data)


def _endless_directory() -> bytes:
    data = bytearray(of_sheet())
    at = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH L", data, at + 8, 65535, 65535, 0xFFFFFFF0)
    return bytes(data)


def _flipped(distance: int) -> bytes:
    data = bytearray(of_sheet())
    for at in range(30, len(data), distance):
        data[at] ^= 0x5A
    return bytes(data)


def _many_entries() -> bytes:
    made = list(parts().items())
    return packed([*made, *((f"xl/media/{number}.png", b"") for number in range(40_000))])


def _overlapping() -> bytes:
    """Every entry of the directory points to the same packed data."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts().items():
            archive.writestr(name, data)
        first = archive.infolist()[0]
        for number in range(2000):
            info = zipfile.ZipInfo(f"xl/worksheets/sheet{number + 2}.xml")
            for attribute in ("header_offset", "CRC", "compress_size", "file_size"):
                setattr(info, attribute, getattr(first, attribute))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
    return stream.getvalue()


def _encrypted() -> bytes:
    data = bytearray(of_sheet())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _sheets(count: int, *, same: bool) -> bytes:
    listed = "".join(
        f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{1 if same else n + 1}"/>'
        for n in range(count)
    )
    relations = "".join(
        f'<Relationship Id="r{n + 1}" Type="{_RELATION}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(count)
    )
    made = parts()
    made["xl/workbook.xml"] = (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">'
        f"<sheets>{listed}</sheets></workbook>"
    )
    made["xl/_rels/workbook.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
    )
    for number in range(1 if same else count):
        made[f"xl/worksheets/s{number}.xml"] = sheet()
    return packed(made)


def _relations(*relations: str) -> bytes:
    made = parts()
    made["xl/_rels/workbook.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'
    )
    return packed(made)


def _relation(target: str, more: str = "") -> str:
    return f'<Relationship Id="r1" Type="{_RELATION}/worksheet" Target="{target}" {more}/>'


def _strings(text: str) -> bytes:
    made = parts(sheet(rows() + '<row r="9"><c r="A9" t="s"><v>0</v></c></row>'))
    made["xl/sharedStrings.xml"] = text
    return packed(made)


def _styles(formats: str, xf: str = '<xf numFmtId="200"/>') -> bytes:
    made = parts(sheet(rows() + '<row r="9"><c r="A9" s="0"><v>0.3</v></c></row>'))
    made["xl/styles.xml"] = (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{xf}</cellXfs></styleSheet>"
    )
    return packed(made)


def _with(name: str, data: str | bytes) -> bytes:
    return packed({**parts(), name: data})


def _column(count: int) -> bytes:
    found = (f'<row r="{n}"><c r="Z{n}"><v>{n * 7919}</v></c></row>' for n in range(5, count))
    return of_sheet(rows() + "".join(found))


def _merges(*ranges: str) -> bytes:
    found = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    return of_sheet(after=f"<mergeCells>{found}</mergeCells>")


_LAUGHS = "".join(
    f"<!ENTITY {name} '{('&' + below + ';') * 10}'>"
    for name, below in zip("abcdefghi", "bcdefghij", strict=True)
)
MAKERS: dict[str, Callable[[], bytes]] = {
    # ---- extent
    "one far cell": lambda: of_sheet(rows() + f'<row r="1048576">{cell("XFD1048576", "远")}</row>'),
    "a cell beyond the sheet": lambda: of_sheet(cell("ZZZ9999999", "远")),
    "row zero": lambda: of_sheet(f'<row r="0">{cell("A0", "零")}</row>'),
    "a row number of many digits": lambda: of_sheet('<row r="' + "9" * 5000 + '"/>'),
    "six million rows": lambda: of_sheet("<row/>" * 6_000_000),
    "three million blank cells": lambda: of_sheet("<row>" + "<c/>" * 3_000_000 + "</row>"),
    "a million full cells": lambda: of_sheet(
        "<row>" + "<c><v>1</v></c>" * 16_000 + "</row>" + ("<row><c><v>1</v></c></row>" * 900_000)
    ),
    "three million numbered rows": lambda: of_sheet(
        "".join(f'<row r="{n % 1_000_000 + 1}" ht="{n % 7919}"/>' for n in range(3_000_000))
    ),
    "as many cells as may be": lambda: _column(149_000),
    "six hundred thousand cells": lambda: _column(600_000),
    "wrong dimension": lambda: of_sheet(before='<dimension ref="A1:A1"/>'),
    "endless dimension": lambda: of_sheet(before='<dimension ref="A1:XFD1048576"/>'),
    "references that make no sense": lambda: of_sheet(cell("1A", "错") + cell("-5", "错")),
    "cells out of order": lambda: of_sheet(rows(FORM) + rows(FORM[::-1])),
    # ---- merges
    "one huge merge": lambda: _merges("A1:XFD1048576"),
    "hundreds of huge merges": lambda: _merges(*(f"A{n}:XFD1048576" for n in range(1, 900))),
    "half a million merges": lambda: _merges(*(f"A{n}:B{n}" for n in range(1, 500_000))),
    "merges that overlap": lambda: _merges("A1:C3", "B2:D4", "A1:F1", "A1:A4"),
    "a merge upside down": lambda: _merges("D4:A1"),
    "a merge of nothing": lambda: _merges("", ":", "A1:"),
    # ---- the zip
    "zip bomb": lambda: of_sheet(rows() + " " * 120_000_000),
    "a zip bomb beside": lambda: _with("xl/media/image1.png", b"\0" * 300_000_000),
    "a size that lies": _lies_about_size,
    "an endless directory": _endless_directory,
    "forty thousand entries": _many_entries,
    "entries that overlap": _overlapping,
    "duplicate entries": lambda: packed([*parts().items(), *parts().items()]),
    "names that climb": lambda: _with("../../../../tmp/hfgoals-climbed", "x"),
    "names of the root": lambda: _with("/etc/hfgoals-climbed", "x"),
    "encrypted entries": _encrypted,
    "cut off": lambda: of_sheet()[:900],
    "only the beginning": lambda: b"PK\x03\x04" + b"xl/workbook.xml" * 40,
    "flipped bytes": lambda: _flipped(7),
    "a few flipped bytes": lambda: _flipped(300),
    # ---- XML
    "entity bomb": lambda: _with_doctype(f"<!DOCTYPE x [{_LAUGHS}<!ENTITY j 'ha'>]>"),
    "one quadratic entity": lambda: _with_doctype(
        "<!DOCTYPE x [<!ENTITY a '" + "ha" * 50_000 + "'>]>"
    ),
    "an entity that reads a file": lambda: _with_doctype(
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    ),
    "a foreign document type": lambda: _with_doctype(
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'
    ),
    "entities in the list of sheets": lambda: packed(
        parts(workbook=f"{_HEAD}<!DOCTYPE x [{_LAUGHS}]><workbook/>")
    ),
    "broken XML": lambda: packed(parts(sheet()[:-30])),
    "a hundred thousand levels": lambda: of_sheet("<x>" * 100_000 + "</x>" * 100_000),
    "an attribute of 40 MB": lambda: of_sheet('<row x="' + "y" * 40_000_000 + '"/>'),
    "a name of 40 MB": lambda: of_sheet("<" + "y" * 40_000_000 + "/>"),
    "a text of 40 MB": lambda: of_sheet(cell("A1", "长" * 14_000_000)),
    "a comment of 40 MB": lambda: of_sheet(rows() + "<!--" + "y" * 40_000_000 + "-->"),
    "an unknown encoding": lambda: packed(
        parts(sheet(head='<?xml version="1.0" encoding="x-1"?>'))
    ),
    "no XML at all": lambda: packed(parts("绩效")),
    "bytes that are no UTF-8": lambda: packed({**parts(), "xl/workbook.xml": b"<a>\xff\xfe</a>"}),
    # ---- parts
    "no list of sheets": lambda: packed(parts(workbook=None)),
    "no worksheet": lambda: packed(parts(sheet1=None)),
    "no relations": lambda: packed({"xl/workbook.xml": parts()["xl/workbook.xml"]}),
    "a thousand sheets of one part": lambda: _sheets(1000, same=True),
    "five thousand sheets": lambda: _sheets(5000, same=False),
    "a worksheet that is the list of sheets": lambda: _relations(_relation("workbook.xml")),
    "a worksheet from outside": lambda: _relations(
        _relation("http://127.0.0.1/sheet.xml", 'TargetMode="External"')
    ),
    "a worksheet from the disk": lambda: _relations(_relation("../../../../../etc/passwd")),
    "texts that are not there": lambda: of_sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "a text number of many digits": lambda: of_sheet(
        '<row r="1"><c r="A1" t="s"><v>' + "9" * 6000 + "</v></c></row>"
    ),
    "two million texts": lambda: _strings(
        f'<sst xmlns="{_MAIN}">' + "<si/>" * 2_100_000 + "</sst>"
    ),
    "a format of 40 MB": lambda: _styles(
        '<numFmt numFmtId="200" formatCode="' + "0" * 40_000_000 + '"/>'
    ),
    "a format of odd signs": lambda: _styles(
        '<numFmt numFmtId="200" formatCode="[[[&quot;\\\\;;;yyyymmddhhss%%@@,,,E+_"/>'
    ),
    "a million styles": lambda: _styles("", '<xf numFmtId="9"/>' * 1_000_000),
    "numbers beyond numbers": lambda: of_sheet(
        rows() + '<row r="9"><c r="A9"><v>1E+999999</v></c><c r="B9"><v>NaN</v></c>'
        '<c r="C9"><v>' + "9" * 100_000 + '</v></c><c r="D9"><v>1e308</v></c></row>'
    ),
    # ---- what other programs would do
    "external links": lambda: _with("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
    "macros": lambda: _with("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "DDE formulas": lambda: of_sheet(
        rows() + '<row r="9"><c r="A9"><f>cmd|\'/c calc\'!A0</f></c></row>'
    ),
    "a formula that names itself": lambda: of_sheet(
        rows()
        + '<row r="9"><c r="A9"><f>A9</f></c><c r="B9"><f>WEBSERVICE("http://x")</f></c></row>'
    ),
    "a text that becomes another": lambda: of_sheet(
        cell("A1", "_x0000__xD800__xFFFF__x005F_x0041_") + rows()
    ),
}


DEAR = (
    "as many cells as may be",
    "three million numbered rows",
    "six hundred thousand cells",
    "two million texts",
    "a million full cells",
    "six million rows",
    "a comment of 40 MB",
    "half a million merges",
    "zip bomb",
    "five thousand sheets",
)
"""Those that take seconds to make or to read; a run of the tests has some of them."""


def main(folder: Path, *names: str) -> None:
    """Write those into the folder, or all of them, under their names."""
    # zipfile minds names that occur twice.
    warnings.simplefilter("ignore", UserWarning)
    for name in names or MAKERS:
        (folder / f"{name}.xlsx").write_bytes(MAKERS[name]())


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
