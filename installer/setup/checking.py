"""What `dev.py test` does: the checks of the code side by side, then the tests."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from installer.setup.environment import Environment, clean_variables
from installer.setup.words import say


@dataclass(frozen=True, slots=True)
class Check:
    """A tool that looks at the code."""

    name: str
    arguments: tuple[str, ...]


class Outcome(NamedTuple):
    """What a check came to."""

    check: Check
    code: int
    text: str
    seconds: float


CHECKS = (
    Check("mypy", ("-m", "mypy")),
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Check("import-linter", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
)


def pytest_arguments(arguments: list[str], variables: Mapping[str, str]) -> list[str]:
    """The arguments of pytest for those after `dev.py test`: [--quick] [-- PYTEST...]."""
    own, mark, passed_on = arguments, "", list[str]()
    if "--" in arguments:
        at = arguments.index("--")
        own, mark, passed_on = arguments[:at], "--", arguments[at + 1 :]
    unknown = [argument for argument in own if argument != "--quick"]
    if unknown:
        raise ValueError(" ".join(unknown))
    quick = ["-m", "not slow"] if "--quick" in own else []
    if mark:
        return [*quick, *passed_on]
    # What a file makes once serves all its tests.
    two = ["--numprocesses=2", "--dist=loadfile"]
    # Counting lines costs a third of the time.
    coverage = ["--cov", "--cov-report=term:skip-covered"] if "CI" in variables else []
    return [*two, *quick, *([] if quick else coverage)]


def run_checks_and_tests(environment: Environment, arguments: list[str]) -> int:
    """Everything, whatever fails; pytest's closing line comes last. 0 when all is well."""
    variables = clean_variables(os.environ)
    # Tests never depend on, or disturb, somebody's screen.
    variables |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    failed = [outcome for outcome in _checks(environment, variables) if outcome.code != 0]
    for outcome in failed:
        print(f"\n===== {outcome.check.name} =====\n{outcome.text}", flush=True)
    if failed:
        names = ", ".join(outcome.check.name for outcome in failed)
        say(f"代码检查未通过：{names}；继续运行测试", "checks failed; the tests go on")
    tests = [str(environment.python), "-m", "pytest", *arguments]
    code = subprocess.run(tests, env=variables, cwd=environment.root).returncode
    return code or (1 if failed else 0)


def _checks(environment: Environment, variables: dict[str, str]) -> list[Outcome]:
    def run(check: Check) -> Outcome:
        begun = time.monotonic()
        done = subprocess.run(
            [str(environment.python), *check.arguments],
            env=variables,
            cwd=environment.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        seconds = time.monotonic() - begun
        return Outcome(check, done.returncode, done.stdout.decode("utf-8", "replace"), seconds)

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as workers:
        outcomes = list(workers.map(run, CHECKS))
    for check, code, _, seconds in outcomes:
        word = ("通过", "ok") if code == 0 else ("未通过", "FAILED")
        say(f"{check.name} {word[0]}", f"{word[1]}, {seconds:.1f} s")
    return outcomes
