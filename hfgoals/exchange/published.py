"""A published 部门预算绩效文本 (河北): overall part and project tables, to the letter.

The layout is that of the texts published for 2022 and 2023, as a word processor saves them. Their
lines become paragraphs and tables (text_blocks), and these are read like those of a document.
"""

from __future__ import annotations

import sys

from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.standard.disclosure_source import proposal_of, report_in_text
from hfgoals.exchange.standard.document import understood_blocks
from hfgoals.exchange.text_blocks import blocks_of_text
from hfgoals.trouble import NotUnderstood

__all__ = ["Note", "Proposal", "read_published"]


def read_published(text: str) -> Proposal:
    """The unit, year and plan in the text, with a note for every line that was not understood.

    Raises NotUnderstood when there is neither a section of the overall part nor a project table.
    """
    report = report_in_text(text)
    if report is not None:
        return proposal_of(report)
    proposal = understood_blocks(blocks_of_text(text), most_notes=sys.maxsize)
    if proposal is not None:
        return proposal
    raise NotUnderstood(
        "文中没有找到“总体绩效目标”“分项绩效目标”“工作保障措施”，也没有项目绩效目标表。",
        "没有读入任何内容。",
        "请选择已公开的部门预算绩效文本。",
    )
