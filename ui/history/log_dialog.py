"""修改记录: who changed what when, to look through by project and by word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hfgoals.forms.change_log import LoggedLine
from hfgoals.history.changes import Change
from hfgoals.history.log import Entry
from ui.history.change_table import BothTexts, place_of
from ui.kit import tokens
from ui.kit.card import push_button
from ui.kit.excerpt import HELD_TINT, OFFER_TINT, excerpts, paint_excerpt
from ui.kit.fitting import Dialog, begin_with
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import PlainLabel
from ui.kit.rows import Index, Row, RowDelegate, halves, shrunk
from ui.kit.table import Table, TableModel

WHEN, STEP_COLUMN, PLACE, BEFORE, AFTER = range(5)
"""The columns."""
_SIZE: Final = QSize(1180, 640)
_SIDE: Final = 6 * tokens.STEP
_EDGE: Final = 3 * tokens.STEP
_ROW_HEIGHT: Final = 11 * tokens.STEP
_WIDTHS: Final = (38 * tokens.STEP, 46 * tokens.STEP, 60 * tokens.STEP, 0, 0)
_WAIT_MS: Final = 150
_LONGEST_NAME: Final = 30
_LINE_ROLE: Final = Qt.ItemDataRole.UserRole
ALL: Final = "全部项目"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change of an entry; without one, what the entry says in numbers."""

    entry: Entry
    change: Change | None = None
    more: tuple[str, int] | None = None

    @property
    def words(self) -> str:
        """All that it says, for looking through."""
        parts: Iterable[str | None] = (self.entry.who, self.entry.step, self.entry.reason)
        if self.change is not None:
            change = self.change
            parts = (*parts, change.home, place_of(change), change.before, change.after)
        elif self.more is not None:
            parts = (*parts, self.more[0])
        return "\n".join(part for part in parts if part)

    @property
    def logged(self) -> LoggedLine:
        """As the printed table shows it."""
        entry, change = self.entry, self.change
        step = "\n".join(part for part in (entry.step, entry.who, entry.reason) if part)
        when = f"{entry.when:%Y-%m-%d\n%H:%M}"
        if change is None:
            home, count = self.more or ("", 0)
            return LoggedLine(when, step, home, "", f"共 {count} 处" if count else "")
        place = f"{change.home}\n{place_of(change)}"
        return LoggedLine(when, step, place, change.before or "", change.after or "")

    @property
    def home(self) -> str:
        """The project or overall part, "" for a step as a whole."""
        return self.change.home if self.change is not None else ""


def lines_of(entries: Iterable[Entry]) -> Iterator[LogLine]:
    """A line for each change, the latest first."""
    for entry in reversed(list(entries)):
        told = [LogLine(entry, change) for change in entry.changes]
        told += [LogLine(entry, more=more) for more in entry.more]
        yield from told or [LogLine(entry)]


class LogModel(TableModel):
    """Lines of the log."""

    heads = ("时间", "操作", "位置", "原来", "现在")

    def show(self, lines: Sequence[LogLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(lines)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line: LogLine = self._rows[index.row()]
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            change = line.change
            texts = (
                f"{line.entry.when:%Y-%m-%d %H:%M}",
                line.entry.step,
                "" if change is None else place_of(change),
                "" if change is None else change.before or "",
                "" if change is None else change.after or "",
            )
            return texts[index.column()]
        return None


class LogDialog(Dialog):
    """``hand_over`` writes what is shown into a workbook."""

    def __init__(
        self,
        entries: Iterable[Entry],
        who: str,
        hand_over: Callable[[Sequence[LogLine]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改记录")
        self._lines = tuple(lines_of(entries))
        self._hand_over = hand_over
        self.home = QComboBox(self)
        self.home.setAccessibleName("只看一个项目")
        self.home.addItems([ALL, *dict.fromkeys(line.home for line in self._lines if line.home)])
        self.wanted = QLineEdit(self)
        self.wanted.setPlaceholderText("查找：人、操作、文字")
        self.wanted.setAccessibleName("查找修改记录")
        self.wanted.setClearButtonEnabled(True)
        self._said = PlainLabel("", "second")
        self._who = QLineEdit(who, self)
        self._who.setAccessibleName("记录中的姓名")
        self._who.setMaximumWidth(40 * tokens.STEP)
        self._who.setMaxLength(_LONGEST_NAME)
        self.model = LogModel(self)
        self.table = Table(
            self.model, "修改记录", self, row_height=_ROW_HEIGHT, empty="没有这样的修改记录。"
        )
        self.table.setItemDelegate(RowDelegate(self.table, _paint, lambda *_: _ROW_HEIGHT))
        self.table.widths(*_WIDTHS)
        self.texts = BothTexts(self)
        self.table.selectionModel().currentRowChanged.connect(self._show_texts)
        self.export = push_button("导出 Excel…", lambda: self._hand_over(self.shown))
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._show)
        self.wanted.textChanged.connect(lambda _: self._soon.start())
        self.home.currentIndexChanged.connect(self._show)
        self._lay_out()
        self._show()
        begin_with(self, _SIZE)

    @property
    def who(self) -> str:
        """Whose name the log tells from now on."""
        return self._who.text().strip()

    @property
    def shown(self) -> tuple[LogLine, ...]:
        """The lines that fit what is looked for."""
        home = self.home.currentText() if self.home.currentIndex() > 0 else ""
        words = self.wanted.text().split()
        return tuple(
            line
            for line in self._lines
            if (not home or line.home == home) and all(word in line.words for word in words)
        )

    def _lay_out(self) -> None:
        head = in_row(self.home, (self.wanted, 1), gap=2 * tokens.STEP)
        foot = in_row(
            self._said,
            ...,
            PlainLabel("今后记为", "second"),
            self._who,
            self.export,
            push_button("关闭", self.reject),
            gap=2 * tokens.STEP,
        )
        in_column(
            head, (self.table, 1), self.texts, foot, on=self, margins=_SIDE, gap=3 * tokens.STEP
        )

    def _show(self) -> None:
        lines = self.shown
        self.model.show(lines)
        if lines:
            self.table.selectRow(0)
        self._show_texts()
        self.export.setEnabled(bool(lines))
        self._said.setText(f"共 {len(lines)} 处修改，最近的在最前。")

    def _show_texts(self, *_rows: QModelIndex) -> None:
        line: LogLine | None = self.table.currentIndex().data(_LINE_ROLE)
        self.texts.show_change(None if line is None else line.change)


def _paint(row: Row, index: Index) -> None:
    row.fill(tokens.PAPER, ruled=True)
    line: LogLine = index.data(_LINE_ROLE)
    change, column = line.change, index.column()
    room = row.rect.adjusted(_EDGE, tokens.STEP, -_EDGE, -tokens.STEP)
    if column == WHEN:
        upper, lower = halves(room)
        row.say(upper if line.entry.who else room, str(index.data()))
        row.say(lower, line.entry.who, tokens.SECOND_TEXT, shrunk(row.font))
    elif column == STEP_COLUMN:
        upper, lower = halves(room)
        row.say(upper if line.entry.reason else room, line.entry.step)
        row.say(lower, line.entry.reason, tokens.SECOND_TEXT, shrunk(row.font))
    elif change is None:
        if line.more is not None and column == PLACE:
            row.say(room, line.more[0])
        elif line.more is not None and column == AFTER:
            row.say(room, f"共 {line.more[1]} 处", tokens.SECOND_TEXT)
    elif column == PLACE:
        upper, lower = halves(room)
        row.say(upper, place_of(change))
        row.say(lower, change.home, tokens.SECOND_TEXT, shrunk(row.font))
    else:
        later = column == AFTER
        text = change.after if later else change.before
        if text:
            pieces = excerpts(change.before or "", change.after or "")
            paint_excerpt(row, room, pieces[later], OFFER_TINT if later else HELD_TINT)
        else:
            row.say(room, "（没有）" if text is None else "（空白）", tokens.FAINT_TEXT)
