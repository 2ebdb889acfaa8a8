"""Pasted text as tables: cells with tabs between them, lines such as 项目名称：…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hfgoals.exchange.foreign.prose import table_of_prose
from hfgoals.exchange.lines import SourceLine, read_lines, runs_of
from hfgoals.exchange.origin import Origin
from hfgoals.exchange.tables import Table, table_of

_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CELL_END = re.compile(rf"\t|{_BREAK.pattern}")
_STROKES = "|｜│┃"
_STROKE = re.compile(f"[{_STROKES}]")
_MOST_LINES = 5_000
"""Of prose, or of a table drawn with strokes."""
_RULE = re.compile(r"[\s|｜│┃+=:_\-—─━┌┐└┘├┤┬┴┼]*")


def tables_of_text(text: str) -> list[Table]:
    """The table that the text is, as one that starts in line 1; [] for a blank text.

    From a worksheet or a document a cell comes between tabs, in quotes when it holds a line break;
    a line without a tab is a row of one cell over all columns. From a document turned into plain
    text a cell stands on a line of its own behind a tab, and a blank line ends a row. Strokes
    between the cells stand for tabs. Projects listed in prose are a table of labels and values.
    """
    text = _with_tabs(text.lstrip("\ufeff"))
    lines = _BREAK.split(text) if "\t" not in text else []
    if 0 < len(lines) <= _MOST_LINES:
        prose = table_of_prose([*enumerate(lines, 1)], Origin("", 1))
        if prose is not None:
            return [prose]
    rows = list(_runs(text) if _is_line_by_line(text) else _records(text))
    width = max((len(row) for _, row in rows), default=0)
    cells: list[tuple[int, int, str, str]] = []
    merges: list[tuple[int, int, int, int]] = []
    for number, row in rows:
        cells += [(number, at, each, "") for at, each in enumerate(row, 1) if each.strip()]
        if len(row) == 1 and width > 1:
            merges.append((number, 1, number, width))
    return [table_of(Origin("", 1), cells, merges)] if cells else []


def _with_tabs(text: str) -> str:
    """The text with tabs for the strokes between cells, where most lines have some and no tab."""
    if "\t" in text or not _STROKE.search(text):
        return text
    lines = _BREAK.split(text)
    drawn = [line for line in lines if len(_STROKE.findall(line)) > 1]
    written = [line for line in lines if line.strip() and not _RULE.fullmatch(line)]
    if not 3 <= len(drawn) <= _MOST_LINES or len(drawn) * 2 < len(written):
        return text
    return "\n".join("" if _RULE.fullmatch(line) else _row_of(line) for line in lines)


def _row_of(line: str) -> str:
    """The cells of a line with strokes at its ends, or only between."""
    bare = line.strip()
    bare = bare[1:] if bare[:1] in (*_STROKES,) else bare
    bare = bare[:-1] if bare[-1:] in (*_STROKES,) else bare
    return "\t".join(cell.strip() for cell in _STROKE.split(bare))


def _is_line_by_line(text: str) -> bool:
    """Whether each cell stands on a line of its own behind a tab."""
    lines = [line for line in _BREAK.split(text) if "\t" in line]
    alone = [line for line in lines if line.startswith("\t") and "\t" not in line[1:]]
    return len(lines) > 3 and len(alone) * 10 >= len(lines) * 9


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of cells, a line each; the row has the number of its first line."""
    for item in runs_of(read_lines(text)):
        if isinstance(item, SourceLine):
            yield item.number, [item.text.strip()]
        else:
            row = ["\n".join(line.text.strip() for line in cell) for cell in item]
            yield item[0][0].number, row


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines of cells with tabs between; a cell in quotes may go over several lines."""
    number, at, begun = 1, 0, 0
    row: list[str] = []
    while at < len(text):
        quoted = _quoted(text, at)
        if quoted is not None:
            cell, end = quoted
        else:
            stop = _CELL_END.search(text, at)
            end = len(text) if stop is None else stop.start()
            cell = text[at:end]
        row.append(_BREAK.sub("\n", cell).strip(" \u3000"))
        if end < len(text) and text[end] == "\t":
            at = end + 1
            if at == len(text):
                row.append("")
            continue
        yield number, _shortened(row)
        row = []
        broken = _BREAK.match(text, end)
        at = broken.end() if broken is not None else len(text)
        number += len(_BREAK.findall(text, begun, at))
        begun = at
    if row:
        yield number, _shortened(row)


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """A cell in quotes that ends at a tab or a line's end, and where; None when it is none."""
    if text[at] != '"':
        return None
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        if text[end + 1 : end + 2] == '"':
            end += 2
            continue
        after = text[end + 1 : end + 2]
        if after in ("", "\t") or _BREAK.match(after):
            return text[at + 1 : end].replace('""', '"'), end + 1
        return None
    return None


def _shortened(row: list[str]) -> list[str]:
    kept = len(row)
    while kept > 1 and not row[kept - 1].strip():
        kept -= 1
    return row[:kept]
