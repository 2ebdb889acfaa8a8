"""Where the keys lead, on the forms themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.forms import hebei_project
from hfgoals.layout.flow import endless
from hfgoals.model.address import Address
from hfgoals.model.values import Project
from tests.forms import examples
from ui.grid import movement
from ui.grid.geometry import NEW_ROW, Board, Point
from ui.grid.selection import Selection

PROJECTS = examples.plan().projects


def board_of(project: Project) -> Board:
    sheet = hebei_project.compose(examples.UNIT, examples.plan(), project, 1)
    return Board(sheet, endless(sheet))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_tab_visits_every_cell_once_and_back(project: Project) -> None:
    board = board_of(project)
    seen = [movement.form_start(board)]
    while (following := movement.following(board, seen[-1])) is not None:
        seen.append(following)
    assert seen == [place.point for place in board.places]
    back = [seen[-1]]
    while (before := movement.preceding(board, back[-1])) is not None:
        back.append(before)
    assert back == seen[::-1]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_down_reaches_the_last_row_and_up_the_first(project: Project) -> None:
    board = board_of(project)
    assert board.places
    for place in board.places:
        for down, end in ((True, board.filled_rows[-1]), (False, board.filled_rows[0])):
            point, aim = place.point, movement.aim_of(board, place.point)
            for _ in range(len(board.filled_rows)):
                point = movement.vertical(board, point, aim, down=down)
            reached = board.at(point)
            assert reached is not None
            assert reached.top <= end < reached.bottom


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_every_cell_is_found_under_its_own_middle(project: Project) -> None:
    board = board_of(project)
    assert board.places
    for place in board.places:
        rect = place.rect
        hit = board.hit(rect.x + rect.width / 2, rect.y + rect.height / 2)
        assert board.at(hit) is place
        assert hit is not None
        assert place.top <= hit.row < place.bottom


def test_every_address_is_found_in_its_own_row() -> None:
    project = examples.platform_project()
    board = board_of(project)
    rows = board.rows_of("indicator")
    for row, indicator in zip(rows, project.indicators, strict=True):
        for path in ("level1", "level2", "name", "basis"):
            point = board.point_of(Address("indicator", indicator.id, path))
            assert point is not None
            assert point.row == row


def test_labels_are_no_places() -> None:
    board = board_of(examples.platform_project())
    label = next(box for box in board.page.boxes if box.cell.style == "label")
    assert board.hit(label.x + 1, label.y + 1) is None
    assert board.hit(-5, -5) is None


def test_a_blank_form_knows_what_its_empty_cells_are_for() -> None:
    board = board_of(Project(name="空表"))
    blanks = [(place.address.part, place.address.path) for place in board.places]
    paths = ("level1", "level2", "name", "description", "target", "basis")
    assert blanks[-7:] == [("goal", "text"), *(("indicator", path) for path in paths)]
    assert all(place.address.row == NEW_ROW for place in board.places[-7:])


def test_sideways_through_a_merged_cell_keeps_the_row() -> None:
    project = examples.platform_project()
    board = board_of(project)
    selection = Selection()
    selection.take_board(board)
    selection.put(board.point_of(Address("indicator", project.indicators[3].id, "name")))
    selection.horizontal(forward=False)
    assert selection.address == Address("indicator", project.indicators[3].id, "level2")
    selection.horizontal(forward=True)
    assert selection.address == Address("indicator", project.indicators[3].id, "name")


def test_enter_after_tabs_leads_under_the_first() -> None:
    project = examples.platform_project()
    board = board_of(project)
    selection = Selection()
    selection.take_board(board)
    selection.put(board.point_of(Address("indicator", project.indicators[1].id, "description")))
    assert selection.tab(forward=True)
    assert selection.tab(forward=True)
    selection.enter(down=True)
    assert selection.address == Address("indicator", project.indicators[2].id, "description")


def _with_wide_basis(project: Project) -> Project:
    """The project with so much in one cell that its columns get other widths."""
    first, *others = project.indicators
    long = "、".join(f"《关于第{number}项工作安排的批复》" for number in range(12))
    return replace(project, indicators=(replace(first, basis=long), *others))


def test_enter_after_tabs_leads_under_the_first_though_the_columns_moved() -> None:
    project = examples.platform_project()
    board, moved = board_of(project), board_of(_with_wide_basis(project))
    assert board.sheet.columns != moved.sheet.columns
    for path in ("name", "description", "target"):
        selection = Selection()
        selection.take_board(board)
        selection.put(board.point_of(Address("indicator", project.indicators[1].id, path)))
        assert selection.tab(forward=True)
        selection.take_board(moved)
        selection.enter(down=True)
        assert selection.address == Address("indicator", project.indicators[2].id, path)


def test_down_keeps_to_its_column_though_the_columns_moved() -> None:
    project = examples.platform_project()
    board, moved = board_of(project), board_of(_with_wide_basis(project))
    for path in ("name", "description", "target", "basis"):
        selection = Selection()
        selection.take_board(board)
        selection.put(board.point_of(Address("indicator", project.indicators[1].id, path)))
        selection.vertical(down=True)
        selection.take_board(moved)
        selection.vertical(down=True)
        assert selection.address == Address("indicator", project.indicators[3].id, path)


def test_a_row_that_vanished_leaves_its_neighbour_in_hand() -> None:
    project = examples.platform_project()
    selection = Selection()
    board = board_of(project)
    selection.take_board(board)
    selection.put(board.point_of(Address("indicator", project.indicators[-1].id, "target")))
    shorter = Project(id=project.id, name=project.name, indicators=project.indicators[:-1])
    selection.take_board(board_of(shorter))
    assert selection.address == Address("indicator", project.indicators[-2].id, "target")


def test_column_ends() -> None:
    project = examples.platform_project()
    board = board_of(project)
    start = board.point_of(Address("indicator", project.indicators[3].id, "name"))
    assert start is not None
    top = movement.column_end(board, start, down=False)
    bottom = movement.column_end(board, start, down=True)
    rows = board.rows_of("indicator")
    assert (top, bottom) == (Point(rows[0], start.column), Point(rows[-1], start.column))
