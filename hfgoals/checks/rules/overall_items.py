"""X04-X08, X17: the items of the overall part, what they promise and how it can be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from hfgoals.checks.case import OverallCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.nouns import neighbours, pieces, wide_pieces, wide_topics
from hfgoals.checks.text.quantities import chinese_number, quantities
from hfgoals.checks.text.sentences import clause_before
from hfgoals.checks.text.wording import HAN, folded, quoted
from hfgoals.checks.text.words import either, word_list

_FORM = "hebei_overall"
"""Its items are sub-goals with a goal and indicators; other forms ask for other things."""
_DEADLINE = re.compile(r"月底前|年底前|日前|月前|\d{4}\s*年\s*\d{1,2}\s*月")
_TITLES = r"(?:《[^《》]{1,60}》|“[^“”]{1,60}”)"
_NUMBER = r"\d{1,2}|[二三四五六七八九十两]{1,3}"
_LISTED = re.compile(
    rf"(?P<list>{_TITLES}(?:[、，和及与]?{_TITLES}){{1,30}})(?P<open>等)?\s*"
    rf"(?P<number>{_NUMBER})\s*(?P<unit>(?:大|个|档|项|部|条|类|种|支|套|家)[{HAN}]{{0,4}})"
)
_ANNOUNCED = re.compile(
    rf"(?<![\d第.])(?P<number>{_NUMBER})(?P<unit>大|个|档|项|类|种|套|支|家)"
    r"(?P<what>[^\d，。；：、\n]{1,10})[：:](?P<list>[^。；;：:，,\n]{3,200})"
)
_ONE_TITLE = re.compile(_TITLES)
_SHARED, _LONG = 2, 150
_SHORTEST = 6
_SHORTEST_SAFEGUARD = 10
_BIDDEN = re.compile("按照?|上级|领导|县里|交办|要求|部署|各项|其他")
"""So many characters in common with a short text, and a title (播出条件 over 播音) may be meant."""
_JOINED = re.compile(r"[、和及与]")


@rule("X04", scope="overall", reads=("subgoal",), form=_FORM)
def whole_items(case: OverallCase) -> Iterator[Hit]:
    """A sub-goal has a goal and indicators; a part that is not itemised has only a text."""
    rows = case.overall.subgoals
    # A form without such texts leaves all of them blank.
    used = [path for path in ("goal", "indicators") if any(getattr(row, path) for row in rows)]
    asked = used if used and len(rows) > 1 else ["goal", "indicators"]
    titled = any(row.title.strip() for row in rows)
    for number, row in enumerate(rows, 1):
        if not row.title.strip() and row.goal.strip():
            # Where others have a name, this one's is forgotten.
            if titled:
                address = at(row, "title")
                values = {"number": number, "title": "", "field": address.field.label}
                yield Hit(address, values | {"fault": "没有填写"})
            continue
        title = f"“{quoted(row.title)}”" if row.title.strip() else ""
        for path in asked:
            if not getattr(row, path).strip():
                address = at(row, path)
                values = {"number": number, "title": title, "field": address.field.label}
                yield Hit(address, values | {"fault": "没有填写"})
            elif path == "goal" and not _says_something(row.goal):
                address = at(row, path)
                values = {"number": number, "title": title, "field": address.field.label}
                fault = "没有说清要做什么："
                yield Hit(address, values | {"fault": fault}, level="warning")


@rule("X17", scope="overall", reads=("plan.overall", "subgoal", "safeguard"), form=_FORM)
def safeguards(case: OverallCase) -> Iterator[Hit]:
    """The overall part tells how its goals are secured: no blank paragraph, no mere slogan."""
    overall = case.overall
    if not (overall.goal.strip() and any(row.goal.strip() for row in overall.subgoals)):
        return
    rows = overall.safeguards
    if not any(row.text.strip() for row in rows):
        place = at(rows[0], "text") if rows else case.at("overall.goal")
        yield Hit(place, {"fault": "工作保障措施没有填写"})
        return
    whole = sum(len(folded(row.text)) for row in rows)
    for number, row in enumerate(rows, 1):
        text = folded(row.text)
        if not text:
            yield Hit(at(row, "text"), {"fault": f"工作保障措施的第{number}段是空的"})
        elif whole < _SHORTEST_SAFEGUARD or text in word_list("overall", "没有内容"):
            fault = f"工作保障措施只写了“{quoted(row.text)}”，没有说清怎样保障"
            yield Hit(at(row, "text"), {"fault": fault})


def _says_something(goal: str) -> bool:
    """Whether it is longer than a slogan and names a thing that is done."""
    return len(folded(goal)) >= _SHORTEST and bool(pieces(_BIDDEN.sub("", goal)))


@lru_cache(maxsize=1)
def _unmeasurable() -> re.Pattern[str]:
    words = (*word_list("overall", "量不出"), *word_list("units", "量不出"))
    return re.compile(rf"(?:{either(words)})$")


@rule("X05", scope="overall", reads=("subgoal",), form=_FORM)
def measurable(case: OverallCase) -> Iterator[Hit]:
    """An overall indicator has a number, and the number is of something that can be measured."""
    for number, row in enumerate(case.overall.subgoals, 1):
        text = row.indicators
        if not text.strip():
            continue
        # A number alone is a name (4K, 1+4+17) or a rank, not an amount.
        found = [each for each in quantities(text) if each.unit or each.sign]
        vague = [
            each
            for each in found
            if each.unit in ("%", "‰") and _unmeasurable().search(text[: each.start].rstrip())
        ]
        if vague:
            said = "、".join(f"“{clause_before(text, e.start, 14)}{e.text}”" for e in vague[:3])
            what = f"给量不出百分之多少的事定了百分数：{said}"
        elif not found and not _DEADLINE.search(text):
            what = "没有可以衡量的数值"
        else:
            continue
        title = f"“{quoted(row.title)}”" if row.title.strip() else f"第{number}个分项"
        yield Hit(at(row, "indicators"), {"title": title, "what": what})


@lru_cache(maxsize=1)
def _duty() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{either(word_list('overall', '职能开头'))})")


@rule("X06", scope="overall", reads=("subgoal.title",), form=_FORM)
def copied_duty(case: OverallCase) -> Iterator[Hit]:
    """A name is not the list of duties: thirty characters or more, or 负责 … at its beginning."""
    for row in case.overall.subgoals:
        begins = _duty().match(row.title)
        long = len(folded(row.title)) >= 30
        if begins or long:
            what = f"以“{begins[0].strip()}”开头" if begins else "过长"
            yield Hit(at(row, "title"), {"title": quoted(row.title), "what": what})


@rule("X07", scope="overall", reads=("subgoal", "unit.name"), form=_FORM)
def name_and_content(case: OverallCase) -> Iterator[Hit]:
    """Name and content share a word; with few words to go by, nothing is said."""
    own = neighbours(case.unit.name)
    for row in case.overall.subgoals:
        content = f"{row.goal}\n{row.indicators}"
        named = wide_topics(row.title) - own
        few = len(named) < 3 or len(folded(content)) < 20
        if few or not (row.goal.strip() and row.indicators.strip()):
            continue
        letters = set("".join(wide_pieces(row.title)))
        near = len(content) < _LONG and len(letters & set(content)) >= _SHARED
        if named.isdisjoint(wide_topics(content)) and not near:
            words = "".join(f"“{each}”" for each in wide_pieces(row.title)[:4])
            yield Hit(at(row, "title"), {"title": quoted(row.title), "words": words})


@rule("X08", scope="overall", reads=("plan.overall", "subgoal", "safeguard"))
def counted_lists(case: OverallCase) -> Iterator[Hit]:
    """N things before or after a list are as many as the list has; 等 leaves it open (a hint)."""
    for address, text in case.texts:
        found = (*_after_lists(text), *_before_lists(text))
        closed = [what for what, is_open in found if not is_open]
        told = closed or [what for what, _ in found]
        if told:
            yield Hit(address, {"what": "；".join(told)}, level=None if closed else "hint")


def _after_lists(text: str) -> Iterator[tuple[str, bool]]:
    for found in _LISTED.finditer(text):
        listed, number = len(_ONE_TITLE.findall(found["list"])), _number(found["number"])
        if listed == number:
            continue
        is_open = bool(found["open"]) and listed < number
        said = f"{found['number']}{found['unit']}"
        first = _ONE_TITLE.findall(found["list"])[0]
        rest = "，后面用了“等”，请看一看是否需要列全" if is_open else ""
        yield f"写的是“{said}”，前面从{first}起列出了{listed}个{rest}", is_open


def _before_lists(text: str) -> Iterator[tuple[str, bool]]:
    for found in _ANNOUNCED.finditer(text):
        if "等" in found["list"] or "、" not in found["list"]:
            continue
        items = [each for each in _JOINED.split(found["list"]) if each.strip()]
        by_comma = [each for each in found["list"].split("、") if each.strip()]
        number = _number(found["number"])
        # 和 and 及 may join the last two or stand within a name: only what fits neither is wrong.
        if number in (len(items), len(by_comma)) or max(map(len, by_comma)) > 16:
            continue
        said = f"{found['number']}{found['unit']}{found['what']}"
        yield f"写的是“{said}”，后面列出了{len(by_comma)}个", False


def _number(text: str) -> int:
    told = chinese_number(text)
    return int(text) if text.isdigit() else int(told) if told is not None else 0
