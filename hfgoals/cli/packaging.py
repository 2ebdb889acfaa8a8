"""package."""

from __future__ import annotations

import argparse
from pathlib import Path

from hfgoals.checks import SETTING, Checker, CheckSettings, counted
from hfgoals.cli.talk import FINE, give_json, say
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.package import remaining, write_package
from hfgoals.store import open_file
from hfgoals.trouble import Trouble


def run_package(options: argparse.Namespace) -> int:
    """Write the hand-in package of one year and tell where it is and what is in it.

    Errors among the findings are told and do not count as failing: the package is there.
    """
    with open_file(options.file, read_only=True) as store:
        book = store.book
        plan = _wanted(book, options.year, options.file)
        settings = CheckSettings.from_json(store.setting(SETTING))
        findings = Checker(settings).check(book, plan)
        result = write_package(
            book, plan, findings, options.to, zipped=options.zip, copy=store.save_copy
        )
    for note in result.notes:
        say(note)
    left = remaining(findings)
    if left:
        say(f"{left}，请看上报包里的检查报告。")
    say(f"{plan.year}年的上报包：{result.target}")
    for name in result.files:
        say(f"  {name}")
    if options.json:
        give_json(
            {
                "package": str(result.target),
                "year": plan.year,
                "zipped": options.zip,
                "files": list(result.files),
                "counts": counted(findings),
                "notes": list(result.notes),
            }
        )
    return FINE


def _wanted(book: Book, year: int | None, file: Path) -> AnnualPlan:
    """That year, or the last one. Raises Trouble when it is not there."""
    if year is None and book.years:
        return max(book.years, key=lambda plan: plan.year)
    plan = book.plan_of(year) if year is not None else None
    if plan is None:
        there = "、".join(str(each.year) for each in book.years)
        raise Trouble(
            f"“{file}”里没有 {year} 年度。" if there else f"“{file}”里还没有年度。",
            "没有生成上报包。",
            f"里面有这些年度：{there}。" if there else "请先填写一个年度。",
        )
    return plan
