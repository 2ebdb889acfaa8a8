"""Blocks of cells as text, the way Excel and WPS put them on the clipboard. Pure."""

from __future__ import annotations

from collections.abc import Sequence

Block = list[list[str]]


def format_block(rows: Sequence[Sequence[str]]) -> str:
    """Tab-separated text; values with tabs, quotes or line breaks are quoted as Excel does."""
    return "".join("\t".join(_quoted(value) for value in row) + "\r\n" for row in rows)


def parse_block(text: str) -> Block:
    """The rows and values of tab-separated text; a last line break ends the last row.

    Rows may differ in length. An unfinished quotation is taken as it stands.
    """
    rows: Block = []
    row: list[str] = []
    at = 0
    while True:
        value, at = _value(text, at)
        row.append(value)
        if at < len(text) and text[at] == "\t":
            at += 1
            continue
        rows.append(row)
        row = []
        if text.startswith("\r\n", at):
            at += 2
        elif at < len(text):
            at += 1
        if at >= len(text):
            return rows


def _value(text: str, at: int) -> tuple[str, int]:
    if text[at : at + 1] == '"':
        quoted = _quotation(text, at)
        if quoted is not None:
            return quoted
    end = at
    while end < len(text) and text[end] not in "\t\r\n":
        end += 1
    return text[at:end], end


def _quotation(text: str, at: int) -> tuple[str, int] | None:
    """The value in quotation marks from there, and where it ends; None when it is no whole one."""
    parts: list[str] = []
    start = at + 1
    while True:
        end = text.find('"', start)
        if end < 0:
            return None
        parts.append(text[start:end])
        if text[end + 1 : end + 2] != '"':
            break
        parts.append('"')
        start = end + 2
    if end + 1 < len(text) and text[end + 1] not in "\t\r\n":
        return None
    return "".join(parts).replace("\r\n", "\n"), end + 1


def _quoted(value: str) -> str:
    if any(mark in value for mark in '\t\r\n"'):
        return '"' + value.replace('"', '""') + '"'
    return value
