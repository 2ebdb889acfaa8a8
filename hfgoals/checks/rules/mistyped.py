"""V19: a target is typed in signs and figures that the bureau's system can read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final

from hfgoals.checks.case import ProjectCase
from hfgoals.checks.rows import rows_of
from hfgoals.checks.rule import Hit, rule

_ONLY_SIGNS = re.compile(r"[≥≤＞＜＝<>=≧≦⩾⩽≽≼》《〉〈%％\s]+")
_SIGNS: Final = {"⩾": "≥", "≽": "≥", "⩽": "≤", "≼": "≤", "﹥": "＞", "﹤": "＜"}
_LOOKS_LIKE_SIGN = re.compile(r"[⩾⩽≽≼﹥﹤](?=\s*\d)|^\s*[》《〉〈](?=\s*\d)")
_PARTED = re.compile(r"([>＞<＜])\s+[=＝]")
_TWICE = re.compile(
    r"[≥≤＞＜]\s*(?:[≥≤＞＜＝=]|不低于|不少于|不超过|不高于|不小于|不大于|大于|小于|超过|达到|低于|高于)"
)
_LETTER = re.compile(
    r"(?<=\d)[Oo](?=[\d\s%％年月期条篇个台套次场人]|$)|(?<![A-Za-z])[Oo](?=[\d.]\d?)|(?<=\d)l(?=\d)"
)
_TWO_POINTS = re.compile(r"\d*\.\d*\.\d*|\d+\.(?!\d)")
_DOTTED = re.compile(r"[人台件户车站场]\s*[·•．.]\s*次")
_MONTH = re.compile(r"年\s*(?P<m>\d{1,2})\s*月")
_DASHED = re.compile(r"(?P<y>(?:19|20)\d{2})[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?(?!\d)")
_DECEMBER = 12
_DAY = re.compile(r"(?P<y>(?:19|20)\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]")


_UNREADABLE: Final = (
    (re.compile(r"[%％‰]\s*[A-Za-z%％‰]|分\s*[%％‰]|[%％‰]\s*分(?!之)"), "里的“{}”写了两个单位"),
    (
        re.compile(r"^\s*[≥≤＞＜]\s*(?:优秀?|良好?|较?好|较?高|合格|达标|满意|显著|明显)"),
        "里的“{}”是符号接着一个档次，档次没有大小",
    ),
    (
        re.compile(
            r"[≥≤＞＜＝=]\D*\d[\d.,]*\s*(?:余|多|来|左右|上下)(?=[\u4e00-\u9fff]|$)"
            r"|[≥≤＞＜＝=]\s*(?:约|大约|大概|近)\s*\d+"
        ),
        "里的“{}”有符号又有约数，说不清是多少",
    ),
)
"""What the system cannot read and nobody can mend without asking."""


@rule("V19", reads=("indicator.name", "indicator.target"))
def typed_right(case: ProjectCase) -> Iterator[Hit]:
    """No sign without a number, no look-alike of a sign, no letter O, no date that there is not."""
    for row in rows_of(case.project):
        text = row.indicator.target.text
        fault, right = _fault(text) if text.strip() else ("", "")
        if fault:
            repair = row.rewrite("target", right) if right and right != text else ()
            yield row.hit("target", repair, fault=fault)


def _fault(text: str) -> tuple[str, str]:
    """What is wrong, and the text mended where only one thing can be meant; "" for nothing."""
    if _ONLY_SIGNS.fullmatch(text):
        return "只有符号，没有数", ""
    if found := _LOOKS_LIKE_SIGN.search(text):
        sign = found[0].strip()
        right = text.replace(sign, _SIGNS[sign], 1) if sign in _SIGNS else ""
        return f"里的“{sign}”不是系统认得的符号", right
    if found := _PARTED.search(text):
        sign = "≥" if found[1] in ">＞" else "≤"
        return f"里的“{found[0]}”应写成一个符号“{sign}”", text.replace(found[0], sign, 1)
    if found := _TWICE.search(text):
        return f"里的“{found[0]}”写了两遍大小关系", ""
    if found := _LETTER.search(text):
        return f"里的“{found[0]}”是字母，不是数字", _LETTER.sub(_figure, text)
    if found := _DOTTED.search(text):
        return f"里的“{found[0]}”不是一个单位", text.replace(found[0], f"{found[0][0]}次")
    for pattern, why in _UNREADABLE:
        if found := pattern.search(text):
            return why.format(found[0].strip()), ""
    fault, right = _fault_of_date(text)
    if not fault and (found := _TWO_POINTS.search(text)):
        return f"里的“{found[0]}”小数点打错了", ""
    return fault, right


def _figure(found: re.Match[str]) -> str:
    return "1" if found[0] == "l" else "0"


def _fault_of_date(text: str) -> tuple[str, str]:
    found = _DASHED.search(text)
    if found is not None:
        day = f"{int(found['d'])}日" if found["d"] else ""
        right = f"{found['y']}年{int(found['m'])}月{day}"
        return f"里的“{found[0]}”要写成“{right}”", text.replace(found[0], right, 1)
    month = _MONTH.search(text)
    if month is not None and not 1 <= int(month["m"]) <= _DECEMBER:
        return f"里的“{month[0]}”不是一年里有的月份", ""
    found = _DAY.search(text)
    if found is not None:
        try:
            datetime.date(int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            return f"里的“{found[0]}”不是日历上有的日子", ""
    return "", ""
