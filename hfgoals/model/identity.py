"""Row ids. Rows are known by id; their numbers are for eyes only."""

from __future__ import annotations

import hashlib
import secrets


def new_id() -> str:
    """A fresh row id: 12 hexadecimal digits, unique within any workbook that people can fill."""
    return secrets.token_hex(6)


def following_id(row_id: str, year: int) -> str:
    """The id of the row that is made for a later year from the row of that id.

    It tells where the row comes from, however both are renamed, and needs no place in the file.
    """
    return hashlib.sha256(f"{row_id}:{year}".encode()).hexdigest()[:12]
