"""Numbers with their units in running text: 48期以上, 17.8万, 两万三千元, ≤0.2万元/月.

What is no quantity is passed over: years and dates, document numbers, ordinals, what stands inside
《》, numbers that are part of a name (H5, 二十大, 三级审核). Pure; everything is Decimal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

_DIGITS: Final = {
    **{digit: value for value, digit in enumerate("〇一二三四五六七八九")},
    "零": 0, "两": 2, "俩": 2,
}  # fmt: skip
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
_HAN: Final = "〇零一二三四五六七八九十百千万亿两"
_NUMERAL = re.compile(rf"[\d{_HAN}俩]")
"""What every quantity holds: most texts are done with by this alone."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％／", "0123456789.,%/")

_MONEY = re.compile(r"(?P<scale>百万|千万|万|亿|千|百)?元(?:人民币)?(?P<per>.*)")
_MONEY_SCALES: Final = {
    None: 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
}  # fmt: skip
_PER = re.compile(r"(?:/|每|·)\s*(.+)")

# Units that a numeral before them makes a quantity of; the longest fits first.
_UNITS: Final = tuple(
    "秒/百小时 个百分点 个工作日 平方米 平方公里 立方米 千瓦时 万人次 人次 班次 场次 户次 "
    "车次 台次 辆次 站次 台套 台件 课时 学时 小时 摄氏度 TB GB MB "
    "分钟 个月 季度 公里 毫米 厘米 米 公斤 千克 吨 兆 分贝 千瓦 "
    "架 位 款 席 枚 本 "
    "期 条 篇 部 件 集 份 册 版 幅 场 次 届 台 套 个 块 处 项 人 名 户 家 间 栋 座 辆 档 支 笔 "
    "批 张 首 则 组 队 对 面 根 盏 门 只 站 点 路 班 天 日 周 年 起 宗 例 类 种 度 分 级 亩 "
    "县 乡 镇 村 字 副 卷 轮 单 盘 箱 公顷 倍".split()
)
# Too short a hint after a Chinese numeral: 三级审核, 两点一线, 百年, 一面旗帜, 一度, 千家万户.
_NOT_AFTER_HAN: Final = frozenset(
    "级 点 面 度 分 年 日 周 路 门 对 队 支 类 种 起 班 站 村 县 乡 镇 字 部 根 座 "
    "架 位 款 席 枚 本 单 副 卷 轮 盘 箱 倍".split()
)
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
# 3单位 and 5单元 are no orders.
_UNIT = _UNIT.replace("|单|", "|单(?![位元独])|")
_HAN_UNIT = "|".join(
    sorted(map(re.escape, (u for u in _UNITS if u not in _NOT_AFTER_HAN)), key=len, reverse=True)
)
_PER_UNIT = rf"(?:\s*(?:/|每)\s*(?:{_UNIT}|月|旬|日|季)(?:[/·](?:{_UNIT}|月))?)?"
_BEFORE: Final = {
    "≥": "≥", "＞=": "≥", ">=": "≥", "大于等于": "≥", "大于或等于": "≥", "不低于": "≥",
    "不少于": "≥", "不小于": "≥", "至少": "≥", "达到": "≥", "超过": "＞", "高于": "＞",
    "多于": "＞", "大于": "＞", ">": "＞", "＞": "＞",
    "≤": "≤", "<=": "≤", "＜=": "≤", "小于等于": "≤", "小于或等于": "≤", "不超过": "≤",
    "不高于": "≤", "不大于": "≤", "不多于": "≤", "控制在": "≤", "至多": "≤",
    "小于": "＜", "低于": "＜", "少于": "＜", "<": "＜", "＜": "＜",
    "=": "＝", "＝": "＝", "等于": "＝", "共": "＝",
}  # fmt: skip
_AFTER: Final = {
    "及以上": "≥", "或以上": "≥", "以上": "≥", "及以下": "≤", "或以下": "≤", "以下": "≤",
    "以内": "≤", "之内": "≤",
}  # fmt: skip


def _any(options: dict[str, str]) -> str:
    return "|".join(re.escape(one) for one in sorted(options, key=len, reverse=True))


_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<before>{_any(_BEFORE)})?\s*"
    rf"(?:(?<![A-Za-z0-9.第])(?P<number>{_ARABIC})\s*(?P<scale>百万|千万|万|亿|千|百)?(?:余|多)?\s*"
    rf"(?P<unit>元(?:人民币)?{_PER_UNIT}|%|‰|(?:{_UNIT}){_PER_UNIT})?"
    rf"|(?<![第{_HAN}])(?P<han>[{_HAN}]{{1,12}})(?:余|多)?(?P<hanunit>元|{_HAN_UNIT}))"
    rf"(?P<after>{_any(_AFTER)})?"
)
# Passed over as a whole: titles, document numbers, dates and half-dates, clock times, versions.
_NO_QUANTITY = re.compile(
    r"《[^《》]*》"
    r"|[【\[(（〔［]\s*\d{2,4}\s*[】\])）〕］]\s*(?:第\s*)?\d+\s*号"
    r"|\d{4}\s*[-—至~]\s*\d{4}\s*年"
    r"|(?:19|20)\d{2}\s*年(?:\s*度)?(?:\s*\d{1,2}\s*月(?:份)?(?:\s*\d{1,2}\s*[日号])?)?"
    r"|\d{1,2}\s*月(?:份)?\s*\d{1,2}\s*[日号]"
    r"|(?<![\d.个])\d{1,2}\s*月(?:份)?(?=[底末初中前上下之至、，。；]|\s*$)"
    r"|(?:19|20)\d{2}(?:[-/](?:0?[1-9]|1[0-2])(?:[-/]\d{1,2})?|\.(?:0?[1-9]|1[0-2])\.\d{1,2})(?!\d)"
    r"|\d{1,2}:\d{2}"
    rf"|第\s*(?:\d+|[{_HAN}]+)"
    r"|[A-Za-z][A-Za-z]*[-.]?\d+(?:\.\d+)*"
    r"|\d[0-9A-Z]{10,}"
    r"|(?m:^\s*\d{1,2}\s*[.、．](?!\d))"
    r"|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit, as found in a text."""

    number: Decimal
    """17.8万 is 178000; of money it is the number before its unit: 30 of 30万元."""
    unit: str
    """As written (期, %, 万元/月); "" where there is none."""
    sign: str
    """≥ ＞ ＝ ＜ ≤ where a sign or a word says so, else ""."""
    start: int
    end: int
    text: str
    """What stands there, sign included."""

    @property
    def yuan(self) -> Decimal | None:
        """The amount in 元; None when it is no money or money per something (元/人)."""
        kind = money_unit(self.unit)
        return None if kind is None or kind.per else self.number * kind.yuan

    @property
    def wan(self) -> Decimal | None:
        """The amount in 万元; None when it is no money or money per something."""
        yuan = self.yuan
        return None if yuan is None else yuan / 10000


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """A unit of money: how many 元 it is, and per what it is meant ("" for a whole amount)."""

    yuan: Decimal
    per: str = ""


@lru_cache(maxsize=256)
def money_unit(unit: str) -> MoneyUnit | None:
    """万元/月 as 10000 元 per 月; None when the unit is no money.

    万元/年 is a whole amount of a yearly form: its ``per`` is "".
    """
    plain = "".join(unit.translate(_FULL_WIDTH).split())
    found = _MONEY.fullmatch(plain)
    if found is None:
        return None
    per = ""
    if found["per"]:
        told = _PER.fullmatch(found["per"])
        if told is None:
            return None
        per = told[1].removeprefix("每")
    return MoneyUnit(Decimal(_MONEY_SCALES[found["scale"]]), "" if per == "年" else per)


def in_wan(number: Decimal, unit: str) -> Decimal | None:
    """The number in 万元 (per whatever the unit says); None when the unit is no money."""
    kind = money_unit(unit)
    return None if kind is None else number * kind.yuan / 10000


def normalized(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """The same quantity without 万 and 亿 in its unit: 2400 万次 is (24000000, 次).

    Money comes in 元: 30 万元/月 is (300000, 元/月).
    """
    for scale, times in (("百万", 10**6), ("千万", 10**7), ("万", 10**4), ("亿", 10**8)):
        if unit.startswith(scale):
            return number * times, unit.removeprefix(scale)
    return number, unit


def chinese_number(text: str) -> Decimal | None:
    """二十一 as 21, 两万三千 as 23000, 一九九八 as 1998; None when it is no numeral."""
    plain = text.strip()
    if not plain or any(ch not in _HAN and ch != "俩" for ch in plain):
        return None
    if all(ch in _DIGITS for ch in plain):
        return Decimal("".join(str(_DIGITS[ch]) for ch in plain))
    whole, section, digit, last = 0, 0, -1, 0
    for ch in plain:
        if ch in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[ch]
            last = 10 if ch in "〇零" else last
        elif ch in _TENS:
            if digit == 0:
                return None
            section += (1 if digit < 0 else digit) * _TENS[ch]
            digit, last = -1, _TENS[ch]
        else:
            part = section + max(digit, 0) + (whole if ch == "亿" else 0)
            if part == 0:
                return None
            whole = part * _MYRIADS[ch] + (0 if ch == "亿" else whole)
            section, digit, last = 0, -1, _MYRIADS[ch]
    # 两万三 is 23000, 一百二 is 120.
    short = digit > 0 and last > 10
    return Decimal(whole + section + max(digit, 0) * (last // 10 if short else 1))


@lru_cache(maxsize=1024)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of the text, in its order; places are those of the text itself."""
    if not _NUMERAL.search(text):
        return ()
    plain = text.translate(_FULL_WIDTH)
    # Same length, so that places stay; a blank would join what it parts.
    plain = _NO_QUANTITY.sub(lambda gone: "\x00" * len(gone[0]), plain)
    return tuple(made for found in _QUANTITY.finditer(plain) if (made := _made(text, found)))


def _made(text: str, found: re.Match[str]) -> Quantity | None:
    sign = _AFTER.get(found["after"] or "") or _BEFORE.get(found["before"] or "") or ""
    start, end = found.span()
    while text[start:end][:1].isspace():
        start += 1
    while text[start:end][-1:].isspace():
        end -= 1
    if found["han"]:
        return _from_han(text, found, sign, start, end)
    number, scale, unit = Decimal(found["number"].replace(",", "")), found["scale"], found["unit"]
    unit = "".join((unit or "").split())
    if unit.startswith("元"):
        unit = f"{scale or ''}{unit}"
    elif scale:
        number *= _MONEY_SCALES[scale]
    return Quantity(number, unit, sign, start, end, text[start:end])


def _from_han(text: str, found: re.Match[str], sign: str, start: int, end: int) -> Quantity | None:
    number, unit = chinese_number(found["han"]), found["hanunit"]
    if number is None or number == 0:
        return None
    return Quantity(number, unit, sign, start, end, text[start:end])
