"""The help of a rule: why it is there, a bad and a good example. All of it plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hfgoals.checks import LEVEL_NAMES
from hfgoals.checks.examples import LAST_YEAR, MONITORED
from hfgoals.checks.told import Example, Told, told_of
from hfgoals.model.fields import FIELDS
from hfgoals.trouble import PresetTrouble
from ui.kit.absent import or_none
from ui.kit.fitting import Dialog
from ui.kit.layouts import in_column
from ui.kit.plain import PlainLabel
from ui.kit.tokens import STEP

_LABELS = {(part, field.path): field.label for part, fields in FIELDS.items() for field in fields}
_ROWS = {"subgoal": "第{}个分项", "safeguard": "第{}条", "goal": "第{}条", "indicator": "第{}行"}
_ROWS |= {"result": "第{}行"}


class RuleHelpWindow(Dialog):
    """Stays open beside the work and shows one rule after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("规则说明")
        self.resize(520, 560)
        self._scrolled = QScrollArea(self)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        in_column(self._scrolled, on=self, margins=0)

    @property
    def text(self) -> str:
        """All that it says."""
        page = or_none(self._scrolled.widget())
        labels = page.findChildren(PlainLabel) if page is not None else []
        return "\n".join(label.text() for label in labels)

    def show_rule(self, code: str) -> None:
        """Show the help of that rule."""
        page = QWidget()
        page.setObjectName("page")
        column = in_column(on=page, margins=(7 * STEP, 6 * STEP, 7 * STEP, 6 * STEP), gap=3 * STEP)
        try:
            _fill(column, told_of(code))
        except PresetTrouble as trouble:
            column.addWidget(_label(code, "section"))
            column.addWidget(_label(str(trouble), "second"))
        column.addStretch(1)
        self._scrolled.setWidget(page)


def _fill(column: QVBoxLayout, told: Told) -> None:
    column.addWidget(_label(told.title, "section"))
    level = LEVEL_NAMES[told.level]
    column.addWidget(_label(f"{told.code}　{level}　退回原因：{told.reason}", "second"))
    column.addWidget(_label(told.why))
    for title, examples, role in (
        ("不好的写法", told.bad, "bad"),
        ("好的写法", told.good, "good"),
    ):
        if examples:
            column.addSpacing(STEP)
            column.addWidget(_label(title, "heading"))
        for example in examples:
            column.addWidget(_Card(example, role))


class _Card(QFrame):
    """One example with a coloured edge."""

    def __init__(self, example: Example, role: str) -> None:
        super().__init__()
        self.setObjectName("example")
        self.setProperty("role", role)
        column = in_column(
            _label(example.says),
            on=self,
            margins=(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP),
            gap=STEP + 2,
        )
        for line in example_lines(example):
            column.addWidget(_label(line, "caption"))


def example_lines(example: Example) -> list[str]:
    """What the example changes, as lines to read."""
    lines = [
        f"{place_words(place)}：{text or '（空白）'}" for place, text in example.change.items()
    ]
    lines.extend(f"{place_words(place)}：（没有这一行）" for place in example.removed)
    return lines


def place_words(place: str) -> str:
    """A place as the example files write it ("indicator.2.target"), in words."""
    project, _, rest = place.rpartition(":")
    part, _, path = rest.partition(".")
    number, _, inner = path.partition(".")
    row = _ROWS[part].format(number) if number.isdigit() and part in _ROWS else ""
    label = next(
        (
            label
            for (its_part, its_path), label in _LABELS.items()
            if its_part == part and its_path == (inner if number.isdigit() else path)
        ),
        "",
    )
    named = f"项目“{project}”" if project else ""
    if place.startswith(LAST_YEAR):
        named = LAST_YEAR.rstrip(":")
    if place.startswith(MONITORED):
        named = MONITORED.rstrip(":")
    return " ".join(word for word in (named, row, label) if word) or place


def _label(text: str, role: str = "") -> PlainLabel:
    label = PlainLabel(text, role, wraps=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
