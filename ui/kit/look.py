"""The one style sheet of the program, written with the tokens.

A widget asks for a look by its property ``role``: buttons "primary", "quiet", "link", "segment";
labels "title", "section", "heading", "second", "caption", "faint", "error" …; frames "card", "bar".
What a room has of its own stands at the end, by object name or class.
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from hfgoals.paths import resource
from ui.kit import tokens
from ui.kit.fonts import put_type_on

_SHEET = Template("""
* { outline: none; }
QMainWindow, QDialog { background: $GROUND; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QFileDialog { backward-icon: url($ICONS/dialog-back.svg);
  forward-icon: url($ICONS/dialog-forward.svg);
  filedialog-parent-directory-icon: url($ICONS/dialog-parent.svg);
  filedialog-new-directory-icon: url($ICONS/dialog-new-folder.svg);
  filedialog-listview-icon: url($ICONS/dialog-list.svg);
  filedialog-detailedview-icon: url($ICONS/dialog-detail.svg); }
QToolTip { background: $TEXT; color: $PAPER; border: 0; padding: 6px 8px; }

QMenuBar { background: $PAPER; padding: 2px 8px; }
QMenuBar::item { padding: 5px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $HOVER; }
QMenuBar::item:disabled { color: $FAINT_TEXT; }
QMenu { background: $PAPER; border: 1px solid $LINE; padding: 6px; menu-scrollable: 1; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $ACCENT_TINT; color: $TEXT; }
QMenu::item:disabled { color: $FAINT_TEXT; }
QMenu::icon { padding-left: 8px; }
QMenu::icon:checked { background: $ACCENT_TINT; border: 1px solid $ACCENT; border-radius: 3px; }
QMenu::item:selected:disabled { background: transparent; }
QMenu::icon:checked:disabled { background: $HOVER; border-color: $STRONG_LINE; }
QMenu::separator { height: 1px; background: $LINE; margin: 5px 6px; }

QPushButton { min-height: 30px; padding: 0 14px; border: 1px solid $STRONG_LINE;
  border-radius: ${RADIUS}px; background: $PAPER; color: $TEXT; }
QPushButton:hover { border-color: $ACCENT; color: $ACCENT; }
QPushButton:pressed { background: $ACCENT_TINT; }
QPushButton:focus { border-color: $ACCENT; }
QPushButton:disabled { color: $FAINT_TEXT; border-color: $LINE; background: $GROUND; }
QPushButton[role="primary"], QPushButton:default { background: $ACCENT; border-color: $ACCENT;
  color: $PAPER; }
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: $ACCENT_DARK;
  color: $PAPER; }
QPushButton[role="primary"]:pressed, QPushButton:default:pressed { background: $ACCENT_DARK; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid $TEXT; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled { background: $STRONG_LINE;
  border: 1px solid $STRONG_LINE; color: $PAPER; }
QPushButton[role="quiet"] { border-color: transparent; background: transparent; }
QPushButton[role="quiet"]:hover { background: $HOVER; color: $TEXT; }
QPushButton[role="quiet"]:pressed { background: $ACCENT_TINT; }
QPushButton[role="quiet"]:focus { border-color: $ACCENT; }
QPushButton[role="link"] { border: 0; background: transparent; color: $ACCENT; padding: 0 4px; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }
QPushButton[role="link"]:pressed { color: $ACCENT_DARK; }
QPushButton[role="link"]:disabled { color: $FAINT_TEXT; text-decoration: none; }

QToolButton { min-height: 28px; padding: 1px 8px; border: 1px solid transparent;
  border-radius: ${RADIUS}px; background: transparent; color: $TEXT; }
QToolButton:hover { background: $HOVER; }
QToolButton:pressed, QToolButton:checked { background: $ACCENT_TINT; color: $ACCENT; }
QToolButton:focus { border-color: $ACCENT; }
QToolButton:disabled { color: $FAINT_TEXT; }
QToolButton:checked:disabled { background: $HOVER; }
QLineEdit QToolButton { min-height: 0; padding: 0; border: 0; }
QToolButton::menu-indicator { image: none; }
QToolButton[popupMode="1"] { padding-right: 22px; }
QToolButton::menu-button { border: 0; background: transparent; width: 18px; }
QToolButton::menu-arrow { image: url("$ICONS/dropdown-arrow.svg"); width: 12px; height: 12px; }
QToolButton::menu-arrow:disabled { image: url("$ICONS/dropdown-arrow-off.svg"); }
QToolBar { background: $PAPER; border: 0; border-bottom: 1px solid $LINE; padding: 5px 10px;
  spacing: 4px; }
#tools { background: $PAPER; border: 0; border-bottom: 1px solid $LINE; }
#tools QToolBar { border-bottom: 0; }
#qt_toolbar_ext_button { min-width: 15px; max-width: 15px; padding: 0; }
QToolBar::separator { width: 1px; background: $LINE; margin: 6px 6px; }

QLineEdit, QPlainTextEdit, GrowingText, QSpinBox, QComboBox { border: 1px solid $LINE;
  border-radius: ${RADIUS}px; background: $PAPER; color: $TEXT; padding: 0 8px;
  selection-background-color: $ACCENT; selection-color: $PAPER; }
QLineEdit, QSpinBox, QComboBox { min-height: 30px; }
QPlainTextEdit { padding: 4px; }
QLineEdit:hover, QPlainTextEdit:hover, GrowingText:hover, QSpinBox:hover, QComboBox:hover {
  border-color: $STRONG_LINE; }
QLineEdit:focus, QPlainTextEdit:focus, GrowingText:focus, QSpinBox:focus, QComboBox:focus {
  border-color: $ACCENT; }
QLineEdit:read-only, QPlainTextEdit:read-only, GrowingText:read-only { background: $GROUND; }
QLineEdit:disabled, QPlainTextEdit:disabled, GrowingText:disabled, QSpinBox:disabled,
QComboBox:disabled { color: $FAINT_TEXT; border-color: $LINE; background: $GROUND; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$ICONS/dropdown-arrow.svg"); width: 14px; height: 14px; }
QComboBox::down-arrow:disabled { image: url("$ICONS/dropdown-arrow-off.svg"); }
QComboBox QAbstractItemView { background: $PAPER; border: 1px solid $LINE; padding: 4px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 22px; background: transparent; }
QSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $HOVER; }
QSpinBox::up-arrow, QSpinBox::down-arrow { width: 14px; height: 14px; }
QSpinBox::up-arrow { image: url("$ICONS/spin-up.svg"); }
QSpinBox::down-arrow { image: url("$ICONS/spin-down.svg"); }
QSpinBox::up-arrow:disabled, QSpinBox::up-arrow:off { image: url("$ICONS/spin-up-off.svg"); }
QSpinBox::down-arrow:disabled, QSpinBox::down-arrow:off {
  image: url("$ICONS/spin-down-off.svg"); }
QCheckBox, QRadioButton { spacing: 8px; min-height: 26px; }
QCheckBox:disabled, QRadioButton:disabled { color: $FAINT_TEXT; }
QCheckBox:focus, QRadioButton:focus { color: $ACCENT; }

QTabWidget::pane { border: 0; border-top: 1px solid $LINE; background: $GROUND; top: -1px; }
QTabBar { background: $PAPER; qproperty-drawBase: 0; }
QTabBar::tab { padding: 9px 18px 8px; margin-left: 8px; color: $SECOND_TEXT;
  border-bottom: 2px solid transparent; background: $PAPER; }
QTabBar::tab:hover { color: $TEXT; }
QTabBar::tab:selected { color: $ACCENT; border-bottom: 2px solid $ACCENT; }
QTabBar::tab:focus { color: $ACCENT_DARK; background: $HOVER; }
QTabBar::tab:disabled { color: $FAINT_TEXT; border-bottom-color: transparent; }

QListView, QTreeView, QTableView { background: $PAPER; border: 0; color: $TEXT;
  selection-background-color: $ACCENT_TINT; selection-color: $TEXT; }
QListView:disabled, QTreeView:disabled, QTableView:disabled { color: $FAINT_TEXT; }
QHeaderView, QHeaderView::section { background: $PAPER; color: $SECOND_TEXT; }
QHeaderView::section { border: 0; border-bottom: 1px solid $LINE; padding: 6px 12px; }
QListView::item { padding: 4px 8px; border-radius: 4px; }
QListView::item:hover { background: $HOVER; }
QListView::item:selected { background: $ACCENT_TINT; color: $TEXT; }

QScrollArea { border: 0; background: transparent; }
QAbstractScrollArea::corner { border: 0; background: transparent; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $HANDLE; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $HANDLE_HOVER; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $LINE; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $ACCENT; }

QStatusBar { background: $PAPER; border-top: 1px solid $LINE; min-height: 30px; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { padding: 0 8px; }
QStatusBar QToolButton { min-height: 24px; padding: 0 6px; }

QProgressBar { border: 0; border-radius: 3px; background: $LINE; height: 6px;
  text-align: center; }
QProgressBar::chunk { background: $ACCENT; border-radius: 3px; }
QProgressBar::chunk:disabled { background: $STRONG_LINE; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: $TITLE; font-weight: bold; }
QLabel[role="section"] { font-size: $SECTION; font-weight: bold; }
QLabel[role="second"] { color: $SECOND_TEXT; }
QLabel:disabled { color: $FAINT_TEXT; }
QLabel[role="error"] { color: $ERROR; }
QLabel[role="good"] { color: $GOOD; }
QLabel[role="warning"] { color: $WARNING; }
QLabel[role="caption"] { color: $SECOND_TEXT; }
QLabel[role="faint"] { color: $FAINT_TEXT; }
QLabel[role="heading"] { font-weight: bold; }
QLabel[role="amount"] { font-size: $SECTION; font-weight: bold; }
QLabel[role="figure"] { font-size: $FIGURE; font-weight: bold; }
QFrame[role="card"] { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; }
QFrame[role="bar-quiet"] { background: $ACCENT_TINT; border: 0; border-bottom: 1px solid $LINE; }
QFrame[role="bar"] { background: $WARNING_TINT; border: 0; border-bottom: 1px solid $LINE; }
QFrame[role="bar-error"] { background: $ERROR_TINT; border: 0; border-bottom: 1px solid $LINE; }
QFrame[role="bar-good"] { background: $ACCENT_TINT; border: 0; border-bottom: 1px solid $LINE; }

/* The kit's own widgets, on top of what they are made from. */
GrowingText { padding: 0; }
GrowingText[role="bare"] { border-color: transparent; }
GrowingText[role="bare"]:hover { border-color: $LINE; }
GrowingText[role="bare"]:focus { border-color: $ACCENT; }
LineField[role="plain"] { border-color: transparent; background: transparent; padding: 0; }
LineField[role="heading"] { border-color: transparent; background: transparent; padding: 0 4px;
  font-weight: bold; }
LineField[role="plain"]:hover, LineField[role="heading"]:hover { border-color: $LINE; }
LineField[role="plain"]:focus, LineField[role="heading"]:focus { border-color: $ACCENT;
  background: $PAPER; }
LineField[invalid="true"], LineField[invalid="true"]:hover, LineField[invalid="true"]:focus {
  border-color: $ERROR; background: $ERROR_TINT; }
LineField QToolButton { background: transparent; }
ToolRow { padding: 4px 8px; spacing: 2px; }
ToolRow QToolButton { min-height: 26px; }
RowButton { min-height: 24px; max-height: 24px; min-width: 24px; max-width: 24px; padding: 0; }
Toast { background: $TEXT; border-radius: ${RADIUS}px; }
Toast QLabel { color: $PAPER; }
Toast QPushButton[role="link"] { color: $ACCENT_ON_DARK; padding: 0 8px; font-weight: bold; }
DropLine { background: $ACCENT; border: 0; border-radius: 1px; }
QPushButton[role="segment"] { border: 1px solid $LINE; border-radius: 15px; min-height: 28px;
  padding: 0 14px; background: $PAPER; color: $SECOND_TEXT; }
QPushButton[role="segment"]:hover { border-color: $STRONG_LINE; color: $TEXT; }
QPushButton[role="segment"]:checked { background: $ACCENT_TINT; border-color: $ACCENT_TINT;
  color: $ACCENT; font-weight: bold; }
QPushButton[role="segment"]:focus { border-color: $ACCENT; }
QPushButton[role="segment"]:disabled { color: $FAINT_TEXT; background: transparent; }
QPushButton[role="segment"]:checked:disabled { background: $HOVER; border-color: $LINE; }

/* Rooms: bars at the head and foot of a page, lists without a frame of their own. */
#panel, #sums, #balance, #review, #detail, #head, #foot, #table-bar, #cell-panel, #side,
#gather-head, #gather-foot { background: $PAPER; border: 0; }
#head, #table-bar, #cell-panel, #gather-head { border-bottom: 1px solid $LINE; }
#sums, #balance, #review, #detail, #foot, #gather-foot { border-top: 1px solid $LINE; }
#balance { min-height: 36px; }
#review QListView { border-top: 1px solid $LINE; }
#review QListView::item { padding: 0; border-radius: 0; }
#detail QPushButton { min-height: 26px; padding: 0 10px; }
#side QTabWidget::pane { background: $PAPER; }
#cell-panel QPushButton { padding: 0 8px; text-align: left; }
ManualPage { border: 0; background: $PAPER; }
ChoicePicker QListView { border: 1px solid $LINE; }
SettingsDialog QTableWidget::item { padding-left: 10px; }
#tables { border-right: 1px solid $LINE; padding: 4px; }
#example { background: $PAPER; border: 1px solid $LINE; border-left: 3px solid $GOOD; }
#example[role="bad"] { border-left-color: $ERROR; }

#choice { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; text-align: left;
  min-height: 170px; max-height: 170px; }
#choice:hover, #choice:focus { border-color: $ACCENT; }
#choice:pressed { background: $ACCENT_TINT; }
RecentFile { min-height: 38px; max-height: 38px; }

GatherWizard QTableView::item { padding: 0 9px; border: 0; }
GatherWizard QSplitter::handle { background: transparent; }
#gather-notes { border: 0; padding: 0; background: $PAPER; }
#gather-whole { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; padding: 8px; }
QFrame[role="choice"] { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; }
QFrame[role="choice"]:hover { border-color: $STRONG_LINE; }
QFrame[role="choice"][chosen="true"] { border: 1px solid $ACCENT; }
QFrame[role="choice"] QPlainTextEdit { border: 0; background: transparent; padding: 0 6px 6px 6px; }
QFrame[role="choice"] QComboBox { min-height: 26px; }
QLabel[role="key"] { color: $SECOND_TEXT; border: 1px solid $LINE; border-radius: 4px; }
QLabel[role="key"][chosen="true"] { color: $PAPER; background: $ACCENT; border-color: $ACCENT; }
QLabel[chosen="true"] { color: $ACCENT; }

#cell-editor { background: $PAPER; color: $TEXT; border: 0; padding: 0; border-radius: 0;
  selection-background-color: $ACCENT; selection-color: $PAPER; }
#note { color: $SECOND_TEXT; background: $PAPER; border: 1px solid $LINE; border-radius: 4px;
  padding: 5px 9px; }
#note[role="error"] { color: $ERROR; background: $ERROR_TINT; border-color: $ERROR; }
#offers { background: $PAPER; border: 1px solid $LINE; border-radius: ${RADIUS}px; }
#offers QListView { background: transparent; border: 0; outline: 0; }
#offers QLabel { color: $SECOND_TEXT; font-size: $SMALL; border-top: 1px solid $LINE;
  padding: 6px 7px 4px 7px; }
#offers QToolButton { border: 1px solid $LINE; border-radius: 4px; min-width: 26px;
  min-height: 24px; background: $PAPER; }
#offers QToolButton:hover { background: $ACCENT_TINT; border-color: $ACCENT; }
""")


def put_on(app: QApplication, *, dark: bool = False) -> None:
    """Give the application its type, palette and style sheet; ``dark`` as the tokens are."""
    app.setPalette(_palette())
    # The desktop's own scheme shall not mix in.
    scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    QGuiApplication.styleHints().setColorScheme(scheme)
    known = vars(tokens).items()
    names = {name: value for name, value in known if name.isupper() and name[0] != "_"}
    app.setStyleSheet(_SHEET.substitute(names, ICONS=resource("icons").as_posix()))
    # Last: on Windows style and style sheet bring the desktop's own type back.
    put_type_on()


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for each, color in (
        (role.Window, tokens.GROUND),
        (role.WindowText, tokens.TEXT),
        (role.Base, tokens.PAPER),
        (role.AlternateBase, tokens.GROUND),
        (role.Text, tokens.TEXT),
        (role.Button, tokens.PAPER),
        (role.ButtonText, tokens.TEXT),
        (role.Highlight, tokens.ACCENT),
        (role.HighlightedText, tokens.PAPER),
        (role.PlaceholderText, tokens.FAINT_TEXT),
        (role.Link, tokens.ACCENT),
        (role.ToolTipBase, tokens.TEXT),
        (role.ToolTipText, tokens.PAPER),
        (role.Accent, tokens.ACCENT),
    ):
        palette.setColor(each, QColor(color))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.FAINT_TEXT))
    return palette
