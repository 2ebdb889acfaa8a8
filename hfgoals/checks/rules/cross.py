"""X01-X02: what the overall part and the project tables say of each other.

What a project says is worked out once and kept as long as the project does not change, so that a
year of a thousand projects costs a few milliseconds after an edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hfgoals.checks.case import PlanCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.counts import Count, count_of, counts
from hfgoals.checks.text.nouns import neighbours, pieces, runs, titles, topics
from hfgoals.checks.text.quantities import normalized, quantities
from hfgoals.checks.text.wording import quoted
from hfgoals.model.address import Address
from hfgoals.model.values import Indicator, Project, SubGoal

_READS = ("plan.overall", "subgoal", "project", "goal", "indicator")
_MOST_LISTED = 20

_NUMERAL = re.compile(r"\d|[二两三四五六七八九十百千]")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What one project says: the counts of its table, its numbers and what it is about."""

    rows: dict[Key, tuple[tuple[Count, Indicator], ...]]
    """The counts of its table by what they count."""
    numbers: frozenset[tuple[Decimal, str]]
    topics: frozenset[str]


def told_by(project: Project) -> Told:
    """What the project's texts say."""
    found = tuple(
        (count, row) for row in project.indicators for count in _row_counts(row, project.name)
    )
    by_key: dict[Key, list[tuple[Count, Indicator]]] = {}
    for count, row in found:
        for key in count.keys:
            by_key.setdefault(key, []).append((count, row))
    texts = _texts(project)
    numbers = {(count.number, count.unit) for count, _ in found}
    for text in texts:
        if _NUMERAL.search(text):
            numbers.update(normalized(each.number, each.unit) for each in quantities(text))
    return Told(
        {key: tuple(rows) for key, rows in by_key.items()},
        frozenset(numbers),
        frozenset().union(*map(topics, texts)),
    )


def _texts(project: Project) -> list[str]:
    texts = [project.name, project.purpose, *(goal.text for goal in project.goals)]
    for row in project.indicators:
        texts += [row.name, row.description]
    return texts


def _project_runs(project: Project) -> frozenset[str]:
    return runs("\n".join(_texts(project)))


def _row_counts(row: Indicator, project: str) -> Iterator[Count]:
    number, unit = row.target.number, row.target.unit or ""
    if number is None:
        found = quantities(row.target.text) if row.target.qualitative else ()
        if len(found) != 1:
            return
        number, unit = found[0].number, found[0].unit
    count = count_of(row.name, number, unit)
    yield count
    own = titles(project)
    if not count.title and len(own) == 1 and count.unit and count.unit not in "%‰":
        yield count.under(own[0])


def _said_overall(case: PlanCase) -> Iterator[Count]:
    overall = case.plan.overall
    yield from counts(overall.goal)
    for row in overall.subgoals:
        for text in (row.goal, row.indicators):
            yield from counts(text, row.title)


@rule("X01", scope="plan", reads=_READS)
def contradiction(case: PlanCase) -> Iterator[Hit]:
    """What the overall part counts is counted alike in the table. Sums over rows are left alone."""
    said = tuple(_said_overall(case))
    wanted = {key for count in said for key in count.keys}
    if not wanted:
        return
    rows: dict[Key, list[tuple[Count, Indicator, Project]]] = {}
    for project in case.plan.projects:
        told = case.known("told", project, told_by).rows
        for key in wanted & told.keys():
            rows.setdefault(key, []).extend((each, row, project) for each, row in told[key])
    hit: set[str] = set()
    for count in said:
        only = _only_row(count, rows)
        if only is None:
            continue
        each, row, project = only
        if each.number != count.number and row.id not in hit:
            hit.add(row.id)
            values = {
                "said": quoted(count.text, 40),
                "project": quoted(project.name),
                "name": quoted(row.name),
                "target": quoted(row.target.text),
            }
            yield Hit(at(row, "target"), values)


def _only_row(
    count: Count, rows: dict[Key, list[tuple[Count, Indicator, Project]]]
) -> tuple[Count, Indicator, Project] | None:
    """The one row of all tables that counts the same; None when there is none or several."""
    only = None
    for key in count.keys:
        for found in rows.get(key, ()):
            if found[0].of_one_thing(count):
                if only is not None and only[1] is not found[1]:
                    return None
                only = found
    return only


@rule("X02", scope="plan", reads=("unit.name", *_READS))
def taken_up(case: PlanCase) -> Iterator[Hit]:
    """Every sub-goal is taken up by a project, and every project serves the overall part.

    A warning only where nothing at all matches; amounts of work in no table, and projects that the
    overall part does not touch, are hints. One finding for a sub-goal or a project.
    """
    overall, projects = case.plan.overall, case.plan.projects
    if not projects or not any(_text(row) for row in overall.subgoals):
        return
    own = neighbours(case.unit.name)
    facts = [case.known("told", project, told_by) for project in projects]
    yield from _items(case, facts, own)
    said = "\n".join((overall.goal, *map(_text, overall.subgoals)))
    aims = topics(said) - own
    wide: frozenset[str] | None = None
    for project, told in zip(projects, facts, strict=True):
        if not told.topics or not aims.isdisjoint(told.topics):
            continue
        if wide is None:
            wide = _runs(said, case)
        if wide.isdisjoint(case.known("runs", project, _project_runs)):
            what = (
                f"总体绩效目标和各分项绩效目标里，都没有与项目“{quoted(project.name)}”相关的内容。"
            )
            advice = "请在总体或分项绩效目标里写上它服务的工作；日常保障类项目可以保留并说明理由。"
            yield Hit(at(project, "name"), {"what": what, "advice": advice}, level="hint")


def _items(case: PlanCase, facts: list[Told], own: frozenset[str]) -> Iterator[Hit]:
    for number, row in enumerate(case.plan.overall.subgoals, 1):
        text = _text(row)
        about = topics(text) - own
        item = f"分项“{quoted(row.title)}”" if row.title.strip() else f"第{number}个分项绩效目标"
        if len(about) >= 3 and _in_no_project(text, about, case, facts):
            words = "、".join(f"“{each}”" for each in _words(row, own))
            what = f"{item}说到的{words}等，在各项目的名称、用途、目标和指标里都没有出现。"
            advice = (
                "请核对有没有项目承接这项工作：有的，把话写到项目表里；"
                "由基本支出保障的，可以保留并说明理由。"
            )
            yield Hit(_home(row), {"what": what, "advice": advice})
        elif left := _left_out(row, facts):
            shown = "、".join(f"“{_tail(each.text)}”" for each in left[:_MOST_LISTED])
            more = "等" if len(left) > _MOST_LISTED else ""
            what = f"{item}有{len(left)}处数量没有写进任何项目表：{shown}{more}。"
            advice = "有项目承担的，请写成该项目的数量指标；由基本支出保障的，不必处理。"
            yield Hit(_home(row), {"what": what, "advice": advice}, level="hint")


def _in_no_project(text: str, about: frozenset[str], case: PlanCase, facts: list[Told]) -> bool:
    if not all(about.isdisjoint(told.topics) for told in facts):
        return False
    wide = _runs(text, case)
    return all(
        wide.isdisjoint(case.known("runs", project, _project_runs))
        for project in case.plan.projects
    )


def _runs(text: str, case: PlanCase) -> frozenset[str]:
    """Longer words in full, those of the unit's name left out: 媒体平台, 运行维护."""
    return runs(text) - runs(case.unit.name)


def _left_out(row: SubGoal, facts: list[Told]) -> list[Count]:
    """The amounts of work that no project states, nor counts otherwise (which X01 finds)."""
    found = [
        count
        for text in (row.goal, row.indicators)
        for count in counts(text, row.title)
        if count.of_work
    ]
    if not found:
        return []
    wanted = {(count.number, count.unit) for count in found}
    numbers = set().union(*(wanted & told.numbers for told in facts))
    return [
        count
        for count in found
        if (count.number, count.unit) not in numbers
        and not any(
            each.of_one_thing(count)
            for told in facts
            for key in count.keys
            for each, _ in told.rows.get(key, ())
        )
    ]


def _tail(text: str) -> str:
    """The end of a long text, where its number stands."""
    line = " ".join(text.split()).replace("“", "").replace("”", "")
    return line if len(line) <= 22 else f"…{line[-21:]}"


def _text(row: SubGoal) -> str:
    return "\n".join(each for each in (row.title, row.goal, row.indicators) if each)


def _home(row: SubGoal) -> Address:
    return at(row, "title" if row.title.strip() else "goal")


def _words(row: SubGoal, own: frozenset[str]) -> list[str]:
    """Up to four of the words it is about, those of the title first."""
    found = dict.fromkeys((*pieces(row.title), *pieces(f"{row.goal}\n{row.indicators}")))
    return [each for each in found if not topics(each) <= own][:4]
