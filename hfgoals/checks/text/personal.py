"""Personal information in a text: telephone, identity card and bank card numbers, e-mail addresses.

People type them with blanks, dashes, brackets and full-width digits, and glue words to both ends.
What merely looks so is far more frequent: amounts, dates, codes, numbers of documents and
contracts, public hotlines. So check digits, dates and prefixes must be right, and the words around
may tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_FULL = "".join(map(chr, range(0xFF01, 0xFF5F)))
_PLAIN: Final = str.maketrans(
    _FULL + "—–‐‑−‒〇\u3000\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff\t·•",
    "".join(chr(ord(each) - 0xFEE0) for each in _FULL) + "------0" + " " * 11 + "  ",
)
"""One character for one, so that places stay."""
_WORTH: Final = re.compile(r"[0-9０-９](?:\W{0,3}[0-9０-９]){6}|[@＠]")
_BEFORE, _AFTER = 16, 8
"""How much of the text before and after may tell what a number is, in characters."""


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece of personal information and where in the text it stands."""

    kind: str
    """In Chinese: 手机号码, 固定电话, 身份证号码, 银行卡号, 电子邮箱."""
    start: int
    end: int
    text: str
    """As it was typed."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind looks, in plain characters, and what must hold of it beside its looks."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool]


def may_hold_personal(text: str) -> bool:
    """Whether a closer look is worth its time."""
    return _WORTH.search(text) is not None


def personal_in(text: str) -> tuple[Personal, ...]:
    """All of it, in the order of the text; none stands in another."""
    if not may_hold_personal(text):
        return ()
    plain = text.translate(_PLAIN)
    found: list[Personal] = []
    for kind in _KINDS:
        for start, end in _places(kind, plain):
            if not any(start < each.end and each.start < end for each in found):
                found.append(Personal(kind.name, start, end, text[start:end]))
    return tuple(sorted(found, key=lambda each: each.start))


def blackened(text: str, pieces: tuple[Personal, ...]) -> str:
    """The text with each of these pieces of it made illegible, as with ink on paper."""
    for each in pieces:
        text = f"{text[: each.start]}{'■' * (each.end - each.start)}{text[each.end :]}"
    return text


def _places(kind: _Kind, plain: str) -> Iterator[tuple[int, int]]:
    at = 0
    while found := kind.pattern.search(plain, at):
        if kind.holds(found):
            # What leads to a number is no part of it, nor a bracket that is closed behind it.
            start, end = found.span("number" if "number" in kind.pattern.groupindex else 0)
            piece = plain[start:end].lstrip()
            start, end = end - len(piece), start + len(plain[start:end].rstrip())
            yield start + (piece[0] == "(" and piece.count("(") > piece.count(")")), end
            at = found.end()
        else:
            # What begins a digit later may be the number after all.
            at = found.start() + 1


def _before(found: re.Match[str]) -> str:
    """What stands before it in the same line."""
    return found.string[max(0, found.start() - _BEFORE) : found.start()].rpartition("\n")[2]


def _after(found: re.Match[str]) -> str:
    return found.string[found.end() : found.end() + _AFTER]


def _digits(found: re.Match[str]) -> str:
    return re.sub(r"[^0-9X]", "", found[0].upper())


_LINK = r"[\s:为是#.№()\"“”]*(?:[Nn][Oo][.:]?\s*)?$"
_OF_A_CODE = re.compile(
    r"(?:编号|合同号|协议号|订单号?|单号|流水号?|序列号|序号|文号|发票号?码?|票号|凭证号?|备案号?|批准号|登记号|许可证号?"
    r"|代码|编码|条码|条形码|货号|批号|型号|学号|工号|期号|刊号|ISSN|ISBN|专利号|证书号|设备号|资产号"
    r"|图号|档案号|保单号)" + _LINK
)
"""What says of the number behind it that it is that of a thing."""
_COUNTED = re.compile(
    r"\s*(?:元|[万亿千百]+[元次人条份]|人次|个(?!人)|篇|辆|盏|套|平方|㎡|公里|千米|吨|字节|千瓦"
    # 台长, 部门, 组织, 支付, 批准, 次日, 条件, 户主 count nothing.
    r"|[次条件户台部只根块支组批份册页](?![长门办主任织部付日准在用能限件理])"
    r"|%|‰|(?:km|kWh|GB|MB|TB)\b|号(?!码|[机主]))"
)
"""What follows an amount, a count, or the number of a document."""


def _of_nobody(found: re.Match[str]) -> bool:
    """Whether the words around say that it is a code, a count or an amount."""
    before = _before(found)
    return bool(
        _OF_A_CODE.search(before)
        or re.search(r"[¥￥$≥≤]\s*$", before)
        or _COUNTED.match(_after(found))
    )


_COUNTRY = r"\(?(?:\+|00)?\s?86\)?[ -]{0,2}"
# Nothing that goes on as a code or a decimal does. A word may stand right before it, and Tel.
_LEFT = (
    r"(?<![0-9])(?<![0-9]\.)(?<![0-9A-Z][-_])(?<!20[0-9]{2}/)"
    r"(?:(?<![A-Za-z])|(?<=(?i:tel|ell|one|mob)))"
)
_MOBILE = re.compile(
    rf"{_LEFT}(?:{_COUNTRY})?(?P<digits>0?(?:"
    r"1[0-9]{10}|1(?: [0-9]){10}|\(1[0-9]{2}\)[ -]?[0-9]{4}[ -]?[0-9]{4}"
    r"|1[0-9]{2}(?P<a>[ .-]{1,3})(?:[0-9]{4}(?P=a)[0-9]{4}|[0-9]{3}(?P=a)[0-9]{5})"
    r"|1[0-9]{2}(?P<b>[ .-]{1,3})[0-9]{2}(?P=b)[0-9]{3}(?P=b)[0-9]{3}"
    r"|1[0-9]{3}(?P<c>[ .-]{1,3})(?:[0-9]{3}(?P=c)[0-9]{4}|[0-9]{4}(?P=c)[0-9]{3})"
    r"|1[0-9]{2}[ -]{1,3}[0-9]{8}|1[0-9]{3} [0-9]{7}"
    r"|1[0-9]{4}[ -]{1,3}[0-9]{6}|1[0-9]{6}[ -]{1,3}[0-9]{4}))"
    r"(?![0-9A-Za-z_])(?!\.[0-9])(?!-[0-9A-Za-z])(?!/[0-9]{1,6}(?![0-9]))"
)
_OPERATORS = re.compile(r"0?1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])")


def _is_mobile(found: re.Match[str]) -> bool:
    digits = re.sub(r"[^0-9]", "", found["digits"])
    return _OPERATORS.match(digits) is not None and not _of_nobody(found)


_PUBLIC = re.compile(
    r"(?:热线|举报|监督|投诉|咨询|客服|服务(?:电话|专线)|值班|办公|单位|总机|前台|报修|报料|爆料|报警"
    r"|预约|受理|公开电话|传真)[^0-9。;,\n]{0,8}$"
)
"""What says of the number behind it that it is an office's, for everybody to call."""
_PUBLIC_TOO = re.compile(r"\s?\(?(?:办公|值班|总机|传真|热线)")
_CODE = r"(?:10|2[0-9]|[3-9][0-9]{2})"
_OWN = (
    r"(?P<own>[2-8](?:[0-9]{6,7}|[0-9]{2,3}[ -][0-9]{4}))"
    r"(?:\s?(?:-|转|分机|ext\.?)\s?[0-9]{1,5})?"
    r"(?:\s?[/、]\s?[2-8][0-9]{6,7}(?![0-9A-Za-z.]))*"
    r"(?![0-9A-Za-z])(?!\.[0-9])(?![-_/][0-9A-Za-z])"
)
_LANDLINE = re.compile(rf"{_LEFT}(?:{_COUNTRY}\(?0?|\(0|0)(?P<area>{_CODE})\)?[ -]{{0,3}}{_OWN}")
# Without the area's code only where it is said to be one.
_LOCAL = re.compile(
    r"(?P<said>(?:电话|手机|座机|宅电|联系方式|[Tt][Ee][Ll]|[Pp]hone)(?:号码?)?[为是: .]{0,3})"
    rf"(?P<number>{_OWN})"
)
_YEARLY = re.compile(r"(?:19|20)[0-9]{2}-")


def _is_landline(found: re.Match[str]) -> bool:
    groups, own = found.groupdict(), found["own"]
    digits = len(re.sub(r"[ -]", "", own))
    # Where the area's code has two digits behind the 0, a number has eight.
    short = len(groups.get("area", "")) == 2 and digits < 8
    if short or _YEARLY.match(own) or _of_nobody(found):
        return False
    said = _before(found) + groups.get("said", "")
    return not _PUBLIC.search(said) and not _PUBLIC_TOO.match(_after(found))


_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54"
    " 61 62 63 64 65 71 81 82 83 91".split()
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_IDENTITY = re.compile(r"(?<![0-9])[1-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx](?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{14}(?![0-9A-Za-z])")
_FIRST_BORN, _LATELY, _LAST_BORN = 1900, 2015, 2049
"""No clock: what a rule says does not hang on the day. A date of late makes a number of a plan or
an order, which begin with the county's code too, unless the text speaks of a card."""
_OF_A_BODY = re.compile(r"(?:信用代码|机构代码|税号|识别号)" + _LINK)


def _is_identity(found: re.Match[str]) -> bool:
    digits, before = _digits(found), _before(found)
    total = sum(int(each) * weight for each, weight in zip(digits, _WEIGHTS, strict=False))
    born = _born(digits[6:10], digits[10:14])
    return (
        digits[:2] in _PROVINCES
        and born is not None
        and (born <= _LATELY or "证" in before)
        and _CHECKS[total % 11] == digits[17]
        and not _OF_A_BODY.search(before)
        and not _OF_A_CODE.search(before)
    )


def _is_old_identity(found: re.Match[str]) -> bool:
    """Those of before 2004 have no check digit: only where they are said to be one."""
    digits, said = found[0], "身份证" in _before(found)
    return said and digits[:2] in _PROVINCES and _born(f"19{digits[6:8]}", digits[8:12]) is not None


def _born(year: str, day: str) -> int | None:
    """The year, when it is one that somebody may be born in on that day."""
    try:
        born = date(int(year), int(day[:2]), int(day[2:])).year
    except ValueError:
        return None
    return born if _FIRST_BORN <= born <= _LAST_BORN else None


_CARD = re.compile(
    r"(?<![0-9A-Za-z.])(?:"
    r"[0-9]{4}(?P<by>[ -])[0-9]{4}(?P=by)[0-9]{4}(?P=by)[0-9]{4}(?:(?P=by)[0-9]{1,3})?"
    r"|[0-9]{6}[ -][0-9]{10,13}|[0-9]{16,19})(?![0-9A-Za-z])(?!\.[0-9])(?![ -][0-9]{4})"
)
_OF_A_CARD = re.compile(r"(?:卡号?|账号|帐号|账户|帐户|[A-Za-z行]卡)[^0-9。;\n]{0,8}$")
_CHINESE_CARD = re.compile(r"62|9558")
_OTHER_CARD = re.compile(r"4|5[1-5]|35[2-8]|60")


def _is_card(found: re.Match[str]) -> bool:
    digits = _digits(found)
    if _OF_A_CODE.search(_before(found)) or _COUNTED.match(_after(found)) or not _luhn(digits):
        return False
    if _CHINESE_CARD.match(digits):
        return True
    # Others begin as many a code does.
    told = found["by"] is not None or _OF_A_CARD.search(_before(found)) is not None
    return told and _OTHER_CARD.match(digits) is not None


def _luhn(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    doubled = (int(each) * (1 + place % 2) for place, each in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])(?P<who>[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}) ?@ ?"
    r"(?P<where>(?:[A-Za-z0-9-]{1,40}\.){1,4}[A-Za-z]{2,6})(?![A-Za-z0-9])"
)
_PROVIDERS = re.compile(
    r"(?:^|\.)(?:163|126|188|139|189|qq|foxmail|sina|sohu|yeah|aliyun|gmail|hotmail|outlook|live|msn"
    r"|yahoo|icloud|21cn|tom|wo|263|eyou|proton|protonmail|me|mac)\.(?:com|cn|net|com\.cn|me)$",
    re.IGNORECASE,
)
_OFFICES = re.compile(r"\.(?:gov|org|edu|mil)\.cn$|\.gov$", re.IGNORECASE)
_ROLES = re.compile(
    r"(?:info|service|office|admin|kefu|news|hr|contact|support|bgs|xxgk|tougao|sales|mail|web|gov)"
    r"[0-9._-]*$",
    re.IGNORECASE,
)


def _is_somebodys(found: re.Match[str]) -> bool:
    """Addresses at the great providers are persons'; elsewhere those of an office are not."""
    if _PROVIDERS.search(found["where"]):
        return True
    return not _OFFICES.search(found["where"]) and not _ROLES.match(found["who"])


_KINDS: Final = (
    _Kind("电子邮箱", _MAIL, _is_somebodys),
    _Kind("身份证号码", _IDENTITY, _is_identity),
    _Kind("身份证号码", _OLD_IDENTITY, _is_old_identity),
    _Kind("银行卡号", _CARD, _is_card),
    _Kind("手机号码", _MOBILE, _is_mobile),
    _Kind("固定电话", _LANDLINE, _is_landline),
    _Kind("固定电话", _LOCAL, _is_landline),
)
