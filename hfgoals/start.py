"""Where a program that was installed without Python's own command starts: the one entry of bundles.

The launchers of Windows run it (``-m hfgoals.start`` and whatever they were given), PyInstaller
takes this file for its script. In a bundle ``sys.executable`` is the program itself, so a start
that asks for the reading process, as exchange.outside.readers does, is answered here.
"""

import os
import sys

READER = "hfgoals.exchange.outside.worker"
_LIBRARIES = "LD_LIBRARY_PATH"


def main() -> int:
    """Run the reading process when that is asked for, else the program; the exit code."""
    asked = _asked_of_reader(sys.argv[1:])
    if asked is not None:
        from hfgoals.exchange.outside.worker import main as read

        return read(asked)
    _give_back_libraries()
    from hfgoals.__main__ import main as run

    return run()


def _asked_of_reader(arguments: list[str]) -> list[str] | None:
    """The arguments of the reading process; None for any other start."""
    if "-m" not in arguments[:3]:
        return None
    at = arguments.index("-m")
    # Nobody else's options of Python stand before it.
    switches = all(each in ("-P", "-S") for each in arguments[:at])
    return arguments[at + 2 :] if switches and arguments[at + 1 : at + 2] == [READER] else None


def _give_back_libraries() -> None:
    """What the program opens (a folder, a browser) shall find the system's libraries, not ours.

    The loader of this process has read the place already; PyInstaller kept what it was before.
    """
    if not hasattr(sys, "frozen"):
        return
    before = os.environ.pop(f"{_LIBRARIES}_ORIG", None)
    os.environ.pop(_LIBRARIES, None)
    if before is not None:
        os.environ[_LIBRARIES] = before


if __name__ == "__main__":
    sys.exit(main())
