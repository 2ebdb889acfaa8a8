"""What kind of file a source is, by its content, and its text when it is plain text."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

from hfgoals.exchange.kinds import OLD_OFFICE, SOURCES, SQLITE, ZIP, SourceKind
from hfgoals.exchange.limits import check_text
from hfgoals.trouble import FileMissing, NotOurs, NotUnderstood, Trouble

LARGEST = 20 * 1024 * 1024
"""In bytes. The published texts have about 20 KB (limits.py: how long they may be)."""
_START = 4096
_NOTHING_READ = "没有读入任何内容，原文件没有改动。"
_ASK_AGAIN = "请向提供者另要一份，或用 WPS、Office 打开，能打开就另存一份再读入。"
_SAVE_AS_TEXT = "请用 Word 或 WPS 打开它，另存为“纯文本（*.txt）”，编码选 UTF-8，再读入。"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SAVE_AS_DOCX = "请用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”，再读入。"
_SAVE_AS_XLSX = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（*.xlsx）”，再读入。"


def kind_of(path: Path) -> SourceKind:
    """How to read the file, by its content, whatever its name.

    Raises FileMissing, NotOurs (a folder) and Trouble when it cannot be opened.
    """
    start = _bytes_of(path, _START)

    @cache
    def whole() -> bytes:
        return start if len(start) < _START else _bytes_of(path, LARGEST + 1)

    return next(kind for kind in SOURCES if kind.tells(start, whole))


def is_workbook(path: Path) -> bool:
    """Whether the file looks like a .hfg. Raises as kind_of does."""
    return kind_of(path).id == "hfg"


def read_text(path: Path) -> str:
    """The text of a plain-text file in UTF-8, GB 18030 or UTF-16.

    Raises FileMissing, NotOurs (a folder, a program, a picture, too large a file), NotUnderstood
    (empty, or a kind that cannot be read in yet) and Trouble when the file cannot be opened.
    """
    data = _bytes_of(path, LARGEST + 1)
    if len(data) > LARGEST:
        raise NotOurs(
            f"“{path.name}”超过 20 MB，不会是绩效文本。", _NOTHING_READ, "请选择绩效文本本身。"
        )
    _refuse_other_kinds(path, data)
    text = _decoded(data)
    if text is None or len(_CONTROLS.findall(text)) > len(text) // 100:
        raise NotOurs(f"“{path.name}”不是文本文件，读不出文字。", _NOTHING_READ, _SAVE_AS_TEXT)
    check_text(text)
    if not text.strip():
        raise NotUnderstood(f"“{path.name}”是空的。", "没有读入任何内容。", "请选择绩效文本。")
    return text


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        if path.is_dir():
            raise NotOurs(f"“{path}”是文件夹，不是文件。", _NOTHING_READ, "请选择其中的文件。")
        # A pipe would be waited for without end.
        if path.exists() and not path.is_file():
            raise NotOurs(f"“{path}”不是普通文件。", _NOTHING_READ, "请选择绩效文本或工作簿。")
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise FileMissing(
            f"找不到文件“{path}”。", "没有读入任何内容。", "请核对文件名和所在文件夹。"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Trouble(
            f"打不开文件“{path}”（{reason}）。",
            _NOTHING_READ,
            "请确认您有权限读取它，且没有被其他程序占用。",
        ) from error


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if data.startswith(ZIP) and not zipfile.is_zipfile(io.BytesIO(data)):
        raise NotUnderstood(f"“{path.name}”已经损坏，打不开。", _NOTHING_READ, _ASK_AGAIN)
    kind, advice = _other_kind(data)
    if kind:
        message = f"“{path.name}”是{kind}，这一类文件目前还不能直接读入。"
        raise NotUnderstood(message, _NOTHING_READ, advice)


def _other_kind(data: bytes) -> tuple[str, str]:
    """What the file is instead of a text, and what to do about it; "" for what may be a text."""
    if data.startswith(ZIP):
        if b"opendocument.spreadsheet" in data[:200]:
            return "OpenDocument 表格（.ods）", _SAVE_AS_XLSX
        if b"opendocument.text" in data[:200]:
            return "OpenDocument 文档（.odt）", _SAVE_AS_DOCX
        return ("Word 文档" if b"word/" in data else "压缩包"), _SAVE_AS_TEXT
    if data.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "设了打开密码的文档", "请用 Excel 或 WPS 打开它，去掉密码另存一份，再读入。"
        return "旧版 Word 文档（.doc 或 .wps）", _SAVE_AS_DOCX
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml"):
        return "XML 文件", _SAVE_AS_XLSX
    kinds = ((b"%PDF", "PDF 文件"), (b"{\\rtf", "RTF 文档"), (SQLITE, "数据库文件"))
    return next((kind for start, kind in kinds if data.startswith(start)), ""), _SAVE_AS_TEXT


def _decoded(data: bytes) -> str | None:
    """The text, by its mark or else by the first encoding that fits it; None when none does."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(data, "utf-16")
    if b"\x00" in data:
        texts = (_try(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
        return next((text for text in texts if text and _plausible(text)), None)
    text = _try(data, "utf-8-sig")
    return text if text is not None else _try(data, "gb18030")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    return not _CONTROLS.search(text) and len(_CHINESE.findall(text)) * 4 > len(text)
