"""A row's own fields as JSON text and back, by the table of fields in the model.

Amounts are whole 分 (integers), percents decimal text, targets the text on the form; blank is null.
A field that the text does not name takes its default, so older files are read as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.money import Money
from hfgoals.model.target import Target


class ContentError(ValueError):
    """The JSON is not the content of such a row."""


def _string(value: Any) -> str:
    if type(value) is not str:
        raise ContentError("text")
    return value


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise ContentError("integer")
    return value


def _money(value: Any) -> Money | None:
    return None if value is None else Money(_integer(value))


def _percent(value: Any) -> Decimal | None:
    if value is None:
        return None
    try:
        return _sane(Decimal(_string(value)))
    except InvalidOperation:
        raise ContentError("percent") from None


def _sane(percent: Decimal) -> Decimal:
    """A percent that can be shown: 1E-999999999 is one number, but a text of a gigabyte."""
    if (
        not percent.is_finite()
        or abs(percent.adjusted()) > 50
        or len(percent.as_tuple().digits) > 50
    ):
        raise ContentError("percent")
    return percent


_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "line": _string,
    "text": _string,
    "money": _money,
    "percent": _percent,
    "target": lambda value: Target.parse(_string(value)),
    "year": _integer,
}
_TO_JSON: dict[str, Callable[[Any], Any]] = {
    "line": str,
    "text": str,
    "money": lambda amount: None if amount is None else amount.fen,
    "percent": lambda percent: None if percent is None else str(_sane(percent)),
    "target": str,
    "year": int,
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """How to build one value: its own fields, and the values that it holds."""

    made: type
    leaves: tuple[tuple[str, str, Callable[[Any], Any]], ...]
    inner: tuple[tuple[str, _Shape], ...]


@cache
def _shape(part: Part) -> _Shape:
    paths = {entry.path: _FROM_JSON[entry.kind.name] for entry in FIELDS[part]}
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
    values = {entry.path: _TO_JSON[entry.kind.name](entry.read(row)) for entry in FIELDS[part]}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read(part: Part, row_id: str, text: str) -> tuple[Any, bool]:
    """The row of that text, without children, and whether every field in it is known here.

    Raises ContentError when the text is not the content of such a row.
    """
    try:
        values = json.loads(text)
        if "\\u" in text:
            # A lone surrogate, escaped, would only fail later, far from here.
            json.dumps(values, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ContentError(str(error)) from None
    if type(values) is not dict:
        raise ContentError("object")
    own = {} if part == "unit" else {"id": row_id}
    return _built(_shape(part), values, own), values.keys() <= _known(part)


def _built(shape: _Shape, values: dict[str, Any], arguments: dict[str, Any]) -> Any:
    for attribute, path, from_json in shape.leaves:
        if path in values:
            arguments[attribute] = from_json(values[path])
    for attribute, inner in shape.inner:
        arguments[attribute] = _built(inner, values, {})
    return shape.made(**arguments)
