"""Asks why a finding shall be kept as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hfgoals.checks import Finding
from ui.dialogs.form import FormDialog
from ui.kit.plain import PlainLabel

_LINES = 3
_LONGEST = 500
_WIDTH = 420
_LONGEST_MESSAGE = 120


class AcceptDialog(FormDialog):
    """The reason is kept in the file and stands in the report."""

    def __init__(self, finding: Finding, place: str, parent: QWidget | None) -> None:
        super().__init__(
            "保留并说明理由",
            "这一处将照原样报送，不再计入检查结果；理由留在文件里，也写进检查报告。"
            "以后这里的内容改了，会重新检查。",
            "保留",
            parent,
        )
        self.setMinimumWidth(560)
        self._reason = QPlainTextEdit(self)
        self._reason.setTabChangesFocus(True)
        self._reason.setPlaceholderText("如：合同就是这样约定的，见〔2023〕7号文件")
        self._reason.setAccessibleName("理由")
        line = self.fontMetrics().lineSpacing()
        self._reason.setFixedHeight(_LINES * line + 20)
        self._reason.setFocus()
        said = PlainLabel(f"{place}：{_short(finding.message)}", wraps=True)
        # A form does not ask a wrapping label how high it is at its width.
        said.setMinimumHeight(said.heightForWidth(_WIDTH))
        self.fields.addRow("这一处", said)
        self.fields.addRow("理由", self._reason)

    @property
    def reason(self) -> str:
        """What the user wrote."""
        return self._reason.toPlainText().strip()

    def refusal(self) -> str:
        if not self.reason:
            self._reason.setFocus()
            return "请写明理由，让审核的人看得明白。"
        if len(self.reason) > _LONGEST:
            return f"理由请写在 {_LONGEST} 字以内。"
        return ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"
