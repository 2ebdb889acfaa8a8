"""A row's own fields as JSON text and back, by the table of fields in the model.

Amounts are whole 分 (integers), percents decimal text, targets the text on the form; blank is null,
and an optional field that is blank is left out.
A field that the text does not name takes its default, so older files are read as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any

from hfgoals.lean import dataclass
from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.kinds import LINE, TARGET, TEXT, StoredError
from hfgoals.model.rows import OF_YEAR_TOO, PlacedRow
from hfgoals.model.target import Target

_OF_YEAR = "overall."
"""Before the name of a part of a row of OF_YEAR_TOO that belongs to no project."""
PART_BY_NAME: dict[str, Part] = {part: part for part in ROW_TYPES}
PART_BY_NAME |= {f"{_OF_YEAR}{part}": part for part in OF_YEAR_TOO}
"""The parts by their names in the file."""
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class _Shape:
    """How to build one value: its own fields, and the values that it holds."""

    made: type
    leaves: tuple[tuple[str, str, Callable[[Any], Any]], ...]
    inner: tuple[tuple[str, _Shape], ...]


@cache
def _shape(part: Part) -> _Shape:
    paths = {entry.path: entry.kind.restored for entry in FIELDS[part]}
    return _shape_of(ROW_TYPES[part](), "", paths)


def _shape_of(example: Any, prefix: str, paths: dict[str, Callable[[Any], Any]]) -> _Shape:
    leaves: list[tuple[str, str, Callable[[Any], Any]]] = []
    inner: dict[str, _Shape] = {}
    for path, read in paths.items():
        if not path.startswith(prefix):
            continue
        attribute, dot, _ = path.removeprefix(prefix).partition(".")
        if not dot:
            leaves.append((attribute, path, read))
        elif attribute not in inner:
            below = f"{prefix}{attribute}."
            inner[attribute] = _shape_of(getattr(example, attribute), below, paths)
    return _Shape(type(example), tuple(leaves), tuple(inner.items()))


def _nothing(_row_id: str, _text: str) -> None:
    return None


@cache
def _plain(part: Part) -> Callable[[str, str], Any]:
    """What builds, in a third of the time, a row that is an id and all its texts and targets, as
    nine of ten are; None for the others, and for a text that does not stand as we write it."""
    kinds = {entry.path: entry.kind for entry in FIELDS[part] if not entry.optional}
    made, paths = ROW_TYPES[part], list(kinds)
    # Optional fields and the rows below come behind them.
    first = [each.name for each in fields(made)][1 : len(paths) + 1]
    if part == "unit" or first != paths or not {LINE, TEXT, TARGET}.issuperset(kinds.values()):
        return _nothing
    # What needs an escape is left to JSON.
    each = ",".join(rf'"{path}":"([^"\\\x00-\x1f]*)"' for path in paths)
    taken = re.compile(rf"\{{{each}\}}").fullmatch
    targets = [at for at, path in enumerate(paths) if kinds[path] is TARGET]

    def built(row_id: str, text: str) -> Any:
        found = taken(text)
        if found is None:
            return None
        texts: list[Any] = list(found.groups())
        for at in targets:
            texts[at] = Target.parse(texts[at])
        return made(row_id, *texts)

    return built


@cache
def _known(part: Part) -> frozenset[str]:
    return frozenset(entry.path for entry in FIELDS[part])


def part_name(placed: PlacedRow) -> str:
    """The name of the row's part in the file.

    A program that knew such rows of projects alone must not take those of the year for damage: by
    their other name it opens the file to look at it only, as with any part that it does not know.
    """
    return f"{_OF_YEAR}{placed.part}" if placed.of_year else placed.part


def written(part: Part, row: Any) -> str:
    """The row's own fields as JSON text, always the same for the same row."""
    values: dict[str, Any] = {}
    for entry in FIELDS[part]:
        value = entry.read(row)
        if not entry.optional or entry.kind.format(value):
            values[entry.path] = entry.kind.stored(value)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read(part: Part, row_id: str, text: str) -> tuple[Any, bool]:
    """The row of that text, without children, and whether every field in it is known here.

    Raises StoredError when the text is not the content of such a row.
    """
    row = _plain(part)(row_id, text)
    if row is not None:
        return row, True
    values = _parsed(text)
    if type(values) is not dict:
        raise StoredError("object")
    own = {} if part == "unit" else {"id": row_id}
    return _built(_shape(part), values, own), values.keys() <= _known(part)


def _parsed(text: str) -> Any:
    try:
        # As json.loads does, without what it takes around it.
        values, end = _DECODER.raw_decode(text)
        if end != len(text):
            values = json.loads(text)
        if "\\u" in text:
            # A lone surrogate, escaped, would only fail later, far from here.
            json.dumps(values, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise StoredError(str(error)) from None
    return values


def _built(shape: _Shape, values: dict[str, Any], arguments: dict[str, Any]) -> Any:
    for attribute, path, from_json in shape.leaves:
        if path in values:
            arguments[attribute] = from_json(values[path])
    for attribute, inner in shape.inner:
        arguments[attribute] = _built(inner, values, {})
    return shape.made(**arguments)
