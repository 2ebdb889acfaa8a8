"""The stage: a home of its own, workbooks and sources in it, the program's window, file dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from hfgoals.model.values import AnnualPlan, Book
from hfgoals.sample import sample_book
from hfgoals.store import create
from tests.forms import examples
from tests.monkey.words import FORM
from ui.main_window import MainWindow
from ui.memory import Memory

SOURCES = Path(__file__).parents[1] / "real_files"


class Stage:
    """One user's machine: everything that the program reads and writes lies in one folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.books = home / "工作簿"
        self.sources = home / "收到"
        self.out = home / "导出"
        for folder in (self.books, self.sources, self.out):
            folder.mkdir(parents=True)
        create(self.books / "示例.hfg", sample_book()).close()
        create(self.books / "多年.hfg", _several_years()).close()
        create(self.sources / "科室.hfg", examples.book()).close()
        for name in ("002.txt", "004.txt"):
            (self.sources / name).write_bytes((SOURCES / name).read_bytes())
        rows = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in FORM)
        (self.sources / "外县.html").write_text(f"<table>{rows}</table>", "utf-8")
        (self.sources / "不是表.xlsx").write_bytes(b"PK\x03\x04 not ours")
        self.memory = Memory(home / "window.json")

    def new_window(self) -> MainWindow:
        """The program started anew."""
        window = MainWindow(self.memory)
        window.resize(1024, 640)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    def any_book(self, chance: Random) -> Path:
        """A workbook that is there."""
        return chance.choice(sorted(self.books.glob("*.hfg")))


def _several_years() -> Book:
    first, last = replace(_shorter(examples.plan()), year=2022), _shorter(examples.plan())
    return Book(examples.UNIT, (first, last, AnnualPlan(year=2024)))


def _shorter(plan: AnnualPlan) -> AnnualPlan:
    """With a form of one page and a half in place of one of four, which makes every step slow."""
    return replace(plan, projects=(*plan.projects[:-1], examples.long_project(15)))


@contextmanager
def files_chosen(stage: Stage, chance: Random) -> Iterator[None]:
    """The system's own dialogs for files, answered by chance; now and then given up."""

    def open_one(*_: Any, **__: Any) -> tuple[str, str]:
        known = [*stage.books.glob("*.hfg"), *stage.sources.iterdir(), *stage.out.rglob("*.*")]
        return _perhaps(chance, str(chance.choice(sorted(known)))), ""

    def open_several(*_: Any, **__: Any) -> tuple[list[str], str]:
        known = sorted(stage.sources.iterdir())
        return [str(each) for each in chance.sample(known, chance.randint(0, 3))], ""

    def save_one(*_: Any, **__: Any) -> tuple[str, str]:
        # Few names, so that some are there already.
        name = f"{chance.choice(('甲', '乙', '丙'))}{chance.choice(('', '.hfg', '.txt'))}"
        return _perhaps(chance, str(chance.choice((stage.books, stage.out)) / name)), ""

    def folder(*_: Any, **__: Any) -> str:
        return _perhaps(chance, str(chance.choice((stage.out, stage.sources))))

    answers = {
        "getOpenFileName": open_one,
        "getOpenFileNames": open_several,
        "getSaveFileName": save_one,
        "getExistingDirectory": folder,
    }
    desktop = _Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    with patch.multiple(QFileDialog, **{name: staticmethod(do) for name, do in answers.items()}):
        yield
    QDesktopServices.unsetUrlHandler("file")


def _perhaps(chance: Random, chosen: str) -> str:
    return chosen if chance.random() < 0.7 else ""


class _Desktop(QObject):
    """A desktop that opens folders without a word."""

    @Slot(QUrl)
    def open(self, _url: QUrl) -> None:
        """Nothing is shown."""
