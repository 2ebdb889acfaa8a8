"""Reading a published 部门预算绩效文本 (河北): overall part and project tables, to the letter.

The layout is that of the texts published for 2022 and 2023, as a word processor saves them as
plain text: a table cell begins with a tab, a blank line ends a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from hfgoals.exchange.lines import Ledger, SourceLine, read_lines
from hfgoals.exchange.note import Note
from hfgoals.exchange.optional import using
from hfgoals.exchange.overall import has_section, read_overall
from hfgoals.exchange.projects import read_projects
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.rows import CODE, heading_of
from hfgoals.exchange.standard.disclosure_source import proposal_of, report_in_text
from hfgoals.exchange.standard.policy_source import policy_proposal
from hfgoals.exchange.year import budget_year
from hfgoals.model.values import AnnualPlan
from hfgoals.trouble import NotUnderstood

__all__ = ["Note", "Proposal", "read_published"]

_TABLE_BEGINS = (CODE, "单位：")
_PART_TWO = ("第二部分", "预算项目绩效目标")


def read_published(text: str) -> Proposal:
    """The unit, year and plan in the text, with a note for every line that was not understood.

    Raises NotUnderstood when there is neither a section of the overall part nor a project table.
    """
    report = report_in_text(text)
    if report is not None:
        return proposal_of(report)
    lines = read_lines(text)
    ledger = Ledger(lines)
    start = _tables_start(lines)
    before, after = lines[:start], lines[start:]
    ledger.use(*(line for line in after if line.text.strip() in _PART_TWO and not line.cell))
    tables = read_projects(after, ledger)
    if not tables.projects and not has_section(before):
        policy = policy_proposal(line.text for line in lines)
        if policy is not None:
            return policy
        raise NotUnderstood(
            "文中没有找到“总体绩效目标”“分项绩效目标”“工作保障措施”，也没有项目绩效目标表。",
            "没有读入任何内容。",
            "请选择已公开的部门预算绩效文本。",
        )
    overall = read_overall(before, ledger)
    year = budget_year(before, tables.projects, ledger)
    plan = AnnualPlan(year=year or 0, overall=overall, projects=tables.projects)
    return Proposal(tables.unit, year, using(plan), ledger.notes())


def _tables_start(lines: Sequence[SourceLine]) -> int:
    """Where the second part begins: at its title, or else at the first table."""
    follows_cell = False
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.blank and not line.cell:
            continue
        titled = not line.cell and line.text.strip() in _PART_TWO
        headed = follows_cell and heading_of(line) is not None
        if titled or headed or (line.cell and line.text.strip().startswith(_TABLE_BEGINS)):
            start = index
        follows_cell = line.cell
    while start > 0 and lines[start - 1].cell and not lines[start - 1].blank:
        start -= 1
    return start
