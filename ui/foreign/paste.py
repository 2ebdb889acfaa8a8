"""Pasting a table of another program: as cells where the clipboard has them, else as text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.form import FormDialog
from ui.kit.absent import or_none
from ui.kit.card import push_button
from ui.kit.fitting import with_room
from ui.kit.plain import PlainLabel

_LEAST = 140
_MOST_LETTERS = 2_000_000
_MOST_PAGE = 20_000_000
_PAGE_ALONE = "（剪贴板里是带格线的表格，没有附上文字。）"


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted."""

    text: str
    """Columns apart by tabs, as office programs give it."""
    page: str = ""
    """The same as a web page, to take the cells from; "" when there is none."""


class PasteField(QPlainTextEdit):
    """A plain text that remembers the page that came along, until the text is changed."""

    page_kept = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ""
        self._page_text = ""
        self.setAccessibleName("粘贴的表格")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(
            "在 Word、WPS、Excel 或网页里选中表格，复制，再在这里按 Ctrl+V 粘贴。"
        )

    @property
    def pasted(self) -> Pasted:
        """What stands here now."""
        text = self.toPlainText()
        return Pasted(text, self._page if text == self._page_text else "")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text alone is put in; a page is only kept, never shown."""
        text = source.text().replace("\x00", "")
        page = source.html() if source.hasHtml() else ""
        if len(text) > _MOST_LETTERS or len(page) > _MOST_PAGE:
            self.refused.emit("复制的内容太多了。请只选中表格本身再复制，或把它存成文件读入。")
            return
        before = self.toPlainText()
        table = "<table" in page.lower()
        self.textCursor().insertText(text or (_PAGE_ALONE if table else ""))
        if table and not before.strip():
            self._page, self._page_text = page, self.toPlainText()
            self.page_kept.emit()


class PasteDialog(FormDialog):
    """Accepted, ``pasted`` is what was put in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "粘贴他处的表格",
            "把 Word、WPS、Excel 或网页里的绩效目标表粘贴到下面，程序按栏目名称读懂它。"
            "下一步可以核对和更正，此时还不会写入任何内容。",
            "下一步",
            parent,
        )
        self.resize(880, 600)
        self._field = PasteField(self)
        self._said = PlainLabel("", "second", wraps=True)
        again = push_button("从剪贴板粘贴", self.paste_clipboard)
        self.fields.addRow(with_room(self._field, _LEAST))
        self.fields.addRow(again, self._said)
        self._field.textChanged.connect(self._tell)
        self._field.page_kept.connect(self._tell)
        self._field.refused.connect(self._said.setText)
        self._tell()

    @property
    def pasted(self) -> Pasted:
        """What was put in."""
        return self._field.pasted

    def paste_clipboard(self) -> None:
        """Put in what the clipboard holds, in place of what stands here."""
        self._field.selectAll()
        self._field.textCursor().removeSelectedText()
        self._field.paste()
        self._field.setFocus()

    def refusal(self) -> str:
        if not self.pasted.text.strip():
            self._field.setFocus()
            return "还没有粘贴内容。请先在别的程序里复制表格，再在这里按 Ctrl+V。"
        return ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        pasted = self._field.pasted
        lines = sum(1 for line in pasted.text.split("\n") if line.strip())
        if not lines:
            clipboard = or_none(QGuiApplication.clipboard().mimeData())
            ready = clipboard is not None and clipboard.hasText()
            self._said.setText("剪贴板里有内容，可以粘贴。" if ready else "剪贴板里还没有文字。")
            return
        kind = "，带有表格的格线，按格子读" if pasted.page else "，按制表符和换行分格"
        self._said.setText(f"{lines} 行{kind}")
