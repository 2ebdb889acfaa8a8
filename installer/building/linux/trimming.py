"""What of the bundle for Linux the program never uses, and what the system brings itself.

Names of files are given with slashes, from the folder of the bundle.
"""

from __future__ import annotations

import re

_MODULES = "Core|Gui|Widgets|PrintSupport|Svg|Network|DBus"
# All of Qt that stays. No Wayland: on such a desktop the program is one of X11, where the input
# methods of Kylin and UOS are known to work. No GTK: its dialogs are of another Qt than ours.
_QT = re.compile(
    rf"""
      (Qt(?:{_MODULES})\.abi3\.so | libpyside6\.abi3\.so[\d.]* | __init__\.py | _config\.py
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
# Of the rest what goes: libraries that every system has, and parts of packages.
_GOES = re.compile(
    r"""
      lib(?:stdc\+\+|gcc_s|z|expat|glib-2\.0|gthread-2\.0|pcre|uuid|dl|rt|m|pthread|util|c)\.so[\d.]*
    | PySide6/.* | lib(?:Qt6|icu|pyside6)[^/]*
    | PIL/_(?:avif|webp|imagingtk|imagingcms|imagingmath)\..*
    | pillow\.libs/lib(?:avif|webp|sharpyuv|lcms2|tiff|lzma|xcb|Xau)[^/]*
    | .*\.dist-info/.*
    | reportlab/(?:graphics/(?:testdrawings|samples)|fonts)/.*
    """,
    re.VERBOSE,
)


def stays(name: str) -> bool:
    """Whether a file of the bundle is shipped."""
    inner = name.removeprefix("_internal/")
    if inner.startswith("PySide6/") and _QT.fullmatch(inner.removeprefix("PySide6/")):
        return True
    return _GOES.fullmatch(inner) is None
