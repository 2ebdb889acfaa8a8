"""Where the keys lead on a form, by Excel's habits. Pure."""

from __future__ import annotations

from ui.grid.geometry import Board, Place, Point


def right(board: Board, point: Point) -> Point:
    """The next fillable cell in the same row, or where it was."""
    here = board.at(point)
    edge = here.right if here is not None else point.column
    for place in board.columns_of(point.row):
        if place.left >= edge:
            return Point(point.row, place.left)
    return point


def left(board: Board, point: Point) -> Point:
    """The fillable cell before it in the same row, or where it was."""
    for place in reversed(board.columns_of(point.row)):
        if place.left < point.column and board.at(point) is not place:
            return Point(point.row, place.left)
    return point


def vertical(board: Board, point: Point, aim: float, *, down: bool) -> Point:
    """The nearest row with something to fill in, at the place nearest to ``aim`` (mm)."""
    here = board.at(point)
    rows = board.filled_rows if down else board.filled_rows[::-1]
    for row in rows:
        beyond = (
            row >= (here.bottom if here is not None else point.row + 1)
            if down
            else row < (here.top if here is not None else point.row)
        )
        if not beyond:
            continue
        places = [place for place in board.columns_of(row) if place is not here]
        if places:
            return Point(row, min(places, key=lambda place: _aside(place, aim)).left)
    return point


def beside(board: Board, point: Point, *, down: bool) -> Point | None:
    """The same column in the very next row, merged cells or not; None after the last."""
    rows = board.filled_rows if down else board.filled_rows[::-1]
    row = next((row for row in rows if (row > point.row if down else row < point.row)), None)
    if row is None:
        return None
    aim = aim_of(board, point)
    return Point(row, min(board.columns_of(row), key=lambda place: _aside(place, aim)).left)


def aim_of(board: Board, point: Point) -> float:
    """The middle of a cell, in mm: what moving up and down keeps to."""
    place = board.at(point)
    return 0.0 if place is None else place.box.x + place.box.width / 2


def following(board: Board, point: Point) -> Point | None:
    """The next cell in reading order; None after the last."""
    beside = right(board, point)
    if beside != point:
        return beside
    return next((place.point for place in board.places if place.top > point.row), None)


def preceding(board: Board, point: Point) -> Point | None:
    """The cell before in reading order; None before the first."""
    place = board.at(point)
    start = Point(point.row, place.left if place is not None else point.column)
    if place is not None and place.top < point.row:
        # Come from the side into a merged cell: it belongs to the rows above.
        start = Point(point.row, 0)
    before = [each.point for each in board.places if each.point < start]
    return before[-1] if before else None


def row_start(board: Board, point: Point) -> Point:
    """The first cell of the row."""
    places = board.columns_of(point.row)
    return Point(point.row, places[0].left) if places else point


def row_end(board: Board, point: Point) -> Point:
    """The last cell of the row."""
    places = board.columns_of(point.row)
    return Point(point.row, places[-1].left) if places else point


def form_start(board: Board) -> Point:
    """The first cell of the form."""
    return board.places[0].point


def form_end(board: Board) -> Point:
    """The last cell of the form."""
    last = board.filled_rows[-1]
    return row_end(board, Point(last, 0))


def paged(board: Board, point: Point, aim: float, distance: float) -> Point:
    """About ``distance`` mm further down (up when negative)."""
    place = board.at(point)
    if place is None:
        return point
    middle = (board.row_top(point.row) + board.row_bottom(point.row)) / 2 + distance
    there = board.nearest(aim, middle)
    if there is None:
        return point
    moved = there.row > point.row if distance > 0 else there.row < point.row
    if moved:
        return there
    return form_end(board) if distance > 0 else form_start(board)


def _aside(place: Place, aim: float) -> float:
    box = place.box
    return max(box.x - aim, 0.0, aim - box.x - box.width)


def column_end(board: Board, point: Point, *, down: bool) -> Point:
    """The last (first) row of the same block of cells, in the same column."""
    place = board.at(point)
    if place is None:
        return point
    part = place.address.part
    rows = [row for row in board.filled_rows if _stands(board, row, place, part)]
    return Point(rows[-1] if down else rows[0], place.left)


def _stands(board: Board, row: int, like: Place, part: str) -> bool:
    there = board.at(Point(row, like.left))
    return there is not None and there.left == like.left and there.address.part == part
