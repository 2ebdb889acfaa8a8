"""Messages to the user, always as plain text: a name with <b> in it is shown as it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from hfgoals.trouble import Trouble


def tell_trouble(parent: QWidget | None, trouble: Trouble) -> None:
    """Say what happened, what is safe and what to do."""
    box = _box(parent, QMessageBox.Icon.Warning, trouble.what)
    box.setInformativeText("\n".join(part for part in (trouble.safe, trouble.advice) if part))
    box.exec()


def tell(parent: QWidget | None, text: str, more: str = "") -> None:
    """Say something that needs no answer."""
    box = _box(parent, QMessageBox.Icon.Information, text)
    box.setInformativeText(more)
    box.exec()


def ask(parent: QWidget | None, text: str, more: str, yes: str, no: str = "取消") -> bool:
    """Ask a question with named answers; Esc and closing mean no."""
    box = _box(parent, QMessageBox.Icon.Question, text)
    box.setInformativeText(more)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(agree)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree


def choose(parent: QWidget | None, text: str, more: str, answers: tuple[str, ...]) -> str | None:
    """Ask which of the named answers, the first by Enter; None for 取消, Esc and closing."""
    box = _box(parent, QMessageBox.Icon.Question, text)
    box.setInformativeText(more)
    buttons = {box.addButton(each, QMessageBox.ButtonRole.AcceptRole): each for each in answers}
    box.setDefaultButton(next(iter(buttons)))
    box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    clicked = box.clickedButton()
    return next((answer for button, answer in buttons.items() if button is clicked), None)


def _box(parent: QWidget | None, sign: QMessageBox.Icon, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(sign)
    box.setWindowTitle("绩效目标填报")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box
