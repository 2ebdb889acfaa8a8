"""What PySide6's types do not say: that Qt gives nothing at times."""

from __future__ import annotations

from typing import TypeVar

Given = TypeVar("Given")


def or_none(given: Given) -> Given | None:
    """The same, which may well be None."""
    return given
