"""Starting the window: what has to be settled before, around and after Qt's own start."""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from hfgoals.model.uncollected import here_to_stay
from hfgoals.paths import keep_out_of_current_folder, log_folder, settings_folder
from hfgoals.places import real
from hfgoals.plain import added_to
from ui.instance.answering import Reception
from ui.sweeping import Sweeper

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext

    from ui.instance.showing import Windows
    from ui.instance.talking import Talk
    from ui.main_window import MainWindow

_log = logging.getLogger("hfgoals")
_LARGEST_LOG = 1_000_000
_AFTER_PAINTING_MS = 20
_TURN = 0.0003
"""Seconds that another thread may keep the interpreter from the window."""
_PICTURE_SIZE = (1280, 800)


def run(path: Path | None, picture: Path | None = None, talk: Talk | None = None) -> int:
    """Open the window, on that workbook or where the user left off; the exit code.

    By ``talk`` further starts of the program hand over what they were given. With ``picture``
    nothing is shown: the window is painted into that PNG file and closed.
    """
    _keep_a_log()
    app = application()
    window, wanted = new_window(path, remember=picture is None)
    if picture is not None:
        gc.enable()
        return _take_picture(window, picture, wanted)
    Sweeper(app)
    window.show()
    # The window is painted first; the workbook, and what edits it, is loaded right behind.
    QTimer.singleShot(_AFTER_PAINTING_MS, lambda: begin(window, wanted))
    if talk is None:
        return app.exec()
    Reception(talk, _windows(window), app)
    try:
        return app.exec()
    finally:
        talk.close()


def _windows(first: MainWindow) -> Windows:
    """The window, and more of its kind when more workbooks are opened from outside."""
    from ui.instance.showing import Windows
    from ui.main_window import MainWindow

    return Windows(first, lambda: MainWindow(first.memory, opening=True))


def begin(window: MainWindow, wanted: Path | None) -> None:
    """What the window has been painted first for: its workbook; and a word on lost settings."""
    try:
        window.begin(wanted)
    finally:
        # The program stays, and what was read as long as it is open.
        here_to_stay()
    if not window.memory.lasting and not window.notice.text:
        window.notice.say(
            f"最近文件和窗口位置这次记不住：“{settings_folder()}”不能写入。"
            "填报的内容不受影响，照常保存在工作簿文件里。",
            seconds=30,
        )


def application() -> QApplication:
    """The one QApplication, in Chinese and in the program's look."""
    keep_out_of_current_folder()
    _choose_input_method()
    # Every call into Qt lets other threads run, and a job that computes gives back no sooner than
    # this: with Python's 5 ms, painting one label beside it can take a second.
    sys.setswitchinterval(_TURN)
    from ui.appearance import STYLE, chosen

    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setStyle(STYLE)
    else:
        # Named from the outset: or the desktop's own would be made first, and thrown away.
        app = QApplication([*sys.argv[:1], "-style", STYLE])
    app.setApplicationName("hfgoals")
    app.setApplicationDisplayName("")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    else:
        _log.warning("Qt's Chinese words are missing in %s", folder)
    # Before the rest of the window is imported: the theme is the tokens'.
    dark = chosen(app)
    from ui.kit.composing import Compositions
    from ui.kit.look import put_on

    put_on(app, dark=dark)
    if app.property("compositions") is None:
        # Looked for among its children, every kind of them would be made known to Python.
        app.setProperty("compositions", True)
        Compositions(app)
    return app


def new_window(path: Path | None, *, remember: bool = True) -> tuple[MainWindow, Path | None]:
    """The window, and the workbook it is to begin with: that one, or where the user left off.

    What it remembers is the user's unless told otherwise.
    """
    from ui.main_window import MainWindow
    from ui.memory import Memory

    memory = Memory() if remember else Memory(settings_folder() / "picture.json")
    wanted = real(path) if path is not None else memory.left_off
    window = MainWindow(memory, opening=wanted is not None)
    window.awaited = wanted
    return window, wanted


def _take_picture(window: MainWindow, picture: Path, path: Path | None) -> int:
    from hfgoals.trouble import Trouble

    window.resize(*_PICTURE_SIZE)
    window.show()
    try:
        if path is not None:
            window.load(path)
    except Trouble as trouble:
        # Nobody is there to close a message box.
        sys.stderr.write(f"{trouble}\n")
        return 3
    QApplication.processEvents()
    if window.workspace is not None:
        window.workspace.review.check_now()
        QApplication.processEvents()
    taken = window.grab().save(str(picture))
    window.close()
    return 0 if taken else 3


def _choose_input_method() -> None:
    """No Qt from PyPI carries fcitx's plugin; fcitx5, on Kylin and UOS, speaks ibus as well."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        if not list(plugins.glob("platforminputcontexts/*fcitx*")):
            os.environ["QT_IM_MODULE"] = "ibus"


def _keep_a_log() -> None:
    """Write what goes wrong to a file: a windowed program has nowhere else to say it.

    Where no file can be written, it is not said: the program works all the same.
    """
    # Or a full disk would make logging itself print tracebacks.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    # With no handler at all logging would fall back to stderr.
    root.addHandler(logging.NullHandler())
    folder = log_folder()
    with suppress(OSError):
        _write_log(root, folder / "hfgoals.log")
    with suppress(OSError):
        # Open for as long as the program runs: a crash has no time to open anything.
        faulthandler.enable(added_to(folder / "crash.log"))
    sys.excepthook = _told
    threading.excepthook = lambda args: _told(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    # Some exceptions in Qt's callbacks come this way only.
    sys.unraisablehook = lambda args: _told(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    qInstallMessageHandler(_qt_message)


def _write_log(root: logging.Logger, path: Path) -> None:
    # logging's own rotation draws in network modules, which the start has no time for.
    with suppress(OSError):
        if path.stat().st_size > _LARGEST_LOG:
            # Windows refuses while another window writes to it; the one that comes alone does it.
            path.replace(path.with_suffix(".log.1"))
    # Rather no log than one written into whatever a link points to.
    handler = logging.StreamHandler(added_to(path))
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)


def _told(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Log a fault of the program and say so; what was typed is in the file already."""
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(130)
    _log.error("unexpected", exc_info=(kind, fault, trace))
    app = QApplication.instance()
    if app is None or threading.current_thread() is not threading.main_thread():
        return
    window = QApplication.activeWindow()
    notice = getattr(window, "notice", None)
    if notice is not None:
        notice.say(
            "程序出了一个差错，这一步可能没有做成。已填报的内容都在文件里。"
            "如反复出现，请把日志发给开发者（帮助→打开日志文件夹）。",
            tone="bar-error",
        )


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = logging.ERROR if kind != QtMsgType.QtDebugMsg else logging.DEBUG
    if kind in (QtMsgType.QtInfoMsg, QtMsgType.QtWarningMsg):
        level = logging.INFO
    logging.getLogger("qt").log(level, text)
