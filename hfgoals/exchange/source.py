"""What kind of file a source is, by its content, and its text when it is plain text."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

from hfgoals.exchange.kinds import SOURCES, ZIP, SourceKind
from hfgoals.exchange.limits import check_text
from hfgoals.exchange.outside.encodings import CONTROLS, decoded
from hfgoals.exchange.unreadable import other_kind
from hfgoals.trouble import FileMissing, NotOurs, NotUnderstood, Trouble

LARGEST = 20 * 1024 * 1024
"""In bytes. The published texts have about 20 KB (limits.py: how long they may be)."""
_START = 4096
_NOTHING_READ = "没有读入任何内容，原文件没有改动。"
_ASK_AGAIN = "请向提供者另要一份，或用 WPS、Office 打开，能打开就另存一份再读入。"
_SAVE_AS_TEXT = "请用 Word 或 WPS 打开它，另存为“纯文本（*.txt）”，编码选 UTF-8，再读入。"


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
    text = decoded(data)
    if text is None or len(CONTROLS.findall(text)) > len(text) // 100:
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
    kind, advice = other_kind(data)
    if kind:
        message = f"“{path.name}”是{kind}，这一类文件目前还不能直接读入。"
        raise NotUnderstood(message, _NOTHING_READ, advice)
