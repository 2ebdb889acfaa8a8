"""Write requirements.lock, requirements-test.lock and requirements-linux.lock anew.

    python installer/lock.py [--upgrade]      wants pip-tools (`pip install pip-tools`)

Every version is pinned with the digests of all its files. No package index is named: where
packages come from is the business of each machine's pip. pip-compile looks at one machine only;
what other systems and Python versions need instead is listed here, in VARIANTS.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

_QT = ("pyside6-essentials", "shiboken6")
# Lock -> pins (name==version ; where). The pin that pip-compile found keeps the rest of the world.
VARIANTS: dict[str, list[tuple[str, str]]] = {
    "requirements.lock": [
        # The first series for Python 3.14; 6.12 is not tried yet.
        *((f"{name}==6.11.3", "python_version >= '3.14'") for name in _QT),
        # The last ARM64 wheels for a glibc as old as Debian 12's (2.36) and UOS 20's (2.31).
        *(
            (f"{name}==6.8.0.2", "python_version < '3.14' and platform_machine == 'aarch64'")
            for name in _QT
        ),
    ],
    # click and pytest want it on Windows only.
    "requirements-test.lock": [("colorama==0.4.6", "sys_platform == 'win32'")],
}
_MAIN_QT = "python_version < '3.14' and platform_machine != 'aarch64'"


def main() -> None:
    """Compile the locks; the test lock is held to the versions of the first."""
    upgrade = sys.argv[1:]
    for source, lock in (
        ("requirements.in", "requirements.lock"),
        ("requirements-test.in", "requirements-test.lock"),
        ("requirements-linux.in", "requirements-linux.lock"),
    ):
        target = HERE / lock
        before = target.read_text("utf-8") if target.exists() and not upgrade else ""
        text = _marked(_compiled((HERE / source).read_text("utf-8"), before))
        parts = [f"# Made by `python installer/lock.py` from {source}; not edited by hand.\n", text]
        for pin, where in VARIANTS.get(lock, []):
            parts.append(_with_marker(_only(_compiled(pin, ""), pin), where))
        target.write_text("".join(parts), "utf-8", newline="\n")


def _compiled(source: str, before: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        wanted, out = Path(folder, "wanted.in"), Path(folder, "out.lock")
        # Constraints are named relative to this folder.
        wanted.write_text(source.replace("-c ", f"-c {HERE}{os.sep}"), "utf-8")
        if before:
            out.write_text(unmarked(before), "utf-8")
        options = "--quiet --generate-hashes --no-header --no-annotate --strip-extras".split()
        # PyInstaller wants setuptools, which is called unsafe to pin.
        options.append("--allow-unsafe")
        options += "--no-emit-index-url --no-emit-find-links --no-emit-trusted-host".split()
        subprocess.run(
            [sys.executable, "-m", "piptools", "compile", *options, "-o", out, wanted],
            check=True,
        )
        lines = out.read_text("utf-8").splitlines()
        return "".join(f"{line}\n" for line in lines if line[:1] not in ("-", "#", ""))


def _marked(text: str) -> str:
    for name in _QT:
        text = re.sub(rf"(?m)^({name}==\S+) \\$", rf"\1 ; {_MAIN_QT} \\", text)
    return text


def unmarked(text: str) -> str:
    """A lock as pip-compile wrote it: for x86_64 and Python 3.11, without variants and markers."""
    entries = re.split(r"(?m)^(?=\S)", text)
    foreign = [where for variants in VARIANTS.values() for _, where in variants]
    kept = (entry for entry in entries if not any(f"; {where} \\" in entry for where in foreign))
    return re.sub(r" ; [^\\\n]+ \\", r" \\", "".join(kept))


def _only(text: str, pin: str) -> str:
    return next(entry for entry in re.split(r"(?m)^(?=\S)", text) if entry.startswith(pin))


def _with_marker(entry: str, where: str) -> str:
    return entry.replace(" \\", f" ; {where} \\", 1)


if __name__ == "__main__":
    main()
