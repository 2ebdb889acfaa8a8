"""Every kind of file that can be read in, once; the content decides which it is, not the name.

To add one: a module with what knows it by its content and what reads its plain cells, and its line
in SOURCES. Detection, reading, the process that reads, and every choice of files go by this table.
Nothing here is slow to import: the reading process and the window know it from their start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from hfgoals.exchange.older.archive import is_archive
from hfgoals.exchange.older.delimited import is_delimited
from hfgoals.exchange.outside.lone import root_of

Whole = Callable[[], bytes]
"""The content of the file, read when asked for the first time."""
OLD_OFFICE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
SQLITE: Final = b"SQLite format 3\x00"
ZIP: Final = b"PK\x03\x04"
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|meta|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of file: how it is known, what reads it, what people call it."""

    id: str
    tells: Callable[[bytes, Whole], bool]
    """Whether a file is of this kind, by its first 4,096 bytes or, if need be, by all of them."""
    endings: Mapping[str, str]
    """How names of such files end, in lower case, and what a file so called is, in Chinese."""
    reader: str = ""
    """The function that reads it, as "module:function": it runs apart (outside/worker.py), takes a
    Path, gives plain values and raises Refused. None for what is read in the program itself."""
    shape: Literal["workbook", "document"] = "workbook"
    """What those plain values are: worksheets of cells, or paragraphs with tables between."""


def _is_document(start: bytes, whole: Whole) -> bool:
    if not start.startswith(ZIP):
        return False
    # The names of the parts stand unpacked in the file, twice. One kind may be embedded in the
    # other, and then stands behind it.
    text, sheets = whole().find(b"word/document"), whole().find(b"xl/work")
    return text >= 0 and not 0 <= sheets < text


def _is_workbook(start: bytes, whole: Whole) -> bool:
    return start.startswith(ZIP) and b"xl/work" in whole() and not _is_document(start, whole)


def _is_old_workbook(start: bytes, whole: Whole) -> bool:
    """Whether it may be opened without a password, too."""
    if not start.startswith(OLD_OFFICE):
        return False
    if any(name.encode("utf-16-le") in whole() for name in ("EncryptedPackage", "WordDocument")):
        return False
    return any(name.encode("utf-16-le") in whole() for name in ("Workbook", "Book"))


def _is_page(start: bytes, _: Whole) -> bool:
    return _PAGE.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


def _is_xml(root: str, namespace: bytes) -> Callable[[bytes, Whole], bool]:
    """Whether a file is XML with that outermost element of that namespace."""
    in_utf16 = namespace.decode("ascii").encode("utf-16-le")

    def tells(start: bytes, _: Whole) -> bool:
        return root_of(start) == root and (namespace in start or in_utf16 in start)

    return tells


_WORKBOOK = "Excel 工作簿"
_READ = "hfgoals.exchange"
SOURCES: Final = (
    SourceKind("hfg", lambda start, _: start.startswith(SQLITE), {".hfg": "绩效目标工作簿"}),
    SourceKind(
        "docx",
        _is_document,
        {".docx": "Word 文档", ".docm": "Word 文档"},
        f"{_READ}.docx.plain:read_document",
        "document",
    ),
    SourceKind(
        "xlsx",
        _is_workbook,
        {".xlsx": _WORKBOOK, ".xlsm": _WORKBOOK},
        f"{_READ}.xlsx.plain:read_workbook",
    ),
    SourceKind(
        "xls",
        _is_old_workbook,
        {".xls": "旧版 Excel 工作簿", ".et": "WPS 表格"},
        f"{_READ}.older.biff:read_workbook",
    ),
    SourceKind(
        "html", _is_page, {".html": "网页", ".htm": "网页"}, f"{_READ}.older.page:read_page"
    ),
    SourceKind(
        "mht",
        is_archive,
        {".mht": "网页存档", ".mhtml": "网页存档"},
        f"{_READ}.older.archive:read_archive",
    ),
    SourceKind(
        "xml-workbook",
        _is_xml("Workbook", b"urn:schemas-microsoft-com:office:spreadsheet"),
        {".xml": "Excel 或 Word 的 XML 文件"},
        f"{_READ}.older.sheets2003:read_workbook",
    ),
    SourceKind(
        "xml-document",
        _is_xml("wordDocument", b"http://schemas.microsoft.com/office/word/2003/wordml"),
        {},
        f"{_READ}.docx.plain:read_2003",
        "document",
    ),
    SourceKind(
        "flat-document",
        _is_xml("package", b"http://schemas.microsoft.com/office/2006/xmlPackage"),
        {},
        f"{_READ}.docx.plain:read_flat",
        "document",
    ),
    # All that is left; what is no text after all is told when it is read.
    SourceKind(
        "csv",
        is_delimited,
        {".csv": "逗号分隔的表格"},
        f"{_READ}.older.delimited:read_delimited",
    ),
    SourceKind("text", lambda *_: True, {".txt": "文本"}),
)
"""In the order in which they are tried."""
READERS: Final = {kind.id: kind.reader for kind in SOURCES if kind.reader}
"""What reads each kind apart."""
_REFUSED: Final = {
    ".doc": "旧版 Word 文档",
    ".wps": "WPS 文字",
    ".ods": "ODS 表格",
    ".odt": "ODT 文档",
    ".rtf": "RTF 文档",
}
"""Cannot be read: whoever sent one in is to be told, not passed over."""
ENDINGS: Final = {end: name for kind in SOURCES for end, name in kind.endings.items()}
"""How the names of files that can be read end, and what such a file is called."""
SENT_IN: Final = ENDINGS | _REFUSED
"""The same, with those that may hold the forms and cannot be read."""


def patterns(endings: Mapping[str, str]) -> str:
    """The endings as a choice of files wants them: *.xlsx *.docx …"""
    return " ".join(f"*{ending}" for ending in endings)
