"""The dialog before an export: what, in which formats, to which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QWidget,
)

from hfgoals.export import Choice, Format, usual_forms
from hfgoals.forms import forms_of, reports_of
from hfgoals.forms.form import Form
from hfgoals.render.outputs import OUTPUTS, OutputFormat
from ui.dialogs.form import FormDialog
from ui.document import Document
from ui.kit.folder_field import FolderField
from ui.kit.layouts import in_column


class ExportDialog(FormDialog):
    """Gives back a Choice and a folder."""

    def __init__(
        self,
        document: Document,
        formats: tuple[Format, ...],
        folder: Path,
        parent: QWidget,
        *,
        fit_page: bool = True,
        projects: tuple[str, ...] = (),
        report: bool = False,
    ) -> None:
        """``projects``: the ids of those to offer by themselves; the one in hand without any.

        ``report``: a report is offered first of all, that of the latest stage.
        """
        super().__init__(
            "导出",
            "，".join(f"{output.brief} {output.use}" for output in OUTPUTS)
            + "。已有同名文件时会先问您。",
            "导出",
            parent,
        )
        self._document = document
        own = document.project
        self._projects = projects or ((own.id,) if own is not None else ())
        self._formats = {output: QCheckBox(output.name, self) for output in OUTPUTS}
        for output, box in self._formats.items():
            box.setChecked(output.id in formats)
        paged = "、".join(output.brief for output in OUTPUTS if output.paged)
        self._single = QCheckBox(f"{paged} 每个项目单独一个文件", self)
        self._public = QCheckBox("用于公开：不要签字栏；文字里的个人信息逐处核对", self)
        self._fit_page = QCheckBox("压缩到一页：略长的项目表缩小行距和字号（不小于 9 磅）", self)
        self._fit_page.setChecked(fit_page)
        for box in self._formats.values():
            box.toggled.connect(self._offer_what_fits)
        self._group = QButtonGroup(self)
        self._all, self._one = self._scopes()
        self._one.setChecked(bool(projects))
        plan = document.plan
        self._forms = {form.id: self._alone(form) for form in (forms_of(plan) if plan else ())}
        self._reports = {form.id: self._alone(form) for form in (reports_of(plan) if plan else ())}
        for button in self._reports.values():
            button.toggled.connect(self._offer_what_fits)
            button.setChecked(report)
        self._offer_what_fits()
        self._folder = FolderField(folder, self)
        ticks = (*self._formats.values(), self._single, self._public, self._fit_page)
        self.fields.addRow("格式", _column(*ticks))
        alone = (*self._forms.values(), *self._reports.values())
        self.fields.addRow("范围", _column(self._all, self._one, *alone))
        self.fields.addRow("保存到", self._folder)

    @property
    def folder(self) -> Path:
        """The folder to write to."""
        return self._folder.folder

    @property
    def choice(self) -> Choice:
        """What to export."""
        pages = self._has_pages()
        plan = self._document.plan
        alone = {**self._forms, **self._reports}
        return Choice(
            formats=tuple(output.id for output in self._wanted()),
            years=(plan.year,) if plan is not None else (),
            forms=tuple(id_ for id_, button in alone.items() if button.isChecked()),
            projects=self._projects if self._one.isChecked() else (),
            one_file_per_project=self._single.isChecked() and pages,
            public=self._public.isChecked(),
            fit_page=self._fit_page.isChecked(),
        )

    def refusal(self) -> str:
        if not self._wanted():
            return "请至少选择一种格式。"
        return self._folder.refusal

    def _has_pages(self) -> bool:
        return any(output.paged for output in self._wanted())

    def _wanted(self) -> list[OutputFormat]:
        if self._is_report():
            return [output for output in self._formats if output.drafts]
        return [output for output, box in self._formats.items() if box.isChecked()]

    def _is_report(self) -> bool:
        return any(alone.isChecked() for alone in self._reports.values())

    def _offer_what_fits(self) -> None:
        report = self._is_report()
        for box in (*self._formats.values(), self._fit_page):
            box.setEnabled(not report)
        self._single.setEnabled(self._has_pages() and not report)

    def _scopes(self) -> tuple[QRadioButton, QRadioButton]:
        plan, project = self._document.plan, self._document.project
        year = plan.year if plan is not None else ""
        whole = QRadioButton(f"{year} 年度全部（{self._whole_says()}）", self)
        name = (project.name or "未命名项目") if project is not None else "没有项目"
        several = len(self._projects) > 1
        said = f"选中的 {len(self._projects)} 个项目" if several else f"当前项目：{_short(name)}"
        one = QRadioButton(f"只要{said}", self)
        one.setEnabled(project is not None)
        for each in (whole, one):
            self._group.addButton(each)
        whole.setChecked(True)
        return whole, one

    def _whole_says(self) -> str:
        """What is exported where nothing is chosen."""
        plan, unit = self._document.plan, self._document.book.unit
        if plan is None:
            return "没有年度"
        forms = usual_forms(unit, plan)
        names = [form.name for form in forms if form.scope == "year"]
        if len(names) < len(forms):
            names.append(f"{len(plan.projects)} 个项目")
        return "、".join(names)

    def _alone(self, form: Form) -> QRadioButton:
        """One form or report by itself, of the year or of all its projects."""
        plan = self._document.plan
        kinds = "、".join(output.brief for output in OUTPUTS if output.drafts)
        alone = QRadioButton(
            f"只要{form.name}{f'（{kinds}，供接着写）' if form.draft else ''}", self
        )
        alone.setEnabled(form.scope == "year" or (plan is not None and bool(plan.projects)))
        self._group.addButton(alone)
        return alone


def _short(name: str) -> str:
    # "&" would underline the next letter.
    return (name if len(name) <= 24 else f"{name[:23]}…").replace("&", "&&")


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = in_column(on=column, margins=0, gap=2)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return column
