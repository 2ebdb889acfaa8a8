"""Whether there is a screen to open a window on."""

from __future__ import annotations

import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def has_display(variables: Mapping[str, str]) -> bool:
    """True when the session's Wayland or X11 server answers; always on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return True
    wayland = variables.get("WAYLAND_DISPLAY", "")
    if wayland and Path(variables.get("XDG_RUNTIME_DIR", "/"), wayland).exists():
        return True
    return any(_answers(*address) for address in x11_addresses(variables.get("DISPLAY", "")))


def x11_addresses(display: str) -> list[tuple[int, str | tuple[str, int]]]:
    """Where the X11 server of a DISPLAY such as ":0", "unix:1.0", "host:10.0" may listen."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdigit():
        return []
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return [(socket.AF_UNIX, path), (socket.AF_UNIX, "\0" + path)]
    return [(socket.AF_INET, (host, 6000 + int(number)))]


def _answers(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
