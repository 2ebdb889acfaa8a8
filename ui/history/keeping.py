"""Keeping a state under a name, and letting a year be changed again."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from hfgoals.history.versions import SUGGESTED, Version
from hfgoals.model.values import AnnualPlan
from ui.dialogs.form import FormDialog
from ui.kit.choice import Choice

_LONGEST = 60


class KeepDialog(FormDialog):
    """Asks for the name of a version, and whether it is the one that was handed in."""

    def __init__(
        self, plan: AnnualPlan, used: set[str], who: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "保存版本",
            f"把 {plan.year} 年度现在的内容存成一个版本，放在同一个文件里，以后不会再变，"
            "可以随时拿来比较。",
            "保存",
            parent,
        )
        self._name = Choice("版本名称", [name for name in SUGGESTED if name not in used], self)
        self._note = QLineEdit(self)
        self._note.setPlaceholderText("可以不填")
        self._who = QLineEdit(who, self)
        self._submitted = QCheckBox("这一版已经报送：锁定本年度，要改须先解锁并写明理由", self)
        self._name.take_typing(QLineEdit(self._name))
        self._name.setCurrentIndex(0)
        for field in self.findChildren(QLineEdit):
            field.setMaxLength(_LONGEST)
        self.fields.addRow("名称", self._name)
        self.fields.addRow("说明", self._note)
        self.fields.addRow("姓名", self._who)
        self.fields.addRow("", self._submitted)

    @property
    def name(self) -> str:
        """The version's name."""
        return self._name.currentText().strip()

    @property
    def note(self) -> str:
        """What else was said of it."""
        return self._note.text().strip()

    @property
    def who(self) -> str:
        """Whose name versions and the change log tell from now on."""
        return self._who.text().strip()

    @property
    def submitted(self) -> bool:
        """Whether the year is to be locked."""
        return self._submitted.isChecked()

    def refusal(self) -> str:
        return "" if self.name else "请给版本起个名称，如“一上报送稿”。"


class UnlockDialog(FormDialog):
    """Asks why a year that was handed in is to be changed."""

    def __init__(
        self, plan: AnnualPlan, version: Version | None, parent: QWidget | None = None
    ) -> None:
        kept = f"，报送的是“{version.name}”，它仍会原样保留" if version is not None else ""
        super().__init__(
            "解除锁定",
            f"{plan.year} 年度已经报送{kept}。解除后可以修改，理由记入修改记录。",
            "解除锁定",
            parent,
        )
        self._reason = QLineEdit(self)
        self._reason.setMaxLength(200)
        self._reason.setPlaceholderText("如：财政局退回，要求调整指标值")
        self.fields.addRow("理由", self._reason)

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.text().strip()

    def refusal(self) -> str:
        return "" if self.reason else "请写明为什么要修改已经报送的内容。"
