"""The published text of 2023, with all its mistakes, as a book."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hfgoals.exchange.reading import read_source
from hfgoals.model.values import Book
from ui.main_window import MainWindow
from ui.workspace import Workspace

SOURCE = Path(__file__).parents[2] / "real_files" / "004.txt"


def published_book() -> Book:
    """The book that the text reads as."""
    read = read_source(SOURCE)
    return Book(read.unit, (replace(read.plan, year=read.year or 2023),))


def workspace_of(window: MainWindow) -> Workspace:
    """The workspace of the open workbook."""
    assert window.workspace is not None
    return window.workspace
