"""The budget years of the workbook in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.messages import answered, ask

if TYPE_CHECKING:
    from ui.desk import Desk


class YearCommands:
    """The commands about years of one window."""

    def __init__(self, window: Desk) -> None:
        self._window = window

    def add_year(self) -> None:
        """A further, blank budget year."""
        from hfgoals.model.budget_year import budget_year_now
        from hfgoals.model.edits import Insert
        from ui.dialogs.unit import YearDialog

        document = self._window.document
        dialog = YearDialog(document.book, "新建年度", "新建", budget_year_now(), self._window)
        if answered(dialog):
            plan = dialog.forms.plan_of(dialog.year)
            if document.apply(f"新建 {dialog.year} 年度", [Insert("", plan)]):
                document.select_plan(plan.id)

    def roll_year(self) -> None:
        """A further budget year that starts from the one in hand."""
        from ui.dialogs.roll import RollDialog

        document = self._window.document
        self._window.flush()
        plan = document.plan
        if plan is None:
            return
        dialog = RollDialog(document.book, plan, self._window)
        if not answered(dialog):
            return
        year = dialog.year
        if document.replace(f"结转到 {year} 年度", dialog.rolled_book(), "roll"):
            following = document.book.plan_of(year)
            if following is not None:
                document.select_plan(following.id)
            kept = dialog.keep_codes.isChecked()
            codes = "请核对哪些是延续项目，新项目换上新编码" if kept else "请填写新的项目编码"
            said = f"已从 {plan.year} 年度结转到 {year} 年度，{codes}，核对预算数。"
            self._window.say_undoable(said)

    def change_year(self) -> None:
        """Another number for the year in hand, or other forms."""
        from hfgoals.model.address import Address
        from hfgoals.model.edits import SetText
        from ui.dialogs.unit import YearDialog

        document = self._window.document
        plan = document.plan
        if plan is None:
            return
        dialog = YearDialog(document.book, "更改年份", "更改", plan.year, self._window, plan)
        if answered(dialog):
            same_year = dialog.year == plan.year
            edits = [
                SetText(Address("plan", plan.id, "year"), str(dialog.year)),
                SetText(Address("plan", plan.id, "forms"), "、".join(dialog.forms.forms)),
                SetText(Address("plan", plan.id, "stages.month"), dialog.forms.month),
                SetText(Address("plan", plan.id, "columns"), "、".join(dialog.forms.columns)),
            ]
            document.apply("更改表样" if same_year else "更改年份", edits)

    def convert_overall(self) -> None:
        """The overall part of the year in hand in the other form, once it was looked at."""
        from hfgoals.forms.conversion import conversion, others
        from ui.dialogs.overall_form import OverallFormDialog

        document = self._window.document
        self._window.flush()
        plan = document.plan
        if plan is None:
            return
        choices = [conversion(plan, form) for form in others(plan)]
        dialog = OverallFormDialog(choices, self._window)
        if answered(dialog):
            document.apply("更换整体表样", dialog.shown.edits)

    def convert_scheme(self) -> None:
        """The indicators of the year in hand, or of one project, in another scheme, once that was
        looked at."""
        from ui.dialogs.scheme import SchemeDialog

        document = self._window.document
        self._window.flush()
        plan = document.plan
        if plan is None:
            return
        dialog = SchemeDialog(plan, document.project, self._window)
        if answered(dialog) and document.apply("更换指标体系", dialog.rescheming.edits):
            moved, scheme = len(dialog.rescheming.moved), dialog.rescheming.scheme
            self._window.say_undoable(f"已改用“{scheme.name}”，移动了 {moved} 行。")

    def remove_year(self) -> None:
        """Remove the year in hand with all its projects; undo brings it back."""
        from hfgoals.model.edits import Remove

        document = self._window.document
        plan = document.plan
        if plan is None:
            return
        more = f"其中有 {len(plan.projects)} 个项目。删除后仍可撤销，关闭文件后就不能再找回。"
        if ask(self._window, f"要删除 {plan.year} 年度吗？", more, "删除", loses=True):
            self._window.flush()
            document.apply(f"删除 {plan.year} 年度", [Remove(plan.id)])
