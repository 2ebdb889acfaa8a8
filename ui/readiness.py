"""Whether a window can be opened at all. Qt itself would abort the process, and say why in English.

Asked before anything of Qt's is started; only Linux has desktops that may not be there.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from hfgoals.patterns import pattern
from hfgoals.trouble import Trouble

PACKAGES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt takes from the system, and the package of Debian, Kylin and UOS that holds it."""
_MODULES: Final = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")
_PLUGINS: Final = {"xcb": "libqxcb.so", "wayland": "libqwayland-generic.so"}
_LIBRARY: Final = pattern(r"lib[^\s/:]+\.so[.\d]*")
_ANSWER_SECONDS: Final = 3.0
_SAFE: Final = "没有改动任何文件。"
_NO_DESKTOP: Final = "请在图形桌面里打开本程序；不用窗口的命令见 hfgoals --help。"


def make_sure(variables: Mapping[str, str]) -> None:
    """Raise Trouble when a library of the system is missing or no screen answers."""
    if not sys.platform.startswith("linux"):
        return
    _import_qt()
    platforms = wanted_platforms(variables)
    if not platforms:
        raise Trouble("这里没有图形桌面，打不开窗口。", _SAFE, _NO_DESKTOP)
    answering = [each for each in platforms if answers(each, variables)]
    if not answering:
        named = _said(variables)
        where = f"（{named}）" if named else ""
        raise Trouble(f"连不上图形桌面{where}，打不开窗口。", _SAFE, _NO_DESKTOP)
    refused = [why for each in answering if (why := refusal(_plugins() / _PLUGINS.get(each, "")))]
    if len(refused) == len(answering):
        raise _missing(refused)


def wanted_platforms(variables: Mapping[str, str]) -> list[str]:
    """The platforms that Qt is going to try, in its order."""
    chosen = variables.get("QT_QPA_PLATFORM", "")
    if chosen:
        return [each.split(":")[0] for each in chosen.split(";") if each]
    there = (("DISPLAY", "xcb"), ("WAYLAND_DISPLAY", "wayland"))
    return [platform for name, platform in there if variables.get(name)]


def answers(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether the platform's server lets us in; those without one always do."""
    if platform == "xcb":
        return _x11_answers(variables.get("DISPLAY", ""))
    if platform.startswith("wayland"):
        import socket

        name = variables.get("WAYLAND_DISPLAY", "wayland-0")
        path = Path(variables.get("XDG_RUNTIME_DIR", "/run/user"), name)
        return _connects(socket.AF_UNIX, str(path))
    return True


def refusal(plugin: Path) -> str:
    """Why the system cannot load the plugin; "" when it can, or Qt has it from elsewhere."""
    if not plugin.is_file():
        return ""
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return str(error)
    return ""


def missing_libraries(said: Iterable[str]) -> list[str]:
    """The libraries named in what the system said, and all others that it lacks as well."""
    named = {found[0] for each in said if (found := _LIBRARY.search(each.split(": ")[0]))}
    # An X11 session lacks nothing without Wayland's.
    others = (each for each in PACKAGES if "wayland" not in each)
    return sorted(named | {each for each in others if _lacks(each)})


def _lacks(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def _import_qt() -> None:
    try:
        for name in _MODULES:
            importlib.import_module(f"PySide6.{name}")
    except ImportError as error:
        if isinstance(error, ModuleNotFoundError):
            raise
        raise _missing([str(error)]) from error


def _missing(said: list[str]) -> Trouble:
    libraries = missing_libraries(said)
    packages = sorted({PACKAGES[each] for each in libraries if each in PACKAGES})
    names = "、".join(libraries) or said[0]
    advice = (
        f"请安装后再打开：sudo apt install {' '.join(packages)}"
        if packages
        else ("请安装含有它的软件包后再打开。")
    )
    return Trouble(f"系统里缺少打开窗口要用的库（{names}）。", _SAFE, advice)


def _plugins() -> Path:
    from PySide6.QtCore import QLibraryInfo

    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")


def _x11_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    far = bool(host) and host != "unix" and not host.startswith("/") and number.isdigit()
    if far:
        import socket

        # For one that does not answer the library below would wait for minutes.
        if not _connects(socket.AF_INET, (host, 6000 + int(number))):
            return False
    return _lets_us_in(display)


def _lets_us_in(display: str) -> bool:
    """Whether the X server takes the connection, the user's right to it included."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        # The plugin will say so by name.
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode() or None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    import socket

    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(_ANSWER_SECONDS)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _said(variables: Mapping[str, str]) -> str:
    named = (f"{name}={variables.get(name, '')}" for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return "，".join(each for each in named if not each.endswith("="))
