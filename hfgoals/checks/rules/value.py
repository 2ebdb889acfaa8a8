"""V01-V03, V10, V11: a target can be measured and is written with its sign and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hfgoals.checks.case import OverallCase, ProjectCase
from hfgoals.checks.rows import Row, rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.dates import month_without_year, part_of_year
from hfgoals.checks.text.measure import is_percent, is_rate, unit_of, words_after
from hfgoals.checks.text.quantities import quantities
from hfgoals.checks.text.wording import (
    around,
    bare_name,
    bracketed,
    folded,
    without_bracketed,
)
from hfgoals.checks.text.words import any_of, either, ends_with, word_list
from hfgoals.model.edits import SetText
from hfgoals.model.target import Target
from hfgoals.presets import units

_HAN_NUMBER = re.compile(
    r"[一二三四五六七八九十百千两]+(?=个|次|年|月|天|期|场|级|档|名|项|条|篇|等)|[百千万]分之"
)
_NO_UNIT = frozenset((None, "", "万", "亿", "千", "百", "百万", "千万"))
_VAGUE = re.compile(r"约|大概|左右|上下|余|\d多|近\d|若干|不等")
_STANDARD = re.compile(r"标准|规范|规程|[甲乙丙丁A-E]级")
_SYMBOL = re.compile(r"[≥≤＞＜＝<>=≧≦]")
_OUTPUTS = frozenset(("数量", "质量", "时效", "成本"))
_STATED = re.compile(r"\s*[≥≤＞＜＝=]+\s*\d+(?:\.\d+)?\s*[^\d\s，。；]{0,4}\s*$")
"""A value at the end of a name: 发文篇数≥3600篇."""
_WORDED = re.compile(r"(大于或?等于|小于或?等于)\s*(?=\d)")


def _measurable(row: Row) -> bool:
    """Whether a target without a plain number still says what is to be reached."""
    text = row.indicator.target.text.strip()
    if re.search(r"\d", text) or _HAN_NUMBER.search(text) or part_of_year(text):
        return True
    plain = folded(text)
    if (
        _STANDARD.search(text)
        or plain in word_list("values", "明确结论")
        or plain.startswith(("零", "无"))
    ):
        return True
    explained = any_of("values", "分档说明")
    told = explained.search(row.indicator.description) or explained.search(row.indicator.basis)
    return plain in word_list("values", "档次") and told is not None


@rule("V01", reads=("indicator",))
def measurable(case: ProjectCase) -> Iterator[Hit]:
    """A target has a number, a date, or a grade whose grades are told."""
    for row in rows_of(case.project):
        target = row.indicator.target
        blank = not folded(target.text)
        if target.qualitative and not blank and not _measurable(row):
            yield row.hit("target", level="error" if row.code in _OUTPUTS else None)


@rule("V02", reads=("indicator.name", "indicator.target", "indicator.level2"))
def signed(case: ProjectCase) -> Iterator[Hit]:
    """A number says whether it is a floor, a ceiling or exact. 100 % can only be exact."""
    for row in rows_of(case.project):
        target = row.indicator.target
        if target.signed or month_without_year(target.text):
            continue
        if target.number is None:
            # 约1800条 says neither how many nor whether more may be.
            rough = _VAGUE.search(target.text) and _one_amount(target.text)
            if target.qualitative and (rough or _named_again(row)):
                yield row.hit("target")
            continue
        exact = target.number == 100 and unit_of(target) == "%"
        repair = row.rewrite("target", f"＝{target.value}%") if exact else ()
        yield row.hit("target", repair)


_NAMED = re.compile(
    r"^\s*(?P<name>[\u4e00-\u9fff]{2,12}?)(?:为|是|：|:)?\s*\d+(?:\.\d+)?\s*[^\d\s]{1,3}\s*$"
)


def _named_again(row: Row) -> bool:
    """Whether the value begins with words of the name instead of a sign: 合格率100%."""
    found = _NAMED.search(row.indicator.target.text)
    return found is not None and bare_name(row.indicator.name).endswith(found["name"])


def _one_amount(text: str) -> bool:
    return sum(bool(each.unit) for each in quantities(text)) == 1


@rule("V03", reads=("indicator.name", "indicator.target"))
def with_unit(case: ProjectCase) -> Iterator[Hit]:
    """A number has its unit; one that stands in brackets in the name is moved to the number."""
    for row in rows_of(case.project):
        target = row.indicator.target
        name = bare_name(row.indicator.name)
        plain = ends_with("units", "没有单位").search(name) and not is_rate(name)
        if target.number is None or target.unit not in _NO_UNIT or plain:
            continue
        unit = bracketed(row.indicator.name)
        if unit in units() or is_percent(unit):
            repair = row.rewrite("target", f"{target.text.strip()}{unit}")
            yield row.hit("target", repair, "warning")
        else:
            yield row.hit("target")


def _normal(target: Target) -> str:
    """The target with symbols for words; "" where it has no words."""
    if target.number is None or target.value is None or not target.signed:
        return ""
    if _SYMBOL.search(target.text):
        extra = words_after(target)
        return f"{target.sign}{target.value}{unit_of(target)}" if extra and extra != "左右" else ""
    return f"{target.sign}{target.value}{unit_of(target)}"


@rule("V10", reads=("indicator.target", "subgoal.indicators"), scope="texts")
def in_symbols(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """Signs are symbols and numbers are figures: not 大于等于, 以上, 三次."""
    if isinstance(case, OverallCase):
        yield from _worded_signs(case)
        return
    for row in rows_of(case.project):
        target = row.indicator.target
        normal = _normal(target)
        place, text = f"第{row.number}行的指标值", target.text.strip()
        if normal:
            yield row.hit("target", row.rewrite("target", normal), place=place, found=text)
        elif target.qualitative and _whole_number_in_words().fullmatch(text):
            yield row.hit("target", place=place, found=text)


def _worded_signs(case: OverallCase) -> Iterator[Hit]:
    for address, text in case.texts:
        if address.path != "indicators":
            continue
        found = _WORDED.search(text)
        if found:
            mended = _WORDED.sub(lambda each: "≥" if each[0][0] == "大" else "≤", text)
            told = {
                "place": "绩效指标中的",
                "found": around(text, found.start(), found.end() + 2, 8),
            }
            yield Hit(address, told, (SetText(address, mended),))


@cache
def _whole_number_in_words() -> re.Pattern[str]:
    counted = either((*units(), "次", "个", "年"))
    return re.compile(
        rf"[≥≤＞＜＝<>=]?\s*(?:[百千万]分之)?[一二三四五六七八九十百千万两]+(?:{counted})?(?:以上|以下|以内)?"
    )


@rule("V11", reads=("indicator.name", "indicator.description", "indicator.target"))
def unit_once(case: ProjectCase) -> Iterator[Hit]:
    """The unit stands in the value, not also in brackets after the name."""
    for row in rows_of(case.project):
        unit = unit_of(row.indicator.target)
        for path in ("name", "description"):
            text = getattr(row.indicator, path)
            if unit and bracketed(text).replace("％", "%") == unit:
                label = "三级指标" if path == "name" else "绩效指标描述"
                repair = row.rewrite(path, without_bracketed(text))
                yield row.hit(path, repair, field=label, text=bare_name(text) + f"（{unit}）")
        target = row.indicator.target
        value = re.escape(f"{target.value}{unit}") if target.value and unit else "(?!)"
        stated = _STATED.search(row.indicator.name) or re.search(
            rf"{value}$", row.indicator.name.strip()
        )
        if stated is not None:
            repair = row.rewrite("name", row.indicator.name.replace(stated[0], "").strip())
            yield row.hit("name", repair, field="三级指标", text=row.indicator.name)
