"""A copy of the checkout in which tests run beside a fault."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_SECONDS = 240
"""Of processor time; a fault may well make a loop endless."""
_WAIT = 3600
# What is in brackets may hold blanks; why it failed may follow.
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?(?:\[.*?\])?)(?: - .*)?$", re.MULTILINE)


@dataclass(slots=True)
class Copy:
    """The copy, and which of its tests fail without any fault."""

    root: Path
    _sound: dict[str, bool] = field(default_factory=dict)
    _text: tuple[Path, str] | None = None

    @contextmanager
    def holding(self, source: Path, text: str) -> Iterator[None]:
        """The file has that text meanwhile."""
        before = source.read_text("utf-8")
        self._text = (source, before)
        _write(source, text)
        try:
            yield
        finally:
            _write(source, before)

    def noticed_by(self, tests: Sequence[Path]) -> str:
        """The first of the tests that fails, or how they ended; "" when all is well to them."""
        if not tests:
            return ""
        paths = [str(path.relative_to(self.root)) for path in tests]
        unsound: list[str] = []
        while True:
            code, said = self._run([*paths, *(f"--deselect={name}" for name in unsound)])
            if code in (0, 5):
                return ""
            failed = _FAILED.search(said)
            if failed is None:
                return f"the end of the tests ({code})"
            if self._is_sound(failed[1]):
                return failed[1]
            if failed[1] in unsound:
                return ""
            # The tests behind one that fails anyway are asked, too.
            unsound.append(failed[1])

    def _is_sound(self, name: str) -> bool:
        if name not in self._sound:
            assert self._text is not None
            source, before = self._text
            faulty = source.read_text("utf-8")
            _write(source, before)
            self._sound[name] = self._run([name])[0] == 0
            _write(source, faulty)
        return self._sound[name]

    def _run(self, tests: Sequence[str]) -> tuple[int, str]:
        variables = os.environ | {
            "PYTHONPATH": str(self.root),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONUTF8": "1",
            "TESTS_ORDER": "1",
        }
        options = ["-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
        options += ["-o", "faulthandler_timeout=0", "-o", "timeout=0"]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *options, *tests],
                cwd=self.root,
                env=variables,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=_WAIT,
                preexec_fn=_limited,
            )
        except subprocess.TimeoutExpired:
            return -1, ""
        return done.returncode, done.stdout


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 5))


def _write(source: Path, text: str) -> None:
    source.write_text(text, "utf-8")
    # Files of the same size, written in the same second, are the same to Python's cache.
    for compiled in (source.parent / "__pycache__").glob(f"{source.stem}.*.pyc"):
        compiled.unlink()
