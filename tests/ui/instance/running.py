"""A running program without a window: answers what it is told to, and notes what was asked."""

from __future__ import annotations

import threading
from pathlib import Path

from ui.instance.asking import DONE, ROOM
from ui.instance.lines import Ear
from ui.instance.talking import Talk, Wish


class Running:
    """``answer`` is what it says of a file; None for a window that hangs."""

    def __init__(self, ear: Ear, young: float = 0.0) -> None:
        self.answer: bytes | None = ROOM
        self.asked: list[Path | None] = []
        self.shown: list[Path | None] = []
        self.late: list[Wish] = []
        self._seen = threading.Event()
        self.talk = Talk(ear, young)
        self.talk.attach(self._take)

    def close(self) -> None:
        self.talk.close()

    def _take(self, wish: Wish) -> None:
        if self.answer is None:
            self.late.append(wish)
            return
        (self.shown if wish.go else self.asked).append(wish.path)
        wish.answer.put(DONE if wish.go else self.answer)
