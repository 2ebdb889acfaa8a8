"""Where pages end: a Plan parted into pages of a given height.

Rows are taken as long as they fit. When one does not, it is broken between lines if it may be or
must be, else the page ends before it, or before the rows that are kept with it. Cells over several
rows that stand at the page's end are closed there and opened again on the next page: a short one
shows its text anew (the page's last row is made high enough for it), a long one goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from hfgoals.layout.plan import SLACK, Content, Plan
from hfgoals.lean import dataclass

_REPEATED = 1 / 3
"""What of a page's height headings and cells over several rows may take up to be repeated."""
_FEWEST_LINES = 2
"""What a broken row leaves at the foot of a page at least."""


@dataclass(frozen=True, slots=True)
class Part:
    """A cell, or what of it stands on one page."""

    content: Content
    top: float
    """In mm below the page's upper margin."""
    height: float
    first: int
    """Its first line, and the one after its last."""
    end: int
    continued: bool


def paged(plan: Plan, height: float) -> list[list[Part]]:
    """The parts on every page of that height between the margins (mm); one page at least.

    Every line is placed, whatever happens: what fits on no page stands beyond the lower margin.
    """
    return list(_Pager(plan, height).pages())


class _Pager:
    """Goes down the rows of one Plan, page by page."""

    def __init__(self, plan: Plan, height: float) -> None:
        self._plan = plan
        self._rows = plan.sheet.rows
        self._height = height
        self._row = 0
        """The row at which the next page begins."""
        self._resumed = False
        """Whether that row has begun on the page before."""
        self._placed: dict[int, int] = {}
        """How many lines of a cell stand on earlier pages, by the cell's index."""
        self._tops: dict[int, float] = {}
        """Where cells over several rows begin on this page, by the cell's index."""

    def pages(self) -> Iterator[list[Part]]:
        yield self._page([])
        while self._skip_gaps():
            yield self._page(self._headings())

    def _skip_gaps(self) -> bool:
        """Leave out empty rows at the top of a page; whether there are rows left."""
        while self._row < len(self._rows) and self._plan.is_gap(self._row):
            self._row += 1
        return self._row < len(self._rows)

    def _headings(self) -> list[Part]:
        """The heading rows of the table that goes on at the top of a page."""
        plan, parts, top = self._plan, list[Part](), 0.0
        numbers = self._heading_rows(self._row)
        for number in numbers:
            for content in (*plan.own[number], *plan.starting[number]):
                rows = range(number, content.last_row + 1)
                if all(row in numbers for row in rows):
                    height = sum(plan.heights[row] for row in rows)
                    parts.append(Part(content, top, height, 0, len(content.lines), True))
            top += plan.heights[number]
        return parts

    def _heading_rows(self, row: int) -> list[int]:
        """The rows that are repeated above ``row`` when a page begins with it."""
        at = self._rows[row]
        if not at.table or at.heading:
            return []
        numbers = [
            number
            for number in range(row)
            if self._rows[number].heading and self._rows[number].table == at.table
        ]
        height = sum(self._plan.heights[number] for number in numbers)
        return numbers if height <= self._height * _REPEATED else []

    # ------------------------------------------------------------ one page

    def _page(self, headings: list[Part]) -> list[Part]:
        y = max((part.top + part.height for part in headings), default=0.0)
        heads = y
        rows: list[tuple[float, float]] = []
        """Top and height of the rows from self._row on."""
        self._tops = {}
        end = self._row
        while end < len(self._rows):
            if end > self._row and self._rows[end].page_break and self._height < inf:
                break
            for span in self._plan.crossing[end]:
                self._tops.setdefault(span.index, y)
            height = self._row_height(end, y, heads)
            if max(y + height, self._foot(end)) > self._height + SLACK:
                ends = self._ends(end, y)
                if ends is not None:
                    return headings + self._whole_rows(rows) + self._cut(end, y, ends)
                if end > self._row:
                    end = self._break_before(end)
                    break
            rows.append((y, height))
            y += height
            end += 1
        return headings + self._finished(rows[: end - self._row], end)

    def _row_height(self, row: int, y: float, heads: float) -> float:
        """The height of a row that begins at y, with what is left of its cells."""
        resumed = self._resumed and row == self._row
        height = 0.0 if resumed else min(self._rows[row].least, self._height - heads)
        for content in self._plan.own[row]:
            height = max(height, content.height(self._placed.get(content.index, 0)))
        for span in self._plan.crossing[row]:
            if span.last_row == row:
                height = max(height, self._need(span) - (y - self._tops[span.index]))
        return height

    def _foot(self, row: int) -> float:
        """How far down the page's end must be if the page ends with that row."""
        return max(
            (
                self._tops[span.index] + span.height()
                for span in self._plan.crossing[row]
                if self._repeats(span)
            ),
            default=0.0,
        )

    def _repeats(self, span: Content) -> bool:
        return span.height() <= self._height * _REPEATED

    def _need(self, span: Content) -> float:
        """The height of what a cell over several rows shows on this page if it ends here."""
        return span.height(0 if self._repeats(span) else self._placed.get(span.index, 0))

    def _break_before(self, row: int) -> int:
        """The row before which a page ends that has no room for ``row``."""
        for end in range(row, self._row, -1):
            above = self._rows[end - 1]
            if not above.keep_with_next and not above.heading:
                return end
        return row

    # ------------------------------------------------------------ rows as parts

    def _finished(self, rows: list[tuple[float, float]], end: int) -> list[Part]:
        """The parts of the rows before ``end``, the last made as high as open cells need."""
        if rows and end < len(self._rows):
            top, height = rows[-1]
            rows[-1] = (top, max(height, self._foot(end - 1) - top))
        parts = self._whole_rows(rows)
        if rows:
            bottom = sum(rows[-1])
            for span in self._plan.crossing[end - 1]:
                if span.last_row >= end:
                    parts.append(self._span(span, bottom))
        self._row, self._resumed = end, False
        return parts

    def _whole_rows(self, rows: list[tuple[float, float]]) -> list[Part]:
        """The cells that end in these rows, all of which stand on the page to their end."""
        parts: list[Part] = []
        for row, (top, height) in enumerate(rows, self._row):
            resumed = self._resumed and row == self._row
            for content in self._plan.own[row]:
                first = self._placed.get(content.index, 0)
                parts.append(Part(content, top, height, first, len(content.lines), resumed))
            bottom = top + height
            ending = (span for span in self._plan.crossing[row] if span.last_row == row)
            parts.extend(self._span(span, bottom) for span in ending)
        return parts

    def _span(self, span: Content, bottom: float, end: int | None = None) -> Part:
        """The part of a cell over several rows that stands on this page, down to ``bottom``."""
        top = self._tops[span.index]
        continued = span.cell.row < self._row or (self._resumed and span.cell.row == self._row)
        if self._repeats(span):
            return Part(span, top, bottom - top, 0, len(span.lines), continued)
        first = self._placed.get(span.index, 0)
        if end is None:
            end = min(len(span.lines), first + span.fitting(bottom - top))
        self._placed[span.index] = end
        return Part(span, top, bottom - top, first, end, continued)

    # ------------------------------------------------------------ a row in pieces

    def _ends(self, row: int, y: float) -> dict[int, int] | None:
        """The ends of the cells in a row that is broken here, by the cells' indices; None when it
        goes to the next page whole, or stands on this one whole though it has no room."""
        forced = row == self._row
        if not forced and (not self._may_break(row) or self._foot(row) > self._height + SLACK):
            return None
        ends, unfinished = dict[int, int](), list[Content]()
        for content in self._in_row(row):
            first = self._placed.get(content.index, 0)
            fitting = content.fitting(self._height - self._tops.get(content.index, y))
            end = ends[content.index] = min(len(content.lines), first + fitting)
            if end < len(content.lines) and content.last_row == row:
                unfinished.append(content)
        if not unfinished:
            return None
        taken = [ends[each.index] - self._placed.get(each.index, 0) for each in unfinished]
        if not forced and min(taken) < _FEWEST_LINES:
            return None
        if not any(taken):
            # Not even one line fits: without this the same page would be tried for ever.
            return {**ends, **{each.index: ends[each.index] + 1 for each in unfinished}}
        only = unfinished[0]
        if len(unfinished) == 1 and len(only.lines) - ends[only.index] == 1:
            # The last line would begin the next page all alone.
            if taken[0] > _FEWEST_LINES:
                ends[only.index] -= 1
            elif not forced:
                return None
        return ends

    def _may_break(self, row: int) -> bool:
        """Whether the row is marked so, or is too high for any page."""
        if self._rows[row].splits:
            return True
        heads = sum(self._plan.heights[number] for number in self._heading_rows(row))
        highest = max(
            (
                content.height(self._placed.get(content.index, 0))
                for content in self._in_row(row)
                if content.last_row == row
            ),
            default=0.0,
        )
        return highest > self._height - heads + SLACK

    def _in_row(self, row: int) -> Iterator[Content]:
        """The cells whose lines are broken with the row."""
        yield from self._plan.own[row]
        for span in self._plan.crossing[row]:
            if not self._repeats(span):
                yield span

    def _cut(self, row: int, y: float, ends: dict[int, int]) -> list[Part]:
        """The parts of a row that is broken here, down to the lowest of them."""
        bottom = max(y, self._foot(row))
        for content in self._in_row(row):
            lines = ends[content.index] - self._placed.get(content.index, 0)
            if lines > 0:
                room = content.style.before + lines * content.style.pitch + content.style.after
                bottom = max(bottom, self._tops.get(content.index, y) + room)
        parts: list[Part] = []
        resumed = self._resumed and row == self._row
        for content in self._plan.own[row]:
            first, end = self._placed.get(content.index, 0), ends[content.index]
            parts.append(Part(content, y, bottom - y, first, end, resumed))
            self._placed[content.index] = end
        spans = self._plan.crossing[row]
        parts.extend(self._span(span, bottom, ends.get(span.index)) for span in spans)
        self._row, self._resumed = row, True
        return parts
