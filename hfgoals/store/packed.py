"""A Book as one piece of bytes and back: what a named version keeps of its year."""

from __future__ import annotations

import json
import zlib
from typing import Final

from hfgoals.model.kinds import StoredError
from hfgoals.model.rows import PlacedRow, assemble, flatten
from hfgoals.model.values import Book
from hfgoals.store import content

_LARGEST: Final = 256_000_000
"""Bytes when unpacked: far more than the largest year."""


def packed(book: Book) -> bytes:
    """The Book's rows as the file keeps them, compressed."""
    rows = [
        [each.part, each.id, each.parent, each.position, content.written(each.part, each.row)]
        for each in flatten(book)
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(kept: bytes, sample: bool = False) -> Book:
    """The Book. Raises StoredError when these are not its bytes."""
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(kept, _LARGEST)
        if not unpacker.eof:
            raise StoredError("too long")
        rows = [
            PlacedRow(part, row_id, parent, position, content.read(part, row_id, told)[0])
            for part, row_id, parent, position, told in json.loads(text)
        ]
    except (zlib.error, ValueError, TypeError, KeyError, RecursionError) as error:
        raise StoredError(str(error)) from None
    return assemble(rows, sample)
