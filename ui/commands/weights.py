"""分值/权重 of the indicators of the year in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.messages import answered

if TYPE_CHECKING:
    from ui.desk import Desk


class WeightCommands:
    """The commands about weights of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def share_weights(self) -> None:
        """Weights by a scheme, in equal shares, once they were looked at."""
        from ui.dialogs.weights import WeightsDialog

        document = self._window.document
        self._window.flush()
        plan = document.plan
        if plan is None:
            return
        dialog = WeightsDialog(plan, document.project, self._window)
        if answered(dialog) and document.apply("分配分值", dialog.weighing.edits):
            self._window.say_undoable("已分配分值，请核对；表样和导出的文件里从此有“分值”一栏。")

    def clear_weights(self) -> None:
        """No weights in the year in hand, and no column for them."""
        from hfgoals.presets.weighing import cleared

        document = self._window.document
        self._window.flush()
        plan = document.plan
        edits = cleared(plan) if plan is not None else ()
        if not edits:
            self._window.notice.say("本年度没有分值。")
        elif document.apply("清除分值", edits):
            self._window.say_undoable("已清除本年度全部项目的分值，表里不再有这一栏。")
