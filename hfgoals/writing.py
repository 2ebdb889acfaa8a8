"""Files written whole or not at all, and beside those that stand there already.

They may be signed or handed in: a temporary beside the target takes its place only when finished.
"""

from __future__ import annotations

import errno
import filecmp
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from hfgoals.names import file_name, refused_by_windows
from hfgoals.patterns import pattern
from hfgoals.places import real
from hfgoals.trouble import CannotWrite, InUse

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_DENIED = {errno.EACCES, errno.EPERM}
_IN_USE = {errno.EBUSY, errno.ETXTBSY}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_WHY = {
    errno.EEXIST: "已有一个同名的文件",
    errno.EISDIR: "那里是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOENT: "文件夹不存在，可能已被移走或改名",
    errno.EACCES: "没有写入的权限，或文件正被别的程序打开",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "所在的磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘空间配额用完了",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名称或路径太长",
}
_ON_WINDOWS = os.name == "nt"
_SHARING = {32, 33}
"""Windows: another program holds the file."""
_NAME_TOO_LONG = 206
"""Windows: the whole path is too long."""
_LONGEST_PATH = 259
"""Windows: in UTF-16 units; a longer one is mostly said not to be there."""
_WHY_WINDOWS = {
    **dict.fromkeys((32, 33), "正被 Excel、WPS 或别的程序占用"),
    123: "名称里有 Windows 不允许的字符，或用了设备的名称",
    **dict.fromkeys((15, 21, 1167), "磁盘没有接好，U盘可能已被拔出"),
    19: "磁盘是写保护的",
    **dict.fromkeys((39, 112), "磁盘满了"),
    **dict.fromkeys(
        (51, 53, 54, 55, 59, 64, 65, 67, 71, 121, 1203, 1222, 1231, 1232),
        "网络盘连不上，网络可能断开了",
    ),
    225: "被杀毒软件拦下了",
    **dict.fromkeys(
        (362, 388, 389, 395, 398, 404, 426),
        "它只存在网盘（OneDrive 等）里，还没有下载到本机，现在下载不了",
    ),
    _NAME_TOO_LONG: "名称或路径太长",
}
_LEFTOVER = pattern(r"\.hfg-[0-9a-f]{8}\.tmp|\.?\.[0-9a-f]{16}\.hfg\.tmp(-journal|\.lock)?")
"""The names under which exports, packages and workbooks are written before they get their own."""
_LEFT_SECONDS = 3600
_SAFE = "原有的文件没有改动，填报的内容也没有受影响。"


@contextmanager
def atomic_target(path: Path) -> Iterator[Path]:
    """A temporary path in the target's folder, which becomes the target when the body succeeds.

    A link at the target's name is replaced like a file; what it points to stays as it is.
    The temporary file exists, empty, and has the mode the target has or will have. When the body
    raises, it is removed and an older target stays as it was. Raises CannotWrite when folder,
    disk or target do not allow it; whatever else the body raises passes through.
    """
    temporary: Path | None = None
    try:
        target = _checked(path)
        temporary = _new_beside(target)
        yield temporary
        made_durable(temporary)
        temporary.replace(target)
        temporary = None
        folder_made_durable(target.parent)
    except OSError as error:
        if not _is_about(error, path, temporary):
            raise
        raise _explained(error, path, replacing=temporary is not None) from error
    finally:
        if temporary is not None:
            # Why the work failed matters more than a stray file that cannot be removed.
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def written_beside(path: Path, write: Callable[[Path], object]) -> Path:
    """Where the file now stands that ``write`` makes at the path it gets: no other one is touched.

    Where a name is taken the next number goes behind it, (2), (3) …; what would be the same to the
    byte as one of those there is not kept twice. Raises what ``write`` raises.
    """
    there: list[Path] = []
    target = path
    while os.path.lexists(target):
        there.append(target)
        target = path.with_name(file_name((path.stem,), f"({len(there) + 1}){path.suffix}"))
    write(target)
    same = next((each for each in there if _alike(each, target)), None)
    if same is None:
        return target
    target.unlink()
    return same


def _alike(one: Path, other: Path) -> bool:
    # What cannot be read is nobody's copy.
    with suppress(OSError):
        return one.is_file() and filecmp.cmp(one, other, shallow=False)
    return False


def _checked(path: Path) -> Path:
    """The target in its real folder. Raises CannotWrite, or OSError when it cannot be looked at."""
    must_suit_windows(path)
    target = _in_real_folder(path)
    if target.is_dir():
        raise CannotWrite(f"“{path}”是一个文件夹，不能写成文件。", _SAFE, "请换一个文件名再试。")
    if target.exists() and not target.is_file():
        raise CannotWrite(f"“{path}”不是普通文件，不能覆盖。", _SAFE, "请换一个文件名再试。")
    if not target.parent.is_dir():
        raise CannotWrite(
            f"没有文件夹“{path.parent}”。",
            "没有生成文件。",
            "请先建立这个文件夹，或另选一个文件夹。",
        )
    if target.exists() and not os.access(target, os.W_OK):
        raise CannotWrite(
            f"“{path}”是只读文件，不能覆盖。",
            _SAFE,
            "请取消它的只读属性，或换一个文件名再试。",
        )
    return target


def _in_real_folder(path: Path) -> Path:
    # Not resolved itself: a folder from elsewhere may hold a link to another file of the user.
    return real(path.parent) / path.name


def why(error: OSError) -> str:
    """What the operating system complains of, in Chinese."""
    windows = _WHY_WINDOWS.get(getattr(error, "winerror", None) or 0)
    if windows is None and is_too_long(error):
        windows = _WHY_WINDOWS[_NAME_TOO_LONG]
    return windows or _WHY.get(error.errno or 0) or error.strerror or "磁盘或网络盘没有响应"


def is_too_long(error: OSError) -> bool:
    """Whether a file is not found only because Windows takes no path of that length."""
    if not _ON_WINDOWS or error.errno not in _NO_FOLDER or error.filename is None:
        return False
    return len(str(error.filename).encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST_PATH


def must_suit_windows(path: Path) -> None:
    """Raise CannotWrite, on Windows, for a name that would be that of a device or of no file."""
    refused = refused_by_windows(path.name) if _ON_WINDOWS else ""
    if refused:
        raise CannotWrite(
            f"不能写成“{path.name}”：{refused}。", "没有生成文件。", "请换一个文件名再试。"
        )


def move_to_free(made: Path, target: Path) -> None:
    """Give a file or folder a name that is free; a file may keep the former one, too.

    Raises FileExistsError when it is taken, and OSError.
    """
    # Only a plain file would be written over by a rename, and not on Windows.
    if os.name != "nt" and made.is_file():
        try:
            os.link(made, target)
        except OSError as error:
            # FAT and some network drives know no links.
            if error.errno not in _NO_LINKS:
                raise
        else:
            return
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, "", str(target))
    made.rename(target)


def folder_made(folder: Path) -> None:
    """Make the folder when missing. Raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"不能建立文件夹“{folder}”：{why(error)}。", "没有导出任何文件。", "请另选一个文件夹。"
        ) from error


@lru_cache(maxsize=64)
def clear_leftovers(folder: Path) -> None:
    """Take away what earlier runs that were killed left in the folder; looked for once a run.

    Only what has a name of ours and was not written to for an hour: nobody is at it any more.
    """
    before = time.time() - _LEFT_SECONDS
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _LEFTOVER.fullmatch(entry.name):
                continue
            # What cannot be removed, or was just now by another run, stays as it is.
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if found.st_mtime > before:
                    continue
                if stat.S_ISREG(found.st_mode):
                    Path(entry).unlink()
                elif stat.S_ISDIR(found.st_mode):
                    shutil.rmtree(entry)


def _new_beside(target: Path) -> Path:
    """An empty new file of a short plain name in the folder of the target."""
    clear_leftovers(target.parent)
    temporary = target.parent / f".hfg-{secrets.token_hex(4)}.tmp"
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    with suppress(FileNotFoundError):
        there = target.lstat()
        if stat.S_ISREG(there.st_mode):
            temporary.chmod(stat.S_IMODE(there.st_mode))
    return temporary


def made_durable(path: Path) -> None:
    """See to it that what is in the file outlives a power cut. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def folder_made_durable(folder: Path) -> None:
    """See to it that new names in the folder, too, outlive a power cut, where that can be done."""
    if os.name == "nt":
        return
    # Network drives and some USB file systems cannot do it; the file itself is safe already.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_about(error: OSError, path: Path, temporary: Path | None) -> bool:
    """Whether the error is about the target, and not about a file the body itself wanted."""
    if error.errno is None:
        return False
    if error.errno in _FULL or error.filename is None:
        return True
    named = {os.fspath(path), os.fspath(_in_real_folder(path))}
    if temporary is not None:
        named.add(os.fspath(temporary))
    else:
        # Nothing but the target's own folder was touched yet.
        return True
    return str(error.filename) in named


def _explained(error: OSError, path: Path, *, replacing: bool) -> CannotWrite:
    """The trouble in the user's words."""
    windows = getattr(error, "winerror", None)
    folder = path.parent
    if error.errno in _FULL:
        return CannotWrite(
            f"磁盘空间不足，“{path.name}”没有写完。", _SAFE, "请清理磁盘，或另选一个磁盘再试。"
        )
    if error.errno == errno.ENAMETOOLONG or windows == _NAME_TOO_LONG or is_too_long(error):
        return CannotWrite(
            f"文件名或路径太长：“{path.name}”。", _SAFE, "请换一个短一些的文件名或文件夹。"
        )
    if error.errno == errno.EROFS:
        return CannotWrite(
            f"文件夹“{folder}”所在的磁盘是只读的。", _SAFE, "请另选一个磁盘或文件夹。"
        )
    if windows in _SHARING or error.errno in _IN_USE or (error.errno in _DENIED and replacing):
        return InUse(
            f"“{path.name}”正被 Excel、WPS 或 PDF 阅读器等程序占用，不能替换。",
            _SAFE,
            "请先在那个程序里关闭它再重试，或另存为一个新文件。",
        )
    if error.errno in _DENIED:
        return CannotWrite(
            f"文件夹“{folder}”不允许写入。", _SAFE, "请另选一个文件夹，或请管理员开放权限。"
        )
    if error.errno in _NO_FOLDER:
        return CannotWrite(
            f"找不到文件夹“{folder}”，可能已被移走或改名。", _SAFE, "请另选一个文件夹。"
        )
    return CannotWrite(
        f"“{path.name}”写入失败（{why(error)}）。",
        _SAFE,
        "请检查磁盘或网络盘是否正常，或另选一个文件夹。",
    )
