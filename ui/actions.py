"""Every command of the window, once: its words, key and icon. To add one, add a line here and a
method of the same name to a class in ui/commands; the menus below say where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from hfgoals.lean import dataclass
from ui.kit.icons import icon


@dataclass(frozen=True, slots=True)
class Command:
    """One command: ``name`` is the method that does it."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    needs_book: bool = True
    changes: bool = False
    """Whether it changes the book: not offered for a read-only file."""
    checkable: bool = False
    whole: bool = False
    """Whether it is not offered for a damaged file: what it makes would not say so."""
    damaged: bool = False
    """Whether it is about damage, and offered only then."""
    second: str = ""
    """Another key for it, one that people know from elsewhere."""
    also: str = ""
    """What other programs of the trade call it; its tool tip says so."""


COMMANDS: Final = (
    Command("new_book", "新建工作簿…", "Ctrl+N", "new", needs_book=False),
    Command("open_book", "打开…", "Ctrl+O", "open", needs_book=False),
    Command("open_sample", "打开示例", "", "sample", needs_book=False),
    Command("import_text", "读入…", "Ctrl+I", "import", needs_book=False, whole=True, also="装入"),
    Command("paste_table", "粘贴他处的表格…", "Ctrl+Shift+V", needs_book=False, whole=True),
    Command("gather_sources", "汇总各部门的表…", changes=True),
    Command("make_templates", "给各科室的填报模板…", needs_book=False, whole=True),
    Command("save", "保存", "Ctrl+S", changes=True),
    Command("save_copy", "另存副本…", "Ctrl+Shift+S", "save", whole=True, second="F12"),
    Command("restore_backup", "从备份恢复…", needs_book=False),
    Command("show_losses", "缺损之处…", damaged=True),
    Command("salvage", "抢救到新文件…", damaged=True),
    Command("export_excel", "导出 Excel…", "Ctrl+E", "excel"),
    Command("export_pdf", "导出 PDF…", "Ctrl+Shift+E", "pdf"),
    Command("export_word", "导出 Word…", icon="word"),
    Command("export_stage_report", "导出监控、自评报告…"),
    Command("export_wide", "导出指标明细表…", whole=True),
    Command("make_package", "上报包…", whole=True, also="传出"),
    Command("print_pages", "打印…", "Ctrl+P"),
    Command("check_signed", "核对签字件…"),
    Command("fit_to_page", "打印时压缩到一页", checkable=True),
    Command("close_book", "关闭工作簿", "Ctrl+W"),
    Command("quit", "退出", "Ctrl+Q", needs_book=False),
    Command("undo", "撤销", "Ctrl+Z", "undo", changes=True),
    Command("redo", "恢复", "Ctrl+Y", "redo", changes=True),
    Command("find_words", "查找…", "Ctrl+F"),
    Command("replace_words", "替换…", "Ctrl+H", changes=True),
    Command("go_to_project", "转到项目…", "Ctrl+G"),
    Command("draft_project", "起草用途、目标和指标…", "Ctrl+T", changes=True),
    Command("keep_version", "保存版本…", changes=True),
    Command("show_versions", "版本与比较…"),
    Command("unlock_year", "解除锁定…", changes=True),
    Command("show_returns", "退回意见…"),
    Command("show_log", "修改记录…"),
    Command("keep_row", "这一行存入我的指标库", "Ctrl+Shift+K"),
    Command("keep_rows", "本项目的指标存入我的指标库"),
    Command("own_library", "我的指标库…"),
    Command("add_year", "新建年度…", changes=True),
    Command("roll_year", "结转到下一年度…", changes=True),
    Command("change_year", "本年度的年份和表样…", changes=True),
    Command("convert_overall", "更换整体表样…", changes=True),
    Command("convert_scheme", "更换指标体系…", changes=True),
    Command("remove_year", "删除本年度", changes=True),
    Command("share_weights", "分配分值（权重）…", changes=True),
    Command("clear_weights", "清除分值（权重）", changes=True),
    Command("show_overall", "部门整体绩效目标", "Ctrl+1"),
    Command("show_projects", "项目绩效目标", "Ctrl+2"),
    Command("show_further_form", "其他表样", "Ctrl+3"),
    Command("show_overview", "年度总览", "Ctrl+4"),
    Command("toggle_preview", "打印预览", "F7", "preview", checkable=True),
    Command("set_preferences", "偏好设置…", needs_book=False),
    Command("toggle_last_year", "上年值", "Ctrl+Shift+Y", checkable=True),
    Command("zoom_in", "放大", "Ctrl++", second="Ctrl+="),
    Command("zoom_out", "缩小", "Ctrl+-"),
    Command("zoom_fit", "适合宽度", "Ctrl+Alt+0"),
    Command("toggle_review", "显示检查结果", "F6", "review", checkable=True),
    Command("review_beside", "检查结果放在右侧", "Shift+F6", checkable=True),
    Command("next_finding", "下一处", "F8"),
    Command("previous_finding", "上一处", "Shift+F8"),
    Command("check_all", "检查全部", "F9", second="F5", also="审核"),
    Command("repair_all", "全部安全修复…", changes=True),
    Command("export_report", "检查报告…"),
    Command("set_rules", "规则设置…", changes=True),
    Command("open_manual", "使用手册", "F1", "help", needs_book=False),
    Command("show_keys", "快捷键一览", "Ctrl+F1", needs_book=False),
    Command("open_logs", "打开日志文件夹", needs_book=False),
    Command("about", "关于绩效目标填报", needs_book=False),
)
SEPARATOR: Final = ""
MENUS: Final = (
    ("文件(&F)", (
        "new_book", "open_book", "RECENT", "open_sample", SEPARATOR,
        "import_text", "paste_table", "make_templates", "gather_sources", SEPARATOR,
        "save", "save_copy", "restore_backup", "salvage", SEPARATOR,
        "export_excel", "export_pdf", "export_word", "export_wide", "make_package", SEPARATOR,
        "print_pages", "fit_to_page", SEPARATOR,
        "close_book", "quit",
    )),
    ("编辑(&E)", (
        "undo", "redo", "UNDO_STEPS", "REDO_STEPS", SEPARATOR,
        "find_words", "replace_words", "go_to_project", SEPARATOR, "PAGE_COMMANDS", SEPARATOR,
        "draft_project", "keep_row", "keep_rows",
    )),
    ("年度(&Y)", (
        "add_year", "roll_year", "change_year", SEPARATOR,
        "convert_scheme", "convert_overall", "remove_year", SEPARATOR,
        "share_weights", "clear_weights", SEPARATOR,
        "export_stage_report",
    )),
    ("版本(&B)", (
        "keep_version", "show_versions", "unlock_year", SEPARATOR,
        "show_returns", "check_signed", SEPARATOR,
        "show_log",
    )),
    ("检查(&R)", (
        "toggle_review", "review_beside", SEPARATOR,
        "next_finding", "previous_finding", "show_losses", SEPARATOR,
        "check_all", "repair_all", SEPARATOR,
        "export_report", "set_rules", "own_library",
    )),
    ("查看(&V)", (
        "show_overall", "show_projects", "show_further_form", "show_overview", SEPARATOR,
        "toggle_last_year", SEPARATOR,
        "zoom_in", "zoom_out", "zoom_fit", SEPARATOR,
        "toggle_preview", SEPARATOR,
        "set_preferences",
    )),
    ("帮助(&H)", ("open_manual", "show_keys", "open_logs", "about")),
)  # fmt: skip
"""Titles of menus and what stands in them: names of commands; those in capitals are filled
in by the window."""


class Actions:
    """The commands as QActions of one window, found by name."""

    def __init__(self, window: QObject, handlers: Sequence[object]) -> None:
        """Each command is the method of its name of the first handler that has one."""
        self._made = {
            command.name: _action(command, window, _method(command.name, handlers))
            for command in COMMANDS
        }

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def enable(self, *, has_book: bool, read_only: bool, damaged: bool = False) -> None:
        """Offer what can be done now; the others' tool tips say what is missing."""
        for command in COMMANDS:
            why = ""
            if command.needs_book and not has_book:
                why = "请先打开或新建一个工作簿。"
            elif command.changes and read_only:
                why = "这个工作簿现在只能查看。要修改，请先“另存副本”。"
            elif command.damaged and not damaged:
                why = "这个工作簿没有损坏。"
            if damaged and (command.whole or command.changes):
                why = "这个工作簿已损坏，只能查看、打印和导出。请先抢救到新文件，或从备份恢复。"
            self._made[command.name].setVisible(damaged or not command.damaged)
            self._made[command.name].setEnabled(not why)
            self._made[command.name].setToolTip(why or _tip(command))


def _method(name: str, handlers: Sequence[object]) -> Callable[..., object]:
    owner = next(each for each in handlers if hasattr(type(each), name))
    method: Callable[..., object] = getattr(owner, name)
    return method


def _tip(command: Command) -> str:
    """The tool tip; "" for Qt's own, the command's text."""
    shown = command.text.removesuffix("…")
    words = f"{shown}，即{command.also}" if command.also else shown
    keys = "、".join(filter(None, (command.keys, command.second)))
    return f"{words}（{keys}）" if keys else words if command.also else ""


def _action(command: Command, window: QObject, method: Callable[..., object]) -> QAction:
    action = QAction(command.text, window)
    action.setObjectName(command.name)
    if command.keys:
        keys = filter(None, (command.keys, command.second))
        action.setShortcuts([QKeySequence(each) for each in keys])
    action.setToolTip(_tip(command))
    if command.icon:
        action.setIcon(icon(command.icon))
    action.setCheckable(command.checkable)
    # A check mark's state is the method's argument; for the others it means nothing.
    if command.checkable:
        action.toggled.connect(method)
    else:
        action.triggered.connect(lambda _=False: method())
    return action
