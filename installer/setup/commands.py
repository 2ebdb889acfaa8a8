"""The commands of dev.py."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installer.setup import environment as environments
from installer.setup import system
from installer.setup.checking import pytest_arguments, run_checks_and_tests
from installer.setup.demonstration import demonstrate
from installer.setup.display import has_display
from installer.setup.environment import Environment, clean_variables
from installer.setup.words import SetupTrouble, speak_safely

USAGE = """\
python3 dev.py run [参数…]                    打开程序；带参数时等同命令行 hfgoals
                                              opens the program; with arguments: the command line
python3 dev.py test [--quick] [-- pytest 参数…] 检查代码并运行全部测试
                                              checks the code and runs the whole test suite
python3 dev.py build windows|deb [--help]     生成安装包（docs/building.md）
                                              makes an installer, see docs/building.md
python3 dev.py smoke windows|deb [--help]     试装并逐项试用 / installs it and uses it"""
_INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; the exit code."""
    speak_safely()
    environment = Environment(Path(__file__).resolve().parents[2])
    try:
        match list(arguments):
            case ["run", *rest]:
                return _run(environment, rest)
            case ["test", *rest]:
                return _test(environment, rest)
            case ["build" | "smoke", _, *_]:
                from installer.building.commands import main as build

                return build(environment, arguments)
            case ["-h" | "--help"]:
                print(USAGE)
                return 0
    except SetupTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return _INTERRUPTED
    print(USAGE, file=sys.stderr)
    return 2


def _run(environment: Environment, arguments: list[str]) -> int:
    shown = has_display(os.environ)
    window = system.QT_WINDOW if shown else ()
    required = (*system.PYTHON, *system.QT, *window)
    # Who has no display now may sit at one tomorrow: what it takes is in the list from the start.
    system.provide(required, system.QT_WINDOW, environment.log, insist=False)
    environments.provide(environment, ("run",))
    if not shown and not arguments:
        return demonstrate(environment)
    command = environment.program(*arguments)
    return subprocess.run(command, env=clean_variables(os.environ)).returncode


def _test(environment: Environment, arguments: list[str]) -> int:
    try:
        for_pytest = pytest_arguments(arguments, os.environ)
    except ValueError:
        print(USAGE, file=sys.stderr)
        return 2
    useful = (*system.QT_WINDOW, *system.TEST_PROGRAMS)
    system.provide((*system.PYTHON, *system.QT), useful, environment.log)
    environments.provide(environment, ("run", "test"))
    return run_checks_and_tests(environment, for_pytest)
