"""政府信息公开工作年度报告 out of a Table: its chapters by their headings, numbers by their labels.

A published text, a Word document and a worksheet of ours are all read so; a paragraph is a row of
the Table (disclosure_source.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from hfgoals.exchange.tables import Cell, CellLedger, Table, plain_label
from hfgoals.forms.disclosure_report import ARTICLES, NAME, OTHER_SERVICES, RELATION
from hfgoals.model.disclosure import DISPUTES, OPENING, Report, settled
from hfgoals.model.disclosure_fields import (
    CHAPTERS,
    COLUMNS_OF,
    DISPUTE_NAMES,
    GROUPS,
    ITEM_NAMES,
    KIND_NAMES,
    OUTCOME_NAMES,
    PUBLISHED_NAMES,
    RESULTS_HEADING,
)
from hfgoals.model.fields import field_of
from hfgoals.model.kinds import FieldError
from hfgoals.model.values import Unit

_TITLE: Final = re.compile(rf"(.*?)((?:19|20)\d\d)年度?{NAME}")
_ALSO: Final = {
    "disputes": ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",),
    "problems": ("五、存在的主要问题及改进情况",),
}
"""Other headings of chapters."""
_HEADINGS: Final = {
    plain_label(heading): chapter
    for chapter, name in CHAPTERS.items()
    for heading in (name, *_ALSO.get(chapter, ()))
}
_NONE: Final = frozenset("/／—－-–无")
"""What people write where there is nothing to count."""
_LAST: Final = 1 << 14


def _plain(name: str) -> str:
    """A label without what it adds in brackets."""
    return plain_label(name).partition("(区分")[0].partition("(万元")[0]


_PUBLISHED: Final = {plain_label(name): row for row, name in PUBLISHED_NAMES.items()}
_COLUMNS: Final = {
    _plain(column.label): column.path for columns in COLUMNS_OF.values() for column in columns
}
_ITEMS: Final = {_plain(name): item for item, name in ITEM_NAMES.items()}
_KINDS: Final = {plain_label(name): kind for kind, name in KIND_NAMES.items()}
_OUTCOMES: Final = {plain_label(name): outcome for outcome, name in OUTCOME_NAMES.items()}
_PRINTED: Final = {
    plain_label(text)
    for text in (
        *(article for article, _ in ARTICLES),
        OTHER_SERVICES,
        RELATION,
        "申请人情况",
        "法人或其他组织",
        RESULTS_HEADING,
        *(name for name, _ in GROUPS),
        "行政诉讼",
        *DISPUTE_NAMES.values(),
    )
}
"""What the tables say whatever is filled in."""
_NEEDED: Final = {
    plain_label(name)
    for name in ("申请人情况", *list(KIND_NAMES.values())[:5], DISPUTE_NAMES["later_suits"])
}
_Span = tuple[int, int]


@dataclass(slots=True)
class ReportRead:
    """What a report says."""

    unit: Unit = field(default_factory=Unit)
    year: int = 0
    report: Report = field(default_factory=Report)


def may_be_report(text: str) -> bool:
    """Whether a word of such a report stands in the text, which costs less than to look for all."""
    plain = "".join(text.split())
    return any(word in plain for word in (NAME, *_NEEDED))


def is_report(table: Table) -> bool:
    """Whether the table holds such a report: its title, and the labels of its tables."""
    labels = {cell.label for cell in table.cells()}
    return labels >= _NEEDED and any(_TITLE.fullmatch(label) for label in labels)


def read_report(table: Table, ledger: CellLedger) -> ReportRead:
    """The report in the table; what of it is not understood is left to the ledger."""
    reader = _Reader(table, ledger)
    reader.read()
    found = reader.found
    found.report = settled(found.report)
    return found


class _Reader:
    """Reads one table, chapter by chapter."""

    def __init__(self, table: Table, ledger: CellLedger) -> None:
        self.found = ReportRead()
        self._table = table
        self._ledger = ledger
        self._rows = [row for row in table.numbers(1, table.last_row) if table.filled(row)]

    def read(self) -> None:
        """Take every cell that the form speaks of."""
        chapters = self._chapters(self._read_title())
        for path in ("opening", "overview", "problems", "others"):
            self._read_prose(path, chapters.get(path, []))
        self._read_published(chapters.get("published", []))
        self._read_requests(chapters.get("requests", []))
        self._read_disputes(chapters.get("disputes", []))

    def _read_title(self) -> list[int]:
        """The rows below the title."""
        for at, row in enumerate(self._rows):
            title = _TITLE.fullmatch(self._first(row).label)
            if title is None:
                continue
            used, named = [self._first(row)], title[1]
            if at and not named:
                used.append(self._first(self._rows[at - 1]))
                named = used[-1].text
            self._ledger.use(*used)
            self.found.year = int(title[2])
            self.found.unit = field_of("unit", "name").put(Unit(), named)
            return self._rows[at + 1 :]
        return []

    def _chapters(self, rows: Sequence[int]) -> dict[str, list[int]]:
        """The rows of each chapter, headings left out."""
        chapter = "opening"
        found: dict[str, list[int]] = {chapter: []}
        for row in rows:
            cells = self._table.filled(row)
            heading = _HEADINGS.get(cells[0].label) if len(cells) == 1 else None
            if heading is None:
                found[chapter].append(row)
                continue
            chapter = heading
            found.setdefault(chapter, [])
            if cells[0].label == plain_label(CHAPTERS[chapter]):
                self._ledger.use(cells[0])
            else:
                self._ledger.tell(cells[0], f"这一章的标题按表式写作“{CHAPTERS[chapter]}”。")
        return found

    def _read_prose(self, path: str, rows: Sequence[int]) -> None:
        self._ledger.use(*(cell for row in rows for cell in self._table.filled(row)))
        text = "\n".join(map(self._said, rows))
        if path == "opening" and text.strip() == OPENING:
            return
        self.found.report = field_of("report", path).put(self.found.report, text)

    def _read_published(self, rows: Sequence[int]) -> None:
        columns: dict[str, _Span] = {}
        for row in rows:
            cells = self._table.filled(row)
            self._use_printed(cells)
            if any(cell.label == "信息内容" for cell in cells):
                heads = [cell for cell in cells if _plain(cell.text) in _COLUMNS]
                columns = _spans([(_COLUMNS[_plain(cell.text)], cell.column) for cell in heads])
                self._ledger.use(*heads, *(cell for cell in cells if cell.label == "信息内容"))
                continue
            name = next((cell for cell in cells if cell.label in _PUBLISHED), None)
            if name is None:
                continue
            self._ledger.use(name)
            of = _PUBLISHED[name.label]
            known = {column.path for column in COLUMNS_OF[of]}
            for path, span in columns.items():
                if path in known:
                    self._put(f"{of}.{path}", row, span)

    def _read_requests(self, rows: Sequence[int]) -> None:
        columns = self._kinds(rows)
        for row in rows:
            cells = self._table.filled(row)
            self._use_printed(cells)
            if not columns:
                continue
            edge = columns["natural"][0]
            label = next((cell for cell in reversed(cells) if cell.column < edge), None)
            item = self._item(label, cells) if label is not None else None
            if item is None or label is None:
                continue
            self._ledger.use(label)
            for kind, span in columns.items():
                self._put(f"requests.{item}.{kind}", row, span)

    def _item(self, label: Cell, cells: Sequence[Cell]) -> str | None:
        """The item of that label; the last is whatever is the fourth, and keeps its name."""
        item = _ITEMS.get(_plain(label.text))
        if item is None and label is cells[0] and label.label.startswith("四、"):
            put = field_of("report", "carried_title").put
            self.found.report = put(self.found.report, label.text.strip())
            return "carried_over"
        return item

    def _kinds(self, rows: Sequence[int]) -> dict[str, _Span]:
        """Where the numbers of each kind of applicant stand, by the heads above them."""
        heads = [cell for row in rows for cell in self._table.filled(row) if cell.label in _KINDS]
        business = next((cell for cell in heads if _KINDS[cell.label] == "business"), None)
        if business is None:
            return {}
        kinds = list(KIND_NAMES)
        beside = [cell for cell in heads if cell.row == business.row]
        starts = {_KINDS[cell.label]: cell.column for cell in beside}
        above = {_KINDS[cell.label]: cell.column for cell in heads if cell.row < business.row}
        # In plain text nothing tells how wide a cell is: they stand beside those of the next row.
        natural, last = above.get("natural", 0), starts.get("other", business.column + 4)
        starts["natural"] = natural if 0 < natural < business.column else business.column - 1
        starts["total"] = max(above.get("total", 0), last + 1)
        self._ledger.use(*heads)
        return _spans([(kind, starts[kind]) for kind in kinds if kind in starts])

    def _read_disputes(self, rows: Sequence[int]) -> None:
        for row in rows:
            self._use_printed(self._table.filled(row))
        heads = [
            cell for row in rows for cell in self._table.filled(row) if cell.label in _OUTCOMES
        ]
        if not heads:
            return
        last = max(cell.row for cell in heads)
        suits = sorted(cell.column for cell in heads if cell.row == last)
        wanted = len(OUTCOME_NAMES)
        reviews = sorted(
            cell.column for cell in heads if cell.row < last and cell.column < suits[0]
        )
        if len(suits) != 2 * wanted:
            return
        if len(reviews) != wanted:
            reviews = list(range(suits[0] - wanted, suits[0]))
        self._ledger.use(*heads)
        paths = [f"{dispute}.{outcome}" for dispute in DISPUTES for outcome in OUTCOME_NAMES]
        spans = _spans(list(zip(paths, (*reviews, *suits), strict=True)))
        below = next((row for row in rows if row > last), None)
        for path, span in spans.items() if below is not None else ():
            self._put(path, below or 0, span)

    def _put(self, path: str, row: int, span: _Span) -> None:
        cell = self._table.at(row, *span)
        if cell is None or not cell.text.strip():
            return
        if cell.text.strip() in _NONE:
            self._ledger.tell(cell, f"写的是“{cell.text.strip()}”，按空白读入。")
            return
        place = field_of("report", path)
        try:
            self.found.report = place.put(self.found.report, cell.text)
            self._ledger.use(cell)
        except FieldError as error:
            self._ledger.refuse(cell, f"{place.label}没有读入：{error}")

    def _use_printed(self, cells: Sequence[Cell]) -> None:
        self._ledger.use(*(cell for cell in cells if cell.label in _PRINTED))

    def _first(self, row: int) -> Cell:
        return self._table.filled(row)[0]

    def _said(self, row: int) -> str:
        return "\n".join(cell.text for cell in self._table.filled(row))


def _spans(starts: Sequence[tuple[str, int]]) -> dict[str, _Span]:
    """From each start to the next."""
    return dict(_between(starts))


def _between(starts: Sequence[tuple[str, int]]) -> Iterator[tuple[str, _Span]]:
    for at, (name, start) in enumerate(starts):
        end = starts[at + 1][1] - 1 if at + 1 < len(starts) else _LAST
        yield name, (start, end)
