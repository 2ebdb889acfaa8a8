"""Waiting for the window on any machine."""

from __future__ import annotations

from functools import partialmethod

from pytestqt.qtbot import QtBot

MILLISECONDS = 60_000


class PatientBot(QtBot):
    """What it waits for ends the waiting; the time only ends a test that fails."""

    waitActive = partialmethod(QtBot.waitActive, timeout=MILLISECONDS)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=MILLISECONDS)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=MILLISECONDS)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=MILLISECONDS)
    waitUntil = partialmethod(QtBot.waitUntil, timeout=MILLISECONDS)
    waitCallback = partialmethod(QtBot.waitCallback, timeout=MILLISECONDS)
