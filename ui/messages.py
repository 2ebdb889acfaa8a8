"""Messages and questions, always as plain text: a name with <b> in it is shown as it stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QWidget

from hfgoals.trouble import Trouble
from ui.kit import tokens
from ui.kit.fitting import keep_on_screen
from ui.kit.icons import pixmap

_SIGNS: Final = {
    QMessageBox.Icon.Warning: ("warning", tokens.WARNING),
    QMessageBox.Icon.Information: ("info", tokens.ACCENT),
    QMessageBox.Icon.Question: ("help", tokens.ACCENT),
}
_SIGN_SIZE = 36
_MOST_LINES = 8
_LETTERS_A_LINE = 34
"""More than that goes behind a button: a box grows with its text beyond every screen."""


def shortened(text: str, lines: int = _MOST_LINES) -> str:
    """As much of the text as so many lines of a box hold, with …… for the rest."""
    room, kept = lines, 0
    parts = text.split("\n")
    while kept < len(parts) and room > 0:
        room -= _lines_of(parts[kept])
        kept += 1
    if kept == len(parts) and room >= 0:
        return text
    return "\n".join(parts[:kept])[: lines * _LETTERS_A_LINE] + "……"


def _lines_of(text: str) -> int:
    return sum(max(1, -(-len(part) // _LETTERS_A_LINE)) for part in text.split("\n"))


def tell_trouble(parent: QWidget | None, trouble: Trouble) -> None:
    """Say what happened, what is safe and what to do."""
    more = "\n".join(part for part in (trouble.safe, trouble.advice) if part)
    answered(message_box(parent, QMessageBox.Icon.Warning, trouble.what, more))


def tell(parent: QWidget | None, text: str, more: str = "") -> None:
    """Say something that needs no answer."""
    answered(message_box(parent, QMessageBox.Icon.Information, text, more))


def ask(
    parent: QWidget | None,
    text: str,
    more: str,
    yes: str,
    no: str = "取消",
    *,
    loses: bool = False,
) -> bool:
    """Ask a question with named answers; Esc and closing mean no, and Enter where yes ``loses``."""
    box = message_box(parent, QMessageBox.Icon.Question, text, more)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse if loses else agree)
    box.setEscapeButton(refuse)
    answered(box)
    return box.clickedButton() is agree


def choose(parent: QWidget | None, text: str, more: str, answers: tuple[str, ...]) -> str | None:
    """Ask which of the named answers, the first by Enter; None for 取消, Esc and closing."""
    box = message_box(parent, QMessageBox.Icon.Question, text, more)
    buttons = {box.addButton(each, QMessageBox.ButtonRole.AcceptRole): each for each in answers}
    box.setDefaultButton(next(iter(buttons)))
    box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    answered(box)
    clicked = box.clickedButton()
    return next((answer for button, answer in buttons.items() if button is clicked), None)


def message_box(
    parent: QWidget | None, sign: QMessageBox.Icon, text: str, more: str = ""
) -> QMessageBox:
    """The box that says it, not shown yet."""
    box = QMessageBox(parent)
    keep_on_screen(box)
    box.setIcon(sign)
    _draw(box, sign)
    box.setWindowTitle("绩效目标填报")
    box.setTextFormat(Qt.TextFormat.PlainText)
    shown = shortened(text, _MOST_LINES - 3)
    added = shortened(more, _MOST_LINES - _lines_of(shown))
    box.setText(shown)
    box.setInformativeText(added)
    if (shown, added) != (text, more):
        box.setDetailedText("\n\n".join(part for part in (text, more) if part))
    return box


def _draw(box: QMessageBox, sign: QMessageBox.Icon) -> None:
    """Put our own picture where the box has the desktop's; the sign itself stays as it was told."""
    label = box.findChild(QLabel, "qt_msgboxex_icon_label")
    if label is not None and sign in _SIGNS:
        label.setPixmap(pixmap(*_SIGNS[sign], _SIGN_SIZE))


def answered(dialog: QDialog) -> bool:
    """Show it until it is closed; whether the user settled on something.

    What was settled can still be read from it until the program's loop has the next turn.
    """
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
