"""Everything that is said while something goes wrong unseen: exceptions, Qt's warnings, the log."""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# What the platform without a screen says of itself, and not of the program.
_OF_THE_PLATFORM = (
    "This plugin does not support",
    "QTest: ",
)
_FRAMES = 8
_GRAVE = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
_TWICE = "QDialog::exec: Recursive call"
_OURS = f"{os.sep}ui{os.sep}"


class Overhearing:
    """While it lasts, ``faults`` collects whatever the program must never say."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._before: tuple[Any, ...] = ()
        self._log = _LogEar(self.faults)

    def __enter__(self) -> Overhearing:
        self._before = (sys.excepthook, sys.unraisablehook, threading.excepthook)
        sys.excepthook = self._raised
        sys.unraisablehook = lambda args: self._raised(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        threading.excepthook = lambda args: self._raised(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        self._handler = qInstallMessageHandler(self._said)
        logging.getLogger().addHandler(self._log)
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook, sys.unraisablehook, threading.excepthook = self._before
        qInstallMessageHandler(self._handler)
        logging.getLogger().removeHandler(self._log)

    def _raised(
        self,
        kind: type[BaseException],
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.faults.append("".join(traceback.format_exception(kind, fault, trace)).rstrip())

    def _said(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in _GRAVE and not text.startswith(_OF_THE_PLATFORM):
            # Qt's own code cannot be seen, but what called it can.
            called = "".join(traceback.format_stack(sys._getframe(1), _FRAMES))
            if text.startswith(_TWICE) and _OURS not in called:
                # Within Qt's own dialog for a printer's properties, opened by its own button.
                return
            self.faults.append(f"Qt says: {text}\n{called.rstrip()}")


class _LogEar(logging.Handler):
    """Faults of the program that it caught itself, in a job or in the writer."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults
        self.setFormatter(logging.Formatter("logged by %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._faults.append(self.format(record))
