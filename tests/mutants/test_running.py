"""What the trial of faults reads of a run of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.running import Copy


class _Runs(Copy):
    """A copy whose tests fail as told, run after run."""

    __slots__ = ("asked", "told")

    def _run(self, tests: object) -> tuple[int, str]:
        self.asked.append(tests)
        return self.told.pop(0)

    def _is_sound(self, name: str) -> bool:
        return "shaky" not in name


def _noticed(*told: tuple[int, str]) -> tuple[str, list[list[str]]]:
    runs = _Runs(Path("/copy"))
    runs.told, runs.asked = list(told), []
    return runs.noticed_by([Path("/copy/tests/test_a.py")]), runs.asked


@pytest.mark.parametrize(
    "name",
    [
        "tests/test_a.py::test_b",
        "tests/test_a.py::test_b[V15 \\u53ea\\u8981 70%]",
        "tests/test_a.py::test_b[x - y]",
        "tests/test_a.py",
    ],
)
@pytest.mark.parametrize("why", ["", " - AssertionError: assert [1] == [2]"])
def test_the_whole_name_of_what_failed_is_read(name: str, why: str) -> None:
    assert _noticed((1, f"..F\nFAILED {name}{why}\n1 failed"))[0] == name


def test_one_that_fails_anyway_hides_nothing() -> None:
    shaky, sound = "tests/test_a.py::shaky[1]", "tests/test_a.py::sound"
    by, asked = _noticed((1, f"FAILED {shaky}"), (1, f"FAILED {sound}"))
    assert by == sound
    assert asked[1] == [*asked[0], f"--deselect={shaky}"]
    assert _noticed((1, f"FAILED {shaky}"), (0, ""))[0] == ""
    assert _noticed((1, f"FAILED {shaky}"), (1, f"FAILED {shaky}"))[0] == ""


def test_all_well_or_an_early_end() -> None:
    assert _noticed((0, "3 passed"))[0] == ""
    assert _noticed((-9, "killed"))[0] != ""
