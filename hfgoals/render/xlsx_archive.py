"""Saving a workbook so that the same content always gives the same bytes, blanks and all."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hfgoals.temporary import clear_earlier

if TYPE_CHECKING:
    from openpyxl import Workbook

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")


_BLANK_TEXT = re.compile(rb"<t>(?=[ \n])")
"""A text of nothing but blanks: openpyxl does not say that they are to be kept."""
_KEPT_TEXT = b'<t xml:space="preserve">'


class _UndatedArchive(ZipFile):
    """A zip whose entries carry no time of writing."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        if zinfo_or_arcname == "docProps/core.xml":
            data = _DATES.sub(b"", data)
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with Path(filename).open("rb") as source, self.open(_entry(str(arcname)), "w") as entry:
            rest = b""
            while block := source.read(1 << 16):
                whole, start, rest = (rest + block).rpartition(b"<")
                entry.write(_BLANK_TEXT.sub(_KEPT_TEXT, whole))
                rest = start + rest
            entry.write(_BLANK_TEXT.sub(_KEPT_TEXT, rest))


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def save(workbook: Workbook, path: Path) -> None:
    """Write the workbook without dates of its own making. Raises OSError."""
    from openpyxl.writer.excel import ExcelWriter

    # Of runs that were killed, with the sheets of their workbooks.
    clear_earlier()
    with _UndatedArchive(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).write_data()


def discard(workbook: Workbook) -> None:
    """Let go of a workbook that will not be saved: openpyxl streams into temporary files."""
    for worksheet in workbook.worksheets:
        writer = getattr(worksheet, "_writer", None)
        if writer is None or not Path(writer.out).exists():
            continue
        # The streams end without a proper end, so that the file is closed: it could not be removed
        # else. On a full disk they cannot even write what they still hold, and that has been told.
        for stream in (getattr(worksheet, "_rows", None), writer.xf):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        writer.cleanup()
