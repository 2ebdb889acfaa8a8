"""What of CPython and of the packages the program never uses, and so is not shipped.

Names of files are given with slashes.
"""

from __future__ import annotations

import re

# No TLS: nothing of the program speaks to a network. What needs a digest has CPython's own.
_PYTHON_WITHOUT = {
    "python.exe", "pythonw.exe", "python.cat", "winsound.pyd", "_msi.pyd", "_ssl.pyd",
    "_hashlib.pyd", "_uuid.pyd", "libssl-3.dll", "libcrypto-3.dll", "python311._pth",
}  # fmt: skip
_MODULES = "Core|Gui|Widgets|PrintSupport|Svg|Network"
# One folder of Qt's: what of it stays.
_QT = re.compile(
    rf"""
      (Qt6(?:{_MODULES})\.dll | Qt(?:{_MODULES})\.pyd | pyside6\.abi3\.dll
      | (?:msvcp|vcruntime)[^/]*\.dll
      | __init__\.py | _config\.py | _git_pyside_version\.py
      | translations/qtbase_zh_CN\.qm
      | plugins/platforms/q(?:windows|offscreen)\.dll
      | plugins/styles/.*
      | plugins/iconengines/qsvgicon\.dll
      | plugins/imageformats/q(?:svg|jpeg|ico)\.dll)
    """,
    re.VERBOSE,
)
_NEVER = re.compile(
    r"""
      .*\.(?:pyi|lib|pdb)
    | .*\.dist-info/(?:RECORD|INSTALLER|WHEEL|REQUESTED|top_level\.txt|entry_points\.txt|sboms/.*)
    | (?:.*\.data|bin)/.*
    | (?:PIL/(?:_avif|_imagingtk|_imagingcms|_imagingmath|_webp)\..*)
    | shiboken6/(?:(?:docs|include|glue|share)/.* | (?:vcamp|vccorlib|concrt|vcomp)[^/]*\.dll)
    | reportlab/(?:graphics/(?:testdrawings|samples)|fonts)/.*
    """,
    re.VERBOSE,
)


def of_python(name: str) -> bool:
    """Whether a file of the embeddable CPython stays."""
    return name not in _PYTHON_WITHOUT


def of_packages(name: str) -> bool:
    """Whether a file of the packages stays."""
    if name.startswith("PySide6/"):
        return _QT.fullmatch(name.removeprefix("PySide6/")) is not None
    return _NEVER.fullmatch(name) is None
