"""The dialogs of the findings: why one is kept as it is; 全部安全修复, worked out beside the
window, shown, and only then done.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hfgoals.checks import Finding
from ui.dialogs.form import FormDialog
from ui.dialogs.progress import ProgressDialog
from ui.kit.card import push_button
from ui.kit.fitting import with_room
from ui.kit.plain import PlainLabel
from ui.messages import answered, tell
from ui.review.places import Places
from ui.review.repairs import Repairs, excerpts
from ui.review.review import Review

_LINES = 3
_LONGEST = 500
_WIDTH = 420
_LONGEST_MESSAGE = 120
_LEAST = 140


class RepairDialog(FormDialog):
    """Every text before and after."""

    def __init__(self, repairs: Repairs, places: Places, parent: QWidget | None) -> None:
        super().__init__(
            "全部安全修复",
            f"将改好 {len(repairs.findings)} 项，改动 {len(repairs.changes)} 处文字。"
            "只改写法，不改数字和名称的意思；可以一次撤销。已保留的不动。",
            "修复",
            parent,
        )
        self.resize(680, 520)
        shown = QPlainTextEdit(self)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("将要修改的内容")
        shown.setPlainText(lines_of(repairs, places))
        self.fields.addRow(with_room(shown, _LEAST))
        self.accept_button.setFocus()


def lines_of(repairs: Repairs, places: Places) -> str:
    """The changes as text, under the names of their projects."""
    lines: list[str] = []
    owner = None
    for change in sorted(repairs.changes, key=lambda each: places.rank(each.address)):
        if places.owner(change.address) != owner:
            owner = places.owner(change.address)
            lines.extend(["", places.name(owner)] if lines else [places.name(owner)])
        for before, after in excerpts(change.before, change.after):
            old, new = (f"“{text}”" if text else "（空白）" for text in (before, after))
            lines.append(f"　{places.words(change.address)}：{old} → {new}")
    return "\n".join(lines)


def agreed(repairs: Repairs, places: Places, parent: QWidget | None) -> bool:
    """Whether the user wants them."""
    return answered(RepairDialog(repairs, places, parent))


def mend_all(review: Review, parent: QWidget | None) -> int:
    """How many places were mended; 0 when there was nothing, or the user did not want it."""
    work = review.repairs_work()
    if work is None:
        return 0
    dialog = ProgressDialog("查找可以修复的地方", work, parent)
    if not dialog.run():
        return 0
    repairs: Any = dialog.result_value
    if not isinstance(repairs, Repairs) or not repairs.changes:
        tell(parent, "没有可以直接修复的地方。", "其余的问题要由您看过再改。")
        return 0
    plan = review.plan
    if plan is None or not agreed(repairs, Places(plan), parent):
        return 0
    return len(repairs.changes) if review.repair_all(repairs) else 0


class AcceptDialog(FormDialog):
    """The reason is kept in the file and stands in the report."""

    def __init__(
        self,
        finding: Finding,
        place: str,
        parent: QWidget | None,
        *,
        count: int = 1,
        last: str = "",
    ) -> None:
        """``count``: how many places are kept for the one reason; ``last``: last year's reason."""
        which = "这一处" if count == 1 else f"这 {count} 处"
        super().__init__(
            "保留并说明理由",
            f"{which}将照原样报送，不再计入检查结果；理由（出错说明）留在文件里，也写进检查报告。"
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
        more = f"（等 {count} 处）" if count > 1 else ""
        said = PlainLabel(f"{place}：{_short(finding.message)}{more}", wraps=True)
        # A form does not ask a wrapping label how high it is at its width.
        said.setMinimumHeight(said.heightForWidth(_WIDTH))
        self.fields.addRow(which, said)
        self.fields.addRow("理由", self._reason)
        if last:
            again = push_button(
                f"沿用去年的说明：{_short(last)}",
                lambda: self._reason.setPlainText(last),
                role="link",
            )
            self.fields.addRow("", again)

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
