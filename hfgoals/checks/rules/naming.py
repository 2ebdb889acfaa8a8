"""W01-W03, W08, W12: the name of an indicator and its description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hfgoals.checks.case import ProjectCase
from hfgoals.checks.finding import UNMEASURED
from hfgoals.checks.rows import rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.measure import is_satisfaction
from hfgoals.checks.text.wording import bare_name, folded, quoted
from hfgoals.checks.text.words import any_of, ends_with, word_list

_TAIL = re.compile(r"[\s。，；：、,;:]+$")
_SATISFACTION = re.compile(r"(?:的)?(?:总体|综合|平均)?(?:满意|好评|认可)(?:程度|度|率)?.*$")


@rule(
    "W01",
    title="描述照抄名称",
    level="warning",
    reason=UNMEASURED,
    reads=("indicator.name", "indicator.description"),
    says="第{row}行的绩效指标描述照抄了三级指标“{name}”，没有说明怎样算。",
    advice="请写明统计什么、怎样计算，如“按期播出的期数占计划期数的比例”。",
)
def says_more(case: ProjectCase) -> Iterator[Hit]:
    """The description says more than the name; a list under the copied name is milder."""
    for row in rows_of(case.project):
        name, description = folded(row.indicator.name), row.indicator.description
        if not name:
            continue
        if folded(description) == name:
            yield row.hit("description")
        elif "\n" in description and folded(description.split("\n", 1)[0]) == name:
            yield row.hit("description", level="hint")


@rule(
    "W02",
    title="名称尾标点",
    level="hint",
    reason=UNMEASURED,
    reads=("project.name", "indicator.name"),
    says="第{row}行的三级指标“{name}”末尾有标点“{mark}”。",
    advice="名称末尾不用标点，请删去。",
)
def no_mark_at_the_end(case: ProjectCase) -> Iterator[Hit]:
    """A name is no sentence: no 。，；： at its end."""
    for row in rows_of(case.project):
        name = row.indicator.name
        found = _TAIL.search(name)
        mark = found[0].strip() if found else ""
        if found and mark:
            yield row.hit("name", row.rewrite("name", name[: found.start()]), mark=mark)


@rule(
    "W03",
    title="名称是动作不是指标",
    level="warning",
    reason=UNMEASURED,
    reads=("indicator.name",),
    says="第{row}行的三级指标“{name}”是一项动作，不是可以计量的指标。",
    advice="请改成可以计量的名称，如“…数量”“…率”“…时间”。",
)
def is_an_indicator(case: ProjectCase) -> Iterator[Hit]:
    """An indicator's name is a noun that can be counted or measured."""
    for row in rows_of(case.project):
        name = bare_name(row.indicator.name)
        measured = ends_with("names", "计量结尾").search(name)
        if _sentence().search(name) or (
            not measured and name.startswith(word_list("names", "动作"))
        ):
            yield row.hit("name")


@cache
def _sentence() -> re.Pattern[str]:
    before, verb = any_of("names", "状语").pattern, any_of("names", "动词结尾").pattern
    return re.compile(rf"(?:{before})(?:{verb})$")


@rule(
    "W08",
    title="满意度无对象",
    level="warning",
    reason=UNMEASURED,
    reads=("indicator.level2", "indicator.name", "indicator.description"),
    says="第{row}行“{name}”{why}。",
    advice="请在名称和描述中写明同一种服务对象，如“观众满意度”“受访观众中表示满意的比例”。",
)
def has_people(case: ProjectCase) -> Iterator[Hit]:
    """Satisfaction is somebody's, and the same people's in the name and the description."""
    for row in rows_of(case.project):
        name = bare_name(row.indicator.name)
        if not is_satisfaction(name, row.code) or not _SATISFACTION.search(name):
            continue
        description = row.indicator.description
        if not _people(name):
            rest = _SATISFACTION.sub("", name)
            vague = rest.removesuffix("的") in word_list("names", "不是对象")
            if not rest or (vague and not _people(description)):
                yield row.hit("name", why="没有写明是谁的满意度")
            continue
        mine, theirs = _particular(name), _particular(description)
        if mine and theirs and not mine & theirs:
            why = f"与描述“{quoted(description)}”的对象不一致"
            yield row.hit("description", why=why)


def _people(text: str) -> frozenset[str]:
    found = any_of("names", "对象", "宽的对象", "总称").findall(text)
    return frozenset(found)


def _particular(text: str) -> frozenset[str]:
    """The particular people named; none where a wide word stands that may mean any of them."""
    found = _people(text)
    return frozenset() if found & frozenset(word_list("names", "宽的对象")) else found


@rule(
    "W12",
    title="名称描述缺字",
    level="warning",
    reason=UNMEASURED,
    reads=("indicator.name", "indicator.description"),
    says="第{row}行的描述“{description}”比三级指标“{name}”少了“{missing}”，像是漏写了。",
    advice="请补全，或另写怎样计算。",
)
def nothing_missing(case: ProjectCase) -> Iterator[Hit]:
    """The description is not the name with its last characters lost."""
    for row in rows_of(case.project):
        name, told = folded(row.indicator.name), folded(row.indicator.description)
        missing = name[len(told) :]
        if len(told) >= 3 and 0 < len(missing) <= 2 and name.startswith(told):
            description = quoted(row.indicator.description)
            yield row.hit("description", description=description, missing=missing)
