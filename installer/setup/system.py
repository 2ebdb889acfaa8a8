"""What the system must bring: libraries of Qt, programs of the tests, Python's own venv."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.setup.words import SetupTrouble, say


@dataclass(frozen=True, slots=True)
class Need:
    """Something a Debian package brings, and one thing in it by which to know that it is there."""

    package: str
    library: str = ""
    program: str = ""
    module: str = ""
    file: str = ""

    def met(self) -> bool:
        """Whether it is there, from whatever source."""
        if self.library:
            return _loads(self.library)
        if self.program:
            return shutil.which(self.program) is not None
        if self.module:
            importlib.invalidate_caches()
            return importlib.util.find_spec(self.module) is not None
        return Path(self.file).exists()


PYTHON = (
    Need(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", module="ensurepip"),
    # Some systems split it off; the program's files are SQLite's.
    Need("libpython3-stdlib", module="sqlite3"),
)
# Qt without a display.
QT = (
    Need("libgl1", library="libGL.so.1"),
    Need("libegl1", library="libEGL.so.1"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libglib2.0-0", library="libglib-2.0.so.0"),
    Need("libxkbcommon0", library="libxkbcommon.so.0"),
    Need("libgssapi-krb5-2", library="libgssapi_krb5.so.2"),
)
# Qt in an X11 session, and its way to the printers.
QT_WINDOW = (
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-image0", library="libxcb-image.so.0"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-randr0", library="libxcb-randr.so.0"),
    Need("libxcb-render-util0", library="libxcb-render-util.so.0"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
    Need("libxcb-xkb1", library="libxcb-xkb.so.1"),
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libcups2", library="libcups.so.2"),
)
_OFFICE = "/usr/lib/libreoffice/program/"
# What some tests use: another program to open our files, a display to press keys on.
TEST_PROGRAMS = (
    Need("libreoffice-calc", file=_OFFICE + "libsclo.so"),
    Need("libreoffice-writer", file=_OFFICE + "libswlo.so"),
    Need("poppler-utils", program="pdftoppm"),
    Need("xvfb", program="Xvfb"),
    Need("xauth", program="xauth"),
    Need("xdotool", program="xdotool"),
    Need("openbox", program="openbox"),
    Need("dbus-x11", program="dbus-daemon"),
    Need("ibus", program="ibus-daemon"),
    Need("ibus-libpinyin", file="/usr/share/ibus/component/libpinyin.xml"),
)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(needs: Iterable[Need]) -> list[str]:
    """The packages that are wanted, each once, in the order of the needs."""
    return list(dict.fromkeys(need.package for need in needs if not need.met()))


def sudo_line(packages: Sequence[str]) -> str:
    """What a user without rights, or somebody for them, types to get the packages."""
    wanted = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {wanted}"


def provide(
    required: Sequence[Need], useful: Sequence[Need], log: Path, *, insist: bool = True
) -> None:
    """Have the system's part there, installing it where that is possible.

    All that is lacking is one list, so that nobody has to ask twice for a command. Without rights,
    a lack of something useful is only told; nor is that done, or anything installed for it alone,
    without ``insist``. Raises SetupTrouble for a lack of something required.
    """
    if not sys.platform.startswith("linux"):
        return
    lacking = missing([*required, *useful])
    if not lacking or not (insist or missing(required)):
        return
    if _may_install():
        _install(lacking, log)
        lacking = missing([*required, *useful])
    _tell(missing(required), lacking)


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _tell(required: Sequence[str], lacking: Sequence[str]) -> None:
    if not lacking:
        return
    if shutil.which("apt-get") is None:
        line = " ".join(lacking)
        how = ("请用本系统的软件管理工具安装", "please install with this system's package tool")
    else:
        line = sudo_line(lacking)
        how = ("请（或请管理员）运行下面这一行", "please run, or have run, this line")
    if required:
        raise SetupTrouble(
            f"系统缺少必需的组件：{' '.join(required)}。{how[0]}，然后重新运行本命令：",
            f"The system lacks {' '.join(required)}; {how[1]}, then this command again:\n\n"
            f"    {line}\n",
        )
    say(
        f"系统缺少部分测试要用的程序，这些测试将被跳过。{how[0]}可补齐",
        f"some tests will be skipped for want of programs; {how[1]}:\n    {line}",
    )


def _install(packages: Sequence[str], log: Path) -> None:
    say(
        f"正在安装系统组件（{len(packages)} 个，可能要几分钟）：{' '.join(packages)}",
        "installing system packages, this may take minutes",
    )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patient = ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    # An update that fails is no reason to stop: older lists may do.
    logged([*patient, "update"], log, environment)
    # A half-finished installation, such as after a power cut, is put right first.
    logged(["dpkg", "--configure", "-a"], log, environment)
    install = [*patient, "install", "-y", "--no-install-recommends", *packages]
    if logged(install, log, environment) != 0:
        raise SetupTrouble(
            f"系统组件没有装好。请检查网络和软件源，然后重新运行本命令；详情见 {log}",
            f"The system packages could not be installed. Please check the network and the "
            f"package sources, then run this command again. The end of {log}:\n{tail(log)}",
        )


def logged(
    command: Sequence[str | Path],
    log: Path,
    environment: Mapping[str, str],
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run,
) -> int:
    """Run quietly, everything said going to the end of the log; the exit code."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        out.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        out.flush()
        done = run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment
        )
    return done.returncode


def tail(log: Path, lines: int = 15) -> str:
    """The end of a log."""
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-lines:])
