"""Where the programs of one user at one desk find each other, and the lines they speak through.

On Linux a socket in the abstract name space: it is gone with its program, whatever ended that, and
either side sees whose the other is. On Windows a named pipe that other computers cannot reach.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from typing import Final

from hfgoals.paths import settings_folder
from ui.instance.lines import Ear, Line

MOST: Final = 8
"""So many programs of one user can be found; further ones open what they are given themselves."""


def call(number: int) -> Line | None:
    """A line to the program at that place; None when there is none of this user's."""
    with suppress(OSError):
        return _call(_name(number))
    return None


def listen() -> Ear | None:
    """A place of one's own, the first that is free; None when there is none to be had."""
    for number in range(MOST):
        with suppress(OSError):
            return _listen(_name(number))
    return None


def _name(number: int) -> str:
    # Who keeps settings elsewhere, on a stick, works with another program.
    scope = hashlib.sha256(f"{_desk()}\n{settings_folder()}".encode("utf-8", "surrogateescape"))
    return f"hfgoals-{scope.hexdigest()[:32]}-{number}"


if sys.platform == "win32":
    from ui.instance.pipes import call_pipe as _call
    from ui.instance.pipes import listen_at_pipe as _listen
    from ui.instance.pipes import session as _desk

elif sys.platform == "linux":
    from ui.instance.sockets import call_socket as _call
    from ui.instance.sockets import listen_at_socket as _listen

    def _desk() -> str:
        """The desktop whose windows the user sees."""
        names = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
        said = [os.environ.get(each, "") for each in names]
        return "\n".join((str(os.getuid()), said[0], said[1].removesuffix(".0") or said[2]))

else:

    def _call(name: str) -> Line:
        raise OSError(f"nobody is at {name}")

    def _listen(name: str) -> Ear:
        raise OSError(f"{name} cannot be had")

    def _desk() -> str:
        return ""
