"""roll."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from hfgoals.checks.where import Places
from hfgoals.cli.talk import FINE, give_json, place_as_json, say
from hfgoals.cli.workbooks import keep, opened
from hfgoals.history.history import History
from hfgoals.model.rolling import CannotRoll, YearChange, proposed_years, rolled_into
from hfgoals.model.values import AnnualPlan, Book
from hfgoals.store import login_name

_SAFE = "没有改动任何内容。"


def run_roll(options: argparse.Namespace) -> int:
    """Copy a year to another; years that surely mean the budget year move along, others are told.

    One step in the file. Raises Trouble when there is nothing to copy, the other year has content
    already or is not later, or the file cannot be changed.
    """
    with opened(options.file, "结转") as store:
        plan = _source(store.book, options.from_year, options.to_year)
        taken = _taken(plan, options.project)
        found = _of_taken(plan, taken, proposed_years(plan, options.to_year))
        sure = [change for change in found if change.sure]
        kept = options.keep_codes
        book = rolled_into(store.book, plan, options.to_year, sure, taken, keep_codes=kept)
        keep(store, "roll")
        History(store, login_name()).take(f"结转到 {options.to_year} 年度", book)
    listed = [_as_json(Places(plan), change) for change in found]
    _tell(plan, options.to_year, len(taken), found, keep_codes=kept)
    if options.json:
        give_json(
            {
                "file": str(options.file),
                "from_year": plan.year,
                "to_year": options.to_year,
                "projects": [each.name for each in plan.projects if each.id in taken],
                **({"codes_kept": True} if kept else {}),
                "changes": listed,
            }
        )
    return FINE


def _source(book: Book, from_year: int | None, to_year: int) -> AnnualPlan:
    if from_year is not None:
        plan = book.plan_of(from_year)
        missing = f"工作簿里没有 {from_year} 年度，结转没有进行。"
    else:
        plan = next((each for each in reversed(book.years) if each.year < to_year), None)
        missing = f"工作簿里没有 {to_year} 年之前的年度，没有可以结转的内容。"
    if plan is None:
        there = "、".join(str(each.year) for each in book.years)
        advice = f"工作簿里有这些年度：{there}。" if there else "请先填写一个年度。"
        raise CannotRoll(missing, _SAFE, advice)
    return plan


def _taken(plan: AnnualPlan, codes: list[str]) -> tuple[str, ...]:
    """The row ids of the projects of these codes, all without any. Raises CannotRoll."""
    wanted = [code.strip() for code in codes]
    unknown = [code for code in wanted if code not in {each.code for each in plan.projects}]
    if unknown:
        raise CannotRoll(
            f"{plan.year} 年度没有编码为“{'、'.join(unknown)}”的项目。", _SAFE, "请核对项目编码。"
        )
    return tuple(each.id for each in plan.projects if not wanted or each.code in wanted)


def _of_taken(
    plan: AnnualPlan, taken: tuple[str, ...], found: Iterable[YearChange]
) -> list[YearChange]:
    places = Places(plan)
    homes = [(places.where(change.address).project, change) for change in found]
    return [change for project, change in homes if project is None or project.id in taken]


def _tell(
    plan: AnnualPlan, to_year: int, projects: int, found: list[YearChange], *, keep_codes: bool
) -> None:
    places = Places(plan)
    sure = [change for change in found if change.sure]
    left = [change for change in found if not change.sure]
    codes = "项目编码照旧，请核对哪些是延续项目" if keep_codes else "项目编码已清空，请填写新的编码"
    say(f"已从{plan.year}年结转到{to_year}年：项目{projects}个，{codes}。")
    say(f"文字里的年份改了{len(sure)}处{'：' if sure else '。'}")
    for change in sure:
        say(_line(places, change))
    if left:
        say(f"另有{len(left)}处拿不准，没有改，请核对：")
        for change in left:
            say(f"{_line(places, change)}（{change.why}）")


def _line(places: Places, change: YearChange) -> str:
    where = places.where(change.address)
    left, right = change.around(12)
    return f"  {where.home}　{where.says}：{left}{change.before}→{change.after}{right}"


def _as_json(places: Places, change: YearChange) -> dict[str, Any]:
    where = places.where(change.address)
    left, right = change.around()
    return {
        "where": place_as_json(where),
        "before": f"{left}{change.before}{right}",
        "after": f"{left}{change.after}{right}",
        "moved": change.sure,
        "why": change.why or None,
    }
