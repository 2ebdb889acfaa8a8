"""Row ids. Rows are known by id; their numbers are for eyes only."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """A fresh row id: 12 hexadecimal digits, unique within any workbook that people can fill."""
    return secrets.token_hex(6)
