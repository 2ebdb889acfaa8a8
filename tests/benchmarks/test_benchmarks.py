"""The benchmarks run and print their table; what they measure is looked at by hand."""

from __future__ import annotations

import pytest

from tests.benchmarks.__main__ import SUBJECTS, main
from tests.benchmarks.measure import Row, compare_timings, table


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    ours, other = iter([9.0, 2.0, 30.0, 4.0]), iter([9.0, 1.0, 2.0, 1.0])
    row = compare_timings("a", lambda: next(ours), "b", lambda: next(other), rounds=3, goal=3.0)
    assert (row.ours, row.other, row.ratio) == (4.0, 1.0, 4.0)
    assert row.reached is False


def test_the_table_tells_what_was_not_measured() -> None:
    text = table([Row("a", "b", 2.0, note="absent"), Row("c", "d", 2.0, 1.0, 1.0, 1.0)])
    assert "absent" in text
    assert "reached" in text
    assert "MISSED" not in text


@pytest.mark.slow
def test_one_command_measures_every_subject(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # LibreOffice alone would take longer than all the rest.
    monkeypatch.setattr("shutil.which", lambda _: None)
    # Whether goals are reached says nothing at this size.
    assert main(["--size", "2", "--rounds", "1"]) in (0, 1)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) - 2 >= len(SUBJECTS)
    assert sum("not installed" in line for line in lines) == 1
