"""Run by the checkout's own Python, which has Qt: an SVG as PNGs of several sizes.

python drawing.py FILE.svg FOLDER SIZE…      writes FOLDER/SIZE.png, each SIZE pixels square
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def draw(svg: Path, folder: Path, sizes: list[int]) -> None:
    """Write one PNG for each size."""
    renderer = QSvgRenderer(str(svg))
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        if not image.save(str(folder / f"{size}.png")):
            raise OSError(f"{folder}: not written")


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]), [int(size) for size in sys.argv[3:]])
