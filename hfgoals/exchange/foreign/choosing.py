"""Whether a source is read in the standard form or by its labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from hfgoals.exchange.foreign.assembling import proposal_of
from hfgoals.exchange.foreign.reading import understand
from hfgoals.exchange.foreign.understanding import Understanding
from hfgoals.exchange.limits import check_cells, check_projects
from hfgoals.exchange.misplaced import is_misplaced
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.tables import Table
from hfgoals.model.fields import FIELDS, PART_OF
from hfgoals.model.rows import flatten
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.progress import Report
from hfgoals.trouble import NotUnderstood

_CODE = "项目编码"
_SECTIONS = ("分项绩效目标", "工作保障措施")


def either_way(
    standard: Callable[[], Proposal],
    tables: Callable[[], list[Table]],
    name: str,
    remarks: Callable[[], Iterable[str]] = tuple,
    report: Report | None = None,
) -> Proposal:
    """The proposal of a source in the standard form, else what its labels give.

    The standard reading stands when nothing was left unread, when the program wrote the source, and
    when it alone has the overall part or its indicators. The other one stands when no label of the
    standard forms is there at all; otherwise when it fills in more and leaves no more unread.
    Raises NotUnderstood when neither gives anything, with the standard reading's sentence, and when
    there is more in it than may be (limits.py); and whatever ``report`` raises.
    """
    try:
        proposal = standard()
    except NotUnderstood:
        foreign = _by_labels(tables(), name, remarks, report)
        if foreign is None:
            raise
        return foreign
    check_projects(len(proposal.plan.projects))
    if proposal.ours or not proposal.unread:
        return proposal
    found = tables()
    try:
        foreign = _by_labels(found, name, remarks, report)
    except NotUnderstood:
        return proposal
    if foreign is None or (_has_overall(proposal) and not _has_overall(foreign)):
        return proposal
    if proposal.plan.overall.indicators and not foreign.plan.overall.indicators:
        return proposal
    if not _has_standard_labels(found) or _takes_more(foreign, proposal):
        return foreign
    return proposal


def _takes_more(foreign: Proposal, standard: Proposal) -> bool:
    """Whether it fills in more and leaves no more unread.

    A standard form with a stranger's cells beside it stays one.
    """
    more = fields_filled(foreign) > fields_filled(standard)
    return more and len(foreign.unread) <= len(standard.unread)


def _has_overall(proposal: Proposal) -> bool:
    overall = proposal.plan.overall
    return bool(overall.goal or overall.subgoals or overall.safeguards)


def _has_standard_labels(tables: list[Table]) -> bool:
    """Whether a code stands anywhere, as on our project forms, or a section of our overall one."""
    return any(
        cell.label == _CODE or cell.label.endswith(_SECTIONS)
        for table in tables
        for cell in table.cells()
    )


def _by_labels(
    tables: list[Table],
    name: str,
    remarks: Callable[[], Iterable[str]],
    report: Report | None,
) -> Proposal | None:
    """What the labels give; None when that is nothing. Raises NotUnderstood for too much."""
    check_cells(tables)
    understood = understand(tables, name=name, remarks=remarks(), report=report)
    return proposal_of(understood) if gives_anything(understood) else None


def gives_anything(understood: Understanding) -> bool:
    """Whether there is a project or an overall part in it: two fields of them at the least.

    A single one may stand in any text: 重点任务 is a label, and a heading of many documents. Where
    every cell stands on a line of its own, nothing tells what belongs together: without a name of a
    project it is nothing.
    """
    fields = {
        held.choice.id
        for meaning in understood.meanings.values()
        for held in meaning.holds
        if held.choice.part != "unit" and held.choice.path != "year"
    }
    alone = all(grid_width(table) == 1 for table in understood.tables)
    of_project = any(each.startswith(("goal.", "indicator.", "project.")) for each in fields)
    if alone and of_project and not fields & {"project.name", "project.code"}:
        return False
    return len(fields) > 1


def grid_width(table: Table) -> int:
    """In how many columns cells begin."""
    return len({cell.column for cell in table.cells()})


def fields_filled(proposal: Proposal) -> int:
    """How many fields of the year's plan it fills in.

    A project without name and code does not count: so a list of another kind looks when it is
    taken for a form's indicators. Nor does a row whose texts cannot be what their columns are for.
    """
    projects = tuple(
        replace(each, indicators=tuple(row for row in each.indicators if not is_misplaced(row)))
        for each in proposal.plan.projects
        if each.name or each.code
    )
    of = proposal.plan
    plan = AnnualPlan(
        overall=of.overall, projects=projects, reports=of.reports, policies=of.policies
    )
    rows = [placed.row for placed in flatten(Book(years=(plan,)))]
    return sum(
        bool(field.text(row).strip())
        for row in rows
        for field in FIELDS[PART_OF[type(row)]]
        if field.path != "year"
    )
