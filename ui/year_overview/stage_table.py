"""目标 → 监控 → 自评, project by project: what is filled in at each, money spent, the score."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hfgoals.lean import dataclass
from hfgoals.model.money import shown
from hfgoals.model.stages import WHOLE_YEAR
from hfgoals.year_overview import words
from hfgoals.year_overview.overview import ProjectLine, YearOverview
from ui.kit import tokens
from ui.kit.fonts import tabular
from ui.kit.rows import LEFT, RIGHT, Index, Row, RowDelegate
from ui.kit.sheets import text_height, wraps
from ui.kit.table import ROW_HEIGHT, Table, TableModel

TARGETS: Final = 0
"""Stands for the stage of the targets, where months are told."""
_MOST_ROWS: Final = 12
"""More are scrolled to."""
_PADDING: Final = 3 * tokens.STEP
"""Beside texts, as the heads have it."""
_SHADES: Final = {
    "complete": tokens.GOOD, "to_mend": tokens.WARNING, "partial": tokens.WARNING,
    "blank": tokens.FAINT_TEXT,
}  # fmt: skip
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ALIGNED = Qt.ItemDataRole.TextAlignmentRole


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    month: int
    """Of the stage that a click goes to."""
    text: Callable[[ProjectLine], str]
    shade: Callable[[ProjectLine], str] = lambda _line: ""
    figures: bool = False


class _Model(TableModel):
    """The lines under heads that the year's stages make."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[_Column, ...] = ()

    def show_overview(self, overview: YearOverview) -> None:
        """Show these lines; what is in hand stays where nothing but values changed."""
        columns = _columns(overview)
        heads = tuple(each.head for each in columns)
        if heads == self.heads and len(overview.projects) == len(self._rows):
            self.columns, self._rows = columns, overview.projects
            if self._rows:
                last = self.index(len(self._rows) - 1, len(heads) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.columns, self.heads, self._rows = columns, heads, overview.projects
        self.right = frozenset(at for at, each in enumerate(columns) if each.figures)
        self.endResetModel()

    def line(self, row: int) -> ProjectLine:
        """The project of that row."""
        line: ProjectLine = self._rows[row]
        return line

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        column, line = self.columns[index.column()], self.line(index.row())
        if role == _DISPLAY:
            return column.text(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = line.name or words.UNNAMED
            return f"{line.number} {name} {column.head} {column.text(line) or '空'}"
        if role == _ALIGNED:
            return int(RIGHT if column.figures else LEFT)
        if role == Qt.ItemDataRole.ForegroundRole:
            shade = column.shade(line)
            return QColor(shade) if shade else None
        return None


class StageTable(Table):
    """A click on a stage, or Enter, goes to the form of that project."""

    wanted = Signal(str, int)
    """A project's id, and the month of the stage; TARGETS for its targets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = _Model()
        super().__init__(self._model, "各项目的目标、监控和自评", parent, empty=words.NO_PROJECTS)
        self._model.setParent(self)
        self.setSelectionBehavior(Table.SelectionBehavior.SelectItems)
        self.setItemDelegate(RowDelegate(self, _paint, lambda _font, _index: ROW_HEIGHT))
        self.clicked.connect(self._go)

    def show_overview(self, overview: YearOverview) -> None:
        """Show the projects of that year."""
        fresh = overview.projects[:1] != tuple(map(self._model.line, range(min(1, self.rows_all))))
        self._model.show_overview(overview)
        self._make_room()
        if fresh and not self.currentIndex().isValid() and overview.projects:
            self.setCurrentIndex(self._model.index(0, 1))
        self.setAccessibleDescription("；".join(map(words.states_told, overview.stages)))

    @property
    def rows_all(self) -> int:
        """How many projects there are."""
        return self._model.rowCount()

    def _make_room(self) -> None:
        """Columns as wide as what they hold; names go on in a second line rather than be cut."""
        metrics = QFontMetrics(tabular(self.font()))
        widths = [self._width_of(column, metrics) for column in self._model.columns]
        self.widths(*widths)
        self._fit_rows()

    def _width_of(self, column: _Column, metrics: QFontMetrics) -> int:
        """0 for the names, which share what is left."""
        if column.head == _NAME:
            return 0
        lines = map(self._model.line, range(self.rows_all))
        widest = max(map(metrics.horizontalAdvance, {column.head, *map(column.text, lines)}))
        return widest + 2 * _PADDING + 2

    def _fit_rows(self) -> None:
        heads = self._model.heads
        if _NAME not in heads:
            return
        at = heads.index(_NAME)
        metrics, width = QFontMetrics(tabular(self.font())), self.columnWidth(at) - 2 * _PADDING
        header = self.verticalHeader()
        for row in range(self.rows_all):
            name = self._model.line(row).name
            one = metrics.horizontalAdvance(name) <= width
            height = ROW_HEIGHT if one else text_height(name, metrics, width) + 3 * tokens.STEP
            if header.sectionSize(row) != height:
                header.resizeSection(row, max(height, ROW_HEIGHT))
        shown = min(self.rows_all, _MOST_ROWS)
        rows = sum(header.sectionSize(row) for row in range(shown)) or 2 * ROW_HEIGHT
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._go(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _go(self, index: QModelIndex) -> None:
        line = self._model.line(index.row())
        self.wanted.emit(line.id, self._model.columns[index.column()].month)


def _paint(row: Row, index: Index) -> None:
    row.fill(ruled=True)
    room = row.rect.adjusted(_PADDING, 0, -_PADDING, 0)
    text, shade = index.data(_DISPLAY), index.data(Qt.ItemDataRole.ForegroundRole)
    row.painter.setFont(tabular(row.font))
    row.painter.setPen(shade if shade is not None else QColor(tokens.TEXT))
    row.painter.drawText(room, wraps(text) | index.data(_ALIGNED), text)


_NAME: Final = "项目"


def _columns(overview: YearOverview) -> tuple[_Column, ...]:
    columns = [
        _Column("序号", TARGETS, lambda line: str(line.number)),
        _Column(_NAME, TARGETS, lambda line: line.name or words.UNNAMED),
        _Column("预算数", TARGETS, lambda line: shown(line.budget), figures=True),
        _Column(
            "目标",
            TARGETS,
            lambda line: words.STANDINGS[line.standing],
            lambda line: _SHADES[line.standing],
        ),
    ]
    for at, stage in enumerate(overview.stages):
        columns += _stage_columns(at, stage.month)
    return tuple(columns)


def _stage_columns(at: int, month: int) -> list[_Column]:
    name = words.stage_name(month)
    columns = [
        _Column(
            name,
            month,
            lambda line: words.STATES[line.stages[at].state],
            lambda line: _SHADES[line.stages[at].state],
        ),
        _Column("执行率", month, lambda line: words.rate_shown(line.stages[at]), figures=True),
    ]
    if month == WHOLE_YEAR:
        columns.append(
            _Column("得分", month, lambda line: _score(line, at), figures=True),
        )
    return columns


def _score(line: ProjectLine, at: int) -> str:
    stage = line.stages[at]
    return " ".join(filter(None, (words.score_shown(stage.score), stage.grade)))
