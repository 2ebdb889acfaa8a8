"""The goals in one cell: a numbered list is several, without their numbers."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"\s*(?:(?:年度)?(?:绩效)?目标\s*(?P<a>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[：:、.．]\s*"
    r"|[（(](?P<b>\d{1,2}|[一二三四五六七八九十]{1,2})[)）]\s*[、.．]?\s*"
    r"|(?P<c>\d{1,2})\s*[、．.](?:(?!\s*\d)|(?=\s*(?:19|20)\d\d\s*年))\s*"
    r"|(?P<e>[一二三四五六七八九十]{1,2})\s*[、．.](?!\s*[一二三四五六七八九十])\s*"
    r"|(?P<d>[①②③④⑤⑥⑦⑧⑨⑩])\s*)"
)
_GOES_ON = re.compile(
    r"[。；;，,]\s*(?:(?:目标)?\s*(?:[2-9]|[二三四五])\s*[、.．：:](?!\d)"
    r"|[（(](?:[2-9]|[二三四五])[)）]|[②③])"
)
_HAN = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
_CIRCLED = {word: number for number, word in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}


def goals_in(text: str, first: int = 1) -> tuple[str, ...]:
    """The goals of a cell. Only lines numbered from ``first`` on without a gap make it several."""
    lines = [line for line in re.split(r"\r\n|[\r\n\x0b]", text) if line.strip()]
    starts = [_number(line) for line in lines]
    numbers = [number for number in starts if number]
    if not lines or starts[0] != first or numbers != [*range(first, first + len(numbers))]:
        return (text.strip(),) if text.strip() else ()
    if len(numbers) == 1 and _GOES_ON.search(lines[0]):
        # （一）…。（二）… on one line: one text, with all its numbers.
        return (text.strip(),)
    goals: list[str] = []
    for line, number in zip(lines, starts, strict=True):
        if number:
            found = _NUMBERED.match(line)
            goals.append(line[found.end() :].strip() if found is not None else line.strip())
        else:
            goals[-1] += "\n" + line.strip()
    return tuple(goal for goal in goals if goal)


def _number(line: str) -> int:
    """The number that a line begins with; 0 for none."""
    found = _NUMBERED.match(line)
    if found is None:
        return 0
    word = next(group for group in found.groups() if group)
    if word in _CIRCLED:
        return _CIRCLED[word]
    if word.isdigit():
        return int(word)
    return _HAN.get(word, 0) or (10 + _HAN.get(word[1:], 0) if word[0] == "十" else 0)
