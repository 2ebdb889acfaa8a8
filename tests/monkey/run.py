"""One run of the monkey: steps inside whatever event loop runs, laws between them, a trace.

A dialog stops the code that opened it, so the steps come from a timer: a dialog's own loop serves
it like the program's. Every step has its own chance, from the seed and its number, so that steps
can be left out when a fault is being cornered.
"""

from __future__ import annotations

import faulthandler
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from hfgoals.model.values import Book
from tests.monkey import dialogs, habits, hands, laws, sights
from tests.monkey.hands import Key
from tests.monkey.overhearing import Overhearing
from tests.monkey.stage import Stage, files_chosen
from ui.dialogs.progress import ProgressDialog
from ui.document import Document
from ui.main_window import MainWindow
from ui.sweeping import Sweeper

Tell = Callable[[str], None]
_PAINTED_EVERY = 50
_MOMENT_MS = 5
_STILL = 60.0
"""Seconds without a step after which the process is ended, saying where it stands."""


@dataclass
class Result:
    """What a run came to."""

    steps: int = 0
    """How many were done; of a fault, the number of the step it came with."""
    fault: str = ""
    undone: int = 0
    """How many steps of workbooks were undone and redone in all."""
    books: int = 0
    """How often a workbook was opened."""
    grown: float = 0.0
    """By how many MB the process grew, from the first look at the laws on."""
    fronts: Counter[str] = field(default_factory=Counter)
    """Movements at each kind of dialog and pop-up."""


@dataclass(frozen=True)
class Plan:
    """What a run shall do."""

    seed: int
    steps: Iterable[int]
    """The numbers of the steps."""
    look_every: int = 400
    """Steps between two comparisons of file and memory."""
    back_every: int = 2500
    """Steps between two ways back to the start and forth again."""
    most_growth: float = 400.0
    """MB."""


class Run:
    """A window, a monkey, and what it did."""

    def __init__(
        self, plan: Plan, stage: Stage, tell: Tell, on_fault: Callable[[Result], object]
    ) -> None:
        """``tell`` gets every step in words; ``on_fault`` is to end the process.

        Whatever dialogs are open then would keep the run from its end.
        """
        self._plan = plan
        self._stage = stage
        self._tell = tell
        self._on_fault = on_fault
        self._numbers: Iterator[int] = iter(plan.steps)
        self._done = 0
        self._over = False
        self._settling: Callable[[], None] | None = None
        self._levels: list[int] = []
        self._document: Document | None = None
        self._first = self._last = Book()
        self._start_size = 0.0
        self._alive = 0.0
        self._leaving = 0
        self.window: MainWindow | None = None
        self.result = Result()
        self._timer = QTimer(singleShot=True)
        self._timer.timeout.connect(self._turn)
        self._loop = QEventLoop()
        self._ears = Overhearing()

    def go(self) -> Result:
        """Do it all."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setQuitOnLastWindowClosed(False)
        Sweeper(app)
        with self._ears, files_chosen(self._stage, Random(f"{self._plan.seed}/files")):
            self.window = self._stage.new_window()
            self._open_a_book(self._chance(0))
            self._next()
            self._loop.exec()
            self._close()
        return self.result

    # ------------------------------------------------------------- turns

    def _next(self, after_ms: int = 0) -> None:
        if not self._over:
            self._timer.start(after_ms)

    def _turn(self) -> None:
        level = QThread.currentThread().loopLevel()
        within = bool(self._levels) and level <= self._levels[-1]
        if within or _deaf():  # a step that lets events pass, or has yet to open its dialog
            self._next(_MOMENT_MS)
            return
        self._levels.append(level)
        self._show_alive()
        self._next()  # for a dialog that this step may open
        try:
            wait = self._act()
        except (laws.Broken, dialogs.Trapped) as broken:
            wait = 0
            self._fail(f"{type(broken).__name__}: {broken}")
        except Exception:  # noqa: BLE001 - a fault of the program's, or the monkey's own: told
            wait = 0
            self._ears.faults.append(_trace())
        finally:
            self._levels.pop()
        if self._ears.faults:
            self._fail("\n".join(self._ears.faults))
        self._next(wait)

    def _act(self) -> int:
        """One step, or one movement towards rest; milliseconds to wait before the next."""
        if self._settling is not None:
            if self._settle():
                then, self._settling = self._settling, None
                then()
            return 10 if QApplication.activeModalWidget() is not None else 0
        _manage_windows(self._window_in_hand())
        if _job_runs():
            return _MOMENT_MS
        number = next(self._numbers, None)
        if number is None:
            self._settling = self._end
            return 0
        self.result.steps = number
        self._paint(number)
        chance = self._chance(number)
        self._tell(f"{number}\t{self._step(chance)}")
        self._done += 1
        if self._done % self._plan.back_every == 0:
            self._settling = self._look_back
        elif self._done % self._plan.look_every == 0:
            self._settling = self._look
        return 0

    def _step(self, chance: Random) -> str:
        self._watch()
        window = self._window_in_hand()
        front = sights.in_front()
        if front is not None:
            self.result.fronts[type(front).__name__] += 1
            return dialogs.at_front(chance, front, leaving=False)
        if len(self._levels) > 1 and QThread.currentThread().loopLevel() > self._levels[0]:
            return _let_go(window)
        if not window.isVisible():
            return self._start_again(chance)
        if window.workspace is None and chance.random() < 0.3:
            return self._open_a_book(chance)
        beside = [each for each in _beside(window) if each.isVisible()]
        if beside and chance.random() < 0.2:
            return _beside_step(chance, chance.choice(beside))
        return habits.at_window(chance, window)

    def _paint(self, number: int) -> None:
        """Painting takes most of a step: every so often all is painted, in between nothing."""
        window = self._window_in_hand()
        window.setUpdatesEnabled(number % _PAINTED_EVERY == 0)
        if window.updatesEnabled():
            window.repaint()

    def _show_alive(self) -> None:
        now = time.monotonic()
        if now - self._alive > _STILL / 10:
            self._alive = now
            faulthandler.dump_traceback_later(_STILL, exit=True)

    def _chance(self, number: int) -> Random:
        return Random(f"{self._plan.seed}/{number}")

    def _fail(self, fault: str) -> None:
        self._over = True
        self.result.fault = fault
        self._on_fault(self.result)

    # ------------------------------------------------------------- the window

    def _window_in_hand(self) -> MainWindow:
        assert self.window is not None
        return self.window

    def _start_again(self, chance: Random) -> str:
        """The window was closed: the program is started anew, where it was left or not."""
        if self.window is not None:
            self.window.deleteLater()
        self.window = self._stage.new_window()
        self.window.begin(self.window.memory.left_off if chance.random() < 0.7 else None)
        return "started again"

    def _open_a_book(self, chance: Random) -> str:
        path = self._stage.any_book(chance)
        self._window_in_hand().open_path(path)
        self._watch()
        return f"opened {path.name}"

    def _watch(self) -> None:
        """Notice when another workbook is in hand; the one before must be in its file."""
        window = self._window_in_hand()
        document = window.workspace.document if window.workspace is not None else None
        if document is not self._document:
            self._let_go_of_book()
            self._document = document
            if document is not None:
                self.result.books += 1
                self._first = document.book
        if document is not None:
            self._last = document.book

    def _let_go_of_book(self) -> None:
        before = self._document
        self._document = None
        if before is not None and not before.read_only:
            laws.file_is_memory(before.session.path, before.book)

    # ------------------------------------------------------------- rest and laws

    def _settle(self) -> bool:
        """One movement towards rest; True when nothing is in front and no step is under way."""
        front = sights.in_front()
        if front is not None:
            self._leaving += 1
            dialogs.at_front(self._chance(-self._leaving), front, leaving=True)
            return False
        if len(self._levels) > 1:
            if QThread.currentThread().loopLevel() > self._levels[0]:
                _let_go(self._window_in_hand())
            return False
        return True

    def _look(self) -> None:
        window = self._window_in_hand()
        laws.nothing_in_front()
        self._watch()
        if self._document is not None:
            laws.saved(window, self._document)
        self._measure()

    def _look_back(self) -> None:
        self._look()
        window, document = self._window_in_hand(), self._document
        if document is None or document.read_only or not window.isVisible():
            return
        self._end_editing()
        self.result.undone += laws.there_and_back(window, document, self._first)
        # The list of steps has an end: begin with a fresh one.
        path = document.session.path
        if window.close_book():
            self._watch()
            window.open_path(path)
            self._watch()

    def _end_editing(self) -> None:
        for _ in range(4):
            hands.key(Key.Key_Escape)
        self._watch()

    def _measure(self) -> None:
        # What was to be deleted later is deleted by a loop; two turns of it are enough.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        laws.none_kept()
        size = laws.megabytes()
        if not self._start_size:
            self._start_size = size
        self.result.grown = size - self._start_size
        self._tell(f"# {size:.0f} MB, {len(QApplication.allWidgets())} widgets")
        if self.result.grown > self._plan.most_growth:
            raise laws.Broken(f"the process grew by {self.result.grown:.0f} MB")

    def _end(self) -> None:
        self._look_back()
        self._over = True
        self._loop.quit()

    def _close(self) -> None:
        self._window_in_hand().close()
        QApplication.processEvents()
        try:
            self._watch()
            laws.nothing_in_front()
        except laws.Broken as broken:
            self._fail(f"Broken: {broken}")
        if self._ears.faults:
            self._fail("\n".join(self._ears.faults))


def _deaf() -> bool:
    """Whether the loop that runs leaves the user's events where they are."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code is ProgressDialog.run.__code__:
            waiting = frame.f_locals.get("waiting")
            if isinstance(waiting, QEventLoop) and waiting.isRunning():
                return True
        frame = frame.f_back  # type: ignore[assignment]
    return False


def _job_runs() -> bool:
    """Whether a long job has been watched for a movement already: then it is let alone."""
    front = sights.in_front()
    return isinstance(front, ProgressDialog) and dialogs.seen(front) > 0


def _manage_windows(window: QWidget) -> None:
    """Give the keys back to the window when a dialog has gone, as window managers do."""
    if QApplication.focusWindow() is None and window.isVisible():
        (QApplication.activeModalWidget() or window).activateWindow()


def _let_go(window: QWidget) -> str:
    """A drag holds the events: let go of it."""
    return hands.release(window, QPoint(window.width() // 2, window.height() // 2))


def _beside(window: MainWindow) -> list[QWidget]:
    """Windows beside the main one: the manual, the help of a rule."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if each is not window and each.isWindow() and each.windowHandle() and each.windowTitle()
    ]


def _beside_step(chance: Random, window: QWidget) -> str:
    if chance.random() < 0.1:
        window.close()
        return f"closed {type(window).__name__}"
    return habits.anywhere(chance, window)


def _trace() -> str:
    import traceback

    return traceback.format_exc().rstrip()
