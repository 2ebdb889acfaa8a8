"""Whether a field that was read is right, was noted, or is wrong in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from hfgoals.exchange.misplaced import ranks
from hfgoals.exchange.proposal import Proposal
from hfgoals.model.values import Indicator, Project
from tests.exchange.gauge.layouts import Sheet
from tests.exchange.gauge.truth import Row

_ROW = ("level1", "level2", "name", "target", "description", "basis")


@dataclass
class Score:
    """Counts of fields, and what was wrong in silence."""

    counts: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """These, too."""
        self.counts += other.counts
        self.silent += other.silent

    def share(self, verdict: str) -> float:
        """Of all fields, in percent."""
        whole = sum(self.counts.values())
        return 100 * self.counts[verdict] / whole if whole else 0.0


def score_of(sheet: Sheet, proposal: Proposal | None) -> Score:
    """Of one reading; None: the source was refused, which tells of everything."""
    return judged(_fields(sheet, proposal), proposal)


def judged(fields: Iterable[Found], proposal: Proposal | None) -> Score:
    """What is said of these fields of a reading."""
    score = Score()
    noted = _noted(proposal) if proposal is not None else ""
    for place, wanted, found, hints in fields:
        if wanted == found:
            verdict = "right"
        elif proposal is None or any(_bare(hint) in noted for hint in hints if _bare(hint)):
            verdict = "noted"
        else:
            verdict = "silent"
            score.silent.append(f"{place}: {found!r}, wanted {wanted!r}")
        score.counts[verdict] += 1
    return score


def _noted(proposal: Proposal) -> str:
    """What notes quote, and what the preview marks: a note may quote but the first of many."""
    said = [f"{note.text}\x00{note.message}" for note in proposal.notes]
    understood = proposal.understanding
    for at, meaning in understood.meanings.items() if understood is not None else ():
        if understood is not None and (meaning.note or meaning.kind == "unknown"):
            said.append(understood.cell(at).text)
    return "\x00".join(_bare(each) for each in said)


def _bare(text: str) -> str:
    return "".join(text.split())


Found = tuple[str, str, str, tuple[str, ...]]
"""Place, the text wanted, the text read, and what a note about it may quote."""


def _fields(sheet: Sheet, proposal: Proposal | None) -> Iterator[Found]:
    projects = proposal.plan.projects if proposal is not None else ()
    project = projects[0] if projects else Project()
    yield from said_above(sheet, proposal, project)
    yield from rows_said(sheet, project)


def said_above(sheet: Sheet, proposal: Proposal | None, project: Project) -> Iterator[Found]:
    """What stands above the indicators, and that there is no further project."""
    truth, shown = sheet.truth, sheet.shown
    if "年度" in shown:
        year = proposal.year if proposal is not None else None
        yield "year", str(truth.year), str(year or ""), ("请指明年度",)
    if "单位名称" in shown:
        unit = proposal.unit.name if proposal is not None else ""
        yield "unit", truth.unit, unit, (truth.unit, unit)
    yield "name", truth.name, project.name, (truth.name, project.name)
    if "项目编码" in shown:
        yield "code", truth.code, project.code, (truth.code, project.code)
    for path, label in (("budget", "预算数"), ("fiscal", "财政资金"), ("other", "其他资金")):
        if label in shown:
            wanted = Decimal(getattr(truth, path))
            amount = getattr(project, path)
            found = "" if amount is None else f"{amount.wan.normalize():f}"
            said = (sheet.amount(wanted), f"{wanted:.2f}", f"{wanted * 10_000:.2f}", "金额", "合计")
            yield path, f"{wanted.normalize():f}", found, said
    if "绩效目标" in shown:
        goals = [goal.text for goal in project.goals]
        for at in range(max(len(goals), len(truth.goals))):
            pair = [each[at] if at < len(each) else "" for each in (truth.goals, goals)]
            yield f"goal {at + 1}", pair[0], pair[1], (pair[0], pair[1])
    for further in proposal.plan.projects[1:] if proposal is not None else ():
        yield "further project", "", further.name or "one without a name", (further.name,)


def rows_said(sheet: Sheet, project: Project) -> Iterator[Found]:
    """What the indicators say."""
    found: dict[str, Indicator] = {}
    for each in project.indicators:
        found.setdefault(each.name, each)
    for row in sheet.truth.rows:
        read = found.pop(row.name, Indicator())
        hints = (row.name, row.target, read.name, str(read.target))
        for path in _ROW:
            if path in sheet.shown or (path == "level1" and "level2" in sheet.shown):
                yield (f"{row.name} {path}", _wanted(row, path), str(getattr(read, path)), hints)
    for read in found.values():
        texts = [str(getattr(read, path)) for path in _ROW]
        own = tuple(text.lstrip("0123456789") for text in texts if text and not ranks(text))
        for path in _ROW:
            text = str(getattr(read, path))
            if text:
                yield f"further {path}", "", text, own


def _wanted(row: Row, path: str) -> str:
    text: str = getattr(row, path)
    return text
