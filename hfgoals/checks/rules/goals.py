"""W13-W15: a project's goal says something, and its indicators carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hfgoals.checks.case import ProjectCase, at
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text import nouns
from hfgoals.checks.text.agreement import Disagreement, disagreements, shares_at_odds
from hfgoals.checks.text.measure import QUALITY, unit_of
from hfgoals.checks.text.quantities import Quantity, normalized, quantities
from hfgoals.checks.text.wording import bare_name, folded, quoted, without_make_up
from hfgoals.checks.text.words import topics
from hfgoals.model.text import UNFILLED
from hfgoals.model.values import Project

_LAST_CLAUSE = re.compile(r"[，。；、,;\n]")
_COUNTING = re.compile(
    r"(?:数量|总数|总量|人次|次数|场次|面积|成本|费用|金额|时间|时长|比例|占比|.数|率|度|量|数)$"
)
_ROUTINE = re.compile(r"^(?:保障|确保|保证|维持).{0,20}(?:正常)?(?:运行|运转|开展)$")


@rule("W13", reads=("goal.text",))
def goal_says_something(case: ProjectCase) -> Iterator[Hit]:
    """The goals are longer than a slogan and hold a number. Years are no numbers."""
    goals = [goal for goal in case.project.goals if goal.text.strip()]
    if not goals:
        return
    texts = [folded(goal.text) for goal in goals]
    told = {"goal": quoted(goals[0].text, 40)}
    if all(_ROUTINE.search(text) for text in texts):
        yield Hit(at(goals[0], "text"), told | {"why": "哪个单位都能用，看不出要做什么"})
    elif sum(map(len, texts)) < case.thresholds.shortest_goal:
        yield Hit(at(goals[0], "text"), told | {"why": "太短，没有说清要做什么"})
    elif not any(quantities(goal.text) or UNFILLED in goal.text for goal in goals):
        # Where a number is still to be written, C06 says so.
        yield Hit(at(goals[0], "text"), told | {"why": "没有一个数字，完成没完成无法核对"})


@rule("W14", reads=("project.name", "project.purpose", "goal.text"))
def goal_is_no_copy(case: ProjectCase) -> Iterator[Hit]:
    """A goal is not the purpose or the name once more, be it with a slogan behind it."""
    project = case.project
    models = (
        ("资金用途", without_make_up(project.purpose)),
        ("项目名称", without_make_up(project.name)),
    )
    for goal in project.goals:
        text = without_make_up(goal.text)
        for what, model in models:
            if len(model) >= 4 and _copied(text, model):
                yield Hit(at(goal, "text"), {"goal": quoted(goal.text, 40), "what": what})
                break


def _copied(text: str, model: str) -> bool:
    if text == model:
        return True
    rest = text.removeprefix(model)
    slogan = rest.startswith(("保障", "确保", "保证", "维持")) and not re.search(r"\d", rest)
    return len(model) >= 8 and rest != text and slogan and len(rest) <= 14


@rule("W15", reads=("project", "goal.text", "indicator"))
def goal_is_carried(case: ProjectCase) -> Iterator[Hit]:
    """Every number of a goal stands in an indicator, and table and goal speak of one subject."""
    project = case.project
    if not project.indicators:
        return
    known = _numbers(project)
    told = {each.number for goal in project.goals for each in quantities(goal.text)}
    against = disagreements(project)
    yield from _against(against)
    settled = {(each.address, each.quantity) for each in against}
    for goal in project.goals:
        missing = [each for each in quantities(goal.text) if not _carried(each, known)]
        missing = [each for each in missing if (at(goal, "text"), each) not in settled]
        for each in missing[:3]:
            rival = _rival(goal.text, each, project, told)
            if rival is None:
                says = f"绩效目标里的“{each.text}”在指标表中找不到。"
                yield Hit(at(goal, "text"), {"says": says}, level="hint")
            else:
                name, target = quoted(rival.indicator.name), rival.indicator.target
                says = f"绩效目标里的“{each.text}”与第{rival.number}行“{name}”的“{target}”不一致。"
                yield Hit(at(goal, "text"), {"says": says})
    for other in shares_at_odds(project):
        row = other.row
        says = (
            f"{other.label}里的“{other.quantity.text}”与第{other.number}行描述"
            f"“{quoted(row.description)}”不一致。"
        )
        yield Hit(other.address, {"says": says})
    yield from _described(project)
    yield from _unlike(project)


_PART = re.compile(
    r"[每各单含至半占除]|其中|平均|不少于|不低于|不超过|以上|以内|左右|取得|达到|上年|去年|比|人均|，|、|；"
)


def _described(project: Project) -> Iterator[Hit]:
    """A description that names but one amount, in the unit of the value, names the value."""
    for row in rows_of(project):
        target, text = row.indicator.target, row.indicator.description
        found = quantities(text)
        unit = unit_of(target)
        if len(found) != 1 or target.number is None or not unit or _PART.search(text):
            continue
        same = _PEOPLE.get(found[0].unit, found[0].unit) == _PEOPLE.get(unit, unit)
        if same and unit not in _MEASURES and found[0].number != target.number:
            says = (
                f"第{row.number}行的描述里写“{found[0].text}”，指标值却是“{quoted(target.text)}”。"
            )
            yield row.hit("description", level="hint", says=says)


_PEOPLE = {"名": "人", "位": "人"}
_MEASURES = frozenset("% ‰ 分 秒 分钟 小时 天 日 年 月 个月 级 度 倍 米 公里".split())


def _against(found: tuple[Disagreement, ...]) -> Iterator[Hit]:
    """Goal or purpose against a row; at the row where both say the same against it."""
    for row_id in dict.fromkeys(each.row.id for each in found):
        said = [each for each in found if each.row.id == row_id]
        first, labels = said[0], "、".join(dict.fromkeys(each.label for each in said))
        texts = "”“".join(dict.fromkeys(each.quantity.text for each in said))
        row = first.row
        says = (
            f"{labels}里的“{texts}”与第{first.number}行“{quoted(row.name)}”的"
            f"“{row.target.text}”不一致。"
        )
        together = len(said) > 1 and len({each.quantity.number for each in said}) == 1
        yield Hit(at(row, "target") if together else first.address, {"says": says})


def _numbers(project: Project) -> frozenset[Decimal]:
    """Every number that an indicator, the purpose or the money holds."""
    texts = [project.purpose, project.name]
    for indicator in project.indicators:
        texts += (indicator.name, indicator.description, indicator.target.text)
    counted = [each for text in texts for each in quantities(text)]
    found = {normalized(each.number, each.unit)[0] for each in counted}
    found |= {each.number for each in counted}
    for amount in (project.budget, project.fiscal, project.other):
        if amount is not None:
            found |= {amount.wan, amount.wan * 10000}
    return frozenset(found)


def _carried(quantity: Quantity, known: frozenset[Decimal]) -> bool:
    # A bare number (二十大, 5G, 一批) is no promise.
    return (
        not quantity.unit
        or quantity.number in known
        or normalized(quantity.number, quantity.unit)[0] in known
    )


def _rival(text: str, quantity: Quantity, project: Project, told: set[Decimal]) -> Row | None:
    """The row that counts the same thing in the same unit; None when no name tells so.

    ``told`` are the numbers of all goals: a row whose number is there is not against this one.
    """
    before = text[max(0, quantity.start - 14) : quantity.start]
    beside = _LAST_CLAUSE.split(before)[-1] + text[quantity.end : quantity.end + 4]
    for row in rows_of(project):
        target = row.indicator.target
        if unit_of(target) == quantity.unit and target.number not in told:
            # 编校差错率 speaks of 差错, 终端维修数量 of 维修.
            core = _COUNTING.sub("", bare_name(row.indicator.name))[-2:]
            if len(core) == 2 and core in beside:
                return row
    return None


def _unlike(project: Project) -> Iterator[Hit]:
    """Goal and table without a subject in common; a quality row on another subject."""
    table = " ".join(f"{each.name} {each.description}" for each in project.indicators)
    measured = topics(table)
    for goal in project.goals:
        spoken = topics(goal.text)
        if spoken and measured and not spoken & measured and not _shares_words(goal.text, table):
            says = f"绩效目标说的是{_shown(spoken)}，指标表量的却是{_shown(measured)}。"
            yield Hit(at(goal, "text"), {"says": says})
    about = topics(" ".join((project.name, project.purpose, *(g.text for g in project.goals))))
    for row in rows_of(project):
        own = topics(f"{row.indicator.name} {row.indicator.description}")
        if row.code == QUALITY and own and about and not own & about:
            says = f"第{row.number}行量的是{_shown(own)}，项目名称、用途和目标里都没有。"
            yield row.hit("name", level="hint", says=says)


def _shares_words(goal: str, table: str) -> bool:
    """Whether goal and table have words in common that no list of topics knows."""
    return len(nouns.topics(goal) & nouns.topics(table)) > 1


def _shown(found: frozenset[str]) -> str:
    return "、".join(f"“{each}”" for each in sorted(found))
