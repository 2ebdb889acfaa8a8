"""A row's own fields as JSON text and back, by the table of fields in the model.

Amounts are whole 分 (integers), percents decimal text, targets the text on the form; blank is null,
and an optional field that is blank is left out.
A field that the text does not name takes its default, so older files are read as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from operator import itemgetter
from typing import Any

from hfgoals.model.fields import FIELDS, ROW_TYPES, Part
from hfgoals.model.kinds import LINE, TARGET, TEXT, StoredError

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


def _plain(part: Part) -> Callable[[str, dict[str, Any]], Any] | None:
    """What builds, in a third of the time, a row that is an id and all its texts and targets, as
    nine of ten are; None for the other parts. Raises StoredError."""
    kinds = {entry.path: entry.kind for entry in FIELDS[part] if not entry.optional}
    rare = {entry.path: entry.kind for entry in FIELDS[part] if entry.optional}
    made, paths = ROW_TYPES[part], [each.name for each in fields(ROW_TYPES[part])][1:]
    paths = [path for path in paths if path not in rare]
    if set(paths) != kinds.keys() or not {LINE, TEXT, TARGET}.issuperset(kinds.values()):
        return None
    taken = itemgetter(*paths) if len(paths) > 1 else lambda values: (values[paths[0]],)
    targets = [at for at, path in enumerate(paths) if kinds[path] is TARGET]

    def built(row_id: str, values: dict[str, Any]) -> Any:
        texts = list(taken(values))
        try:
            "".join(texts)
        except TypeError:
            raise StoredError("text") from None
        for at in targets:
            texts[at] = TARGET.restored(texts[at])
        if len(values) == len(paths):
            return made(row_id, *texts)
        more = {path: rare[path].restored(values[path]) for path in values.keys() & rare.keys()}
        return made(row_id, *texts, **more)

    return None if part == "unit" else built


@dataclass(frozen=True, slots=True)
class _Known:
    """The fields of a part."""

    all: frozenset[str]
    usual: frozenset[str]
    """Those that every row's text names."""
    plain: Callable[[str, dict[str, Any]], Any] | None


@cache
def _known(part: Part) -> _Known:
    usual = frozenset(entry.path for entry in FIELDS[part] if not entry.optional)
    return _Known(frozenset(entry.path for entry in FIELDS[part]), usual, _plain(part))


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
    values = _parsed(text)
    if type(values) is not dict:
        raise StoredError("object")
    known = _known(part)
    if known.plain is not None and known.usual <= values.keys() <= known.all:
        return known.plain(row_id, values), True
    own = {} if part == "unit" else {"id": row_id}
    return _built(_shape(part), values, own), values.keys() <= known.all


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
