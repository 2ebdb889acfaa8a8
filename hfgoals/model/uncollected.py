"""Long work over many frozen values, without the collector of cycles looking through them all."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles, which the values have none of.

    It would walk over hundreds of thousands of them again and again: a third of the time of an
    export, and a tenth of a second now and then while one types among a thousand projects.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """The same for a job whose values, hundreds of thousands, are ``here_to_stay``."""
    with uncollected():
        yield
        here_to_stay()


def collected_again() -> None:
    """What was to stay goes: the collector may look through all of it when it comes to that."""
    gc.unfreeze()


def here_to_stay() -> None:
    """Spare the collector all that is there now: hundreds of thousands of new values, say.

    Its first walk over them would stop every thread for a third of a second. They go as soon as
    nobody holds them, as ever; only a cycle that is garbage at this moment stays for good, so this
    is for the end of a long job that the user waited for.
    """
    gc.freeze()
