"""The review of the year in hand: kept up to date while one works, never in the way of the keys."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hfgoals.model.address import Address
from hfgoals.model.edits import text_at
from hfgoals.model.values import AnnualPlan
from hfgoals.progress import Report
from hfgoals.trouble import Trouble
from ui.document import Document
from ui.review.counts import SIGNS, Counts, summed
from ui.review.fresh import Fresh
from ui.review.looking import Looking

# The rules are imported beside the first look: the workbook is there before them.
if TYPE_CHECKING:
    from hfgoals.checks import CheckSettings, Finding, Level
    from ui.review.listing import Key, Sections
    from ui.review.places import Places
    from ui.review.repairs import Repairs


class Review(QObject):
    """Findings of the year in hand, and what the user decides about them."""

    findings_changed = Signal()
    running_changed = Signal()
    """A long check began, went on or ended: see ``progress``."""
    chosen = Signal()
    """Another finding is in hand."""
    place_wanted = Signal(object)
    """A Finding whose place is to be shown."""

    def __init__(
        self,
        document: Document,
        place: Callable[[], Address | None] = lambda: None,
        parent: QObject | None = None,
        *,
        waits: bool = False,
    ) -> None:
        """``place`` tells the field in hand, from which the walk goes on.

        ``waits``: nothing is looked at, unless it is asked for, before ``begin``.
        """
        super().__init__(parent)
        self.levels: frozenset[Level] = frozenset(SIGNS)
        """The levels that the walk stops at."""
        self.checked = False
        """Whether the findings are those of the year in hand (they may be a moment old)."""
        self._document = document
        self._place = place
        self._all: Sections = {}
        self._sections: Sections = {}
        self._fresh = Fresh()
        self._quiet: frozenset[str] = frozenset()
        self._checked_plan: AnnualPlan | None = None
        self._keyed: dict[Key, Finding] | None = {}
        self._by_owner: Mapping[str, Counts] = {}
        self._counts = Counts()
        self._places: Places | None = None
        self._in_hand: Key | None = None
        self._went_to: Address | None = None
        self._stood: Address | None = None
        document.year_changed.connect(self._forget)
        document.changed.connect(self._begin_project)
        document.project_changed.connect(self.follow_hand)
        self._looking = Looking(document, self, waits=waits)
        self._looking.found.connect(self._take)
        self._looking.no_year.connect(self._forget)
        self._looking.progressed.connect(self.running_changed)
        self._looking.failed.connect(self._failed)

    # ------------------------------------------------------------- what was found

    @property
    def keyed(self) -> Mapping[Key, Finding]:
        """The findings of the year in hand in reading order, accepted ones among them."""
        if self._keyed is None:
            sections = self._sections.values()
            self._keyed = dict(chain.from_iterable(each.keyed.items() for each in sections))
        return self._keyed

    @property
    def sections(self) -> Sections:
        """The same by project; those that did not change are the very same values."""
        return self._sections

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The same without their keys."""
        return tuple(self.keyed.values())

    @property
    def counts(self) -> Counts:
        """How many there are."""
        return self._counts

    @property
    def by_owner(self) -> Mapping[str, Counts]:
        """How many by project id, and by the year's id for the overall part."""
        return self._by_owner

    @property
    def overall_counts(self) -> Counts:
        """How many the overall part has."""
        plan = self._document.plan
        return self._by_owner.get(plan.id, Counts()) if plan is not None else Counts()

    def counts_at(self, month: int) -> Counts:
        """How many stand in rows of that month's stage."""
        staged = (each.of_stages for each in self._sections.values())
        return summed(each[month] for each in staged if month in each)

    @property
    def plan(self) -> AnnualPlan | None:
        """The year in hand."""
        return self._document.plan

    @property
    def nothing_to_check(self) -> bool:
        """Whether there is no year, or nothing filled in."""
        plan = self._document.plan
        if plan is None or plan.is_blank:
            return True
        blank = self.untouched == len(plan.projects) > 0
        return blank and replace(plan, projects=()).is_blank

    @property
    def untouched(self) -> int:
        """How many projects of the year nobody has begun to fill in; nothing is found in them."""
        plan = self._checked_plan
        return self._fresh.untouched(plan.projects) if plan is not None else 0

    @property
    def places(self) -> Places | None:
        """The places of the year that was checked."""
        if self._places is None and self._checked_plan is not None:
            from ui.review.places import Places

            self._places = Places(self._checked_plan)
        return self._places

    @property
    def in_hand(self) -> Finding | None:
        """The finding chosen last, if it is still there."""
        return self.keyed.get(self._in_hand) if self._in_hand is not None else None

    @property
    def key_in_hand(self) -> Key | None:
        """Its key."""
        return self._in_hand if self.in_hand is not None else None

    @property
    def writable(self) -> bool:
        """Whether findings can be repaired and kept."""
        return not self._document.read_only

    def found_at(self, owner: str) -> tuple[Finding, ...]:
        """The findings of one project, or of the overall part."""
        section = self._sections.get(owner)
        return tuple(section.keyed.values()) if section is not None else ()

    def title_of(self, finding: Finding) -> str:
        """What its rule is called."""
        from hfgoals.checks.told import told_of

        return finding.code if finding.fault else told_of(finding.code).title

    # ------------------------------------------------------------- checking

    @property
    def progress(self) -> tuple[int, int] | None:
        """(done, total) projects of a check under way beside the window."""
        return self._looking.progress

    def begin(self) -> None:
        """Look soon, and after every step: the window has been painted."""
        self._looking.begin()

    def check_now(self) -> None:
        """Look at once; back when it is done."""
        self._looking.now()

    def check_all(self) -> None:
        """Look at everything again, as if for the first time."""
        self.checked = False
        self._looking.forget()
        self._looking.look()

    def stop(self) -> None:
        """Give up a check under way; the next change begins another."""
        self._looking.stop()

    def _take(self, plan: AnnualPlan, sections: Sections) -> None:
        self._checked_plan, self._places = plan, None
        self._all = sections
        self.checked = True
        self._quiet = self._fresh.look(plan.projects, self._place())
        self._let_alone()

    def _begin_project(self) -> None:
        project = self._document.project
        if project is not None:
            self._fresh.begin(project, self._place())

    def follow_hand(self) -> None:
        """The hand is elsewhere: a project whose first row it has left is begun for good."""
        plan = self._checked_plan
        if plan is None or plan is not self._document.plan or not self._fresh.being_begun:
            # What is known is out of date; the look that is to come follows the hand, too.
            return
        quiet = self._fresh.look(plan.projects, self._place())
        if quiet != self._quiet:
            self._quiet = quiet
            self._let_alone()

    def _let_alone(self) -> None:
        quiet, fresh = self._quiet, self._fresh
        self._sections = {
            owner: fresh.quieted(owner, each) if owner in quiet else each
            for owner, each in self._all.items()
        }
        self._keyed = None
        self._recount()

    def _forget(self) -> None:
        self._checked_plan, self._places = None, None
        self._all, self._sections, self._keyed = {}, {}, None
        self.checked = False
        self._recount()

    def _failed(self, trouble: Trouble) -> None:
        self._document.refused.emit(str(trouble))

    def _recount(self) -> None:
        found = {owner: each for owner, each in self._sections.items() if each.found}
        self._by_owner = {owner: each.counts for owner, each in found.items()}
        self._counts = summed(self._by_owner.values())
        self.findings_changed.emit()

    # ------------------------------------------------------------- walking

    def choose(self, key: Key | None) -> None:
        """Take a finding in hand without going there."""
        if key != self._in_hand:
            self._take_in_hand(key)
            self._stood = self._place()
            self.chosen.emit()

    def go_to(self, key: Key) -> None:
        """Take a finding in hand and show its place."""
        finding = self.keyed.get(key)
        if finding is None:
            return
        other = key != self._in_hand
        self._take_in_hand(key)
        self.place_wanted.emit(finding)
        self._stood = self._place()
        if other:
            self.chosen.emit()

    def go_next(self) -> bool:
        """To the finding after the place in hand; after the last comes the first.

        False when there is none.
        """
        return self._walk(1)

    def go_previous(self) -> bool:
        """To the finding before the place in hand."""
        return self._walk(-1)

    def _take_in_hand(self, key: Key | None) -> None:
        finding = self.keyed.get(key) if key is not None else None
        self._in_hand = key
        self._went_to = finding.address if finding is not None else None

    def _walk(self, by: int) -> bool:
        keys = [
            key
            for key, each in self.keyed.items()
            if each.level in self.levels and not each.accepted
        ]
        if not keys or self.places is None:
            return False
        self.go_to(keys[self._start(keys, by) % len(keys)])
        return True

    def _start(self, keys: list[Key], by: int) -> int:
        """The index to go to: on from the finding in hand, unless the user went elsewhere."""
        places, key, place = self.places, self._in_hand, self._place()
        if places is None:
            return 0
        if key is not None and place == self._stood:
            if key in keys:
                return keys.index(key) + by
            place = self._went_to
        if place is None:
            return 0 if by > 0 else -1
        behind = bisect_left(
            keys,
            places.rank(place),
            key=lambda each: places.rank(self.keyed[each].address),
        )
        return behind if by > 0 else behind - 1

    # ------------------------------------------------------------- deciding

    def accept(self, finding: Finding, reason: str) -> bool:
        """Keep it as it is for that reason; it no longer counts.

        False when that cannot be kept, or the finding is no longer there.
        """
        if self._now(finding) is None:
            return False
        return self._keep_all([finding], reason.strip())

    def accept_all(self, findings: Iterable[Finding], reason: str) -> bool:
        """Keep all of them that are still there for that one reason."""
        self.check_now()
        there = set(self.findings)
        return self._keep_all([each for each in findings if each in there], reason.strip())

    def last_reason(self, finding: Finding) -> str:
        """Why the same was kept in the year before; "" for none. Only to be offered."""
        from hfgoals.checks.carrying import last_reason

        plan = self._document.plan
        if plan is None:
            return ""
        return last_reason(self._document.book, plan, self._looking.settings, finding)

    def _keep_all(self, findings: list[Finding], reason: str) -> bool:
        settings = self._looking.settings
        for finding in findings:
            text = text_at(self._document.book, finding.address) if reason else ""
            for code in (finding.code, *finding.also):
                settings = settings.keeping(replace(finding, code=code), text, reason)
        kept = self._use(settings)
        self.check_now()
        return kept

    def take_back(self, finding: Finding) -> bool:
        """Let a finding that was kept count again."""
        return self._keep_all([finding], "")

    def repair(self, finding: Finding) -> bool:
        """Mend it as its rule proposes: one step to undo. False when it is no longer there."""
        same = self._now(finding)
        if same is None or not same.repair:
            return False
        name = f"修复：{self.title_of(finding)}"
        taken = self._document.apply(name, same.repair)
        self.check_now()
        return taken

    def _now(self, finding: Finding) -> Finding | None:
        """The same in the present book; None, and the user told so, when it is no longer there."""
        self.check_now()
        same = next((each for each in self.findings if each == finding), None)
        if same is None:
            self._document.refused.emit("这里刚刚改过，请看一看现在的内容再决定。")
        return same

    @property
    def repairable(self) -> int:
        """How many findings have a repair."""
        return sum(each.repairable for each in self._sections.values())

    def repairs_work(self) -> Callable[[Report], Repairs] | None:
        """A job that finds out what repairing all would come to; None without a year.

        It works on the book as it is now and may run on another thread.
        """
        from ui.review.repairs import safe_repairs

        plan, book, settings = self._document.plan, self._document.book, self._looking.settings
        if plan is None:
            return None
        return lambda report: safe_repairs(book, plan.id, settings, report)

    def repair_all(self, repairs: Repairs | None = None) -> bool:
        """Mend all that can be mended, as one step to undo.

        ``repairs``: what was shown to the user before; refused when the book is another by now.
        """
        work = self.repairs_work()
        if repairs is None and work is not None:
            repairs = work(lambda _done, _total: None)
        if repairs is None or not repairs.changes or repairs.start is not self._document.book:
            return False
        return self._document.replace("全部安全修复", repairs.book)

    @property
    def settings(self) -> CheckSettings:
        """What the user has set about the rules."""
        return self._looking.settings

    def use(self, settings: CheckSettings) -> bool:
        """Go by other settings from now on, and keep them in the file; False when refused."""
        taken = self._use(settings)
        self._looking.look()
        return taken

    def _use(self, settings: CheckSettings) -> bool:
        from hfgoals.checks import SETTING

        try:
            self._document.session.put_setting(SETTING, settings.to_json())
        except Trouble as trouble:
            self._document.refused.emit(str(trouble))
            return False
        self._looking.use(settings)
        return True
