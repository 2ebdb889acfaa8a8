"""R01-R08, R12: the tables of the 政府信息公开工作年度报告 add up, and go on from last year's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hfgoals.checks.case import ReportCase
from hfgoals.checks.rule import Hit, rule
from hfgoals.model.disclosure import DISPUTES, ITEMS, KINDS, POWERS, added
from hfgoals.model.disclosure_fields import (
    DISPUTE_NAMES,
    ITEM_NAMES,
    KIND_NAMES,
    PUBLISHED_NAMES,
    item_name,
)
from hfgoals.model.edits import SetText
from hfgoals.model.fields import FIELDS
from hfgoals.model.kinds import COUNTED, EXACT_MONEY

_ISSUED = ("regulations", "documents")
_NAMED = (*POWERS, "fees")


@rule("R01", scope="report", reads=("report.requests",))
def totals_of_items(case: ReportCase) -> Iterator[Hit]:
    """A stated 总计 of an item of 申请情况 is what 自然人 and the five kinds come to."""
    for item in ITEMS:
        for hit in _stated_otherwise(case, f"requests.{item}.total"):
            yield Hit(hit.address, {"name": item_name(item), **hit.values}, hit.repair)


@rule("R02", scope="report", reads=("report.requests",))
def totals_of_results(case: ReportCase) -> Iterator[Hit]:
    """A stated （七）总计 is what the results above it come to, column by column."""
    for kind in KINDS:
        for hit in _stated_otherwise(case, f"requests.results.{kind}"):
            yield Hit(hit.address, {"name": KIND_NAMES[kind], **hit.values}, hit.repair)


@rule("R03", scope="report", reads=("report.requests",))
def requests_balance(case: ReportCase) -> Iterator[Hit]:
    """本年新收 and 上年结转 together are 本年度办理结果 and what is carried over together."""
    columns: Iterable[str] = (*KINDS, "total")
    for kind in columns:
        came, over, done, left = (
            case.shown(f"requests.{item}.{kind}")
            for item in ("received", "brought_over", "results", "carried_over")
        )
        have, gone = added((came, over)), added((done, left))
        # Of a total that is worked out nobody needs to hear beside the columns that make it up.
        stated = kind != "total" or _any_stated(case)
        if None not in (have, gone) and have != gone and stated:
            address = case.at(f"requests.carried_over.{kind}")
            values = {"name": KIND_NAMES[kind], "came": came or 0, "over": over or 0}
            yield Hit(address, values | {"done": done or 0, "left": left or 0})


def _any_stated(case: ReportCase) -> bool:
    items = ("received", "brought_over", "results", "carried_over")
    return any(getattr(case.report.requests, item).total is not None for item in items)


@rule("R04", scope="report", reads=("report.reviews", "report.direct_suits", "report.later_suits"))
def totals_of_disputes(case: ReportCase) -> Iterator[Hit]:
    """A stated 总计 of 行政复议 or 行政诉讼 is what its outcomes come to."""
    for dispute in DISPUTES:
        for hit in _stated_otherwise(case, f"{dispute}.total"):
            yield Hit(hit.address, {"name": DISPUTE_NAMES[dispute], **hit.values}, hit.repair)


def _stated_otherwise(case: ReportCase, path: str) -> Iterator[Hit]:
    address, comes_to = case.at(path), case.sums[path]
    stated = address.field.read(case.report)
    if stated is not None and comes_to is not None and stated != comes_to:
        values = {"stated": stated, "sum": comes_to}
        yield Hit(address, values, (SetText(address, ""),))


@rule("R05", scope="report", reads=("report.regulations", "report.documents"))
def new_among_all(case: ReportCase) -> Iterator[Hit]:
    """No more 规章 or 规范性文件 were published this year than are public altogether."""
    for name in _ISSUED:
        issued = getattr(case.report, name)
        if issued.published is None or issued.public is None or issued.published <= issued.public:
            continue
        values = {"name": PUBLISHED_NAMES[name], "new": issued.published, "all": issued.public}
        yield Hit(case.at(f"{name}.public"), values)


@rule("R06", scope="report", reads=("report.requests",))
def brought_over(case: ReportCase) -> Iterator[Hit]:
    """What is brought over is what last year's report carried over."""
    if case.last_year is None:
        return
    last = ReportCase(case.year - 1, case.last_year, None)
    for kind in (*KINDS, "total"):
        there = last.shown(f"requests.carried_over.{kind}")
        here = case.shown(f"requests.brought_over.{kind}")
        address = case.at(f"requests.brought_over.{kind}")
        worked_out = kind == "total" and address.field.read(case.report) is None
        if there is not None and here is not None and there != here and not worked_out:
            values = {"name": KIND_NAMES[kind], "there": there, "here": here}
            yield Hit(address, values, (SetText(address, str(there)),))


@rule("R07", scope="report", reads=tuple(f"report.{name}" for name in _NAMED))
def items_go_on(case: ReportCase) -> Iterator[Hit]:
    """The items of last year are those of last year's report with what it added."""
    for name in _NAMED if case.last_year is not None else ():
        before, now = getattr(case.last_year, name), getattr(case.report, name)
        there = added((before.base, before.change))
        if there is not None and now.base is not None and there != now.base:
            address = case.at(f"{name}.base")
            values = {"name": PUBLISHED_NAMES[name], "there": there, "here": now.base}
            yield Hit(address, values, (SetText(address, str(there)),))


@rule("R08", scope="report", reads=("report",))
def numbers_complete(case: ReportCase) -> Iterator[Hit]:
    """Where numbers are filled in none is left blank: what there is nothing of is 0."""
    numbers = [each for each in FIELDS["report"] if each.kind in (*COUNTED, EXACT_MONEY)]
    counted = [each for each in numbers if each.path not in case.sums]
    blank = [each for each in counted if each.read(case.report) is None]
    if blank and len(blank) < len(counted):
        repair = tuple(SetText(case.at(each.path), "0") for each in blank)
        yield Hit(case.at(blank[0].path), {"count": len(blank), "name": blank[0].label}, repair)


@rule("R12", scope="report", reads=("report.carried_title",))
def name_of_last_item(case: ReportCase) -> Iterator[Hit]:
    """The last item of 申请情况 is called as in the form."""
    said = case.report.carried_title
    if said:
        address, name = case.at("carried_title"), ITEM_NAMES["carried_over"]
        yield Hit(address, {"said": said, "name": name}, (SetText(address, ""),))
