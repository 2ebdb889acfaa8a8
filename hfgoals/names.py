"""Names that Windows and Excel take, made from whatever the users' projects are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hfgoals.patterns import pattern

LONGEST_SHEET_TITLE = 31
_LONGEST_STEM = 120
"""In UTF-16 units. Windows takes 255 for a name but 260 for a whole path."""
_UNSEEN = (
    # What turns the reading direction lets "gpj.exe" be seen as "exe.jpg"; what has no width makes
    # two names look alike; control characters, line ends and half letters are no letters at all.
    "\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u115f\\u1160\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\uffff\\ud800-\\udfff"
)
_NOT_IN_TITLE = pattern(rf"[\[\]:*?/\\{_UNSEEN}]")
_NOT_IN_FILE = pattern(rf'[<>:"/\\|?*{_UNSEEN}]')
# Windows looks at what stands before the first dot, blanks behind it not counted.
_DEVICE = pattern(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\s*([.:].*)?", re.IGNORECASE
)


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


def refused_by_windows(name: str) -> str:
    """Why Windows takes no file of that name, in Chinese; "" when it does."""
    if _DEVICE.fullmatch(name):
        return f"“{name.split('.', maxsplit=1)[0].strip()}”是 Windows 留给设备的名称"
    odd = "".join(dict.fromkeys(re.findall(r'[<>:"/\\|?*]', name)))
    return f"文件名里不能有 {' '.join(odd)}" if odd else ""


def _cut(text: str, units: int) -> str:
    """The longest beginning of the text within so many UTF-16 units, as Windows counts."""
    while len(text.encode("utf-16-le", "surrogatepass")) > units * 2:
        text = text[:-1]
    return text.rstrip(" '")
