"""From which state of a workbook a printed page was made, and what differs now: by its 核对码."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from hfgoals.backups import Kept
from hfgoals.history.changes import (
    ORDER,
    OVERALL_HOME,
    POLICY_HOME,
    REPORT_HOME,
    ROW,
    Change,
    changes_between,
    with_ids_of,
)
from hfgoals.history.history import History
from hfgoals.model.address import Address
from hfgoals.model.blanks import is_staged, results_of
from hfgoals.model.check_code import (
    LABEL,
    LENGTH,
    SHOWN_WITH_POLICIES,
    Typed,
    counts,
    department_code,
    form_codes,
    joint_code,
    policy_code,
    report_code,
    slip,
    stage_code,
)
from hfgoals.model.dating import stage_name
from hfgoals.model.department import department_of
from hfgoals.model.fields import field_of
from hfgoals.model.rows import OF_STAGES
from hfgoals.model.stages import date_of, stages_said
from hfgoals.model.values import AnnualPlan, Book, Project, Unit
from hfgoals.trouble import Trouble

_log = logging.getLogger(__name__)
WHOLE: Final = "全年文本（封面、目录、汇总等页）"
_HOMES: Final = {
    "": OVERALL_HOME,
    "report": REPORT_HOME,
    "policy": POLICY_HOME,
    "department": "部门整体支出绩效自评",
}


@dataclass(frozen=True, slots=True)
class State:
    """A workbook as it was at some time."""

    label: str
    """What it is called, in Chinese: 当前内容, 版本“一上报送稿”."""
    at: datetime.datetime | None
    """When it was so, in local time; None where nobody knows, and for the present."""
    book: Book

    @property
    def says(self) -> str:
        """What it is called, and when that was."""
        return self.label if self.at is None else f"{self.label}（{self.at:%Y-%m-%d %H:%M}）"


@dataclass(frozen=True, slots=True)
class Part:
    """What a code belongs to: the forms of a project, those of the overall part, or all."""

    plan: AnnualPlan
    project: Project | None = None
    whole: bool = False
    own: Literal["", "report", "policy", "department"] = ""
    """Whether it is the 政府信息公开工作年度报告, the form of the year's policies, or the
    self-evaluation of the department as a whole."""
    month: int = 0
    """Of a project's stage its month (stages.WHOLE_YEAR for the self-evaluation); 0 for targets."""

    @property
    def home(self) -> str:
        """The year, and the part in Chinese."""
        part = WHOLE if self.whole else _HOMES[self.own]
        if self.project is not None:
            part = f"项目“{self.project.name or self.project.code or '未填项目名称'}”{self.stage}"
        return f"{self.plan.year}年{part}"

    @property
    def stage(self) -> str:
        """What its stage is called; "" for the targets."""
        return stage_name(date_of(self.plan.year, self.month)) if self.month else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be said of one code that was typed in."""

    typed: Typed
    code: str = ""
    """The code that was meant; "" when it is none, or nothing is known of it."""
    state: State | None = None
    """What it was printed from, the latest of several; None when that is not known."""
    part: Part | None = None
    """As it was then; where nothing was found, what a mistyped code comes near to."""
    current: bool = False
    """Whether it was printed from what the workbook holds now."""
    now: Part | None = None
    """The same part now; None when it is gone."""
    changes: tuple[Change, ...] = ()
    """What differs now, of a part that is still there."""
    near: str = ""
    """Where it differs from a real code by one slip, in Chinese."""
    looked_at: int = 0
    """How many states were looked at."""

    @property
    def known(self) -> bool:
        """Whether it is known what the page was printed from."""
        return bool(self.code)

    @property
    def wants_more(self) -> bool:
        """Whether a further state could still tell more."""
        return not (self.known or self.near) and abs(len(self.typed.signs) - LENGTH) <= 1

    @property
    def says(self) -> str:
        """The answer in Chinese."""
        if self.part is None or self.state is None:
            return self.typed.fault or (
                f"{LABEL}写得没有错，但它不是本工作簿当前内容的，"
                f"也不是查过的其他 {self.looked_at - 1} 个版本、备份或文件的。"
                if self.looked_at > 1
                else f"{LABEL}写得没有错，但它不是本工作簿当前内容的，也没有别的版本可查。"
            )
        if self.near:
            return (
                f"{LABEL}有误：请再看一下{self.near}。"
                f"其余各位与{self.state.says}中{self.part.home}的相同。"
            )
        if self.current:
            return f"与当前内容一致：{self.part.home}。"
        printed = f"印自{self.state.says}：{self.part.home}"
        if self.now is None:
            return f"{printed}。现在的工作簿里没有它了。"
        return f"{printed}，此后改了 {len(self.changes)} 处。"

    @property
    def address(self) -> Address | None:
        """A field of the part as it is now, to go there; None when it is gone."""
        if self.now is None:
            return None
        if self.now.project is not None:
            return Address("project", self.now.project.id, "name")
        if self.now.own == "report":
            return Address("report", self.now.plan.report.id, "opening")
        if self.now.own == "policy" and self.now.plan.policies:
            return Address("policy", self.now.plan.policies[0].id, "title")
        return Address("plan", self.now.plan.id, "overall.goal")


def states_of(book: Book, history: History, kept: Kept | None = None) -> Iterator[State]:
    """The present state first, then the kept versions, then backups, each the latest first.

    Raises Damaged for a version; a backup that cannot be read any more is passed over.
    """
    yield State("当前内容", None, book)
    for version in reversed(history.versions):
        yield State(f"版本“{version.name}”", version.when, history.book_of(version))
    for backup in kept.backups if kept is not None else ():
        try:
            state = State("自动备份", backup.at, backup.book())
        except Trouble:
            # The next one may well be sound, and what is asked for may be in it.
            _log.warning("a backup cannot be looked at", exc_info=True)
            continue
        yield state


class Traces:
    """The codes of one state after the other, and the answers that they allow so far."""

    def __init__(self, states: Iterable[State]) -> None:
        """``states``: the present one, then others, the latest first; taken as they are needed."""
        self._states = iter(states)
        self._found: dict[str, tuple[State, Part]] = {}
        self._now: Book | None = None
        self.looked_at = 0

    def look_further(self) -> bool:
        """Take in the next state; False when there is none. Raises what the states raise."""
        state = next(self._states, None)
        if state is None:
            return False
        self._now = state.book if self._now is None else self._now
        self.looked_at += 1
        for code, part in _coded(state.book):
            self._found.setdefault(code, (state, part))
        return True

    def answer(self, typed: Typed) -> Answer:
        """What can be said of that code by the states looked at."""
        code = next((code for code in typed.codes if code in self._found), "")
        if code and self._now is not None:
            return _found(typed, code, *self._found[code], self._now)
        if not typed.codes and abs(len(typed.signs) - LENGTH) <= 1:
            for real, (state, part) in self._found.items():
                place = slip(typed.signs, real)
                if place:
                    return Answer(typed, state=state, part=part, near=place)
        return Answer(typed, looked_at=self.looked_at)


def answers(typed: Sequence[Typed], states: Iterable[State]) -> tuple[Answer, ...]:
    """The answer to each of the codes; no more of the states are looked at than it takes."""
    traces = Traces(states)
    told: tuple[Answer, ...] = ()
    while traces.look_further():
        told = tuple(map(traces.answer, typed))
        if not any(each.wants_more for each in told):
            break
    return told


def _coded(book: Book) -> Iterator[tuple[str, Part]]:
    """Every code that pages of that Book carry."""
    for plan in reversed(book.years):
        codes = form_codes(book.unit, plan)
        parts = (Part(plan), *(Part(plan, project) for project in plan.projects))
        yield from zip(codes, parts, strict=True)
        yield joint_code(codes), Part(plan, whole=True)
        if not plan.report.is_blank:
            yield report_code(book.unit, plan), Part(plan, own="report")
        if plan.policies:
            yield policy_code(book.unit, plan), Part(plan, own="policy")
        if is_staged(department_of(plan)):
            yield department_code(book.unit, plan), Part(plan, own="department")
        for project in plan.projects:
            for month in sorted(stages_said((*project.stages, *results_of(project)))):
                yield stage_code(book.unit, plan, project, month), Part(plan, project, month=month)


def _found(typed: Typed, code: str, state: State, part: Part, now: Book) -> Answer:
    if state.book is now:
        return Answer(typed, code, state, part, current=True, now=part)
    plan = now.plan_of(part.plan.year)
    if plan is None:
        return Answer(typed, code, state, part)
    # Rows of another file, or of one read back from Excel, have other ids: as ours are known.
    alike = with_ids_of(part.plan, plan)
    here: Part | None = replace(part, plan=plan)
    if part.project is not None:
        pairs = zip(alike.projects, plan.projects, strict=True)
        known = (each for same, each in pairs if same.id == part.project.id)
        project = next(known, None)
        here = None if project is None else Part(plan, project, month=part.month)
    changes: tuple[Change, ...] = ()
    if here is not None:
        before, after = (_only(state.book.unit, part.plan), _only(now.unit, alike))
        found = changes_between(before, after)
        changes = tuple(each for each in found if _counts(each, part))
    return Answer(typed, code, state, part, now=here, changes=changes)


def _only(unit: Unit, plan: AnnualPlan) -> Book:
    return Book(unit, (plan,))


def _counts(change: Change, part: Part) -> bool:
    """Whether the code of the part is over what changed."""
    if change.part == "unit":
        return True
    if part.own == "policy" and (change.part, change.path) in SHOWN_WITH_POLICIES:
        return True
    if part.own == "department":
        return not change.project and change.part in ("plan", "indicator", *OF_STAGES)
    if part.own or change.part in ("report", "policy"):
        return change.part == part.own
    if change.part in OF_STAGES:
        of_this = bool(part.stage) and part.stage in change.line
        return of_this and part.project is not None and change.project == part.project.id
    if change.path not in (ROW, ORDER):
        field = field_of(change.part, change.path)
        if not counts(field) or (field.optional and field.path not in part.plan.columns):
            return False
    if part.whole:
        return True
    if part.project is not None:
        return change.project == part.project.id
    return not change.project and change.line != "项目"
