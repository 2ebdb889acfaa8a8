"""The first page: three large choices, recent files below, nothing else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit import tokens
from ui.kit.absent import or_none
from ui.kit.card import push_button
from ui.kit.fitting import Scrolled
from ui.kit.icons import pixmap
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel, PlainLabel

_WIDTH = 760
_ICON = 32
_IMPORT = ("import", "读入去年的文本", "把公开的 Word、Excel 或 TXT 读成表格，在上面改。")
_SAMPLE = ("sample", "打开示例", "看一份填好的工作簿，随意试用，不影响自己的文件。")
_NEW = ("new", "新建工作簿", "从空白开始，按项目类别选用现成的指标。")


class Choice(QPushButton):
    """A large button: icon, name and a sentence."""

    def __init__(self, icon: str, name: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("choice")
        self.setAccessibleName(f"{name}：{sentence}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = in_column(on=self, margins=(20, 22, 20, 18), gap=8)
        picture = PlainLabel(parent=self)
        picture.setPixmap(pixmap(icon, tokens.ACCENT, _ICON))
        title = PlainLabel(name, "section", wraps=True)
        said = PlainLabel(sentence, "second", wraps=True)
        for label in (picture, title, said):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        layout.addStretch(1)


class RecentFile(QPushButton):
    """One line of the recent files."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(f"打开 {path.name}")
        self.setToolTip("")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = in_row(on=self, margins=(12, 0, 12, 0), gap=16)
        name = ElidedLabel(path.stem, "", self)
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        folder = ElidedLabel(str(path.parent), "second", self)
        folder.elided = Qt.TextElideMode.ElideMiddle
        for label in (name, folder):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(name)
        layout.addWidget(folder, 1)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 40)


class StartPage(QWidget):
    """What to begin with."""

    import_wanted = Signal()
    sample_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    paste_wanted = Signal()
    restore_wanted = Signal()
    recent_wanted = Signal(object)
    """The Path of a recent file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QWidget(self)
        column.setMaximumWidth(_WIDTH)
        self._column = in_column(
            PlainLabel("绩效目标填报", "title", wraps=True), on=column, margins=0, gap=8
        )
        self._column.addWidget(
            PlainLabel(
                "部门整体绩效目标和项目绩效目标表，填好、核对、打印、报送。", "second", wraps=True
            )
        )
        self._column.addSpacing(20)
        self._column.addLayout(self._choices())
        self._column.addSpacing(20)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._column.addLayout(self._recent)
        across = in_row(..., (column, 10), ...)
        page = QWidget()
        in_column((..., 2), across, (..., 3), on=page, margins=32)
        in_column(Scrolled(page, self), on=self, margins=0)

    def show_recent(self, paths: list[Path]) -> None:
        """List these files, latest first."""
        while item := or_none(self._recent.takeAt(0)):
            if widget := or_none(item.widget()):
                widget.deleteLater()
        self._recent.addWidget(self._recent_head(bool(paths)))
        for path in paths[:6]:
            line = RecentFile(path, self)
            line.clicked.connect(lambda _=False, path=path: self.recent_wanted.emit(path))
            self._recent.addWidget(line)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for wanted, look in (
            (self.import_wanted, _IMPORT),
            (self.sample_wanted, _SAMPLE),
            (self.new_wanted, _NEW),
        ):
            choice = Choice(*look, self)
            choice.clicked.connect(lambda _=False, wanted=wanted: wanted.emit())
            row.addWidget(choice, 1)
        return row

    def _recent_head(self, known: bool) -> QFrame:
        head = QFrame(self)
        layout = QHBoxLayout(head)
        layout.setContentsMargins(12, 0, 0, 4)
        layout.addWidget(
            PlainLabel("最近使用" if known else "还没有打开过工作簿", "second", wraps=True), 1
        )
        for text, wanted in (
            ("粘贴他处的表格…", self.paste_wanted),
            ("从备份恢复…", self.restore_wanted),
            ("打开其他工作簿…", self.open_wanted),
        ):
            link = push_button(text, wanted.emit, role="link")
            layout.addWidget(link)
        return head
