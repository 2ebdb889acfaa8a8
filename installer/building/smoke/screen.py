"""A virtual screen: what is open on it, real keys, pictures to be looked at."""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SIZE = (1366, 768)
"""The smallest that users have."""
_BETWEEN = 0.2
"""Seconds between two looks, and between two keys: input methods drop faster ones."""


class NotSeen(Exception):
    """Something did not come up on the screen in time."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One X server with a window manager; X11's abstract socket reaches into a root, too."""

    display: str
    folder: Path

    def windows(self) -> list[str]:
        """The titles of the windows that can be seen."""
        shown = self._xdotool("search", "--onlyvisible", "--name", ".").split()
        titles = (self._xdotool("getwindowname", number).strip() for number in shown)
        return [title for title in titles if title]

    def wait_for(self, part: str, seconds: float) -> float:
        """Wait until a window's title has this in it; how long that took. Raises NotSeen."""
        return self.wait_until(
            lambda: any(part in title for title in self.windows()), part, seconds
        )

    def wait_gone(self, part: str, seconds: float) -> None:
        """Wait until no window's title has this in it. Raises NotSeen."""
        self.wait_until(lambda: not any(part in title for title in self.windows()), part, seconds)

    def wait_until(self, there: Callable[[], bool], what: str, seconds: float) -> float:
        """Wait for something; how long that took. Raises NotSeen."""
        begun = time.monotonic()
        while not there():
            if time.monotonic() - begun > seconds:
                raise NotSeen(f"{what}: not within {seconds:g} s; windows: {self.windows()}")
            time.sleep(_BETWEEN)
        return time.monotonic() - begun

    def activate(self, part: str) -> None:
        """Give the keys to the window with this in its title."""
        self._xdotool("search", "--onlyvisible", "--name", part, "windowactivate", "--sync", "%1")

    def keys(self, *names: str) -> None:
        """Press keys one after another, by X11's names: ``ctrl+p``, ``Return``."""
        for name in names:
            self._xdotool("key", name)
            time.sleep(_BETWEEN)

    def type(self, text: str) -> None:
        """Press the keys of a text."""
        self._xdotool("type", "--delay", "120", text)

    def picture(self, to: Path) -> None:
        """The whole screen as a PNG."""
        to.write_bytes(png(self._memory().read_bytes()))

    def colours(self) -> int:
        """How many there are on the screen: few, as long as nothing is painted."""
        return len(
            set(struct.unpack(f"<{SIZE[0] * SIZE[1]}I", _pixels(self._memory().read_bytes())))
        )

    def _memory(self) -> Path:
        return self.folder / "Xvfb_screen0"

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            capture_output=True,
            text=True,
            timeout=30,
            env={**os.environ, "DISPLAY": self.display},
        )
        return done.stdout


@contextlib.contextmanager
def shown() -> Iterator[Screen]:
    """A new screen, taken away at the end. Wants Xvfb, openbox and xdotool."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["Xvfb", "-displayfd", "1", "-ac", "-nolisten", "tcp", "-fbdir", folder]
        size = ["-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen([*command, *size], stdout=subprocess.PIPE, stderr=quiet)
        try:
            assert server.stdout is not None  # noqa: S101 (it was asked for)
            display = f":{server.stdout.readline().decode().strip()}"
            manager = subprocess.Popen(
                ["openbox"], env={**os.environ, "DISPLAY": display}, stdout=quiet, stderr=quiet
            )
            try:
                yield Screen(display, Path(folder))
            finally:
                manager.terminate()
                manager.wait()
        finally:
            server.terminate()
            server.wait()


def _pixels(dump: bytes) -> bytes:
    """The pixels of an XWD file, four bytes each: blue, green, red, nothing."""
    head = struct.unpack(">25I", dump[:100])
    colours = head[19] * 12
    begins = head[0] + colours
    width, height, line = head[4], head[5], head[12]
    if line == width * 4:
        return dump[begins : begins + line * height]
    rows = (dump[begins + line * row :][: width * 4] for row in range(height))
    return b"".join(rows)


def png(dump: bytes) -> bytes:
    """An XWD file of 32 bits a pixel, as Xvfb keeps its screen, as a PNG."""
    head = struct.unpack(">25I", dump[:100])
    width, height = head[4], head[5]
    pixels = _pixels(dump)
    rgb = bytearray(width * height * 3)
    rgb[0::3], rgb[1::3], rgb[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    lines = (b"\0" + rgb[row * width * 3 : (row + 1) * width * 3] for row in range(height))
    shape = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", shape), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
