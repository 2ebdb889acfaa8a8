"""政府信息公开工作年度报告: the values of one year's report, and the sums its tables show.

Items, columns and their order are those of the form that every administrative body has filed by 31
January since 2020 (document 003). A sum that nobody stated is worked out and kept nowhere; one that
a source states stays as stated, so that a wrong one can be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, fields, replace
from typing import Any, Final

from hfgoals.lean import dataclass
from hfgoals.model.identity import following_id, new_id
from hfgoals.model.money import Money

OPENING: Final = "依据《中华人民共和国政府信息公开条例》第五十条之规定，制作本报告。"
"""What stands below the title where nothing else is said."""

Count = int | None
MOST_COUNTED: Final = 10**12


@dataclass(frozen=True, slots=True)
class Issued:
    """规章 or 规范性文件: how many were made and published this year, how many are public."""

    made: Count = None
    published: Count = None
    public: Count = None


@dataclass(frozen=True, slots=True)
class Matters:
    """An administrative power: its items last year, how many more (or fewer), what was decided."""

    base: Count = None
    change: Count = None
    decided: Count = None


@dataclass(frozen=True, slots=True)
class Fees:
    """行政事业性收费: items last year, and how many more (or fewer)."""

    base: Count = None
    change: Count = None


@dataclass(frozen=True, slots=True)
class Procurement:
    """政府集中采购: projects, and what they cost together."""

    projects: Count = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Applicants:
    """One item of the table of requests, by who asked."""

    natural: Count = None
    business: Count = None
    research: Count = None
    welfare: Count = None
    legal: Count = None
    other: Count = None
    total: Count = None
    """As a source states it; None where it is what the others come to."""


KINDS: Final = ("natural", "business", "research", "welfare", "legal", "other")
"""自然人 and the five kinds of 法人或其他组织."""
_NOBODY: Final = Applicants()


@dataclass(frozen=True, slots=True)
class Requests:
    """收到和处理政府信息公开申请情况, item by item from the top."""

    received: Applicants = _NOBODY
    brought_over: Applicants = _NOBODY
    granted: Applicants = _NOBODY
    partly: Applicants = _NOBODY
    secret: Applicants = _NOBODY
    forbidden: Applicants = _NOBODY
    safety: Applicants = _NOBODY
    third_party: Applicants = _NOBODY
    internal: Applicants = _NOBODY
    process: Applicants = _NOBODY
    enforcement: Applicants = _NOBODY
    inquiry: Applicants = _NOBODY
    not_held: Applicants = _NOBODY
    to_be_made: Applicants = _NOBODY
    unclear: Applicants = _NOBODY
    petition: Applicants = _NOBODY
    repeated: Applicants = _NOBODY
    publication: Applicants = _NOBODY
    excessive: Applicants = _NOBODY
    confirmation: Applicants = _NOBODY
    otherwise: Applicants = _NOBODY
    results: Applicants = _NOBODY
    """（七）总计; as a source states it, like all totals."""
    carried_over: Applicants = _NOBODY


ITEMS: Final = tuple(each.name for each in fields(Requests))
RESULTS: Final = ITEMS[2:-2]
"""What （七）总计 adds up."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of 行政复议 or of one sort of 行政诉讼."""

    upheld: Count = None
    corrected: Count = None
    other: Count = None
    pending: Count = None
    total: Count = None
    """As a source states it; None where it is what the others come to."""


OUTCOMES: Final = ("upheld", "corrected", "other", "pending")
DISPUTES: Final = ("reviews", "direct_suits", "later_suits")
POWERS: Final = ("permits", "inspections", "confirmations", "penalties", "coercions")


@dataclass(frozen=True, slots=True)
class Report:
    """The 政府信息公开工作年度报告 of one year."""

    id: str = field(default_factory=new_id)
    opening: str = ""
    """"" for OPENING."""
    overview: str = ""
    regulations: Issued = Issued()
    documents: Issued = Issued()
    permits: Matters = Matters()
    inspections: Matters = Matters()
    confirmations: Matters = Matters()
    penalties: Matters = Matters()
    coercions: Matters = Matters()
    fees: Fees = Fees()
    procurement: Procurement = Procurement()
    requests: Requests = Requests()
    carried_title: str = ""
    """As a source calls the last item of that table, where that is not what the form says."""
    reviews: Outcomes = Outcomes()
    direct_suits: Outcomes = Outcomes()
    later_suits: Outcomes = Outcomes()
    problems: str = ""
    others: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return replace(self, id="") == _BLANK

    @property
    def summary(self) -> str:
        """In short what it says, in Chinese."""
        letters = len(self.overview) + len(self.problems) + len(self.others)
        asked = shown(self, "requests.received.total")
        return f"文字 {letters} 字，本年新收申请 {'未填' if asked is None else f'{asked} 件'}"


_BLANK: Final = Report(id="")


def report_id(plan_id: str) -> str:
    """The id of the report of a year that has none yet: it stays the same until it is made."""
    return following_id(plan_id, 0)


def added(counts: Iterable[Count]) -> Count:
    """The sum of what is filled in; None when nothing is."""
    filled = [count for count in counts if count is not None]
    return sum(filled) if filled else None


def _stated(path: str, report: Report, sums: Mapping[str, Count]) -> Count:
    value: Any = report
    for name in path.split("."):
        value = getattr(value, name)
    return sums.get(path) if value is None else int(value)


def shown(report: Report, path: str) -> Count:
    """The number that the form shows at that path: as stated, else as worked out."""
    return _stated(path, report, sums_of(report))


def sums_of(report: Report) -> dict[str, Count]:
    """What every sum of the tables comes to by the numbers shown above or beside it, by path."""
    sums: dict[str, Count] = {}
    for kind in KINDS:
        above = (getattr(getattr(report.requests, item), kind) for item in RESULTS)
        sums[f"requests.results.{kind}"] = added(above)
    for item in ITEMS:
        beside = (_stated(f"requests.{item}.{kind}", report, sums) for kind in KINDS)
        sums[f"requests.{item}.total"] = added(beside)
    for name in DISPUTES:
        outcomes = getattr(report, name)
        sums[f"{name}.total"] = added(getattr(outcomes, each) for each in OUTCOMES)
    return sums


def settled(report: Report) -> Report:
    """The report without the sums that a source states as they are worked out anyway."""
    for path in (f"requests.results.{kind}" for kind in KINDS):
        report = _without_equal(report, path)
    totals = (f"requests.{item}.total" for item in ITEMS)
    for path in (*totals, *(f"{name}.total" for name in DISPUTES)):
        report = _without_equal(report, path)
    return report


def _without_equal(report: Report, path: str) -> Report:
    stated = _stated(path, report, {})
    if stated is None or stated != sums_of(report)[path]:
        return report
    blanked: Report = _blanked(report, path.split("."))
    return blanked


def _blanked(row: Any, way: list[str]) -> Any:
    inner = None if len(way) == 1 else _blanked(getattr(row, way[0]), way[1:])
    return replace(row, **{way[0]: inner})


def rolled_report(report: Report) -> Report:
    """The report as one for the year after: what it carries over stands there as brought over, its
    items as those of last year; texts stay, all other numbers are to be counted anew."""
    asked = report.requests
    carried = {kind: getattr(asked.carried_over, kind) for kind in KINDS}
    powers: dict[str, Any] = {name: _following(getattr(report, name)) for name in POWERS}
    return Report(
        id=report.id,
        opening=report.opening,
        overview=report.overview,
        fees=Fees(_gone_on(report.fees)),
        requests=Requests(brought_over=Applicants(**carried)),
        problems=report.problems,
        others=report.others,
        **powers,
    )


def _following(matters: Matters) -> Matters:
    return Matters(_gone_on(matters))


def _gone_on(items: Matters | Fees) -> Count:
    """How many there are next year; blank where more went than there were."""
    count = added((items.base, items.change))
    return count if count is not None and 0 <= count <= MOST_COUNTED else None
