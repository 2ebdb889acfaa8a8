"""The program's icon for systems that want pixels."""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from installer.setup.environment import clean_variables

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
"""What Explorer and the task bar ask for at 100 to 250 per cent."""


def drawn(python: Path, svg: Path, sizes: Iterable[int]) -> dict[int, bytes]:
    """An SVG as PNGs, by their size in pixels; drawn by the Qt of that Python."""
    wanted = [str(size) for size in sizes]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(__file__).with_name("drawing.py")
        subprocess.run(
            [python, "-I", script, svg, folder, *wanted],
            check=True,
            env={**clean_variables(os.environ), "QT_QPA_PLATFORM": "offscreen"},
        )
        return {int(size): Path(folder, f"{size}.png").read_bytes() for size in wanted}


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """A Windows icon of PNGs, the smallest first; the format takes sizes up to 256."""
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(directory) + 16 * len(pictures)
    body = b""
    for size in sorted(pictures):
        content = pictures[size]
        edge = size % 256
        directory += struct.pack(
            "<BBBBHHII", edge, edge, 0, 0, 1, 32, len(content), offset + len(body)
        )
        body += content
    return directory + body
