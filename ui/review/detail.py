"""What is to be said about the finding in hand, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QWidget,
)

from hfgoals.checks import LEVEL_NAMES, Finding
from ui.kit.card import push_button
from ui.kit.layouts import in_column, in_row
from ui.kit.plain import ElidedLabel, PlainLabel
from ui.kit.tokens import STEP
from ui.review.counts import SIGNS

_ROLES = {"error": "error", "warning": "warning", "hint": "second"}


class FindingDetail(QFrame):
    """Place, message, advice and return reason above, the buttons below."""

    locate_wanted = Signal()
    repair_wanted = Signal()
    keep_wanted = Signal()
    take_back_wanted = Signal()
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detail")
        self._sign = PlainLabel()
        self._place = ElidedLabel("", "heading")
        self.message, self.advice = _said(), _said()
        self.reason = _said("second")
        self.kept = _said("second")
        self.locate = _button("定位", self.locate_wanted, "到这一格（回车）")
        self.repair = _button("修复", self.repair_wanted, "按规则改好这一处，可以撤销")
        self.keep = _button("保留并说明理由…", self.keep_wanted, "内容没有错，照原样报送")
        self.take_back = _button("取消保留", self.take_back_wanted, "重新计入检查结果")
        self.help = _button("说明", self.help_wanted, "为什么有这条规则，怎样写才对")
        self._content = QWidget()
        self._nothing = PlainLabel("选中一条，这里说明原因和改法。", "faint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place_all()
        self.show_finding(None, "", "", writable=False)

    def show_finding(
        self, finding: Finding | None, place: str, title: str, *, writable: bool
    ) -> None:
        """Show that one; None for none."""
        self._content.setVisible(finding is not None)
        self._nothing.setVisible(finding is None)
        if finding is None:
            return
        quiet = bool(finding.accepted)
        self._sign.setText(f"{SIGNS[finding.level]} {LEVEL_NAMES[finding.level]}")
        self._sign.put_role("second" if quiet else _ROLES[finding.level])
        self._place.setText(place)
        self.message.setText(finding.message)
        self.advice.setText(finding.advice)
        self.reason.setText(
            f"规则 {finding.code}　{title}"
            if finding.fault
            else f"退回原因：{finding.reason}　（{finding.code}　{title}）"
        )
        self.kept.setText(f"已保留，理由：{finding.accepted}")
        self.kept.setVisible(quiet)
        self.repair.setVisible(writable and bool(finding.repair) and not quiet)
        self.keep.setVisible(writable and not quiet and not finding.fault)
        self.take_back.setVisible(writable and quiet)
        self.help.setVisible(not finding.fault)

    def put_narrow(self, narrow: bool) -> None:
        """Take less room: the list's Enter goes to the place as well."""
        self.locate.setHidden(narrow)
        self.keep.setText("保留…" if narrow else "保留并说明理由…")

    def _place_all(self) -> None:
        head = in_row(self._sign, (self._place, 1), gap=2 * STEP)
        said = QWidget()
        words = in_column(head, on=said, margins=(0, 0, 2 * STEP, 0), gap=STEP + 2)
        for label in (self.message, self.advice, self.kept, self.reason):
            words.addWidget(label)
        words.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(said)
        said.setAutoFillBackground(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        for button in (self.locate, self.repair, self.keep, self.take_back, self.help):
            buttons.addWidget(button)
        buttons.addStretch(1)
        in_column((scrolled, 1), buttons, on=self._content, margins=0, gap=2 * STEP)
        in_column(
            (self._content, 1),
            (self._nothing, 1),
            on=self,
            margins=(4 * STEP, 3 * STEP, 3 * STEP, 2 * STEP),
        )


def _said(role: str = "") -> PlainLabel:
    label = PlainLabel("", role, wraps=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(text: str, wanted: SignalInstance, tip: str) -> QPushButton:
    return push_button(text, wanted.emit, tip=tip)
