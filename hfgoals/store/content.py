"""A row's own fields as JSON text and back, by the table of fields in the model.

Amounts are whole 分 (integers), percents decimal text, targets the text on the form; blank is null.
A field that the text does not name takes its default, so older files are read as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from hfgoals.frozen import dataclass
from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.kinds import StoredError


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


@cache
def _known(part: Part) -> frozenset[str]:
    return frozenset(entry.path for entry in FIELDS[part])


def written(part: Part, row: Any) -> str:
    """The row's own fields as JSON text, always the same for the same row."""
    values = {entry.path: entry.kind.stored(entry.read(row)) for entry in FIELDS[part]}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read(part: Part, row_id: str, text: str) -> tuple[Any, bool]:
    """The row of that text, without children, and whether every field in it is known here.

    Raises StoredError when the text is not the content of such a row.
    """
    try:
        values = json.loads(text)
        if "\\u" in text:
            # A lone surrogate, escaped, would only fail later, far from here.
            json.dumps(values, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise StoredError(str(error)) from None
    if type(values) is not dict:
        raise StoredError("object")
    own = {} if part == "unit" else {"id": row_id}
    return _built(_shape(part), values, own), values.keys() <= _known(part)


def _built(shape: _Shape, values: dict[str, Any], arguments: dict[str, Any]) -> Any:
    for attribute, path, from_json in shape.leaves:
        if path in values:
            arguments[attribute] = from_json(values[path])
    for attribute, inner in shape.inner:
        arguments[attribute] = _built(inner, values, {})
    return shape.made(**arguments)
