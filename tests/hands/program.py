"""The program on a screen, and a user's hands: real keys, a real mouse."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.hands.screen import PATIENCE, Screen, wait_for

_ROOT = Path(__file__).parents[2]
_BETWEEN_KEYS = 60
"""Milliseconds: a quick typist."""


class Program:
    """One window on one workbook."""

    def __init__(self, screen: Screen, path: Path) -> None:
        self.screen = screen
        self.path = path
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hands.answering", str(path)],
            env=screen.environment,
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.wait(lambda: self.ask("ready"), "the window with the workbook")
        self._wait_for_the_input_method()

    # ---- what it shows

    def ask(self, question: str, *arguments: object) -> Any:
        """What tests.hands.answering says; AssertionError when the program is no more."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps([question, arguments]) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        assert line, f"the program ended with {process.wait()}"
        answer = json.loads(line)
        assert "fault" not in answer, f"{question}{arguments}: {answer['fault']}"
        return answer["is"]

    def state(self) -> dict[str, Any]:
        """Where the user is and what is being typed."""
        found: dict[str, Any] = self.ask("state")
        return found

    def wait(self, look: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
        """Until it is so; AssertionError at once when the program ends."""

        def found() -> object:
            assert self._process.poll() is None, f"the program ended with {self._process.poll()}"
            return look()

        wait_for(found, what, patience)

    def wait_state(self, **wanted: object) -> None:
        """Until the state is that."""

        def there() -> bool:
            state = self.state()
            return all(state[name] == value for name, value in wanted.items())

        self.wait(there, str(wanted))

    def dump(self) -> Any:
        """What the file holds, as ``hfgoals dump`` tells, once all steps are in it."""
        if self.running:
            assert self.ask("on_disk")
        told = subprocess.run(
            [sys.executable, "-m", "hfgoals", "dump", str(self.path)],
            env=self.screen.environment,
            cwd=_ROOT,
            capture_output=True,
            text=True,
        )
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    # ---- hands

    def keys(self, *names: str, between: int = _BETWEEN_KEYS) -> None:
        """Press keys one after the other: letters, Return, ctrl+a."""
        self.screen.call("xdotool", "key", "--delay", between, *names)

    def click(self, where: str, *arguments: object) -> None:
        """Click on the middle of something, by its name in tests.hands.answering."""
        spots: list[Any] = [None]

        def still() -> bool:
            # Scrolling to it may take a turn or two.
            spots.append(self.ask(where, *arguments))
            return spots[-1] is not None and spots[-1] == spots[-2]

        self.wait(still, f"{where}{arguments} at rest")
        x, y = spots[-1]
        self.screen.call("xdotool", "mousemove", x, y, "click", 1)

    def compose(self, letters: str, shown: str) -> None:
        """Type a word's letters; it is shown, and not yet committed."""
        self.keys(*letters)
        self.wait_state(preedit=shown)

    # ---- the end

    def close(self) -> None:
        """Close the window as the user does; it must end well."""
        self.keys("alt+F4")
        wait_for(lambda: self._process.poll() is not None, "the end of the program")
        assert self._process.returncode == 0

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it whatever it does."""
        self._process.kill()
        self._process.communicate()

    def _wait_for_the_input_method(self) -> None:
        """Until a letter in the list's filter is composed and not just written."""

        def composes() -> bool:
            self.screen.choose_input_method()
            self.keys("x")
            wait_for(lambda: self.state()["preedit"] or self.ask("filter_text"), "a letter")
            composed = bool(self.state()["preedit"])
            self.keys("Escape", "Escape")
            self.wait(lambda: self.state()["preedit"] == self.ask("filter_text") == "", "no letter")
            return composed

        self.click("tab", 1)
        self.wait_state(tab=1)
        self.click("filter")
        self.wait_state(focus="FilterField 筛选项目")
        self.wait(composes, "the input method")
