"""Ways through the window by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from tests.hands.program import Program

_MOST = 60
"""Keys that lead anywhere on the form, or in a menu."""


def until(program: Program, key: str, there: Callable[[], bool]) -> None:
    """Press the key until it is so, each time once the last one has led somewhere."""

    def where() -> list[object]:
        return [program.ask("place"), program.ask("focused"), program.state()["focus"]]

    for _ in range(_MOST):
        if there():
            return
        before = where()
        program.keys(key)
        program.wait(lambda before=before: where() != before, f"what {key} leads to")
    raise AssertionError(f"{key} does not lead there: {program.state()}, {program.ask('place')}")


def at(program: Program, path: str) -> Callable[[], bool]:
    return lambda: (program.ask("place") or [""])[-1] == path


def with_form(program: Program, name: str) -> None:
    """Let the year use that form, and turn to its page: the first behind those always there."""
    program.keys("alt+y")
    until(program, "Down", lambda: program.ask("focused").startswith("本年度的年份"))
    program.keys("Return")
    program.wait(lambda: program.state()["dialog"], "the dialog of the year")
    until(program, "Tab", lambda: program.ask("focused") == name)
    program.keys("space", "Return")
    program.wait_state(dialog="")
    program.keys("ctrl+3")
    program.wait_state(tab=3)
