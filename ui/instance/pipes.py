"""Lines over named pipes of Windows, which only programs on this computer can open.

A pipe that is made without saying who may open it can be written to by its user (and the
administrators) alone.
"""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform == "win32":
    import _winapi
    import ctypes
    import os
    from ctypes import wintypes
    from typing import Final

    from ui.instance.lines import LONGEST, Lines

    _REJECT_REMOTE_CLIENTS: Final = 0x8
    _AS_NOBODY: Final = 0x0010_0000
    """SECURITY_SQOS_PRESENT with SECURITY_ANONYMOUS: whoever listens cannot act as the caller."""
    _UNLIMITED: Final = 255
    _NOT_THERE: Final = 2
    _CONNECTED_ALREADY: Final = 535
    _GONE_ALREADY: Final = 232
    _ALL_BUSY: Final = 231
    _SHORT_MS: Final = 200
    _ANYBODY: Final = 0xFFFF_FFFF

    class PipeLine:
        """One connection."""

        def __init__(self, handle: int) -> None:
            self._handle = handle
            self._lines = Lines()

        def send(self, said: bytes) -> None:
            # The pipe has room for it.
            _winapi.WriteFile(self._handle, said + b"\n")

        def take(self) -> bytes | None:
            said = self._lines.take()
            if said is not None:
                return said
            there = _winapi.PeekNamedPipe(self._handle)[0]
            if isinstance(there, int) and there:
                piece, _ = _winapi.ReadFile(self._handle, min(there, LONGEST))
                self._lines.add(piece)
            return self._lines.take()

        def close(self) -> None:
            handle, self._handle = self._handle, 0
            if handle:
                _winapi.CloseHandle(handle)

    class PipeEar:
        """A name where others connect."""

        def __init__(self, name: str) -> None:
            self._name = name
            self._free = _made(name, first=True)

        def accept(self) -> PipeLine:
            try:
                _winapi.ConnectNamedPipe(self._free)
            except OSError as error:
                if error.winerror not in (_CONNECTED_ALREADY, _GONE_ALREADY):
                    raise
            # The next one before this one is used: the name is never anybody's else.
            taken, self._free = self._free, _made(self._name, first=False)
            return PipeLine(taken)

        def close(self) -> None:
            # A thread that waits for a caller holds it until the program ends.
            with suppress(OSError):
                call_pipe(self._name).close()

    def call_pipe(name: str) -> PipeLine:
        """A line to the program at that name. Raises OSError when there is none."""
        path = _path(name)
        try:
            return PipeLine(_opened(path))
        except OSError as error:
            if error.winerror != _ALL_BUSY:
                raise
        _winapi.WaitNamedPipe(path, _SHORT_MS)
        return PipeLine(_opened(path))

    def listen_at_pipe(name: str) -> PipeEar:
        """The place of that name. Raises OSError when it is taken."""
        try:
            _winapi.WaitNamedPipe(_path(name), 1)
        except OSError as error:
            if error.winerror == _NOT_THERE:
                return PipeEar(name)
            raise
        # wine makes a second pipe of a name even where the first is asked for.
        raise FileExistsError(name)

    def session() -> str:
        """The user's session: with fast user switching and terminals there are several."""
        number = wintypes.DWORD()
        there = ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(number))
        return str(number.value) if there else "?"

    def let_others_to_the_front() -> None:
        """Allow the running program to show its window: only who was started last may else."""
        ctypes.windll.user32.AllowSetForegroundWindow(wintypes.DWORD(_ANYBODY))

    def _path(name: str) -> str:
        return rf"\\.\pipe\{name}"

    def _made(name: str, *, first: bool) -> int:
        access = _winapi.PIPE_ACCESS_DUPLEX
        if first:
            access |= _winapi.FILE_FLAG_FIRST_PIPE_INSTANCE
        # Bytes, not messages, and calls that wait: PIPE_TYPE_BYTE and PIPE_READMODE_BYTE are 0.
        mode = _winapi.PIPE_WAIT | _REJECT_REMOTE_CLIENTS
        return _winapi.CreateNamedPipe(
            _path(name), access, mode, _UNLIMITED, LONGEST, LONGEST, 0, _winapi.NULL
        )

    def _opened(path: str) -> int:
        access = _winapi.GENERIC_READ | _winapi.GENERIC_WRITE
        return _winapi.CreateFile(
            path, access, 0, _winapi.NULL, _winapi.OPEN_EXISTING, _AS_NOBODY, _winapi.NULL
        )
