"""What of the packages the program on Linux never uses, and what the system brings itself.

Names of files are given with slashes.
"""

from __future__ import annotations

import re

_MODULES = "Core|Gui|Widgets|PrintSupport|Svg|Network|DBus"
# All of Qt that stays. No Wayland: on such a desktop the program is one of X11, where the input
# methods of Kylin and UOS are known to work. No GTK: its dialogs are of another Qt than ours.
_QT = re.compile(
    rf"""
      (Qt(?:{_MODULES})\.abi3\.so | libpyside6\.abi3\.so[\d.]* | __init__\.py | _config\.py
      | _git_pyside_version\.py
      | Qt/lib/libQt6(?:{_MODULES}|XcbQpa)\.so[\d.]*
      | Qt/lib/(?:libicu|libxcb-)[^/]*
      | Qt/translations/qtbase_zh_CN\.qm
      | Qt/plugins/platforms/libq(?:xcb|offscreen)\.so
      | Qt/plugins/platforminputcontexts/lib(?:compose|ibus)[^/]*\.so
      | Qt/plugins/platformthemes/libqxdgdesktopportal\.so
      | Qt/plugins/printsupport/libcupsprintersupport\.so
      | Qt/plugins/iconengines/libqsvgicon\.so
      | Qt/plugins/imageformats/libq(?:svg|jpeg|ico)\.so)
    """,
    re.VERBOSE,
)
_NEVER = re.compile(
    r"""
      PIL/_(?:avif|webp|imagingtk|imagingcms|imagingmath)\..*
    | pillow\.libs/lib(?:avif|webp|sharpyuv|lcms2)[^/]*
    | shiboken6/(?:docs|include|glue|share)/.*
    | reportlab/(?:graphics/(?:testdrawings|samples)|fonts)/.*
    | (?:.*\.data|bin)/.*
    """,
    re.VERBOSE,
)
# PyInstaller gathers all that a library wants beside the program: copies of the system's, and links
# to those of the packages, which find each other without.
_GATHERED = re.compile(r"_internal/lib(?!python|ffi)[^/]*\.so[^/]*|.*\.dist-info/.*")


def of_packages(name: str) -> bool:
    """Whether a file of the packages stays."""
    if name.startswith("PySide6/"):
        return _QT.fullmatch(name.removeprefix("PySide6/")) is not None
    return _NEVER.fullmatch(name) is None


def of_bundle(name: str) -> bool:
    """Whether a file that PyInstaller made or gathered stays."""
    return _GATHERED.fullmatch(name) is None
