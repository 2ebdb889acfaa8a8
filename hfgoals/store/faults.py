"""What SQLite and the operating system complain of, as troubles with a sentence for the user."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hfgoals.plain import NotPlain
from hfgoals.store import schema
from hfgoals.trouble import CannotWrite, NotOurs, Trouble
from hfgoals.writing import why

_KEEP = "已经保存的内容不受影响，没存进去的修改还在程序里。"
_ELSEWHERE = "请处理后重试，或另存副本到别处。"

_WRITING: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "正被另一个程序占用",
        "请关闭占用它的程序（如备份、杀毒、同步软件）后重试。",
    ),
    sqlite3.SQLITE_LOCKED: ("正被另一个程序占用", "请关闭占用它的程序后重试。"),
    sqlite3.SQLITE_FULL: ("所在的磁盘满了", "请清理磁盘后重试，或另存副本到别处。"),
    sqlite3.SQLITE_IOERR: ("所在的磁盘读写出错（磁盘满、U盘被拔出或网络断开）", _ELSEWHERE),
    sqlite3.SQLITE_CANTOPEN: ("打不开（文件或文件夹被移走，或U盘被拔出）", _ELSEWHERE),
    sqlite3.SQLITE_READONLY: ("不能写入（写保护，或文件已被移动、删除、替换）", _ELSEWHERE),
    sqlite3.SQLITE_PERM: ("没有写入权限", _ELSEWHERE),
    sqlite3.SQLITE_AUTH: ("不允许这样写入", _ELSEWHERE),
    sqlite3.SQLITE_TOOBIG: ("存不下这么长的一段文字", "请把文字分成几段。"),
    sqlite3.SQLITE_NOMEM: ("写入时内存不足", "请关闭其他程序后重试。"),
}
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code; SQLITE_ERROR when the error carries none."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def writing_trouble(error: sqlite3.Error, path: Path) -> Trouble:
    """Why a step could not be written."""
    code = code_of(error)
    if code in _BROKEN:
        return schema.damaged(path, ["写入时发现文件内容已被破坏"])
    what, advice = _WRITING.get(code, (f"写入失败（{error}）", _ELSEWHERE))
    return CannotWrite(f"没能保存到“{path.name}”：文件{what}。", _KEEP, advice)


def reading_trouble(error: sqlite3.Error, path: Path) -> Trouble:
    """Why a file, whose header is ours, could not be read."""
    code = code_of(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Trouble(
            f"“{path.name}”正被另一个程序占用，暂时读不了。", "文件没有改动。", "请稍后再打开。"
        )
    if code == sqlite3.SQLITE_INTERRUPT:
        return NotOurs(
            f"“{path.name}”过了很久也没有读完，不像正常的绩效目标文件。", "文件没有改动。"
        )
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return Trouble(
            f"读取“{path.name}”时磁盘出错。", "文件没有改动。", "请检查磁盘或U盘是否接好。"
        )
    return schema.damaged(path, ["文件结构损坏"])


def placing_trouble(error: OSError, path: Path) -> CannotWrite:
    """Why a new file could not be put at that path."""
    if isinstance(error, FileExistsError):
        return CannotWrite(f"“{path.name}”已经存在。", "原有文件没有改动。", "请换一个文件名。")
    if isinstance(error, NotPlain):
        return CannotWrite(
            f"不能把文件保存为“{path}”：那里已有的“{error.path.name}”{error}。",
            "程序没有碰它。",
            "请删去它，或换一个位置再试。",
        )
    return CannotWrite(
        f"不能把文件保存为“{path}”：{why(error)}。", "没有留下不完整的文件。", "请换一个位置再试。"
    )
