"""Which years of a workbook a command is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hfgoals.model.values import AnnualPlan, Book
from hfgoals.trouble import Trouble


def plans_wanted(book: Book, years: Sequence[int], file: Path, safe: str) -> tuple[AnnualPlan, ...]:
    """Those years in ascending order, the latest when none is named.

    Raises Trouble, which says ``safe``, when one is not there.
    """
    missing = [year for year in years if book.plan_of(year) is None]
    if missing or not book.years:
        there = "、".join(str(plan.year) for plan in book.years)
        unknown = "、".join(map(str, missing))
        raise Trouble(
            f"“{file}”里没有 {unknown} 年度。" if there else f"“{file}”里还没有年度。",
            safe,
            f"里面有这些年度：{there}。" if there else "请先填写一个年度。",
        )
    return tuple(plan for plan in book.years if plan.year in years) or book.years[-1:]
