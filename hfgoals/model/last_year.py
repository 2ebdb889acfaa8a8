"""Last year's targets, to stand beside this year's."""

from __future__ import annotations

from collections import defaultdict

from hfgoals.model.values import AnnualPlan, Book, Indicator, Project


def last_targets(book: Book, plan: AnnualPlan, project: Project) -> dict[str, str]:
    """The 指标值 of the year before, by the id of this year's indicator of the same name.

    The project before is the one of the same code, else of the same name; the row is the one of
    the same 二级指标 and 三级指标, else the only one of that 三级指标. Blanks are left out.
    """
    before = book.plan_of(plan.year - 1)
    same = None if before is None else _same_project(before, plan, project)
    if before is None or same is None:
        return {}
    by_both: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    by_name: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in same.indicators:
        name = _key(indicator.name, before.year)
        by_both[_key(indicator.level2, before.year), name].append(indicator)
        by_name[name].append(indicator)
    found: dict[str, str] = {}
    met: dict[tuple[str, str], int] = defaultdict(int)
    for indicator in project.indicators:
        name = _key(indicator.name, plan.year)
        both = (_key(indicator.level2, plan.year), name)
        rows, at = by_both.get(both, []), met[both]
        met[both] += 1
        alone = by_name.get(name, [])
        last = rows[at] if at < len(rows) else alone[0] if not rows and len(alone) == 1 else None
        if name and last is not None and last.target.text.strip():
            found[indicator.id] = last.target.text
    return found


def _same_project(before: AnnualPlan, plan: AnnualPlan, project: Project) -> Project | None:
    code, name = project.code.strip(), _key(project.name, plan.year)
    for each in before.projects:
        if code and each.code.strip() == code:
            return each
    return next(
        (each for each in before.projects if name and _key(each.name, before.year) == name), None
    )


def _key(text: str, year: int) -> str:
    """The text as far as it goes on from year to year: without blanks and its own year."""
    return "".join(text.split()).replace(str(year), "\0")
