"""The preview of a foreign table, on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.foreign.foreign_tables import NAME, form, understood
from ui.foreign.correcting import looked_at
from ui.foreign.preview import ForeignPreview


@pytest.fixture
def preview(qapp: QApplication, qtbot: QtBot) -> ForeignPreview:
    """Two forms, a worksheet each."""
    understanding = understood(form(), form("第二张", "建设费用", "3000000"))
    made = ForeignPreview(looked_at(understanding), NAME)
    # Or closing it would ask about the corrections made.
    qtbot.addWidget(made, before_close_func=lambda _: made.correcting.restore())
    made.resize(1240, 752)
    made.show()
    return made
