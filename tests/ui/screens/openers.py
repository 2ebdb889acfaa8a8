"""Every window and dialog of the program, filled as a user would see it, none of them forgotten."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QRadioButton,
    QWidget,
)

import ui
from hfgoals.backups import Reason, Shelf
from hfgoals.checks import CheckSettings
from hfgoals.exchange.note import Note
from hfgoals.exchange.proposal import Proposal
from hfgoals.forms.conversion import conversion, others
from hfgoals.history import RETURNS
from hfgoals.history.filling import Source, gaps_of
from hfgoals.history.printed import states_of
from hfgoals.history.return_places import Finder
from hfgoals.history.returns import remarks_in, stored
from hfgoals.merging.deciding import disputes
from hfgoals.merging.finding import look_through
from hfgoals.merging.gathering import gathered
from hfgoals.merging.reading import read_all
from hfgoals.model.address import Address
from hfgoals.model.check_code import form_codes, year_code
from hfgoals.model.edits import Edit, Insert, SetText, applied
from hfgoals.model.items import items_of_form
from hfgoals.model.money import Money
from hfgoals.model.rows import difference
from hfgoals.model.values import AnnualPlan, Book, Project
from hfgoals.presets.own import keep_lines, lines_of
from hfgoals.publication import exposed
from hfgoals.store import create
from hfgoals.store.damaged import open_damaged
from hfgoals.store.salvage import salvaged
from hfgoals.wide.profile import STANDARD
from tests.many_projects import many, so_many
from tests.staged import STAGE_FORMS
from tests.ui.foreign.foreign_tables import NAME, form, understood
from tests.ui.review.published import workspace_of
from ui.backups.dialog import RestoreDialog
from ui.backups.folder import FolderDialog
from ui.damage.losses import LossesDialog
from ui.damage.salvage_dialog import SalvageDialog
from ui.desk import Desk
from ui.dialogs.clearance import ClearanceDialog
from ui.dialogs.draft import DraftDialog
from ui.dialogs.duty_items import DutyItemsDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.find import FindWindow
from ui.dialogs.form import FormDialog
from ui.dialogs.go_to import GoToDialog
from ui.dialogs.import_review import ImportReview
from ui.dialogs.overall_form import OverallFormDialog
from ui.dialogs.own_library import LineDialog, OwnLibraryDialog
from ui.dialogs.package import PackageDialog
from ui.dialogs.policy_choice import PolicyChoice
from ui.dialogs.preferences import PreferencesDialog
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.roll import RollDialog
from ui.dialogs.scheme import SchemeDialog
from ui.dialogs.templates import TemplatesDialog
from ui.dialogs.unit import UnitDialog, YearDialog
from ui.dialogs.weights import WeightsDialog
from ui.dialogs.wide.dialog import NameDialog, WideDialog
from ui.document import Document
from ui.foreign.correcting import looked_at
from ui.foreign.paste import PasteDialog
from ui.foreign.picker import ChoicePicker
from ui.foreign.preview import ForeignPreview
from ui.gather.review_page import ToReview
from ui.gather.wizard import FINISHED, REVIEW, SOURCES, GatherWizard
from ui.history.keeping import KeepDialog, UnlockDialog
from ui.history.log_dialog import LogDialog
from ui.history.returns_dialog import ReturnsDialog
from ui.history.signed_copies import SignedCopiesDialog
from ui.history.versions_dialog import VersionsDialog
from ui.kit.fitting import Dialog
from ui.main_window import MainWindow
from ui.manual_window import ManualWindow
from ui.messages import message_box
from ui.printing import new_printer, print_dialog
from ui.review.dialogs import AcceptDialog, RepairDialog
from ui.review.help_window import RuleHelpWindow
from ui.review.repairs import safe_repairs
from ui.review.settings_dialog import SettingsDialog

LONG = "怀来县融媒体中心（怀来县广播电视台）2023年度绩效目标"
BASES = {FormDialog, Dialog, Desk}
"""What windows are made of and never seen by themselves."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a window is opened over."""

    window: MainWindow
    """With the published text of 2023 open in it."""
    folder: Path
    once_seen: list[Callable[[], None]] = field(default_factory=list)
    """What the user does in it first."""

    @property
    def book(self) -> Book:
        """The book in hand."""
        return self.window.document.book

    @property
    def plan(self) -> AnnualPlan:
        """The year in hand."""
        return self.book.years[0]


Opener = Callable[[Scene], QWidget]


def own_windows() -> set[type[QWidget]]:
    """Every class of the program that is a window by itself."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    found: set[type[QWidget]] = set()
    waiting: list[type[QWidget]] = [QDialog, QMainWindow]
    while waiting:
        known = waiting.pop().__subclasses__()
        waiting += known
        found |= {each for each in known if each.__module__.startswith("ui.")}
    return found - BASES


def _export(scene: Scene) -> QWidget:
    return ExportDialog(scene.window.document, ("xlsx", "pdf"), scene.folder, scene.window)


def _export_refused(scene: Scene) -> QWidget:
    made = ExportDialog(scene.window.document, (), scene.folder, scene.window)
    made.accept()
    return made


def _export_stage_report(scene: Scene) -> QWidget:
    document, plan = scene.window.document, scene.plan
    document.apply(
        "选用自评表",
        [SetText(Address("plan", plan.id, "forms"), "、".join((*plan.forms, *STAGE_FORMS)))],
    )
    return ExportDialog(document, (), scene.folder, scene.window, report=True)


def _package(scene: Scene) -> QWidget:
    left = "还有 31 处错误、127 处警告没有处理，2 处已保留"
    return PackageDialog(scene.book.unit, scene.plan, left, scene.folder, scene.window)


def _templates_of_stage(scene: Scene) -> QWidget:
    dialog = TemplatesDialog(scene.book, 2025, scene.folder, scene.window)
    dialog.findChildren(QRadioButton)[3].setChecked(True)
    return dialog


def _clearance(scene: Scene) -> QWidget:
    made = ClearanceDialog(exposed(_with_numbers(scene.book)), "导出", scene.window)
    made.confirm.click()
    made.blacken.click()
    made.accept()
    return made


def _with_numbers(book: Book) -> Book:
    """The book with a telephone number in every description, and others in the overall goal."""
    plan = book.years[0]
    goal = f"{plan.overall.goal}邮箱li@163.com，卡号6222 0202 0000 1234 50。"
    edits = [SetText(Address("plan", plan.id, "overall.goal"), goal)]
    rows = [row for project in plan.projects for row in project.indicators]
    for row in rows:
        text = f"{row.description}（{LONG}联系人张三13812345678，办好为止）"
        edits.append(SetText(Address("indicator", row.id, "description"), text))
    return applied(book, edits)


def _import_review(scene: Scene) -> QWidget:
    notes = tuple(
        Note(line, f"第 {line} 行的原文", "这一行没有读懂，请核对后自己填写。", unread=True)
        for line in range(1, 40)
    )
    proposal = Proposal(scene.book.unit, None, scene.plan, notes)
    return ImportReview(proposal, f"{LONG}.docx", "读入到本工作簿", scene.window)


def _progress(scene: Scene) -> QWidget:
    return ProgressDialog("生成填报模板", lambda _: None, scene.window)


def _accept(scene: Scene) -> QWidget:
    review = workspace_of(scene.window).review
    review.check_now()
    finding = max(review.findings, key=lambda each: len(each.message))
    made = AcceptDialog(finding, f"第 3 个项目　{LONG}", scene.window)
    made.accept()
    return made


def _repair(scene: Scene) -> QWidget:
    repairs = safe_repairs(scene.book, scene.plan.id, CheckSettings())
    return RepairDialog(repairs, scene.plan, scene.window)


def _find(scene: Scene) -> QWidget:
    made = FindWindow(scene.window.document, scene.window.open_workspace)
    made.begin(replace=False)
    made.words.setText("宣传")
    made.look()
    return made


def _replace(scene: Scene) -> QWidget:
    made = FindWindow(scene.window.document, scene.window.open_workspace)
    made.begin(replace=True)
    made.words.setText("宣传")
    made.after.setText(LONG)
    made.look()
    return made


def _foreign(scene: Scene) -> QWidget:
    understanding = understood(form(), form("第二张", "建设费用", "3000000"))
    return ForeignPreview(looked_at(understanding), NAME, scene.window)


def _picker(scene: Scene) -> QWidget:
    return ChoicePicker(
        "这一格是…",
        f"目标表 D5　“{LONG}”\n这一格填的是：",
        scene.window,
        projects=["办报费用", "建设费用"],
        nothing="这一列不读入",
    )


def _wizard(scene: Scene) -> GatherWizard:
    return GatherWizard(scene.window.document, scene.window.memory, scene.window)


def _wizard_at(page: int) -> Opener:
    """The wizard on a page, over two files that say different things."""

    def opened(scene: Scene) -> QWidget:
        wizard, plan = _wizard(scene), scene.plan
        for name in ("编辑部", "技术部"):
            projects = tuple(replace(each, purpose=f"{name}的用途") for each in plan.projects)
            changed = replace(scene.book, years=(replace(plan, projects=projects),))
            create(scene.folder / f"{name}.hfg", changed).close()
        found = look_through([scene.folder], [scene.window.document.session.path]).found
        wizard.files.add([scene.folder])
        read = read_all(found, plan.year, "", lambda *_: None)
        wizard.sources.show_read(read)
        result = gathered(scene.book, [each.source for each in read if each.source], plan.year)
        wizard.review.show_gathered(ToReview.of(result, disputes(result)))
        figures = [(f"处{LONG}", number) for number in range(6)]
        wizard.end.show_figures("已汇总", f"{LONG}。可以用“撤销”一次全部退回。", figures)
        wizard.show_page(page)
        return wizard

    return opened


def _of_another_year(scene: Scene) -> QWidget:
    """The wizard over a department's file that names last year."""
    wizard = _wizard(scene)
    create(scene.folder / "编辑部.hfg", replace(scene.book, years=scene.book.years[:1])).close()
    found = look_through([scene.folder / "编辑部.hfg"], []).found
    read = read_all(found, scene.plan.year + 1, "", lambda *_: None)
    wizard.show_page(SOURCES)
    wizard.sources.show_read(read, scene.plan.year + 1)
    return wizard


def _kept(scene: Scene) -> tuple[Document, AnnualPlan]:
    """A version, and work that went on since."""
    document, plan = scene.window.document, scene.plan
    document.session.keep_version("一上报送稿", plan, note=LONG)
    edits: list[Edit] = []
    for project in plan.projects[:6]:
        purpose = Address("project", project.id, "purpose")
        edits.append(SetText(purpose, project.purpose.replace("用于", "主要用于") + LONG))
        edits += [
            SetText(Address("indicator", row.id, "target"), "≥96.5%")
            for row in project.indicators[:3]
        ]
    document.apply("修改资金用途和指标值", edits)
    return document, plan


def _versions(scene: Scene) -> QWidget:
    document, plan = _kept(scene)
    return VersionsDialog(
        document,
        plan,
        [],
        lambda: None,
        lambda _: None,
        lambda _: None,
        lambda *_: False,
        scene.window,
    )


def _log(scene: Scene) -> QWidget:
    document, _ = _kept(scene)
    document.undo()
    return LogDialog(document.session.history.entries, "张会计", lambda _: None, scene.window)


def _signed_copies(scene: Scene) -> QWidget:
    then, plan = scene.book, scene.plan
    document, _ = _kept(scene)
    made = SignedCopiesDialog(states_of(document.book, document.session.history), scene.window)
    codes = form_codes(then.unit, plan)
    now = form_codes(document.book.unit, document.book.years[0])
    wrong = codes[2][:-1] + ("2" if codes[2][-1] != "2" else "3")
    typed = (codes[1], now[0], year_code(then.unit, plan), wrong, "00000-00000", "12345", "#")
    made.codes.setPlainText("\n".join((typed[0].lower().replace("-", ""), *typed[1:])))
    made.answer_all()
    return made


def _returns(scene: Scene) -> QWidget:
    document, plan = scene.window.document, scene.plan
    project = plan.projects[1]
    pasted = "\n".join(
        (
            f"1.{project.name}：指标第2行指标值与描述不匹配",
            "（二）第1个项目绩效目标不够细化、量化",
            f"③{LONG}的总体绩效目标{'过于笼统，请结合本年度重点工作写具体；' * 12}",
            "第3个项目建议增加满意度指标",
            "请加盖公章后重新报送",
        )
    )
    remarks = [Finder(plan).tied(each) for each in remarks_in(pasted, plan.id, 1_700_000_000)]
    remarks[3] = replace(remarks[3], done=True, answer=f"已增加“读者满意度”≥90%。{LONG}")
    document.session.put_setting(RETURNS, stored(remarks))
    document.returns_changed.emit()
    return ReturnsDialog(document, plan, None, lambda _: None, lambda _: None, scene.window)


def _keep(scene: Scene) -> QWidget:
    return KeepDialog(scene.plan, set(), "张会计", scene.window)


def _unlock(scene: Scene) -> QWidget:
    document, plan = _kept(scene)
    version = document.session.history.versions[-1]
    made = UnlockDialog(plan, replace(version, name=LONG), scene.window)
    made.accept()
    return made


def _restore(*, compared: bool) -> Opener:
    """Over four backups, between which a project went and others were changed."""

    def opened(scene: Scene) -> QWidget:
        shelf, plan = Shelf([scene.folder]), scene.plan
        now = datetime.datetime(2026, 11, 28, 14, 30, 5).astimezone()
        projects = plan.projects
        reasons: tuple[Reason, ...] = ("roll", "opened", "timed", "merge")
        with create(scene.folder / "旧.hfg", scene.book) as store:
            before = scene.book
            for day, reason in enumerate(reasons):
                changed = replace(projects[0], purpose=f"第{day}天的用途", name=LONG)
                extra = replace(projects[0], id=f"{day:012d}", goals=(), indicators=())
                held = (changed, *projects[1 : day + 1], extra, *projects[day + 2 :])
                after = replace(scene.book, years=(replace(plan, projects=held),))
                store.write(difference(before, after))
                before, at = after, now - datetime.timedelta(days=4 - day)
                shelf.add(store.whole(), scene.folder / "怀来.hfg", reason, at)
        kept = shelf.workbooks()
        return RestoreDialog(kept, kept[0], scene.book if compared else None, scene.window)

    return opened


def _own_library(scene: Scene) -> QWidget:
    path = scene.folder / "indicators.toml"
    for project in scene.plan.projects:
        keep_lines(lines_of(project, scene.plan.year), path)
    return OwnLibraryDialog(scene.plan.year, scene.folder, scene.window, path)


def _own_library_empty(scene: Scene) -> QWidget:
    path = scene.folder / "none.toml"
    return OwnLibraryDialog(scene.plan.year, scene.folder, scene.window, path)


def _rule_help(scene: Scene) -> QWidget:
    made = RuleHelpWindow(scene.window)
    made.show_rule("V01")
    return made


def _message(scene: Scene) -> QWidget:
    more = "\n".join(f"第 {number} 个项目“{LONG}”没有读入。" for number in range(200))
    made = message_box(scene.window, QMessageBox.Icon.Warning, "有几处没有读入。", more)
    made.addButton("仍要关闭", QMessageBox.ButtonRole.AcceptRole)
    made.addButton("回去", QMessageBox.ButtonRole.RejectRole)
    return made


def _long_message(scene: Scene) -> QWidget:
    made = message_box(scene.window, QMessageBox.Icon.Warning, LONG * 80, LONG * 80)
    details = next(each for each in made.buttons() if "详" in each.text())
    scene.once_seen.append(details.click)
    return made


def _hurt(scene: Scene) -> Path:
    """The workbook with one byte in fifty pages' worth of it changed here and there."""
    path = scene.folder / "坏.hfg"
    create(path, scene.book).close()
    data = bytearray(path.read_bytes())
    for at in range(9_000, len(data), 7_919):
        data[at] ^= 0x10
    path.write_bytes(data)
    return path


def _losses(scene: Scene) -> QWidget:
    with open_damaged(_hurt(scene)) as store:
        report = store.damage
    assert report is not None
    return LossesDialog(report, scene.window)


def _salvage(scene: Scene) -> QWidget:
    found = salvaged(_hurt(scene))
    source = Source("备份", "2023-11-28 10:00:00", scene.book)
    gaps = gaps_of(found, [source])
    made = SalvageDialog(found.report, gaps, lambda: None, scene.window)
    made.all.click()
    return made


@cache
def _printer() -> QPrinter:
    # Its dialog does not keep it alive.
    return new_printer("打印")


def _print(scene: Scene) -> QWidget:
    return print_dialog(_printer(), 200, scene.window)


def _file(scene: Scene) -> QWidget:
    return QFileDialog(scene.window, "打开工作簿", str(scene.folder))


def _start_page(scene: Scene) -> QWidget:
    recent = [scene.folder / f"{LONG}{number}.hfg" for number in range(6)]
    scene.window.memory.put("recent", [str(path) for path in recent])
    scene.window.close_book()
    return scene.window


def _workspace(page: str, *, all_open: bool) -> Opener:
    def opened(scene: Scene) -> QWidget:
        workspace = workspace_of(scene.window)
        workspace.review.check_now()
        workspace.show_page(getattr(workspace, page))
        workspace.show_preview(all_open)
        workspace.show_review(all_open)
        if all_open:
            scene.window.notice.say(f"{LONG}没有写进去。", ("重试", scene.window.undo))
        QApplication.processEvents()
        return scene.window

    return opened


_EMPTY = Project(name="公益广告制作播出", budget=Money(36_000_000), fiscal=Money(36_000_000))


def _draft(scene: Scene) -> QWidget:
    return DraftDialog(scene.plan, _EMPTY, scene.window)


def _draft_begun(scene: Scene) -> QWidget:
    whole = scene.plan.projects[0]
    begun = replace(whole, goals=(), indicators=whole.indicators[:2])
    return DraftDialog(scene.plan, begun, scene.window)


def _empty_project(scene: Scene) -> QWidget:
    document = scene.window.document
    document.apply("新建项目", [Insert(scene.plan.id, _EMPTY)])
    document.select_project(_EMPTY.id)
    scene.window.show_projects()
    return scene.window


def _drafted_project(scene: Scene) -> QWidget:
    window = _empty_project(scene)
    dialog = DraftDialog(scene.plan, scene.plan.projects[-1], scene.window)
    scene.window.document.apply("放入草稿", dialog.edits)
    scene.window.say_undoable("已放入草稿。")
    return window


def _beside(*, preview: bool) -> Opener:
    """The findings at the right, one of them in hand."""

    def opened(scene: Scene) -> QWidget:
        scene.window.actions_by_name["review_beside"].trigger()
        made = _workspace("projects", all_open=False)(scene)
        workspace_of(scene.window).show_preview(preview)
        workspace_of(scene.window).show_review(True)
        workspace_of(scene.window).review.go_next()
        return made

    return opened


def _overview(book: Book) -> Opener:
    def opened(scene: Scene) -> QWidget:
        path = scene.folder / f"{len(book.years)}年.hfg"
        create(path, book).close()
        scene.window.open_path(path)
        workspace = workspace_of(scene.window)
        workspace.review.check_now()
        workspace.show_review(False)
        workspace.show_preview(False)
        workspace.show_page(workspace.overview)
        QApplication.processEvents()
        return scene.window

    return opened


OPENERS: dict[type[QWidget], dict[str, Opener]] = {
    MainWindow: {
        "start page": _start_page,
        "overall": _workspace("overall", all_open=False),
        "projects": _workspace("projects", all_open=False),
        "overview": _workspace("overview", all_open=False),
        "overview of a year with stages": _overview(many()),
        "overview of 500 projects": _overview(Book(many().unit, (so_many(500),))),
        "overview of huge amounts": _overview(Book(many().unit, (so_many(9, Decimal(10**14)),))),
        "overview of an empty year": _overview(Book(years=(AnnualPlan(year=2023),))),
        "overall, all open": _workspace("overall", all_open=True),
        "projects, all open": _workspace("projects", all_open=True),
        "projects, an empty one": _empty_project,
        "projects, a drafted one": _drafted_project,
        "findings beside": _beside(preview=False),
        "findings and preview beside": _beside(preview=True),
        "overview, all open": _workspace("overview", all_open=True),
    },
    ExportDialog: {
        "": _export,
        "refused": _export_refused,
        "stage-report": _export_stage_report,
    },
    PackageDialog: {"": _package},
    ClearanceDialog: {"": _clearance},
    RollDialog: {"": lambda scene: RollDialog(scene.book, scene.plan, scene.window)},
    DraftDialog: {"": _draft, "of a table that was begun": _draft_begun},
    SchemeDialog: {
        "": lambda scene: SchemeDialog(scene.plan, scene.plan.projects[0], scene.window)
    },
    OverallFormDialog: {
        "": lambda scene: OverallFormDialog(
            [conversion(scene.plan, form) for form in others(scene.plan)], scene.window
        )
    },
    DutyItemsDialog: {
        "": lambda scene: DutyItemsDialog(scene.plan, items_of_form("county_overall"), scene.window)
    },
    PolicyChoice: {"": lambda scene: PolicyChoice(scene.book, scene.plan, scene.window)},
    UnitDialog: {"": lambda scene: UnitDialog(scene.window)},
    WeightsDialog: {
        "": lambda scene: WeightsDialog(scene.plan, scene.plan.projects[0], scene.window)
    },
    YearDialog: {"": lambda scene: YearDialog(scene.book, "新建年度", "新建", 2024, scene.window)},
    TemplatesDialog: {
        "": lambda scene: TemplatesDialog(scene.book, 2025, scene.folder, scene.window),
        "self-evaluation": _templates_of_stage,
    },
    ImportReview: {"": _import_review},
    NameDialog: {"": lambda scene: NameDialog("", lambda _: "", scene.window)},
    WideDialog: {
        "": lambda scene: WideDialog(
            scene.book, scene.plan, STANDARD.name, scene.folder, scene.window
        )
    },
    OwnLibraryDialog: {"": _own_library, "none": _own_library_empty},
    LineDialog: {"": lambda scene: LineDialog(scene.plan.projects[0].indicators[0], scene.window)},
    SettingsDialog: {"": lambda scene: SettingsDialog(CheckSettings(), scene.window)},
    AcceptDialog: {"refused": _accept},
    RepairDialog: {"": _repair},
    PreferencesDialog: {"": lambda scene: PreferencesDialog(scene.window.memory, scene.window)},
    GoToDialog: {"": lambda scene: GoToDialog(scene.plan, scene.window)},
    FindWindow: {"found": _find, "replacing": _replace},
    PasteDialog: {"": lambda scene: PasteDialog(scene.window)},
    ProgressDialog: {"": _progress},
    KeepDialog: {"": _keep},
    UnlockDialog: {"refused": _unlock},
    VersionsDialog: {"": _versions},
    LogDialog: {"": _log},
    ReturnsDialog: {"": _returns},
    RestoreDialog: {"": _restore(compared=True), "no workbook": _restore(compared=False)},
    LossesDialog: {"": _losses},
    SalvageDialog: {"": _salvage},
    FolderDialog: {"": lambda scene: FolderDialog(scene.window)},
    SignedCopiesDialog: {"": _signed_copies},
    ForeignPreview: {"": _foreign},
    ChoicePicker: {"": _picker},
    GatherWizard: {
        "files": _wizard,
        "sources": _wizard_at(SOURCES),
        "sources of another year": _of_another_year,
        "review": _wizard_at(REVIEW),
        "finished": _wizard_at(FINISHED),
    },
    ManualWindow: {"": lambda scene: ManualWindow(scene.window)},
    RuleHelpWindow: {"": _rule_help},
    QMessageBox: {"": _message, "long": _long_message},
    QPrintDialog: {"": _print},
    QFileDialog: {"": _file},
}
"""How each of them is opened, in each state that looks different."""
