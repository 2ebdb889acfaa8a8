"""import."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from hfgoals.cli.talk import DOES_NOT_HOLD, FINE, give_json, note_as_json, say
from hfgoals.cli.workbooks import keep, opened
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.source import is_workbook
from hfgoals.history.history import History
from hfgoals.merging.taking_in import taken_in
from hfgoals.merging.units import OtherUnit
from hfgoals.model.money import total
from hfgoals.model.policy import tasks_of
from hfgoals.model.values import AnnualPlan, Book, Funds
from hfgoals.store import create, login_name, open_file

_SAY_OURS = "确实是本单位的，请加上 --as-ours，再读入一次。"


@dataclass(frozen=True, slots=True)
class _Read:
    """One proposal with where it comes from, and what became of it."""

    source: Path
    proposal: Proposal
    skipped: tuple[str, ...] = ()
    taken: bool = True


def run_import(options: argparse.Namespace) -> int:
    """Read the sources and put what they propose into the workbook; a dry run writes nothing.

    Every source is read before anything is written. Exit code 1 when a line was not understood, a
    year is not known, or something was left out for the sake of what is there already. Raises
    Trouble for a source that cannot be read or is of another unit; nothing is written then.
    """
    read = [
        _Read(source, proposal) for source in options.sources for proposal in _proposals(source)
    ]
    merge = partial(_merged, read=read, year=options.year, as_ours=options.as_ours)
    read = _into(options.into, merge, dry_run=options.dry_run)
    for each in read:
        _tell(each, dry_run=options.dry_run)
    if options.json:
        give_json(
            {
                "into": str(options.into),
                "dry_run": options.dry_run,
                "sources": [_summary(each) for each in read],
            }
        )
    held = all(each.taken and not each.skipped and not each.proposal.unread for each in read)
    return FINE if held else DOES_NOT_HOLD


def _proposals(source: Path) -> Iterator[Proposal]:
    if not is_workbook(source):
        yield read_source(source)
        return
    with open_file(source, read_only=True) as store:
        book = store.book
    for plan in book.years:
        yield Proposal(book.unit, plan.year, plan)


def _into(
    path: Path, merge: Callable[[Book], tuple[Book, list[_Read]]], *, dry_run: bool
) -> list[_Read]:
    if not path.exists():
        book, read = merge(Book())
        if not dry_run and any(each.taken for each in read):
            with create(path, book):
                pass
        return read
    with opened(path, "读入", dry_run=dry_run) as store:
        book, read = merge(store.book)
        if book != store.book and not dry_run:
            keep(store, "import")
            names = "、".join(dict.fromkeys(each.source.name for each in read if each.taken))
            History(store, login_name()).take(f"读入“{names}”", book)
    return read


def _merged(
    book: Book, read: list[_Read], year: int | None, *, as_ours: bool
) -> tuple[Book, list[_Read]]:
    done: list[_Read] = []
    for each in read:
        proposal = each.proposal.for_book(book)
        under = year if year is not None else proposal.year
        if under is None:
            done.append(replace(each, taken=False))
            continue
        proposal = proposal.of_year(under)
        try:
            result = taken_in(book, proposal, under, as_ours=as_ours)
        except OtherUnit as other:
            advice = f"{other.advice}{_SAY_OURS}"
            raise OtherUnit(other.what, other.safe, advice) from None
        book = result.book
        done.append(replace(each, proposal=proposal, skipped=result.skipped))
    return book, done


def _tell(read: _Read, *, dry_run: bool) -> None:
    proposal = read.proposal
    plan = proposal.plan
    say(f"{read.source.name}：{proposal.unit.code}{proposal.unit.name}")
    if read.taken:
        verb = "将读入" if dry_run else "已读入"
        say(f"  {verb}{proposal.year}年：{'，'.join(_held(plan)) or '没有内容'}。")
    else:
        say("  没有读入：不知道是哪一年度。请加上 --year 年度，再读入一次。")
    for sentence in read.skipped:
        say(f"  未读入：{sentence}")
    for note in proposal.notes:
        said = f"“{_short(note.text)}”" if note.text else ""
        place = f"{note.where}{said}：" if note.where else ""
        say(f"  {place}{note.message}")


def _held(plan: AnnualPlan) -> Iterator[str]:
    overall, projects = plan.overall, plan.projects
    if overall.goal.strip():
        yield "总体绩效目标"
    if overall.subgoals:
        yield f"分项绩效目标{len(overall.subgoals)}个"
    if overall.safeguards:
        yield f"保障措施{len(overall.safeguards)}条"
    if overall.funds != Funds():
        yield "部门资金"
    if overall.remarks.strip():
        yield "其他说明的问题"
    if projects:
        amount = total([project.budget for project in projects])
        yield f"项目{len(projects)}个，预算合计{amount or '0.00'}万元"
    if not plan.report.is_blank:
        yield "政府信息公开工作年度报告"
    for policy in plan.policies:
        yield f"政策文件{policy.cite}，任务{len(tasks_of(policy))}项"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else f"{text[:30]}…"


def _summary(read: _Read) -> dict[str, Any]:
    proposal = read.proposal
    plan = proposal.plan
    return {
        "source": str(read.source),
        "taken": read.taken,
        "unit": {"code": proposal.unit.code, "name": proposal.unit.name},
        "year": proposal.year,
        "subgoals": len(plan.overall.subgoals),
        "safeguards": len(plan.overall.safeguards),
        "projects": [
            {
                "code": project.code,
                "name": project.name,
                "budget": None if project.budget is None else str(project.budget),
                "goals": len(project.goals),
                "indicators": len(project.indicators),
            }
            for project in plan.projects
        ],
        "report": not plan.report.is_blank,
        "policies": [
            {"title": policy.title, "tasks": len(tasks_of(policy))} for policy in plan.policies
        ],
        "skipped": list(read.skipped),
        "notes": [note_as_json(note) for note in proposal.notes],
    }
