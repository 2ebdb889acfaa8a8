"""The rooms of the program: files, lines, and who imports whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 450
"""Lines that a file may have."""


@dataclass(frozen=True, slots=True)
class Room:
    """A folder right below hfgoals or ui, or the files that stand beside the folders."""

    name: str
    files: int
    lines: int
    too_long: int
    """Files of more lines than one may have."""


def modules(root: Path = ROOT) -> dict[str, Path]:
    """Every module of the program by its dotted name."""
    paths = (path for top in ("hfgoals", "ui") for path in sorted((root / top).rglob("*.py")))
    return {_dotted(path.relative_to(root)): path for path in paths}


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def rooms(root: Path = ROOT) -> list[Room]:
    """All of them, those of the core first."""
    found: dict[str, list[int]] = {}
    for path in modules(root).values():
        top, *below = path.relative_to(root).parts
        name = f"{top}/{below[0]}/" if len(below) > 1 else f"{top}/*.py"
        found.setdefault(name, []).append(path.read_text(encoding="utf-8").count("\n"))
    return [
        Room(name, len(lines), sum(lines), sum(count > LONGEST for count in lines))
        for name, lines in sorted(found.items())
    ]


@cache
def imports(root: Path = ROOT) -> dict[str, frozenset[str]]:
    """Which of the program's modules each names: at its head, in functions, and for types alone."""
    paths = modules(root)
    return {
        name: frozenset(_named(path.read_text(encoding="utf-8"), paths)) - {name}
        for name, path in paths.items()
    }


def _named(source: str, known: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for each in node.names:
                inner = f"{node.module}.{each.name}"
                yield from [name for name in (inner, node.module) if name in known][:1]


def circles(graph: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    """The groups of modules each of which reaches all the others by imports."""
    graph = _within_reach_of_themselves(graph)
    reached = {name: _reached(name, graph) for name in graph}
    found = {
        frozenset(other for other in reached[name] if name in reached[other])
        for name in graph
        if name in reached[name]
    }
    return sorted(found, key=sorted)


def _within_reach_of_themselves(graph: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The graph without what imports nothing, again and again: what is left is near a circle."""
    left = {name: wanted - {name} for name, wanted in graph.items()}
    while ends := {name for name, wanted in left.items() if not wanted & left.keys()}:
        left = {name: wanted for name, wanted in left.items() if name not in ends}
    return {name: wanted & left.keys() for name, wanted in left.items()}


def _reached(start: str, graph: Mapping[str, frozenset[str]]) -> set[str]:
    reached: set[str] = set()
    open_ = [start]
    while open_:
        for name in graph[open_.pop()] - reached:
            reached.add(name)
            open_.append(name)
    return reached
