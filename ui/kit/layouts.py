"""Rows and columns of widgets, each said at once."""

from __future__ import annotations

from types import EllipsisType
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Item = QWidget | QLayout | EllipsisType
Part = Item | int | tuple[Item, int]
"""A widget or layout, ``...`` for what stretches, a number for so many free pixels; in a pair with
its share of the room."""
Margins = int | tuple[int, int, int, int]
Layout = TypeVar("Layout", bound=QBoxLayout)


def in_row(
    *parts: Part, on: QWidget | None = None, margins: Margins | None = None, gap: int | None = None
) -> QHBoxLayout:
    """The parts from left to right; margins and gap in pixels, the style's own unless given."""
    return _filled(QHBoxLayout(on) if on is not None else QHBoxLayout(), parts, margins, gap)


def in_column(
    *parts: Part, on: QWidget | None = None, margins: Margins | None = None, gap: int | None = None
) -> QVBoxLayout:
    """The parts below each other, as in a row."""
    return _filled(QVBoxLayout(on) if on is not None else QVBoxLayout(), parts, margins, gap)


def on_card(*parts: Part, margins: Margins = 4, gap: int | None = None) -> QFrame:
    """The parts below each other on a white card."""
    card = QFrame()
    card.setProperty("role", "card")
    in_column(*parts, on=card, margins=margins, gap=gap)
    return card


def tab_behind(before: QWidget | None, made: QWidget) -> None:
    """Let Tab go through what was ``made`` late as if it had been made right behind the other."""
    while before is not None and not _in_tab_order(before) and not before.isWindow():
        before = before.previousInFocusChain()
    fields: list[QWidget] = []
    each = made.nextInFocusChain()
    while each is not None and each is not made:
        if made.isAncestorOf(each) and _in_tab_order(each):
            fields.append(each)
        each = each.nextInFocusChain()
    for field in fields:
        if before is not None:
            QWidget.setTabOrder(before, field)
        before = field


def _in_tab_order(widget: QWidget) -> bool:
    """Qt passes over all others, also where it is told an order."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _filled(
    layout: Layout, parts: tuple[Part, ...], margins: Margins | None, gap: int | None
) -> Layout:
    if margins is not None:
        layout.setContentsMargins(*(margins if isinstance(margins, tuple) else (margins,) * 4))
    if gap is not None:
        layout.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            layout.addSpacing(part)
            continue
        item, share = part if isinstance(part, tuple) else (part, 1 if part is ... else 0)
        if isinstance(item, EllipsisType):
            layout.addStretch(share)
        elif isinstance(item, QLayout):
            layout.addLayout(item, share)
        else:
            layout.addWidget(item, share)
    return layout
