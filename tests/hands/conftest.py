"""One screen for a module, and the program on it, on the sample workbook."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.hands.program import Program
from tests.hands.screen import Screen, lacking

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    packages = lacking()
    if packages:
        pytest.skip(f"a screen with a Chinese input method wants: {' '.join(packages)}")
    made = Screen(tmp_path_factory.mktemp("screen"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def started(
    screen: Screen, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Program]]:
    """Gives the program that is running, or starts it on a new sample workbook."""
    programs: list[Program] = []

    def running() -> Program:
        if not (programs and programs[-1].running):
            path = tmp_path_factory.mktemp("workbook") / "示例.hfg"
            subprocess.run([sys.executable, "-m", "hfgoals", "sample", str(path)], check=True)
            programs.append(Program(screen, path))
        return programs[-1]

    yield running
    for program in programs:
        program.kill()


@pytest.fixture
def program(started: Callable[[], Program]) -> Iterator[Program]:
    running = started()
    yield running
    if running.running and running.state()["dialog"]:
        running.keys("Escape", "Escape")
        running.wait_state(dialog="")
