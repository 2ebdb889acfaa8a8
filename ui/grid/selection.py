"""The cell in hand and the range around it. Pure."""

from __future__ import annotations

from hfgoals.model.address import Address
from ui.grid import movement
from ui.grid.geometry import Board, Place, Point, Rect


class Selection:
    """Where the user is on a board: the cell in hand, and the other end of a range."""

    def __init__(self) -> None:
        self.board: Board | None = None
        self.point: Point | None = None
        self.anchor: Point | None = None
        self._address: Address | None = None
        self._aim: float | None = None
        self._tab_start: int | None = None

    @property
    def place(self) -> Place | None:
        """The cell in hand."""
        return self.board.at(self.point) if self.board is not None else None

    @property
    def address(self) -> Address | None:
        """The address in hand, in its own row of a merged cell."""
        place = self.place
        return place.address_in(self.point.row) if place is not None and self.point else None

    def take_board(self, board: Board | None, before: Address | None = None) -> None:
        """Stand on the same address of another board, else on a sensible neighbour.

        ``before`` is preferred: the address that a row command leads to.
        """
        old, point = self.board, self.point
        anchored, tabbed = self._anchor_address(), self.tabbed_from
        self.board = board
        # The columns of another board stand elsewhere.
        self._aim = self._tab_start = None
        if board is None or not board.places:
            self.point = self.anchor = None
            return
        for address in (before, self._address):
            found = board.point_of(address) if address is not None else None
            if found is not None:
                self.point = found
                break
        else:
            first = board.places[0].point
            self.point = _neighbour(board, point, self._address) if old is not None else first
        began = board.point_of(tabbed) if tabbed is not None else None
        if began is not None and self.point is not None and began.row == self.point.row:
            self._tab_start = began.column
        self.anchor = (board.point_of(anchored) if anchored else None) or self.point
        self._address = self.address

    def _anchor_address(self) -> Address | None:
        if self.board is None or self.anchor in (None, self.point):
            return None
        place = self.board.at(self.anchor)
        return place.address_in(self.anchor.row) if place is not None and self.anchor else None

    def put(self, point: Point | None, *, extend: bool = False, keep_aim: bool = False) -> None:
        """Take the cell at the square in hand; ``extend`` leaves the other end of the range."""
        if self.board is None or self.board.at(point) is None:
            return
        self.point = point
        if not extend:
            self.anchor = point
        if not keep_aim:
            self._aim = None
            self._tab_start = None
        self._address = self.address

    def horizontal(self, *, forward: bool, extend: bool = False) -> None:
        """One cell to the side."""
        if self.board is None or self.point is None:
            return
        step = movement.right if forward else movement.left
        self.put(step(self.board, self.point), extend=extend)

    def vertical(self, *, down: bool, extend: bool = False) -> None:
        """One row up or down, keeping to the column it began in."""
        if self.board is None or self.point is None:
            return
        if self._aim is None:
            self._aim = movement.aim_of(self.board, self.point)
        point = movement.vertical(self.board, self.point, self._aim, down=down)
        self.put(point, extend=extend, keep_aim=True)

    @property
    def in_last_row(self) -> bool:
        """Whether the cell in hand is in the last row of the table whose rows are numbered."""
        board, point = self.board, self.point
        part = board.list_in(point) if board is not None else None
        if board is None or point is None or part is None:
            return False
        return point.row == board.rows_of(part)[-1]

    @property
    def ends_table(self) -> bool:
        """Whether the cell in hand is the last of that table."""
        board, point = self.board, self.point
        if board is None or point is None or not self.in_last_row:
            return False
        return movement.right(board, point) == point

    def tab(self, *, forward: bool) -> bool:
        """To the next or previous cell in reading order; False at the end of the form."""
        if self.board is None or self.point is None:
            return True
        start = self._tab_start if self._tab_start is not None else self.point.column
        step = movement.following if forward else movement.preceding
        point = step(self.board, self.point)
        if point is None:
            return False
        # A merged cell of earlier rows is not visited again, and Enter leads back to where a run
        # of tabs began, as in Excel.
        same_row = point.row == self.point.row
        self.put(point)
        self._tab_start = start if same_row else None
        return True

    def enter(self, *, down: bool) -> bool:
        """One row down or up; after tabs, under the cell where they began. False at the end."""
        if self.board is None or self.point is None:
            return True
        before, start = self.point, self._tab_start
        if start is None:
            self.vertical(down=down)
        else:
            self.put(movement.beside(self.board, Point(before.row, start), down=down))
        return self.point != before

    @property
    def tabbed_from(self) -> Address | None:
        """The cell of this row where a run of tabs began; None when there was none."""
        if self.board is None or self.point is None or self._tab_start is None:
            return None
        place = self.board.at(Point(self.point.row, self._tab_start))
        return place.address_in(self.point.row) if place is not None else None

    def page(self, distance: float, *, extend: bool = False) -> None:
        """About so many mm down (up when negative)."""
        if self.board is None or self.point is None:
            return
        if self._aim is None:
            self._aim = movement.aim_of(self.board, self.point)
        point = movement.paged(self.board, self.point, self._aim, distance)
        self.put(point, extend=extend, keep_aim=True)

    def row_ends(self, anchor: int, row: int) -> None:
        """Take whole rows in hand, from one to the other."""
        if self.board is None:
            return
        first = movement.row_start(self.board, Point(anchor, 0))
        last = movement.row_end(self.board, Point(row, 0))
        self.put(last)
        self.anchor = first

    @property
    def ranged(self) -> bool:
        """Whether more than one cell is taken."""
        return len(self.places) > 1

    @property
    def span(self) -> tuple[range, range]:
        """The grid rows and columns taken, grown over the merged cells that they cut."""
        board, point = self.board, self.point
        if board is None or point is None:
            return range(0), range(0)
        other = self.anchor or point
        rows = sorted((point.row, other.row))
        here, there = board.at(point), board.at(other)
        edges = [place for place in (here, there) if place is not None]
        left = min(place.left for place in edges)
        right = max(place.right for place in edges)
        return range(rows[0], rows[1] + 1), range(left, right)

    @property
    def rects(self) -> list[Rect]:
        """What the range covers; nothing when a single cell is taken."""
        places, (rows, _) = self.places, self.span
        if self.board is None or len(places) < 2:
            return []
        return [self.board.slice(place, rows) for place in places]

    @property
    def places(self) -> list[Place]:
        """All fillable cells taken, in reading order."""
        if self.board is None:
            return []
        rows, columns = self.span
        return [
            place
            for place in self.board.places
            if place.top < rows.stop
            and place.bottom > rows.start
            and place.left < columns.stop
            and place.right > columns.start
        ]


def _neighbour(board: Board, point: Point | None, address: Address | None) -> Point | None:
    """The same field in that row or the nearest above it, else what stands about there."""
    if point is None or address is None:
        return board.places[0].point
    rows = [row for row in board.filled_rows if row <= point.row] or board.filled_rows[:1]
    places = board.columns_of(rows[-1])
    wanted = (address.part, address.path)
    same = [each for each in places if (each.address.part, each.address.path) == wanted]
    nearest = min(same or places, key=lambda place: abs(place.left - point.column))
    return Point(rows[-1], nearest.left)
