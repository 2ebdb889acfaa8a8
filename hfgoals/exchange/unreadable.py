"""Kinds of files that cannot be read in, by their content, and the way out for each."""

from __future__ import annotations

from typing import Final

from hfgoals.exchange.kinds import OLD_OFFICE, SQLITE, ZIP
from hfgoals.exchange.outside.lone import root_of

_SAVE_AS_TEXT: Final = "请用 Word 或 WPS 打开它，另存为“纯文本（*.txt）”，编码选 UTF-8，再读入。"
_SAVE_AS_DOCX: Final = "请用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”，再读入。"
_SAVE_AS_XLSX: Final = "请用 Excel 或 WPS 打开它，另存为“Excel 工作簿（*.xlsx）”，再读入。"
_COPY: Final = (
    "请向提供者要 Word 或 Excel 的原件；没有的话，打开它，选中表格复制，"
    "再用“粘贴他处的表格…”读入，并逐项核对。"
)
_ASK_TYPED: Final = "图片里的字读不出来。请向提供者要 Word 或 Excel 的原件。"
_UNPACK: Final = "请先解压，再读入里面的文件。"
_NO_PASSWORD: Final = "请用 Excel 或 WPS 打开它，去掉密码另存一份，再读入。"  # noqa: S105 - advice

_STARTS: Final = (
    (b"%PDF", "PDF 文件", _COPY),
    (b"{\\rtf", "RTF 文档", _SAVE_AS_DOCX),
    (SQLITE, "数据库文件", _SAVE_AS_TEXT),
    (b"Rar!\x1a\x07", "压缩包（RAR）", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）", _UNPACK),
    (b"\x1f\x8b", "压缩包（gz）", _UNPACK),
    (b"\x89PNG", "图片", _ASK_TYPED),
    (b"\xff\xd8\xff", "图片", _ASK_TYPED),
    (b"GIF8", "图片", _ASK_TYPED),
    (b"II*\x00", "图片", _ASK_TYPED),
    (b"MM\x00*", "图片", _ASK_TYPED),
)
_ROOTS: Final = {
    "UOF": ("标文通文档（UOF）", "请用 WPS 打开它，另存为 Word 文档或 Excel 工作簿，再读入。"),
    "document": ("OpenDocument 的 XML 文件（.fodt 或 .fods）", _SAVE_AS_DOCX),
    "html": ("网页（XHTML）", _SAVE_AS_XLSX),
}


def other_kind(data: bytes) -> tuple[str, str]:
    """What the file is instead of a text, and what to do about it; "" for what may be a text."""
    if data.startswith(ZIP):
        return _packed(data)
    if data.startswith(OLD_OFFICE):
        return _old_office(data)
    start = data[:4096]
    root = root_of(start)
    if root or start.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml"):
        return _ROOTS.get(root, ("XML 文件", _SAVE_AS_XLSX))
    plain = start.lstrip(b"\xef\xbb\xbf \r\n")
    for begins, kind, advice in _STARTS:
        if start.startswith(begins) or (begins[:1] in b"%{" and plain.startswith(begins)):
            return kind, advice
    return "", ""


def _packed(data: bytes) -> tuple[str, str]:
    """A package, which shows the names of its parts."""
    if b"opendocument.spreadsheet" in data[:200]:
        return "OpenDocument 表格（.ods）", _SAVE_AS_XLSX
    if b"opendocument.text" in data[:200]:
        return "OpenDocument 文档（.odt）", _SAVE_AS_DOCX
    if b"OFD.xml" in data:
        return "OFD 版式文件", _COPY
    if b"ppt/presentation" in data:
        return "幻灯片（.pptx）", _COPY
    return ("Word 文档", _SAVE_AS_TEXT) if b"word/" in data else ("压缩包", _UNPACK)


def _old_office(data: bytes) -> tuple[str, str]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "设了打开密码的文档", _NO_PASSWORD
    if "PowerPoint Document".encode("utf-16-le") in data:
        return "旧版幻灯片（.ppt）", _COPY
    return "旧版 Word 文档（.doc 或 .wps）", _SAVE_AS_DOCX
