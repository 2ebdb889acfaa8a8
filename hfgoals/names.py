"""Names that Windows and Excel take, made from whatever the users' projects are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST_SHEET_TITLE = 31
_LONGEST_STEM = 120
"""In UTF-16 units. Windows takes 255 for a name but 260 for a whole path."""
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_FILE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def sheet_titles(titles: Iterable[str]) -> tuple[str, ...]:
    """Titles for the sheets of one workbook: legal in Excel, no two alike in any case."""
    taken: set[str] = set()
    found: list[str] = []
    for title in titles:
        plain = _NOT_IN_TITLE.sub(" ", title)
        plain = " ".join(plain.split()).strip("' ") or "表"
        found.append(_unused(plain, taken))
    return tuple(found)


def _unused(title: str, taken: set[str]) -> str:
    # Excel keeps "History" for itself.
    candidate, number = _cut(title, LONGEST_SHEET_TITLE), 1
    while candidate.casefold() in taken or candidate.casefold() == "history":
        number += 1
        mark = f"({number})"
        candidate = _cut(title, LONGEST_SHEET_TITLE - len(mark)) + mark
    taken.add(candidate.casefold())
    return candidate


def file_name(parts: Sequence[str], suffix: str) -> str:
    """The parts joined with "_", and the suffix (".xlsx"): a file name legal on every system."""
    plain = [" ".join(_NOT_IN_FILE.sub(" ", part).split()) for part in parts]
    stem = _cut("_".join(part for part in plain if part), _LONGEST_STEM).strip(" .")
    if not stem or _DEVICE.fullmatch(stem):
        stem = f"表{stem}"
    return f"{stem}{suffix}"


def _cut(text: str, units: int) -> str:
    """The longest beginning of the text within so many UTF-16 units, as Windows counts."""
    while len(text.encode("utf-16-le", "surrogatepass")) > units * 2:
        text = text[:-1]
    return text.rstrip(" '")
