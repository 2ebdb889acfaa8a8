"""Which tests stand nearest to a module: those in its mirror place, and those that import it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_PRODUCT = ("hfgoals", "ui", "installer")
_MOST = 12
"""Files of tests: what everything imports is tested everywhere."""


@dataclass(slots=True)
class Neighbours:
    """Who imports whom in a checkout."""

    root: Path
    _imports: dict[Path, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in (*_PRODUCT, "tests"):
            for path in (self.root / part).rglob("*.py"):
                self._imports[path] = set(_imported(path))

    def near(self, source: Path) -> list[Path]:
        """The tests of the module's own: named as it is, or importing it."""
        word = source.stem.strip("_")
        named = [path for path in self._beside(source) if path.stem.startswith(f"test_{word}")]
        return list(dict.fromkeys([*named, *self._tests_with({self._name(source)})]))[:_MOST]

    def further(self, source: Path) -> list[Path]:
        """What else stands in its mirror place, and those of the modules that use it."""
        name = self._name(source)
        users = {
            self._name(path)
            for path, imports in self._imports.items()
            if path.relative_to(self.root).parts[0] in _PRODUCT and name in imports
        }
        near = set(self.near(source))
        found = dict.fromkeys([*self._beside(source), *self._tests_with(users)[:_MOST]])
        return [path for path in found if path not in near]

    def _beside(self, source: Path) -> list[Path]:
        """The tests in its mirror place; of a room without tests of its own, one room up."""
        inside = source.relative_to(self.root).parts
        place = Path("tests", *(inside[1:-1] if inside[0] == "hfgoals" else inside[:-1]))
        while not list((self.root / place).glob("test_*.py")):
            place = place.parent
        return sorted((self.root / place).glob("test_*.py"))

    def _name(self, path: Path) -> str:
        parts = path.relative_to(self.root).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def _tests_with(self, names: set[str]) -> list[Path]:
        """Tests that import one of the modules, themselves or through what tests share."""
        tests = self.root / "tests"
        sharing = {
            self._name(path)
            for path, imports in self._imports.items()
            if path.is_relative_to(tests) and not path.name.startswith("test_") and imports & names
        }
        homes = {
            self.root / Path(*name.split(".")).parent for name in sharing if "conftest" in name
        }
        return sorted(
            path
            for path, imports in self._imports.items()
            if path.is_relative_to(tests)
            and path.name.startswith("test_")
            and (imports & names or imports & sharing or path.parent in homes)
        )


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
