"""What a worksheet's reader told beside its cells (outside/aside.py): notes, rows that are gone.

A row whose texts are all struck out is no row of the table; what reaches further down from it, as a
一级指标 over several rows does, begins in the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hfgoals.exchange.note import Note
from hfgoals.exchange.origin import Origin, letters_of
from hfgoals.exchange.outside.aside import Told

_MOST = 60
"""Notes about one table."""

PlainCell = tuple[int, int, str, str]
Merge = tuple[int, int, int, int]


def aside_notes(origin: Origin, told: Sequence[Told], gone: set[int]) -> Iterator[Note]:
    """The notes about struck-out texts, rows that are ``gone``, and hidden rows and columns."""
    whole: dict[int, list[str]] = {row: [] for row in sorted(gone)}
    left = []
    for each in told:
        if each[0] == "struck" and each[1] in gone:
            whole[each[1]].append(each[3])
        else:
            left.append(each)
    for row, texts in whole.items():
        place = _lines(origin, "rows", row, row)
        yield Note(row, "；".join(texts)[:300], "整行都划掉了，没有读入。", place=place)
    for what, first, second, text in left[:_MOST]:
        if what == "struck":
            yield Note(first, text, "划掉的文字没有读入。", place=origin.place(first, second))
        else:
            line = first if what == "rows" else 0
            message = "是隐藏的，也读入了，请核对。"
            yield Note(line, "", message, place=_lines(origin, what, first, second))
    if left[_MOST:]:
        message = f"另有 {len(left[_MOST:])} 处划掉或隐藏的内容，同样处理，请核对。"
        yield Note(0, "", message, place=origin.name)


def _lines(origin: Origin, what: str, first: int, last: int) -> str:
    """Rows or columns for people: 工作表“甲” 第3至5行, 第B列."""
    named = "列" if what == "columns" else "行"
    ends = [str(each) for each in (first, last)]
    if what == "columns" and not origin.number:
        ends = [letters_of(each) for each in (first, last)]
    span = "至".join(dict.fromkeys(ends))
    return f"{origin.name}{'' if origin.number else ' '}第{span}{named}"


def struck_rows(
    cells: Iterable[PlainCell], merges: Iterable[Merge], told: Sequence[Told]
) -> set[int]:
    """The rows in which nothing is left but what goes on below."""
    struck = {first for what, first, _, _ in told if what == "struck"}
    if not struck:
        return set()
    reaching = {(top, left) for top, left, bottom, _ in merges if bottom > top}
    for row, column, text, _ in cells:
        if row in struck and text and (row, column) not in reaching:
            struck.discard(row)
    return struck


def without_rows(
    cells: Iterable[PlainCell], merges: Iterable[Merge], gone: set[int]
) -> tuple[list[PlainCell], list[Merge]]:
    """The cells without those rows; what is merged with rows below begins in the first that stays.

    A merged range that lies in them alone goes with its text.
    """
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    kept: list[Merge] = []
    for top, left, bottom, right in merges:
        first = next((row for row in range(top, bottom + 1) if row not in gone), None)
        if first is not None:
            kept.append((first, left, bottom, right))
            moved[top, left] = first, left
    found = []
    for row, column, text, letters in cells:
        to = moved.get((row, column), (row, column))
        if to[0] not in gone:
            found.append((*to, text, letters))
    return found, kept
