"""Modules that are loaded when they are first asked for something, not before the first paint."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module of that name; for the type checker import the module itself."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)
