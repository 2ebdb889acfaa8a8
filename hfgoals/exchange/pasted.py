"""A table pasted from another program: from the page that the clipboard holds, else from its text.

The page goes to the same reader in a child process as a file from outside; it is never shown.
"""

from __future__ import annotations

from hfgoals.exchange.foreign.assembling import proposal_of
from hfgoals.exchange.foreign.choosing import gives_anything
from hfgoals.exchange.foreign.pasted import tables_of_text
from hfgoals.exchange.foreign.reading import understand
from hfgoals.exchange.foreign.understanding import Understanding
from hfgoals.exchange.limits import check_cells, check_projects, check_text
from hfgoals.exchange.outside.child import plain_content
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.published import read_published
from hfgoals.exchange.tables import Table, tables_of
from hfgoals.model.characters import unified
from hfgoals.progress import Report
from hfgoals.temporary import temporary_folder
from hfgoals.trouble import NotUnderstood

PASTED = "粘贴的表格"
"""What it is called, as others are by their file's name."""


def read_pasted(text: str, page: str = "", report: Report | None = None) -> Proposal:
    """What was pasted proposes: as published texts are read when it is one, else by its labels.

    With tables of others it carries its understanding even when nothing of them was understood: a
    person can still say what is what. Raises NotUnderstood when there is no table in it, Trouble,
    and whatever ``report`` raises.
    """
    check_text(text)
    text = unified(text)
    understanding = _understood(_tables_of_page(page, report), report) if page else None
    if understanding is None or not gives_anything(understanding):
        published = _published(text)
        if published is not None:
            return published
        understanding = understanding or _understood(tables_of_text(text), report)
    if understanding is None:
        raise NotUnderstood(
            "粘贴的内容里没有表格，也没有绩效目标的文字。",
            "没有读入任何内容。",
            "请在原来的程序里选中整个表格，复制后再粘贴。",
        )
    return proposal_of(understanding)


def _understood(tables: list[Table], report: Report | None) -> Understanding | None:
    check_cells(tables)
    return understand(tables, name=PASTED, report=report) if tables else None


def _published(text: str) -> Proposal | None:
    """As a published text, when all of it can be read so."""
    try:
        proposal = read_published(text)
    except NotUnderstood:
        return None
    check_projects(len(proposal.plan.projects))
    return proposal if not proposal.unread else None


def _tables_of_page(page: str, report: Report | None) -> list[Table]:
    with temporary_folder() as folder:
        path = folder / f"{PASTED}.html"
        # Its mark says how it is encoded, whatever the page says of itself.
        path.write_text(page, encoding="utf-16")
        try:
            return tables_of(plain_content("html", path, report))
        except NotUnderstood:
            # No table in it after all; the text is still there.
            return []
