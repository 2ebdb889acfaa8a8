"""Putting a proposal into a Book. What is there already is never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hfgoals.exchange.proposal import Proposal
from hfgoals.merging.pairing import Paired, without_ids
from hfgoals.merging.returned import changed_targets
from hfgoals.merging.stages import brings_stages, forms_of_both, with_stage_forms, with_stages
from hfgoals.merging.units import OtherUnit, of_other_unit
from hfgoals.model.dating import dated
from hfgoals.model.department import department_of
from hfgoals.model.fields import PART_OF, together
from hfgoals.model.identity import new_id
from hfgoals.model.rows import CHILDREN, children_of, flatten, with_children
from hfgoals.model.values import (
    STANDARD_FORMS,
    AnnualPlan,
    Book,
    Funds,
    Overall,
    Project,
    Signatures,
    Unit,
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The Book after taking a proposal in, and what of the proposal was left out."""

    book: Book
    skipped: tuple[str, ...] = ()
    """A Chinese sentence each."""


def taken_in(book: Book, proposal: Proposal, year: int, *, as_ours: bool = False) -> TakenIn:
    """The Book holding the proposal under that year.

    A year that is new or empty takes all of it. One with content takes the overall part when it
    has none, and the projects that are not there yet (pairing.py); the rest is told. Raises
    OtherUnit.
    """
    skipped: list[str] = []
    own = not of_other_unit(book.unit, proposal.unit)
    unit = _unit(book.unit, proposal.unit, skipped, as_ours=as_ours)
    used = {placed.id for placed in flatten(book)}
    proposed: AnnualPlan = _with_own_ids(proposal.plan, used)
    present = book.plan_of(year)
    if present is None:
        plan = dated(replace(proposed, year=year))
        years = (*book.years, plan)
    else:
        pairs = Paired(present.projects).pairs(proposal.plan.projects, by_id=own)
        plan = replace(
            present,
            forms=_forms(present, proposed),
            overall=_overall(present, proposed, skipped),
            projects=(
                *with_stages(present.projects, proposed.projects, pairs),
                *_new_projects(
                    present, proposed.projects, pairs, skipped, returned=proposal.returned
                ),
            ),
            signatures=_signatures(present.signatures, proposed.signatures, skipped),
        )
        came = plan.overall.indicators and not present.overall.indicators
        if len(plan.projects) > len(present.projects) or came:
            plan = replace(plan, columns=together(present.columns, proposed.columns))
        plan = _with_policies(_with_report(plan, proposed, skipped), proposed, skipped)
        plan = dated(with_stage_forms(plan, proposed))
        years = tuple(plan if each.year == year else each for each in book.years)
    in_order = tuple(sorted(years, key=lambda each: each.year))
    return TakenIn(replace(book, unit=unit, years=in_order), tuple(skipped))


def _unit(present: Unit, proposed: Unit, skipped: list[str], *, as_ours: bool) -> Unit:
    if present == Unit():
        return proposed
    if proposed in (Unit(), present):
        return present
    other = of_other_unit(present, proposed)
    if other and as_ours:
        return present
    if other:
        raise OtherUnit(
            f"来源是“{proposed.code}{proposed.name}”的，"
            f"这个工作簿是“{present.code}{present.name}”的，不能混在一起。",
            "没有读入任何内容，工作簿没有改动。",
            "请读入到该单位自己的工作簿，或先核对工作簿的单位编码和名称。",
        )
    skipped.append(
        f"来源中的单位写作“{proposed.code}{proposed.name}”，"
        f"工作簿中写作“{present.code}{present.name}”，单位没有改动。"
    )
    return present


def _forms(present: AnnualPlan, proposed: AnnualPlan) -> tuple[str, ...]:
    """Those of the source where it brings the overall part: it is read in the form that it has."""
    ours, theirs = present.overall, proposed.overall
    brings = _says_something(theirs) and not _says_something(ours)
    return proposed.forms if brings and proposed.forms != STANDARD_FORMS else present.forms


def _says_something(overall: Overall) -> bool:
    return bool(overall.goal or overall.subgoals or overall.safeguards or overall.indicators)


def _evaluated(present: AnnualPlan, proposed: AnnualPlan) -> Overall:
    """The overall part of the year with the self-evaluation that the proposed one brings."""
    overall, theirs = present.overall, department_of(proposed)
    if not (_says_something(overall) and brings_stages(theirs)):
        return overall
    if not overall.indicators:
        overall = replace(overall, indicators=theirs.indicators)
    department = department_of(replace(present, overall=overall))
    (merged,) = with_stages([department], [theirs], [0])
    return replace(overall, indicators=merged.indicators, stages=merged.stages)


def _overall(ours: AnnualPlan, theirs: AnnualPlan, skipped: list[str]) -> Overall:
    evaluated = brings_stages(department_of(theirs))
    year, present, proposed = ours.year, _evaluated(ours, theirs), theirs.overall
    funds = proposed.funds
    if present.funds != Funds():
        if proposed.funds not in (Funds(), present.funds):
            skipped.append(f"{year}年已填有基本支出、项目支出，来源中的没有读入。")
        funds = present.funds
    remarks = present.remarks or proposed.remarks
    if not _says_something(present):
        return replace(proposed, funds=funds, remarks=remarks)
    if evaluated and not (proposed.subgoals or proposed.safeguards):
        # What was expected stands in the self-evaluation once more.
        proposed = replace(proposed, goal="", indicators=())
    if _says_something(proposed):
        skipped.append(f"{year}年的部门整体绩效目标已有内容，来源中的没有读入。")
    return replace(present, funds=funds, remarks=remarks)


def _new_projects(
    present: AnnualPlan,
    proposed: Sequence[Project],
    pairs: Sequence[int | None],
    skipped: list[str],
    *,
    returned: bool,
) -> list[Project]:
    new: list[Project] = []
    for project, at in zip(proposed, pairs, strict=True):
        if at is None and returned:
            said = project.name or project.code
            skipped.append(f"工作簿里没有项目“{said}”，来源中的完成情况没有读入。")
            continue
        if at is None:
            new.append(project)
            continue
        if brings_stages(project):
            for what, text in changed_targets(present.projects[at], project):
                said = f"来源中“{project.name or project.code}”{what}是“{text}”，与工作簿的不同"
                skipped.append(f"{said}，没有改动。")
            continue
        there = present.projects[at]
        skipped.append(
            f"{present.year}年已有项目“{there.name or there.code}”，"
            f"来源中的“{project.name or project.code}”没有读入。"
        )
    return new


def _signatures(present: Signatures, proposed: Signatures, skipped: list[str]) -> Signatures:
    if present == Signatures():
        return proposed
    if proposed not in (Signatures(), present):
        skipped.append("工作簿已填有签章栏，来源中的没有读入。")
    return present


def _with_report(present: AnnualPlan, proposed: AnnualPlan, skipped: list[str]) -> AnnualPlan:
    """The year with the proposed report, and its form, where it has none with content."""
    if all(report.is_blank for report in proposed.reports):
        return present
    if not present.report.is_blank:
        if without_ids(present.report) != without_ids(proposed.report):
            year = present.year
            skipped.append(f"{year}年的政府信息公开工作年度报告已有内容，来源中的没有读入。")
        return present
    return replace(present, reports=proposed.reports, forms=forms_of_both(present, proposed))


def _with_policies(present: AnnualPlan, proposed: AnnualPlan, skipped: list[str]) -> AnnualPlan:
    """The year with the proposed policies of other titles than those there, and their form."""
    there = {policy.title: policy for policy in present.policies}
    new = tuple(policy for policy in proposed.policies if policy.title not in there)
    for policy in proposed.policies:
        known = there.get(policy.title)
        if known is not None and policy.text and without_ids(known) != without_ids(policy):
            said = f"{present.year}年已有政策文件“{policy.title}”，来源中的没有读入。"
            skipped.append(said)
    if not new:
        return present
    return replace(
        present, policies=(*present.policies, *new), forms=forms_of_both(present, proposed)
    )


def _with_own_ids(row: Any, used: set[str]) -> Any:
    """The row and all below it, with a fresh id wherever the Book has one like it."""
    if row.id in used:
        row = replace(row, id=new_id())
    for path, _ in CHILDREN[PART_OF[type(row)]]:
        rows = tuple(_with_own_ids(child, used) for child in children_of(row, path))
        row = with_children(row, path, rows)
    return row
