"""Other systems in folders: bare Debian roots, to build in and to try installers in.

They lie in a cache outside the repository and are made once. What a command sees mounted is mounted
for that command alone, in a mount namespace of its own: nothing has to be taken down, however the
command, or this program, ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from installer.setup.words import SetupTrouble, say

USER = "clerk"
"""In every root; may do nothing in particular."""
_ALWAYS = ("ca-certificates", "locales")
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

Bind = tuple[Path, str]
"""A file or folder of this system, and where it is seen in a root."""


class Failed(Exception):
    """A command in a root ended with another code than 0, or did not end in time."""

    def __init__(self, command: Sequence[str], what: str, said: str) -> None:
        super().__init__(f"{shlex.join(command)}: {what}\n{said[-3000:]}")


@dataclass(frozen=True, slots=True)
class Root:
    """One system in a folder."""

    path: Path

    def run(
        self,
        command: Sequence[str],
        *,
        user: str | None = None,
        env: Mapping[str, str] | None = None,
        timeout: float = 600,
        binds: Sequence[Bind] = (),
        folder: str = "/",
        check: bool = True,
        given: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """What the command said, both streams, when given that text.

        Raises Failed when it takes more than ``timeout`` seconds, or, with ``check``, for its code.
        """
        with self.start(
            command,
            user=user,
            env=env,
            binds=binds,
            folder=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            try:
                out, err = process.communicate(given.encode(), timeout)
            except BaseException as error:
                end(process)
                if isinstance(error, subprocess.TimeoutExpired):
                    said = b"".join(filter(None, (error.stdout, error.stderr))).decode(
                        "utf-8", "replace"
                    )
                    raise Failed(command, f"more than {timeout:g} s", said) from None
                raise
        said, complaints = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        if check and process.returncode:
            raise Failed(command, f"exit code {process.returncode}", said + complaints)
        return subprocess.CompletedProcess(list(command), process.returncode, said, complaints)

    def start(
        self,
        command: Sequence[str],
        *,
        user: str | None = None,
        env: Mapping[str, str] | None = None,
        binds: Sequence[Bind] = (),
        folder: str = "/",
        stdin: int | IO[bytes] = subprocess.DEVNULL,
        stdout: int | IO[bytes] | None = None,
        stderr: int | IO[bytes] | None = None,
    ) -> subprocess.Popen[bytes]:
        """The command, running in a session of its own; ``end`` ends it."""
        home = "/root" if user is None else f"/home/{user}"
        variables = {"PATH": _PATH, "HOME": home, "LANG": "C.UTF-8"} | dict(env or {})
        inside = ["env", "-C", folder, *command]
        chroot = ["chroot", *(["--userspec", f"{user}:{user}"] if user else []), str(self.path)]
        script = _mounting(self.path, binds) + "exec " + shlex.join([*chroot, *inside])
        return subprocess.Popen(
            ["unshare", "--mount", "--propagation=private", "sh", "-ec", script],
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=variables,
            start_new_session=True,
        )

    def install(self, packages: Iterable[str]) -> None:
        """Debian packages, without what they only recommend. Raises Failed."""
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        self.run(["apt-get", "-q", "update"], env=quiet)
        wanted = ["apt-get", "-q", "install", "-y", "--no-install-recommends", *packages]
        self.run(wanted, env=quiet, timeout=3600)


def end(process: subprocess.Popen[bytes]) -> None:
    """At once, with what it started in its session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def cache() -> Path:
    """The folder of all that builds keep: roots, downloads, what was compiled."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "hfgoals-build"


def made(name: str, suite: str, packages: Sequence[str] = ()) -> Root:
    """The root of that name with these packages, made at the first call. Raises SetupTrouble."""
    folder = cache() / "roots"
    folder.mkdir(parents=True, exist_ok=True)
    root, stamp = Root(folder / name), folder / f"{name}.complete"
    with _alone(folder / f"{name}.lock"):
        of, there = _read(stamp)
        if of != suite or not root.path.is_dir():
            stamp.unlink(missing_ok=True)
            _bootstrap(root, suite)
            there = set()
        lacking = {*_ALWAYS, *packages} - there
        if lacking:
            say(f"正在装入 {name}：{len(lacking)} 个软件包", f"installing packages in {name}")
            root.install(sorted(lacking))
            stamp.write_text(json.dumps([suite, sorted(there | lacking)], indent=1), "utf-8")
    return root


@contextlib.contextmanager
def throwaway(root: Root, name: str) -> Iterator[Root]:
    """A copy to install into and spoil; it is removed at the end."""
    copy = Root(root.path.with_name(name))
    with _alone(copy.path.with_name(f"{name}.lock")):
        shutil.rmtree(copy.path, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", root.path, copy.path], check=True)
        try:
            yield copy
        finally:
            shutil.rmtree(copy.path)


def mirror(targets: str) -> str | None:
    """The address of Debian's packages that this system uses, from apt's list of its sources."""
    for line in targets.splitlines():
        origin, label, site = line.split("|")
        if origin == label == "Debian":
            return site
    return None


def _bootstrap(root: Root, suite: str) -> None:
    if os.geteuid() != 0 or not shutil.which("debootstrap") or not shutil.which("unshare"):
        raise SetupTrouble(
            "制作安装包要用管理员身份，并先装好 debootstrap：apt-get install debootstrap",
            "Building wants root and debootstrap (apt-get install debootstrap).",
        )
    say(f"正在建立 {suite} 系统（只有第一次）", f"making a {suite} root, the first time only")
    shutil.rmtree(root.path, ignore_errors=True)
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(SITE)"],
        capture_output=True,
        text=True,
    )
    packages = cache() / "packages"
    packages.mkdir(exist_ok=True)
    log = root.path.with_name(f"{root.path.name}.log")
    command = ["debootstrap", "--variant=minbase", f"--cache-dir={packages}", suite, str(root.path)]
    if address := mirror(listed.stdout):
        command.append(address)
    with log.open("wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT)
    if done.returncode:
        raise SetupTrouble(
            f"没能建立 {suite} 系统，请检查网络和软件源；详情见 {log}",
            f"The {suite} root could not be made; see {log}",
        )
    # Nothing that is installed there starts a service here.
    refusal = root.path / "usr/sbin/policy-rc.d"
    refusal.write_text("#!/bin/sh\nexit 101\n", "ascii")
    refusal.chmod(0o755)
    root.run(["useradd", "--create-home", "--shell", "/bin/bash", USER])


def _mounting(root: Path, binds: Sequence[Bind]) -> str:
    """What a command finds mounted, as lines for the shell."""
    lines = [
        f"cp /etc/resolv.conf /etc/hosts {shlex.quote(f'{root}/etc')}",
        f"mount -t proc proc {shlex.quote(f'{root}/proc')}",
        f"mount --rbind /dev {shlex.quote(f'{root}/dev')}",
    ]
    for source, inside in binds:
        target = root / inside.lstrip("/")
        if source.is_dir():
            lines.append(f"mkdir -p {shlex.quote(str(target))}")
        else:
            lines.append(f"mkdir -p {shlex.quote(str(target.parent))}")
            lines.append(f"touch {shlex.quote(str(target))}")
        lines.append(f"mount --rbind {shlex.quote(str(source))} {shlex.quote(str(target))}")
    return "\n".join(lines) + "\n"


def _read(stamp: Path) -> tuple[str, set[str]]:
    """The suite of a finished root and what was installed in it."""
    try:
        suite, packages = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return "", set()
    return suite, set(packages)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One at a time; the lock goes with the process, however that ends."""
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
