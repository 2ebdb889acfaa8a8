"""Troubles a user can meet with files: what happened, what is safe, what to do, in Chinese.

The world's faults are Troubles and end with exit code 3; our own faults are ordinary exceptions.
To add one, derive a class here when somebody must tell it apart, else raise Trouble itself.
"""

from __future__ import annotations


class Trouble(Exception):
    """One trouble with a file: a sentence each for what happened, what is safe, what to do."""

    def __init__(self, what: str, safe: str = "", advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.advice = advice

    def __str__(self) -> str:
        return "".join(part for part in (self.what, self.safe, self.advice) if part)


class FileMissing(Trouble):
    """There is no such file."""


class NotOurs(Trouble):
    """The file is of another kind than its place asks for."""


class Damaged(Trouble):
    """The file is ours but parts of it cannot be trusted."""


class TooNew(Trouble):
    """The file was written by a later version of the program."""


class ReadOnlyFile(Trouble):
    """The file may be read but not changed (opened elsewhere, or write-protected)."""


class YearLocked(Trouble):
    """The budget year was handed in and is locked until somebody unlocks it."""


class CannotWrite(Trouble):
    """A target cannot be written: folder missing, read-only or full, file open elsewhere."""


class InUse(CannotWrite):
    """A target cannot be replaced, because another program (Excel, WPS, a PDF reader) holds it."""


class NotUnderstood(Trouble):
    """A source file has nothing in it that the program can read."""


class PresetTrouble(Trouble):
    """A file in resources/presets cannot be used."""


class OutOfMemory(Trouble):
    """The machine has not enough memory for what was asked."""

    def __init__(self) -> None:
        super().__init__(
            "内存不够，这件事没有做完。",
            "已保存的内容不受影响，没有留下不完整的文件。",
            "请关闭其他程序，或分几次做（少选几个文件、几个项目），再试一次。",
        )


class Cancelled(Exception):
    """The user stopped a long job; nothing half written is left behind."""
