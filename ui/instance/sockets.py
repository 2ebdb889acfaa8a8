"""Lines over sockets of Linux. Their names are in no folder: nothing is left behind by a crash."""

from __future__ import annotations

import os
import socket
import struct
import sys
from contextlib import suppress

if sys.platform == "linux":
    from typing import Final

    from ui.instance.lines import LONGEST, Lines

    _CREDENTIALS: Final = struct.Struct("3i")
    _WAITING: Final = 16

    class SocketLine:
        """One connection, to a program of the same user."""

        def __init__(self, connected: socket.socket) -> None:
            """Raises OSError, and hangs up, when another user is at the other end."""
            self._socket = connected
            self._lines = Lines()
            told = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
            _, user, _ = _CREDENTIALS.unpack(told)
            if user != os.geteuid():
                connected.close()
                raise PermissionError("another user is at the other end")
            connected.setblocking(False)

        def send(self, said: bytes) -> None:
            self._socket.sendall(said + b"\n")

        def take(self) -> bytes | None:
            said = self._lines.take()
            if said is not None:
                return said
            try:
                piece = self._socket.recv(LONGEST)
            except BlockingIOError:
                return None
            if not piece:
                raise ConnectionResetError("the other end has hung up")
            self._lines.add(piece)
            return self._lines.take()

        def close(self) -> None:
            self._socket.close()

    class SocketEar:
        """A name where others connect."""

        def __init__(self, listening: socket.socket) -> None:
            self._socket = listening

        def accept(self) -> SocketLine:
            while True:
                connected, _ = self._socket.accept()
                # Whoever is not this user is none of ours; the next one may be.
                with suppress(PermissionError):
                    return SocketLine(connected)

        def close(self) -> None:
            # A thread that waits in accept() wakes up by that alone.
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()

    def call_socket(name: str) -> SocketLine:
        """A line to the program at that name. Raises OSError when there is none."""
        calling = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            # A full queue is no reason to wait.
            calling.setblocking(False)
            calling.connect(f"\0{name}")
            return SocketLine(calling)
        except BaseException:
            calling.close()
            raise

    def listen_at_socket(name: str) -> SocketEar:
        """The place of that name. Raises OSError when it is taken."""
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listening.bind(f"\0{name}")
            listening.listen(_WAITING)
        except BaseException:
            listening.close()
            raise
        return SocketEar(listening)
