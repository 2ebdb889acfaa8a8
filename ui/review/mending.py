"""全部安全修复 from the window: worked out beside it, shown, and only then done."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.dialogs.progress import ProgressDialog
from ui.messages import tell
from ui.review.places import Places
from ui.review.repair_dialog import agreed
from ui.review.repairs import Repairs
from ui.review.review import Review


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
