"""A page with all that belongs to it in one file (MHT, MHTML), as plain cells. Runs in the child.

Only its pages are looked at: Excel writes one for each worksheet.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from hfgoals.exchange.outside.prescan import Refused, opened

_HEAD: Final = re.compile(rb"\s*[A-Za-z][A-Za-z-]*:[^\n]*\n")
_BOUNDARY: Final = re.compile(rb"boundary\s*=\s*\"?([^\"\r\n;]{1,200})", re.IGNORECASE)
_ENCODED: Final = re.compile(rb"content-transfer-encoding:\s*([A-Za-z0-9-]+)", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*\"?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_PAGE: Final = re.compile(rb"content-type:\s*(?:text/html|application/xhtml)", re.IGNORECASE)
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_MOST_PARTS = 5_000
_BROKEN = "是网页存档（MHT），但里面没有能读的网页。"
_SAVE_AS_XLSX = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（*.xlsx）”，再读入。"


def is_archive(start: bytes, _: Callable[[], bytes]) -> bool:
    """Whether the file begins with the head of a message that holds several parts or a page."""
    lower = start.lower()
    return (
        _HEAD.match(start) is not None
        and b"mime-version:" in lower
        and (b"multipart/" in lower or _PAGE.search(start) is not None)
    )


def read_archive(path: Path) -> dict[str, Any]:
    """The plain cells of all tables of its pages. Raises Refused, OSError."""
    from hfgoals.exchange.older.page import page_content

    with opened(path) as file:
        data = file.read()
    pages = list(_pages(data))
    if not pages:
        raise Refused(_BROKEN, _SAVE_AS_XLSX)
    return page_content(pages)


def _pages(data: bytes) -> Iterator[tuple[bytes, str]]:
    """Each page and how its head says that it is encoded."""
    named = _BOUNDARY.search(data[:20_000])
    parts = [data] if named is None else data.split(b"--" + named[1].strip())[1 : _MOST_PARTS + 1]
    for part in parts:
        broken = _END_OF_HEAD.search(part)
        head = part[: broken.start()] if broken is not None else b""
        if broken is None or _PAGE.search(head) is None:
            continue
        encoded, charset = _ENCODED.search(head), _CHARSET.search(head)
        body = part[broken.end() :]
        how = encoded[1].lower() if encoded is not None else b""
        if how == b"quoted-printable":
            body = binascii.a2b_qp(body)
        elif how == b"base64":
            try:
                body = binascii.a2b_base64(body)
            except binascii.Error as error:
                raise Refused(_BROKEN, _SAVE_AS_XLSX) from error
        yield body, charset[1].decode("ascii") if charset is not None else ""
