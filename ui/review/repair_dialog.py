"""全部安全修复 from the window: worked out beside it, shown, and only then done."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.form import FormDialog
from ui.dialogs.progress import ProgressDialog
from ui.kit.fitting import with_room
from ui.messages import answered, tell
from ui.review.places import Places
from ui.review.repairs import Repairs, excerpts
from ui.review.review import Review

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
