"""Garbage in cycles is collected on the window's thread, where it is safe to do so."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1000


class Sweeper(QObject):
    """Takes Python's collector of cycles into its hands, as long as the program runs.

    Left alone it works on whichever thread happens to ask for memory. A dialog that hangs in a
    cycle would be taken down by a job's thread then, while the window paints it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(sweep)
        self._clock.start()


def sweep() -> None:
    """Collect what is due by Python's own measure, the oldest generation that is."""
    due = [
        generation
        for generation, (count, enough) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > enough
    ]
    if due:
        gc.collect(due[-1])
