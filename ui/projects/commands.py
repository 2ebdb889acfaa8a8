"""The commands on projects, as actions of their page and of the list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.kit.card import page_action


class ProjectCommands:
    """QActions whose keys work while the focus is on the page; those on a row, on the list."""

    def __init__(self, page: QWidget, panel: QWidget) -> None:
        self.new = page_action(page, "新建项目", "Ctrl+Shift+N", "add")
        self.duplicate = page_action(panel, "复制项目", "Ctrl+Shift+D", "duplicate")
        self.remove = page_action(panel, "删除项目", "Del", "delete")
        self.up = page_action(panel, "项目上移", "Alt+Up", "up")
        self.down = page_action(panel, "项目下移", "Alt+Down", "down")
        self.previous = page_action(page, "上一个项目", "Ctrl+PgUp", "left")
        self.next = page_action(page, "下一个项目", "Ctrl+PgDown", "right")
        self.find = page_action(page, "筛选项目", "Ctrl+L", "search")
        self.kind = page_action(page, "选择项目类型", "Ctrl+Shift+T")
        self.copy_to_year = page_action(panel, "复制到其他年度…", "")
        self.print = page_action(panel, "打印项目…", "")
        self.export = page_action(panel, "导出项目…", "")
        self.put_in_order = page_action(panel, "照现在的排列重新编号", "")
        self.on_rows = (
            *(self.duplicate, self.remove, self.up, self.down),
            *(self.copy_to_year, self.print, self.export),
        )
        self.actions = (
            self.new, *self.on_rows, self.put_in_order, self.previous, self.next, self.find,
            self.kind,
        )  # fmt: skip
        self._on_several = tuple((action, action.text()) for action in self.on_rows)

    def offer(self, *, writable: bool, has_year: bool, previous: bool, following: bool) -> None:
        """Offer what can be done with the project in hand; without one nothing follows it."""
        self.new.setEnabled(writable and has_year)
        self.up.setEnabled(writable and previous)
        self.down.setEnabled(writable and following)
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def offer_project(self, *, writable: bool, in_hand: bool) -> None:
        """Offer what needs a project in hand."""
        self.duplicate.setEnabled(writable and in_hand)
        self.remove.setEnabled(writable and in_hand)
        for action in (self.copy_to_year, self.print, self.export):
            action.setEnabled(in_hand and (writable or action is not self.copy_to_year))
        self.kind.setEnabled(writable and in_hand)

    def say_how_many(self, count: int) -> None:
        """Say of how many projects the commands are."""
        for action, text in self._on_several:
            said = text.replace("项目", f" {count} 个项目") if count > 1 else text
            action.setText(said.strip())
