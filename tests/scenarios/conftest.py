"""The stories use the windows as tests/ui does."""

from __future__ import annotations

from tests.ui.conftest import _own_clipboard, qapp

__all__ = ["_own_clipboard", "qapp"]
