"""C01-C04, C07, C08: the indicator table is whole, and every row stands where it belongs."""

from __future__ import annotations

from collections.abc import Iterator

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.kinds import serves_no_public
from hfgoals.checks.text.wording import folded
from hfgoals.checks.text.words import word_list
from hfgoals.model.edits import SetText
from hfgoals.model.values import Indicator
from hfgoals.presets import Scheme, code_of, schemes

_NAMES = "indicator_names"
_OUTPUT, _BENEFIT, _SATISFACTION = "数量", "社会效益", "满意度"
"""A second level of the first level meant: schemes call that by names of their own."""


def _level1_with(scheme: Scheme, code: str) -> str | None:
    """The scheme's first level that holds that second one; None when it has none such."""
    placed = scheme.level_of(code)
    return placed[0] if placed is not None else None


def _rows_with(case: ProjectCase, code: str) -> list[Indicator]:
    """The rows that count for the first level that holds that second one."""
    level1 = _level1_with(case.scheme, code)
    if level1 is None:
        return []
    return [row for row in case.project.indicators if level1 in _level1_of(case.scheme, row)]


def _level1_of(scheme: Scheme, row: Indicator) -> set[str | None]:
    """The first levels that the row may count for: the one it names, the one of its second level.

    They are the same unless C08 has something to say; then nothing else need be said as well.
    """
    code = code_of(row.level2)
    placed = _level1_with(scheme, code) if code is not None else None
    return {scheme.canonical_level1(row.level1), placed}


@rule("C01", reads=("indicator", "project.name", "project.scheme"))
def level1_missing(case: ProjectCase) -> Iterator[Hit]:
    """Every first level of the scheme has a row."""
    rows = case.project.indicators
    present = {name for row in rows for name in _level1_of(case.scheme, row)}
    missing = [name for name in case.scheme.level1 if name not in present]
    if not missing:
        return
    waived = missing == [_level1_with(case.scheme, _SATISFACTION)] and serves_no_public(
        case.project.name
    )
    advice = "请补上；可以从指标库里选。"
    if waived:
        advice = "请补上，或“保留并说明理由”。"
    values = {"missing": "、".join(missing), "advice": advice}
    yield Hit(at(case.project, "name"), values, level="warning" if waived else None)


@rule("C02", reads=("indicator", "project.scheme"))
def level2_missing(case: ProjectCase) -> Iterator[Hit]:
    """The output indicators count, grade, time and (in the older scheme) price."""
    output = _rows_with(case, _OUTPUT)
    if not output:
        return
    present = {code_of(row.level2) for row in case.project.indicators}
    name = _level1_with(case.scheme, _OUTPUT)
    level = next(each for each in case.scheme.levels if each.name == name)
    missing = [each.name for each in level.entries if each.code not in present]
    if missing:
        yield Hit(at(output[-1], "level2"), {"missing": "、".join(missing)})


@rule("C03", reads=("indicator", "project.scheme"))
def benefit_unnamed(case: ProjectCase) -> Iterator[Hit]:
    """There is a benefit with a name (C01 tells when there is no row at all)."""
    rows = _rows_with(case, _BENEFIT)
    if rows and not any(row.name.strip() for row in rows):
        yield Hit(at(rows[0], "name"))


@rule("C04", reads=("indicator", "project.name", "project.scheme"))
def satisfaction_of_nobody(case: ProjectCase) -> Iterator[Hit]:
    """Debts and staff have no public to ask: name who is asked, or say why nobody is."""
    if not serves_no_public(case.project.name) or not case.project.indicators:
        return
    rows = _rows_with(case, _SATISFACTION)
    if not rows:
        yield Hit(at(case.project, "name"), {"fault": "本项目没有满意度指标"})
    vague = word_list(_NAMES, "满意度整名")
    for row in rows:
        if folded(row.name) in vague:
            yield Hit(at(row, "name"), {"fault": f"“{row.name}”没有写明是谁满意"})


@rule("C07", reads=("project.budget", "indicator"))
def one_quantity(case: ProjectCase) -> Iterator[Hit]:
    """A table has three indicators at least; a large project counts more than one thing."""
    named = [row for row in case.project.indicators if row.name.strip()]
    least = case.thresholds.fewest_rows
    if 0 < len(named) < least:
        fault = f"全表只有{len(named)}条三级指标，不到{least}条"
        yield Hit(at(named[-1], "name"), {"fault": fault}, level="warning")
    budget = case.project.budget
    if budget is None or budget.wan < case.thresholds.large_project:
        return
    rows = [row for row in case.project.indicators if code_of(row.level2) == "数量"]
    if len(rows) == 1:
        fault = f"{budget} 万元的项目只有一个数量指标"
        yield Hit(at(rows[0], "name"), {"fault": fault})


@rule("C08", reads=("indicator", "project.scheme"))
def wrong_level(case: ProjectCase) -> Iterator[Hit]:
    """The second level is a child of the first, in the one scheme that the table uses."""
    scheme = case.scheme
    for number, row in enumerate(case.project.indicators, 1):
        first, second = row.level1.strip(), row.level2.strip()
        if not first or not second or scheme.belongs(second, first):
            continue
        known1, known2 = scheme.canonical_level1(first), scheme.canonical_level2(second)
        path = "level1" if known1 is None else "level2"
        fault = f"“{first}”下面没有“{second}”"
        if known1 is None:
            fault = f"一级指标“{first}”不在这套里"
        elif known2 is None:
            fault = f"二级指标“{second}”不在这套里"
        values = {"number": number, "fault": fault, "scheme": scheme.name}
        yield Hit(at(row, path), values, _moved(scheme, row))


def _moved(scheme: Scheme, row: Indicator) -> tuple[SetText, ...]:
    """The row's own place in this scheme, when it stands rightly in the other one."""
    if not any(each.belongs(row.level2, row.level1) for each in schemes()):
        return ()
    code = code_of(row.level2)
    placed = scheme.level_of(code) if code is not None else None
    if placed is None:
        return ()
    texts = zip(("level1", "level2"), placed, strict=True)
    return tuple(SetText(at(row, path), text) for path, text in texts)
