"""What stands beside the values on the screen and is no part of the form: the money behind each
percentage of the spending plan, and what was there last year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from hfgoals.lean import dataclass
from hfgoals.model.balance import spent_by
from hfgoals.model.kinds import MONEY, PERCENT
from hfgoals.model.last_year import LastYear, Past
from hfgoals.model.values import AnnualPlan, Book, Project
from ui.grid.geometry import Board, Place, Rect
from ui.grid.viewing import Viewing
from ui.kit import tokens
from ui.kit.fonts import form_font

COLUMN_MM: Final = 30.0
"""The room of last year's column, right of the form."""
_TITLE: Final = "上年值"
_NONE: Final = "上年没有这个项目"
_BEFORE: Final = "上年 "
_TYPE_MM, _SMALL_MM, _CORNER_MM = 3.1, 2.7, 2.3
_GAP_MM: Final = 2.5
_PAD: Final = 5
_LOWER_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
_WRAPPED: Final = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere
)


@dataclass(frozen=True, slots=True)
class Aside:
    """A text in the column, at the height of what it is about."""

    rect: Rect
    text: str
    differs: bool = False
    """Whether this year's value is another."""
    title: bool = False
    done: str = ""
    """What came of it, small below the text."""
    tip: str = ""
    """What is known of it in the years before, in full."""


@dataclass(frozen=True, slots=True)
class Asides:
    """All of one form."""

    money: tuple[tuple[Place, str], ...] = ()
    """Cells of percents with the amounts behind them, in 万元."""
    column: tuple[Aside, ...] = ()
    corners: tuple[tuple[Place, str], ...] = ()
    """Cells of a report with last year's numbers."""


def asides_of(
    board: Board | None,
    project: Project | None,
    column: Sequence[Aside],
    corners: tuple[tuple[Place, str], ...] = (),
) -> Asides:
    """What stands beside the values of that project's form, or of a year's (``corners``)."""
    if board is None or project is None:
        return Asides(corners=corners)
    places = (place for place in board.places if place.address.row == project.id)
    money = tuple((place, said) for place in places if (said := money_at(place, project)))
    return Asides(money, tuple(column), corners)


def money_at(place: Place, project: Project) -> str:
    """The amount behind the percentage in that cell, as 20.00; "" where it is none."""
    address = place.address
    if address.field.kind is not PERCENT or address.row != project.id:
        return ""
    spent = spent_by(project.budget, address.field.read(project))
    return "" if spent is None else str(spent)


def last_years(board: Board, book: Book, plan: AnnualPlan, project: Project) -> list[Aside]:
    """Last year's amounts, spending plan and targets, each beside its row, with what came of it."""
    last = LastYear(book, plan)
    before = last.project(project)
    right = max(place.box.x + place.box.width for place in board.places) + _GAP_MM
    found: list[Aside] = []

    def beside(
        place: Place,
        text: str,
        *,
        differs: bool = False,
        title: bool = False,
        done: str = "",
        tip: str = "",
    ) -> None:
        rect = Rect(right, place.rect.y, COLUMN_MM - _GAP_MM, place.rect.height)
        found.append(Aside(rect, text, differs, title, done, tip))

    own = [place for place in board.places if place.address.row == project.id]
    if own:
        beside(own[0], _TITLE if before is not None else _NONE, title=True)
    if before is not None:
        for kind in (MONEY, PERCENT):
            row = [place for place in own if place.address.field.kind is kind]
            fields = [place.address.field for place in row]
            texts = [field.text(before) for field in fields]
            if row and any(texts):
                steps = "→".join(text.removesuffix("%") or "—" for text in texts)
                shown = f"预算数 {texts[0]}" if kind is MONEY else f"{steps}%"
                differs = texts != [field.text(project) for field in fields]
                spent = last.spent(project) if kind is MONEY else None
                done = f"执行数 {spent}" if spent is not None else ""
                beside(
                    row[0], shown, differs=differs, done=done, tip=done and f"上年{shown}，{done}"
                )
    past = last.past(project)
    for place in board.places:
        years = past.get(place.address.row, ())
        if place.address.path == "target" and years and years[0].year == plan.year - 1:
            text, done = years[0].target, "，".join(years[0].lines[bool(years[0].target) :])
            differs = bool(text) and text != place.box.cell.text
            tip = past_told(years, plan.year)
            beside(place, text, differs=differs, done=done, tip=tip)
    return found


def past_told(years: Sequence[Past], year: int) -> str:
    """上年：≥45期，完成 44期, and a line for the year before that; "" for none."""
    names = {year - 1: "上年", year - 2: "前年"}
    return "\n".join(f"{names[each.year]}：{'，'.join(each.lines)}" for each in years)


def paint(painter: QPainter, viewing: Viewing, asides: Asides, hidden: Place | None) -> None:
    """Paint them over the sheet; not over a cell that is being edited."""
    painter.save()
    _paint_money(painter, viewing, (each for each in asides.money if each[0] is not hidden))
    _paint_corners(painter, viewing, (each for each in asides.corners if each[0] is not hidden))
    for aside in asides.column:
        font = form_font("sans-bold" if aside.title else "sans", _TYPE_MM * viewing.scale)
        painter.setFont(font)
        ink = tokens.TEXT if aside.differs else tokens.SECOND_TEXT
        painter.setPen(QColor(ink))
        rect = viewing.pixels(aside.rect)
        if not aside.done:
            painter.drawText(rect, _WRAPPED, aside.text)
            continue
        small = form_font("sans", _SMALL_MM * viewing.scale)
        high = painter.boundingRect(rect, _WRAPPED, aside.text).height() if aside.text else 0
        both = high + QFontMetrics(small).boundingRect(rect, _WRAPPED, aside.done).height()
        top = rect.top() + (rect.height() - both) // 2
        painter.drawText(QRect(rect.left(), top, rect.width(), high), _WRAPPED, aside.text)
        painter.setFont(small)
        painter.setPen(QColor(tokens.SECOND_TEXT))
        painter.drawText(
            QRect(rect.left(), top + high, rect.width(), both - high), _WRAPPED, aside.done
        )
    painter.restore()


def _paint_money(painter: QPainter, viewing: Viewing, money: Iterable[tuple[Place, str]]) -> None:
    small = form_font("sans", _SMALL_MM * viewing.scale)
    painter.setFont(small)
    painter.setPen(QColor(tokens.SECOND_TEXT))
    for place, text in money:
        cell = viewing.pixels(place.rect)
        style = place.box.style
        percent = QFontMetrics(form_font(style.face, style.em * viewing.scale))
        room = (cell.width() - percent.horizontalAdvance(place.box.cell.text)) // 2 - 2 * _PAD
        said = next((each for each in (f"{text}万元", text) if _fits(small, each, room)), "")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(cell).adjusted(0, 0, -_PAD, 0), right, said)


def _paint_corners(painter: QPainter, viewing: Viewing, last: Iterable[tuple[Place, str]]) -> None:
    """Last year's numbers, small in the lower right corners."""
    small = form_font("sans", _CORNER_MM * viewing.scale)
    painter.setFont(small)
    painter.setPen(QColor(tokens.SECOND_TEXT))
    for place, number in last:
        rect = viewing.pixels(place.rect).adjusted(2, 0, -3, -1)
        said = _BEFORE + number if _fits(small, _BEFORE + number, rect.width() // 3) else number
        painter.drawText(rect, _LOWER_RIGHT, said)


def _fits(font: QFont, text: str, room: int) -> bool:
    return QFontMetrics(font).horizontalAdvance(text) <= room
