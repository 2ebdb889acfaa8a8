"""The open workbook as the window sees it: what is in hand, and signals for what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hfgoals.app import Session
from hfgoals.backups import Keeper, Reason
from hfgoals.model.edits import Edit, UnknownRow
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.model.workbook import Step
from hfgoals.store import Store
from hfgoals.trouble import Trouble


class Document(QObject):
    """One open workbook, the year in hand and the project in hand.

    All editors change values only through ``apply``. ``changed`` follows every step taken, undone
    or redone; whoever shows values reads them again from ``book`` then.
    """

    changed = Signal(object)
    """A Step was taken (its ``before`` and ``after`` are Books)."""
    saving_changed = Signal(object)
    """A Saving, true at this moment: it is worked out on the window's thread, where steps come."""
    backed_up = Signal(object)
    """A backup was made or could not be: a Standing."""
    year_changed = Signal()
    project_changed = Signal()
    """Another project is in hand, or none."""
    refused = Signal(str)
    """A change was not taken; the sentence says why."""
    lock_changed = Signal()
    """Whether the year in hand can be changed may be another now."""
    returns_changed = Signal()
    """Other remarks of the bureau are in the file, or other ones of them are done."""
    typing_changed = Signal()
    """Something is being typed that is no step yet, or that is over."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._plan_id = session.book.years[-1].id if session.book.years else ""
        self._project_id = ""
        self._project_at = 0
        self._typing: set[int] = set()
        self._put_project_in_hand()
        session.workbook.subscribe(self._taken)

    @classmethod
    def open(cls, path: Path, who: str = "") -> Document:
        """The workbook in that file; ``who`` changes it. Raises Trouble."""
        relay = _Relay()
        keeper = Keeper(relay.backed_up.emit)
        return cls._relayed(Session.open(path, relay.told.emit, who, keeper), relay)

    @classmethod
    def of_damaged(cls, store: Store) -> Document:
        """What is left of a damaged workbook, only to be looked at."""
        return cls(Session(store))

    @classmethod
    def create(cls, path: Path, book: Book, who: str = "") -> Document:
        """A new file holding that Book; ``who`` goes on to change it. Raises Trouble."""
        relay = _Relay()
        keeper = Keeper(relay.backed_up.emit)
        return cls._relayed(Session.create(path, book, relay.told.emit, who, keeper), relay)

    @classmethod
    def _relayed(cls, session: Session, relay: _Relay) -> Document:
        document = cls(session)
        relay.setParent(document)
        relay.told.connect(document._tell_saving)
        relay.backed_up.connect(document._tell_backup)
        return document

    @property
    def book(self) -> Book:
        """The present values."""
        return self.session.book

    @property
    def read_only(self) -> bool:
        """Whether nothing of the year in hand can be changed."""
        return self.session.read_only or self.locked

    @property
    def locked(self) -> bool:
        """Whether the year in hand was handed in, and not unlocked since."""
        return self.session.is_locked(self._plan_id)

    def tell_read_only(self, name: str) -> None:
        """Say, by ``refused``, why the step of that name cannot be taken."""
        try:
            self.session.refuse(self._plan_id, name)
        except Trouble as problem:
            self.refused.emit(str(problem))

    @property
    def plan(self) -> AnnualPlan | None:
        """The year in hand; None when the book holds none."""
        return next((plan for plan in self.book.years if plan.id == self._plan_id), None)

    @property
    def project(self) -> Project | None:
        """The project in hand; None when the year has none."""
        plan, number = self.plan, self.project_number
        return plan.projects[number - 1] if plan is not None and number else None

    @property
    def project_number(self) -> int:
        """The number of the project in hand on the form, from 1; 0 when there is none."""
        plan = self.plan
        projects = plan.projects if plan is not None else ()
        at = self._project_at
        # Asked for many times a step; it rarely stands elsewhere than the last time.
        if not (at < len(projects) and projects[at].id == self._project_id):
            found = (place for place, each in enumerate(projects) if each.id == self._project_id)
            at = self._project_at = next(found, len(projects))
        return at + 1 if at < len(projects) else 0

    def select_plan(self, plan_id: str) -> None:
        """Take another year in hand."""
        if plan_id == self._plan_id:
            return
        self._plan_id = plan_id
        self._put_project_in_hand()
        self.lock_changed.emit()
        self.year_changed.emit()
        self.project_changed.emit()

    def select_project(self, project_id: str) -> None:
        """Take another project of the year in hand."""
        if project_id == self._project_id:
            return
        self._project_id = project_id
        self.project_changed.emit()

    def apply(self, name: str, edits: Iterable[Edit], merge_key: str = "") -> bool:
        """Take one named step; False, with ``refused``, when the values cannot take it, or when a
        row that it is about is gone.

        Steps of the same ``merge_key`` in a row become one to undo.
        """
        try:
            self.session.apply(name, edits, merge_key)
        except (FieldError, Trouble) as problem:
            self.refused.emit(str(problem))
            return False
        except UnknownRow:
            self.refused.emit(f"“{name}”没有进行：它说的那一行已经不在了。没有改动任何内容。")
            return False
        return True

    def replace(self, name: str, book: Book, keep: Reason | None = None) -> bool:
        """Take one named step to a Book made from the present one (an import).

        ``keep``: a backup is made before, for that reason.
        """
        try:
            self.session.replace(name, book, keep)
        except Trouble as problem:
            self.refused.emit(str(problem))
            return False
        return True

    @property
    def undo_name(self) -> str | None:
        """The name of the step to take back; None when there is none."""
        return self.session.workbook.undo_name

    @property
    def redo_name(self) -> str | None:
        """The name of the step to take again; None when there is none."""
        return self.session.workbook.redo_name

    def undo(self, count: int = 1) -> None:
        """Take back the last step, or so many as one."""
        self._step(lambda: self.session.workbook.undo(count))

    def redo(self, count: int = 1) -> None:
        """Take again the step undone last, or so many as one."""
        self._step(lambda: self.session.workbook.redo(count))

    def _step(self, take: Callable[[], Step | None]) -> None:
        try:
            take()
        except Trouble as problem:
            self.refused.emit(str(problem))

    @property
    def is_typing(self) -> bool:
        """Whether a field holds something typed that no step has taken yet."""
        return bool(self._typing)

    def tell_typing(self, field: QObject, *, typing: bool) -> None:
        """Hear of a field that it holds something typed, or no longer does."""
        before = self.is_typing
        if typing:
            self._typing.add(id(field))
        else:
            self._typing.discard(id(field))
        if self.is_typing != before:
            self.typing_changed.emit()

    def close(self) -> None:
        """Write what is left and let go of the file."""
        self.session.close()

    def _tell_saving(self) -> None:
        self.saving_changed.emit(self.session.saving)

    def _tell_backup(self) -> None:
        self.backed_up.emit(self.session.standing)

    def _taken(self, step: Step) -> None:
        year_before, project_before = self._plan_id, self._project_id
        if self.plan is None:
            self._plan_id = self.book.years[-1].id if self.book.years else ""
        if self.project is None:
            self._put_project_in_hand(step)
        self.changed.emit(step)
        if self._plan_id != year_before:
            self.lock_changed.emit()
            self.year_changed.emit()
        if self._project_id != project_before:
            self.project_changed.emit()

    def _put_project_in_hand(self, step: Step | None = None) -> None:
        """The project at the place of the one that went, else the first."""
        plan = self.plan
        projects = plan.projects if plan is not None else ()
        index = 0
        if step is not None and plan is not None:
            before = next((each for each in step.before.years if each.id == plan.id), None)
            ids = [each.id for each in before.projects] if before is not None else []
            index = ids.index(self._project_id) if self._project_id in ids else 0
        self._project_id = projects[min(index, len(projects) - 1)].id if projects else ""


class _Relay(QObject):
    """Carries over to the window's thread what those that write and back up have to tell."""

    told = Signal()
    backed_up = Signal()
