"""How long the window stood still: the longest time between two turns of its event loop.

It is processor time, of all threads, as each keeps the others from going on.
"""

from __future__ import annotations

import time
from types import TracebackType

from PySide6.QtCore import QTimer


class Beat:
    """Counts the turns while a block of code lets the event loop run.

    ``longest`` is in seconds; with ``named`` each block of code that is told apart has its own.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.named: dict[str, float] = {}
        self._name = ""
        self._last = 0.0
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._turn)

    def name(self, name: str) -> None:
        """What comes now is told under that name."""
        self._turn()
        self._name = name

    def __enter__(self) -> Beat:
        self._last = time.process_time()
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._turn()
        self._timer.stop()

    def _turn(self) -> None:
        now = time.process_time()
        gap = now - self._last
        self._last = now
        self.longest = max(self.longest, gap)
        self.named[self._name] = max(self.named.get(self._name, 0.0), gap)
