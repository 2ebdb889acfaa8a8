"""The dialog before a hand-in package: where to, as a folder or a zip, and what is still open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from hfgoals.model.values import AnnualPlan, Unit
from hfgoals.package import package_name
from hfgoals.render.outputs import OUTPUTS
from ui.dialogs.form import FormDialog
from ui.kit.folder_field import FolderField
from ui.kit.plain import PlainLabel

KEPT, SUBMITTED, NOT_KEPT = range(3)
"""What becomes of the state that is packed."""
_KEEPING = ("存成一个版本，以后可以比较", "存成版本，并标为已报送（锁定本年度）", "不存版本")
_OUTPUTS = "、".join(output.brief for output in OUTPUTS)


class PackageDialog(FormDialog):
    """Gives back a folder, whether to zip and whether to publish.

    ``left`` says what is not dealt with, or "".
    """

    def __init__(
        self,
        unit: Unit,
        plan: AnnualPlan,
        left: str,
        folder: Path,
        parent: QWidget,
        *,
        may_keep: bool = True,
    ) -> None:
        """``may_keep``: the workbook can take a version."""
        super().__init__(
            "上报包",
            f"把 {plan.year} 年度要报送的放在一起：{_OUTPUTS}、检查报告和工作簿副本。"
            "已有的同名上报包不会被覆盖。",
            "生成",
            parent,
        )
        self._unit, self._plan = unit, plan
        self._name = PlainLabel("", wraps=True)
        self._zip = QCheckBox("打成一个压缩包（.zip）", self)
        self._public = QCheckBox("用于公开：只放各种表，不要签字栏、检查报告和工作簿副本", self)
        self._folder = FolderField(folder, self)
        self._keeping = QComboBox(self)
        self._keeping.addItems(_KEEPING)
        self._keeping.setAccessibleName("版本")
        self._keeping.setCurrentIndex(KEPT if may_keep else NOT_KEPT)
        self._may_keep = may_keep
        self._left = left
        good = not left and not plan.is_blank
        self.state = PlainLabel("", "good" if good else "warning", wraps=True)
        self.fields.addRow("保存到", self._folder)
        self.fields.addRow("名称", self._name)
        self.fields.addRow("", self._public)
        self.fields.addRow("", self._zip)
        self.fields.addRow("版本", self._keeping)
        self.fields.addRow("检查", self.state)
        self._zip.toggled.connect(self._tell)
        self._public.toggled.connect(self._tell)
        self._tell()

    @property
    def folder(self) -> Path:
        """The folder to put the package into."""
        return self._folder.folder

    @property
    def zipped(self) -> bool:
        """Whether one zip is wanted."""
        return self._zip.isChecked()

    @property
    def public(self) -> bool:
        """Whether it is for publication rather than for the bureau."""
        return self._public.isChecked()

    @property
    def keeping(self) -> int:
        """KEPT, SUBMITTED or NOT_KEPT; what is published is none of the states handed in."""
        return NOT_KEPT if self.public or not self._may_keep else self._keeping.currentIndex()

    def refusal(self) -> str:
        return self._folder.refusal

    def accept(self) -> None:
        super().accept()
        self.fit()

    def _tell(self) -> None:
        """What it will be called, and what the check says, which only the bureau is given."""
        suffix = ".zip" if self.zipped else ""
        self._keeping.setEnabled(self._may_keep and not self.public)
        self._name.setText(package_name(self._unit, self._plan, suffix, public=self.public))
        said = "检查没有发现错误和警告。"
        if self._left:
            said = f"▲ {self._left}{'。' if self.public else '，检查报告里会列出。'}"
        elif self._plan.is_blank:
            said = "▲ 这一年度还没有填写。"
        self.state.setText(said)
        self.fit()
