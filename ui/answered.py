"""Asking with a dialog that goes again: a parent keeps a closed one for as long as it lives."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


def answered(dialog: QDialog) -> bool:
    """Show it until it is closed; whether the user settled on something.

    What was settled can still be read from it until the program's loop has the next turn.
    """
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
