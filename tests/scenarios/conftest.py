"""The stories use the windows as tests/ui does."""

from __future__ import annotations

from tests.ui.conftest import qapp

__all__ = ["qapp"]
