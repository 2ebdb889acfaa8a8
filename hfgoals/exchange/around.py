"""What a file holds beside its tables, in sentences: links, macros, text that no table holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hfgoals.exchange.docx.blocks import Paragraph, blocks_of

_LINKS = "文件带有指向其他文件的链接，程序没有打开它们，只读了存下来的内容。"
_MACROS = "文件里有宏，程序没有运行，也没有读取。"
_UNREAD = {
    "boxes": "文本框里的文字没有读入。",
    "hidden": "隐藏的文字没有读入。",
    "edges": "页眉页脚里的文字没有读入。",
    "chunk": "文档里嵌着另一份文档，没有打开，也没有读入。",
    "covered": "合并单元格里被盖住的文字没有读入。",
    "footnotes": "脚注和尾注没有读入。",
    "comments": "批注没有读入。",
}
_SHOWN = 30


def around_workbook(answer: dict[str, Any]) -> Iterator[str]:
    """Of a workbook or a page."""
    if answer["links"]:
        yield _LINKS
    if answer["macros"]:
        yield _MACROS


def around_document(answer: dict[str, Any]) -> Iterator[str]:
    """Of a document: text outside its tables is not understood by labels."""
    seen = answer["seen"]
    if "links" in seen:
        yield _LINKS
    if "macros" in seen:
        yield _MACROS
    yield from (message for kind, message in _UNREAD.items() if kind in seen)
    blocks = blocks_of(answer)
    texts = [each.text.strip() for each in blocks if isinstance(each, Paragraph)]
    texts = [text for text in texts if text]
    if texts:
        first = " ".join(texts[0].split())
        first = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
        yield f"表格以外的 {len(texts)} 段文字只用来看标题和年度，没有读入；第一段是“{first}”。"
