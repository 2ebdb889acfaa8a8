"""The checkout's own Python environment, .venv, with the packages of the lock files.

It counts as there only when a stamp, written last, says for which locks, which Python and which
folder it was made. Whatever was left half-finished has no stamp and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.setup.system import logged, tail
from installer.setup.words import SetupTrouble, say

LOCKS = {"run": "requirements.lock", "test": "requirements-test.lock"}
_WINDOWS = sys.platform == "win32"


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment of one checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.tools / ("python.exe" if _WINDOWS else "python")

    @property
    def tools(self) -> Path:
        """Where the environment's commands are."""
        return self.folder / ("Scripts" if _WINDOWS else "bin")

    @property
    def stamp(self) -> Path:
        return self.folder / "complete"

    @property
    def log(self) -> Path:
        return self.root / "build" / "setup.log"

    def program(self, *arguments: str) -> list[str]:
        """The command that runs the program.

        Isolated: no module is looked for in the current folder, where files from others may lie.
        """
        return [str(self.python), "-I", "-m", "hfgoals", *arguments]

    def lock(self, part: str) -> Path:
        return self.root / "installer" / LOCKS[part]


def key(environment: Environment, part: str) -> str:
    """What the environment was made for: lock, interpreter, place."""
    made_for = hashlib.sha256(environment.lock(part).read_bytes())
    # Not the full version: installing Debian's venv may bring a newer build of the same Python.
    python = f"{sys.implementation.cache_tag} {sys.base_prefix}"
    for fact in (python, platform.machine(), str(environment.root)):
        made_for.update(b"\0" + fact.encode("utf-8", "surrogateescape"))
    return made_for.hexdigest()


def complete_parts(environment: Environment) -> dict[str, str]:
    """The parts that were finished, each with its key; none when the stamp is absent."""
    try:
        lines = environment.stamp.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return dict(line.split(" ", 1) for line in lines if " " in line)


def to_do(environment: Environment, parts: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
    """Whether to begin anew, and which parts are then to be installed."""
    there = complete_parts(environment)
    wanted = {part: key(environment, part) for part in parts}
    stale = any(there.get(part, right) != right for part, right in wanted.items())
    if not there or stale or not environment.python.exists():
        return True, parts
    return False, tuple(part for part in parts if part not in there)


def provide(environment: Environment, parts: tuple[str, ...]) -> None:
    """Have the environment there with these parts ("run", "test"). Raises SetupTrouble."""
    try:
        if to_do(environment, parts) != (False, ()):
            with _alone(environment.root / ".venv.lock"):
                _make(environment, *to_do(environment, parts))
        _lead_to_checkout(environment)
    except OSError as error:
        raise SetupTrouble(
            f"没能在 {environment.folder} 建立运行环境：{error}。"
            "请检查磁盘空间和该文件夹的写入权限，然后重新运行本命令。",
            "The environment could not be made; please check the disk's room and the folder's "
            "permissions, then run this command again.",
        ) from error


def _make(environment: Environment, anew: bool, parts: tuple[str, ...]) -> None:
    if not parts:
        return
    begun = time.monotonic()
    there = {} if anew else complete_parts(environment)
    environment.stamp.unlink(missing_ok=True)
    if anew:
        if environment.folder.exists():
            say("正在清除旧的或未完成的运行环境", "clearing an old or unfinished environment")
            shutil.rmtree(environment.folder)
        say("正在建立运行环境 .venv", "making the environment .venv")
        _quietly(environment, [sys.executable, "-I", "-m", "venv", environment.folder])
    say("正在安装锁定版本的依赖包", "installing the locked packages")
    for part in parts:
        _quietly(environment, pip_command(environment, part))
        there[part] = key(environment, part)
    lines = "".join(f"{part} {made_for}\n" for part, made_for in there.items())
    environment.stamp.write_text(lines, "ascii")
    seconds = time.monotonic() - begun
    say(f"运行环境已就绪（{seconds:.0f} 秒）", "the environment is ready")


def pip_command(environment: Environment, part: str) -> list[str | Path]:
    """Install exactly what the lock says: every file must have one of its digests.

    The locks are complete. Asked to look at dependencies, an older pip takes an extra of a locked
    package (coverage[toml]) for another requirement, finds a newer version and refuses it.
    """
    options = "--require-hashes --no-deps --only-binary :all: --no-input".split()
    options.append("--disable-pip-version-check")
    install = "-I -m pip install".split() + options
    return [environment.python, *install, "-r", environment.lock(part)]


def clean_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Without what would lead the environment's Python or pip astray."""
    astray = {
        "PYTHONHOME",
        "PYTHONPATH",
        "PIP_USER",
        "PIP_TARGET",
        "PIP_PREFIX",
        "__PYVENV_LAUNCHER__",
    }
    return {name: value for name, value in variables.items() if name not in astray}


def _quietly(environment: Environment, command: Sequence[str | Path]) -> None:
    if logged(command, environment.log, clean_variables(os.environ)) != 0:
        raise SetupTrouble(
            "运行环境没有装好。请检查网络（或 pip 的软件源设置），然后重新运行本命令；"
            f"详情见 {environment.log}",
            "The environment could not be made. Please check the network, or pip's settings, then "
            f"run this command again. The end of the log:\n{tail(environment.log)}",
        )


def _site_packages(environment: Environment) -> Path:
    if _WINDOWS:
        return environment.folder / "Lib" / "site-packages"
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return environment.folder / "lib" / version / "site-packages"


def _lead_to_checkout(environment: Environment) -> None:
    """Make hfgoals and ui importable, and `hfgoals` a command, without building a package."""
    packages = _site_packages(environment)
    # A relative line: the file's encoding depends on the system, and folders may be Chinese.
    leads = os.path.relpath(environment.root, packages)
    # Who types `python -m hfgoals` in a folder of files from others gets neither a hfgoals nor a
    # part of Python from there: at this moment the current folder is not yet looked into.
    _have(packages / "hfgoals-checkout.pth", f"{leads}\nimport runpy, hfgoals\n")
    if _WINDOWS:
        name, text = "hfgoals.cmd", '@"%~dp0python.exe" -I -m hfgoals %*\r\n'
    else:
        name = "hfgoals"
        text = '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -I -m hfgoals "$@"\n'
    _have(environment.tools / name, text)


def _have(path: Path, text: str) -> None:
    """That text in the file, which may be run; an environment of a former version has another."""
    content = text.encode("ascii")
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
        path.chmod(0o755)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One set-up at a time; the lock goes with the process, however that ends."""
    with path.open("a+b") as file:
        # mypy follows sys.platform only when it stands here by name.
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # after ten tries of a second each
                    continue
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
