"""The dialogs of the findings: why one is kept as it is; 全部安全修复, worked out beside the
window, shown, and only then done.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hfgoals.checks import Finding, where
from hfgoals.model.values import AnnualPlan
from ui.dialogs.changes import ChangesModel, changes_table
from ui.dialogs.form import FormDialog
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.tick import TickHeading, in_card
from ui.kit.card import push_button
from ui.kit.plain import PlainLabel
from ui.messages import answered, tell
from ui.review.places import Places
from ui.review.repairs import Repairs, only, stretches
from ui.review.review import Review

_LINES = 3
_LONGEST = 500
_WIDTH = 420
_LONGEST_MESSAGE = 120


class RepairDialog(FormDialog):
    """Every place before and after, to tick."""

    def __init__(self, repairs: Repairs, plan: AnnualPlan, parent: QWidget | None) -> None:
        more = len(repairs.findings) - repairs.asked
        besides = f"，改后露出的 {more} 项一并改好" if more > 0 else ""
        super().__init__(
            "全部安全修复",
            f"可以直接改好的有 {repairs.asked} 项{besides}。只改写法，不改数字和名称的意思；"
            "不要改的去掉勾。可以一次撤销。已保留的不动。",
            "修复",
            parent,
        )
        self.resize(1080, 680)
        self._repairs = repairs
        places = Places(plan)
        self.places = _RepairsModel(self)
        order = sorted(repairs.changes, key=lambda each: places.rank(each.address))
        wheres = where.Places(plan)
        self.places.show_changes(
            (stretch, wheres.where(stretch.address))
            for change in order
            for stretch in stretches(change)
        )
        heading = TickHeading("改动的地方", self)
        heading.all.clicked.connect(lambda: self.places.tick_all(ticked=True))
        heading.none.clicked.connect(lambda: self.places.tick_all(ticked=False))
        self._heading = heading
        self.places.ticks_changed.connect(self._count)
        self.table = changes_table(self.places, "将要修改的内容", "", self)
        self.fields.addRow(in_card(heading, self.table))
        self._count()
        self.accept_button.setFocus()

    @property
    def wanted(self) -> Repairs:
        """The repairs, of the places that are ticked alone."""
        return only(self._repairs, self.places.ticked)

    def refusal(self) -> str:
        return "" if self.places.ticked else "没有勾选要改的地方。"

    def _count(self) -> None:
        count, ticked = self.places.rowCount(), len(self.places.ticked)
        self._heading.count(f"共 {count} 处，改 {ticked} 处")


class _RepairsModel(ChangesModel):
    heads = ("位置", "现在", "修复后")


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
    if plan is None:
        return 0
    shown = RepairDialog(repairs, plan, parent)
    if not answered(shown):
        return 0
    wanted, places = shown.wanted, len(shown.places.ticked)
    return places if review.repair_all(wanted) else 0


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
