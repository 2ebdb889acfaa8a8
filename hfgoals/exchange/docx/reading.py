"""A Word document as a Proposal, with what was passed by in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hfgoals.exchange.blocks import blocks_of, document_tables
from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.standard.disclosure_source import proposal_of, report_in_document
from hfgoals.exchange.standard.document import understood_blocks
from hfgoals.trouble import NotUnderstood

__all__ = ["document_tables", "understood"]

_SEEN = {
    "boxes": ("文本框里的文字没有读入：", True),
    "hidden": ("隐藏的文字没有读入：", True),
    "edges": ("页眉页脚里的文字没有读入：", True),
    "chunk": ("文档里嵌着另一份文档，没有打开，也没有读入。", True),
    "covered": ("合并单元格里被盖住的文字没有读入。", True),
    "struck": ("划掉的文字没有读入：", False),
    "ticks": ("没有打勾的选项没有读入：", False),
    "changes": ("文档里有修订，按接受修订以后的样子读入，请核对。", False),
    "links": ("文档带有指向其他文件的链接，程序没有打开它们，只读了存下来的内容。", False),
    "macros": ("文档里有宏，程序没有运行，也没有读取。", False),
    "symbols": ("有的特殊符号读不出来，已写作“〓”，请核对。", False),
    "footnotes": ("脚注和尾注没有读入。", False),
    "comments": ("批注没有读入。", False),
}


def understood(answer: dict[str, Any], path: Path) -> Proposal:
    """What the plain document (plain.read_document) means. Raises NotUnderstood."""
    blocks, notes = blocks_of(answer), notes_of(answer["seen"])
    report = report_in_document(blocks)
    if report is not None:
        return proposal_of(report, notes)
    proposal = understood_blocks(blocks, answer["title"], path, notes)
    if proposal is not None:
        return proposal
    raise NotUnderstood(
        f"“{path.name}”里没有找到部门整体绩效目标，也没有项目绩效目标表。",
        "没有读入任何内容，原文件没有改动。",
        "请选择已公开的绩效目标文本，或按标准表式填写的文档。",
    )


def notes_of(seen: dict[str, str]) -> list[Note]:
    """What was passed by in the child."""
    notes = []
    for kind, (message, unread) in _SEEN.items():
        text = seen.get(kind)
        if text is not None:
            shown = f"：“{text}”。" if text else "。"
            told = f"{message.removesuffix('：')}{shown}" if message.endswith("：") else message
            notes.append(Note(0, text, told, unread))
    return notes
