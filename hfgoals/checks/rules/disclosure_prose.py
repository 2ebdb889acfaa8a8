"""R09-R11: what the chapters of the 政府信息公开工作年度报告 say, against its tables and itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from hfgoals.checks.case import ReportCase
from hfgoals.checks.rule import Hit, rule
from hfgoals.model.disclosure import DISPUTES, added
from hfgoals.model.disclosure_fields import PUBLISHED_NAMES

_TEXTS: Final = ("overview", "problems", "others")
_READS: Final = tuple(f"report.{path}" for path in _TEXTS)
_NEAR: Final = r"[^，。；、\d]{0,10}?"
_NUMBER: Final = r"(?P<number>\d+(?:\.\d+)?)"
_UNIT: Final = r"(?:余)?(?:件|条|项|个|份|次|起|宗)"
_ASKED: Final = re.compile(
    rf"(?:收到|受理|办理|处理|新收|答复){_NEAR}(?:依申请公开|信息公开申请){_NEAR}{_NUMBER}{_UNIT}"
)
_DECIDED: Final = {
    name: re.compile(
        rf"{PUBLISHED_NAMES[name]}(?:信息公示|信息|决定|公示|办理){_NEAR}{_NUMBER}{_UNIT}"
    )
    for name in ("permits", "penalties", "coercions")
}
_ISSUED: Final = {
    name: re.compile(
        rf"(?:制定|制发|出台|印发|公开|发布)(?:行政)?{PUBLISHED_NAMES[name]}(?:共|计)?{_NUMBER}{_UNIT}"
    )
    for name in ("regulations", "documents")
}
_PURCHASED: Final = re.compile(rf"采购(?:总)?金额{_NEAR}{_NUMBER}万元")
_NONE: Final = re.compile(r"(?:未发生|没有发生|未出现|无|没有)(?P<what>[^，。；\n]{0,24})")
_COUNTED: Final = re.compile(rf"(?:行政)?(?P<what>复议|诉讼){_NEAR}{_NUMBER}{_UNIT}")
_CLAIM: Final = re.compile(
    r"(?:关注|订阅|粉丝)[^，。；\d]{0,8}?(?P<how>超过|突破|逾|达到?|共计?)?"
    r"(?P<number>\d+(?:\.\d+)?)万"
)
_PART: Final = re.compile(
    r"(?:关注量|关注数|关注人数|订阅数|订阅量|粉丝数?)(?P<number>\d+)(?![\d.万亿])"
)
_LEAST_PARTS: Final = 2
_WAN: Final = 10_000


@rule("R09", scope="report", reads=("report",))
def prose_as_tables(case: ReportCase) -> Iterator[Hit]:
    """Numbers of requests, decisions, documents and purchases are those of the tables."""
    for path in _TEXTS:
        text = getattr(case.report, path)
        for said, number, allowed, name in _compared(case, text):
            known = sorted({each for each in allowed if each is not None})
            if known and number not in known:
                shown = "或".join(f"{each:f}" for each in known)
                yield Hit(case.at(path), {"said": said, "name": name, "table": shown})


def _compared(
    case: ReportCase, text: str
) -> Iterator[tuple[str, Decimal, list[Decimal | None], str]]:
    """What the text says, the number in it, those of the tables it may mean, and their name."""
    for found in _ASKED.finditer(text):
        asked, over, done = (
            case.shown(f"requests.{item}.total") for item in ("received", "brought_over", "results")
        )
        allowed = [_decimal(each) for each in (asked, done, added((asked, over)))]
        yield found[0], Decimal(found["number"]), allowed, "申请情况表"
    for name, pattern in _DECIDED.items():
        decided = _decimal(getattr(case.report, name).decided)
        for found in pattern.finditer(text):
            row = f"“{PUBLISHED_NAMES[name]}”处理决定数量"
            yield found[0], Decimal(found["number"]), [decided], row
    for name, pattern in _ISSUED.items():
        issued = getattr(case.report, name)
        numbers = [_decimal(each) for each in (issued.made, issued.published, issued.public)]
        for found in pattern.finditer(text):
            yield found[0], Decimal(found["number"]), numbers, f"“{PUBLISHED_NAMES[name]}”一行"
    amount = case.report.procurement.amount
    for found in _PURCHASED.finditer(text):
        wan = None if amount is None else amount.wan.normalize()
        yield found[0], Decimal(found["number"]).normalize(), [wan], "政府集中采购总金额"


def _decimal(count: int | None) -> Decimal | None:
    return None if count is None else Decimal(count)


@rule("R10", scope="report", reads=(*_READS, *(f"report.{name}" for name in DISPUTES)))
def disputes_as_tables(case: ReportCase) -> Iterator[Hit]:
    """Where the text says that nothing was contested the table has zeros, else as many."""
    reviews = case.shown("reviews.total")
    suits = added(case.shown(f"{name}.total") for name in DISPUTES[1:])
    table = {"复议": reviews, "诉讼": suits}
    for path in _TEXTS:
        text = getattr(case.report, path)
        for found in _NONE.finditer(text):
            for what, count in table.items():
                if what in found["what"] and count:
                    values = {"said": found[0], "what": f"行政{what}", "count": count}
                    yield Hit(case.at(path), values)
        for found in _COUNTED.finditer(text):
            counted = table[found["what"]]
            if counted is not None and Decimal(found["number"]) != counted:
                values = {"said": found[0], "what": f"行政{found['what']}", "count": counted}
                yield Hit(case.at(path), values)


@rule("R11", scope="report", reads=_READS)
def parts_of_a_sum(case: ReportCase) -> Iterator[Hit]:
    """Followers named one by one come to what the text says of all of them."""
    for path in _TEXTS:
        for paragraph in getattr(case.report, path).split("\n"):
            claim = _CLAIM.search(paragraph)
            if claim is None:
                continue
            parts = [int(each["number"]) for each in _PART.finditer(paragraph, claim.end())]
            claimed, total = Decimal(claim["number"]) * _WAN, sum(parts)
            # A rounded number may be as far off as its last digit.
            digits = len(claim["number"].partition(".")[2])
            rounded = Decimal(_WAN) / 10**digits
            short = (
                total < claimed
                if claim["how"] in ("超过", "突破", "逾")
                else total + rounded <= claimed
            )
            if len(parts) >= _LEAST_PARTS and short:
                yield Hit(case.at(path), {"said": claim[0], "sum": f"{total:,}"})
