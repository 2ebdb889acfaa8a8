"""The pictures of docs/install.md: ``python -m tests.ui.screens.install_page docs/pictures``.

The window as it is, with what it says of a workbook that a colleague has open; and two drawings, of
what Windows asks at the first start and of what lies on a stick. Needs no display.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hfgoals.sample import sample_book
from hfgoals.store import create, lock, open_file
from ui.kit import tokens
from ui.kit.fonts import window_font
from ui.launch import application
from ui.main_window import MainWindow
from ui.memory import Memory

_PAPER, _GROUND, _LINE = QColor(tokens.PAPER), QColor(tokens.GROUND), QColor(tokens.STRONG_LINE)
_TEXT, _FAINT, _ACCENT = QColor(tokens.TEXT), QColor(tokens.SECOND_TEXT), QColor(tokens.ACCENT)
_SHOWN = 380
"""Pixels of the window, from its top: what is told stands there."""
_STICK = (
    ("hfg.exe", "双击它打开程序", True),
    ("hfgoals.exe", "命令行，一般用不到", False),
    ("portable.txt", "有它，设置和备份就跟着U盘走", True),
    ("数据", "设置、备份、日志都在这里（用过一次才有）", True),
    ("app、lib、python", "程序本身，不要改动", False),
)


def main() -> None:
    """Draw them."""
    into = Path(sys.argv[1])
    application()
    with tempfile.TemporaryDirectory() as folder:
        _opened_elsewhere(Path(folder)).save(str(into / "install-locked.png"))
    _smart_screen().save(str(into / "install-smartscreen.png"))
    _stick().save(str(into / "install-stick.png"))


def _opened_elsewhere(folder: Path) -> QImage:
    path = folder / "绩效目标.hfg"
    create(path, sample_book()).close()
    lock.login_name = lambda: "张会计"
    lock.socket.gethostname = lambda: "办公室-2"  # type: ignore[assignment]
    with open_file(path):
        window = MainWindow(Memory(folder / "window.json"))
        window.resize(1100, 420)
        window.show()
        window.open_path(path) or sys.exit("the workbook did not open")
        for _ in range(20):
            QApplication.processEvents()
        picture = window.grab().toImage()
        window.close()
    return picture.copy(0, 0, picture.width(), _SHOWN)


def _canvas(width: int, height: int) -> tuple[QImage, QPainter]:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(_GROUND)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return image, painter


def _type(points: float, *, bold: bool = False) -> QFont:
    font = window_font()
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def _box(painter: QPainter, place: QRect, fill: QColor, line: QColor = _LINE) -> None:
    painter.setPen(line)
    painter.setBrush(fill)
    painter.drawRoundedRect(place, 6, 6)


def _write(painter: QPainter, place: QRect, text: str, font: QFont, color: QColor) -> None:
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(place, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, text)


def _smart_screen() -> QImage:
    image, painter = _canvas(1000, 330)
    _step(painter, 30, "第一步：点“更多信息”", "更多信息", ("不运行",), link=True)
    _step(painter, 520, "第二步：点“仍要运行”", "仍要运行", ("仍要运行", "不运行"), link=False)
    _arrow(painter, QPoint(485, 180), QPoint(512, 180))
    painter.end()
    return image


def _step(
    painter: QPainter, left: int, title: str, wanted: str, buttons: tuple[str, ...], *, link: bool
) -> None:
    _write(painter, QRect(left, 16, 450, 30), title, _type(13, bold=True), _TEXT)
    box = QRect(left, 56, 450, 244)
    _box(painter, box, _PAPER)
    head = "Windows 已保护你的电脑"
    _write(painter, box.adjusted(22, 18, -20, 0), head, _type(14, bold=True), _TEXT)
    said = (
        "Microsoft Defender SmartScreen 阻止了无法识别的应用启动。"
        "运行此应用可能会导致电脑存在风险。"
    )
    _write(painter, box.adjusted(22, 62, -22, 0), said, _type(10), _FAINT)
    if link:
        _write(painter, box.adjusted(22, 124, -22, 0), wanted, _type(11, bold=True), _ACCENT)
        _ring(painter, QRect(left + 14, 56 + 116, 96, 34))
    else:
        about = "应用：绩效目标填报-…-setup.exe\n发布者：未知发布者"
        _write(painter, box.adjusted(22, 118, -22, 0), about, _type(10), _FAINT)
    right = box.right() - 20
    for name in reversed(buttons):
        place = QRect(right - 104, box.bottom() - 54, 104, 34)
        _box(painter, place, _GROUND)
        painter.setPen(_TEXT)
        painter.setFont(_type(10.5))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        if name == wanted:
            _ring(painter, place.adjusted(-6, -6, 6, 6))
        right -= 118


def _ring(painter: QPainter, place: QRect) -> None:
    pen = painter.pen()
    pen.setColor(QColor(tokens.ERROR))
    pen.setWidth(3)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, 8, 8)
    pen.setWidth(1)
    painter.setPen(pen)


def _arrow(painter: QPainter, start: QPoint, end: QPoint) -> None:
    painter.setPen(_ACCENT)
    painter.setBrush(_ACCENT)
    painter.drawLine(start, end)
    painter.drawPolygon([end, end + QPoint(-9, -6), end + QPoint(-9, 6)])


def _stick() -> QImage:
    height = 62 + 46 * len(_STICK)
    image, painter = _canvas(760, height + 20)
    _box(painter, QRect(20, 16, 720, height), _PAPER)
    head = "此电脑 › U盘 (E:) › 绩效目标填报"
    _write(painter, QRect(40, 28, 680, 30), head, _type(11, bold=True), _FAINT)
    for number, (name, meaning, matters) in enumerate(_STICK):
        top = 66 + 46 * number
        painter.setPen(_LINE)
        painter.drawLine(20, top, 740, top)
        look = _type(12, bold=matters)
        _write(painter, QRect(44, top + 12, 230, 30), name, look, _TEXT)
        _write(painter, QRect(280, top + 13, 450, 30), meaning, _type(11), _FAINT)
    painter.end()
    return image


if __name__ == "__main__":
    main()
