"""W01-W03, W08, W12: the name of an indicator and its description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hfgoals.checks.case import ProjectCase
from hfgoals.checks.finding import Level
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.measure import is_satisfaction
from hfgoals.checks.text.senses import likeness
from hfgoals.checks.text.wording import bare_name, folded, quoted
from hfgoals.checks.text.words import any_of, ends_with, word_list

_SHORT = 8
_TAIL = re.compile(r"[\s。，；：、,;:]+$")
_NUMBERING = re.compile(
    r"^\s*(?:\d{1,2}\s*[、.．)）](?!\d)|[（(][\d一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|[①-⑳])\s*"
)
_BEFORE = re.compile(
    r"^(?:反映|考核|衡量|指的?是|是指|指|即|为|本项目|全年|年度|该项目)+|(?:情况|数量|等|值)+$"
)
_SATISFACTION = re.compile(r"(?:的)?(?:总体|综合|平均)?(?:满意|好评|认可)(?:程度|度|率)?.*$")


@rule("W01", reads=("indicator.name", "indicator.description"))
def says_more(case: ProjectCase) -> Iterator[Hit]:
    """The description says more than the name; a list under the copied name is milder."""
    for row in rows_of(case.project):
        name, description = folded(row.indicator.name), row.indicator.description
        if not name:
            continue
        if _core(folded(description)) == _core(name):
            yield row.hit("description", fault=f"照抄了三级指标“{quoted(row.indicator.name)}”")
        elif "\n" in description and folded(description.split("\n", 1)[0]) == name:
            fault = f"照抄了三级指标“{quoted(row.indicator.name)}”"
            yield row.hit("description", level="hint", fault=fault)
    yield from _of_another_row(case)


def _core(text: str) -> str:
    """Without words that make a copy look longer: 指翻译差错率 is 翻译差错率."""
    return _BEFORE.sub("", text).replace("的", "").replace("程度", "度") or text


def _of_another_row(case: ProjectCase) -> Iterator[Hit]:
    """Descriptions that are another row's, or another row's name; of two alike the odd one."""
    rows = tuple(rows_of(case.project))
    names = {folded(row.indicator.name): row for row in rows if row.indicator.name.strip()}
    told: dict[str, list[Row]] = {}
    for row in rows:
        text = folded(row.indicator.description)
        told.setdefault(text, []).append(row)
        other = names.get(text)
        if other is not None and text != folded(row.indicator.name):
            yield row.hit("description", fault=f"写成了第{other.number}行的名称")
    for text, alike in told.items():
        if len(alike) != 2 or len(text) < 4:
            continue
        if folded(alike[0].indicator.name) == folded(alike[1].indicator.name):
            # C10 tells that both rows are one.
            continue
        parallel = alike[0].indicator.name[:2] == alike[1].indicator.name[:2]
        if parallel and len(text) <= _SHORT:
            # 征集摄影作品幅数 and 征集短视频条数 may be told alike.
            continue
        mine, other = sorted(alike, key=lambda row: likeness(row.indicator.name, text))
        yield mine.hit("description", fault=f"与第{other.number}行的一字不差")


@rule("W02", reads=("project.name", "indicator.name"))
def no_mark_at_the_end(case: ProjectCase) -> Iterator[Hit]:
    """A name is no sentence: no 。，；： at its end."""
    for row in rows_of(case.project):
        name = row.indicator.name
        found = _TAIL.search(name)
        mark = found[0].strip() if found else ""
        if found and mark:
            repair = row.rewrite("name", name[: found.start()])
            yield row.hit("name", repair, fault=f"末尾有标点“{mark}”")
        numbered = _NUMBERING.match(name)
        if numbered and numbered.end() < len(name):
            repair = row.rewrite("name", name[numbered.end() :])
            yield row.hit("name", repair, fault=f"前面有编号“{numbered[0].strip()}”")


@rule("W03", reads=("indicator.name",))
def is_an_indicator(case: ProjectCase) -> Iterator[Hit]:
    """An indicator's name is a noun that can be counted or measured."""
    for row in rows_of(case.project):
        name = bare_name(row.indicator.name)
        measured = ends_with("names", "计量结尾").search(name)
        if (
            _says_nothing().fullmatch(name)
            or _sentence().search(name)
            or (not measured and name.startswith(word_list("names", "动作")))
        ):
            yield row.hit("name")


@cache
def _says_nothing() -> re.Pattern[str]:
    """数量 or 产出数量指标, which name no thing; 完成及时, which names no measure."""
    level, praise = any_of("names", "只是类别").pattern, any_of("names", "说结果好").pattern
    return re.compile(rf"(?:{level})+|(?:[^，。、]{{0,8}})(?:{praise})")


@cache
def _sentence() -> re.Pattern[str]:
    before, verb = any_of("names", "状语").pattern, any_of("names", "动词结尾").pattern
    return re.compile(rf"(?:{before})(?:{verb})$")


@rule("W08", reads=("indicator.level2", "indicator.name", "indicator.description"))
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
                # 满意度 alone, when the description says 读者, can be understood.
                level: Level | None = "hint" if _people(description) else None
                yield row.hit("name", level=level, why="没有写明是谁的满意度")
            continue
        mine, theirs = _particular(name), _particular(description)
        if mine and theirs and not mine & theirs:
            why = f"与描述“{quoted(description)}”的对象不一致"
            # 受众 may well mean the 读者 that the description names.
            whole = (mine | theirs) & frozenset(word_list("names", "总称"))
            yield row.hit("description", level="hint" if whole else None, why=why)


def _people(text: str) -> frozenset[str]:
    # 客户端 is an app, no customer.
    plain = any_of("names", "含对象的物").sub("", text)
    return frozenset(any_of("names", "对象", "宽的对象", "总称").findall(plain))


def _particular(text: str) -> frozenset[str]:
    """The particular people named; none where a wide word stands that may mean any of them."""
    found = _people(text)
    return frozenset() if found & frozenset(word_list("names", "宽的对象")) else found


@rule("W12", reads=("indicator.name", "indicator.description"))
def nothing_missing(case: ProjectCase) -> Iterator[Hit]:
    """The description is not the name with its last characters lost."""
    for row in rows_of(case.project):
        name, told = folded(row.indicator.name), folded(row.indicator.description)
        missing = name[len(told) :]
        if len(told) >= 3 and 0 < len(missing) <= 2 and name.startswith(told):
            description = quoted(row.indicator.description)
            yield row.hit("description", description=description, missing=missing)
