"""The benchmarks run and print their table; what they measure is looked at by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import word
from tests.benchmarks.__main__ import SUBJECTS, main
from tests.benchmarks.measure import Row, compare_timings, line


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    ours, other = iter([9.0, 2.0, 30.0, 4.0]), iter([9.0, 1.0, 2.0, 1.0])
    row = compare_timings("a", lambda: next(ours), "b", lambda: next(other), rounds=3, goal=3.0)
    assert (row.ours, row.other, row.ratio) == (4.0, 1.0, 4.0)
    assert row.reached is False


def test_the_table_tells_what_was_not_measured() -> None:
    assert "absent" in line(Row("a", "b", 2.0, note="absent"))
    assert "reached" in line(Row("c", "d", 2.0, 1.0, 1.0, 1.0))
    assert "MISSED" in line(Row("c", "d", 2.0, 3.0, 1.0, 3.0))
    assert "straw man" in line(Row("c", "d", 2.0, 1.0, 9.0, 0.1, straw_man=True))


def test_what_was_measured_before_a_stop_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> Iterator[Row]:
        yield Row("first", "b", 2.0, 1.0, 1.0, 1.0)
        assert "first" in capsys.readouterr().out
        yield Row("second", "b", 2.0, 1.0, 1.0, 1.0)
        raise KeyboardInterrupt

    monkeypatch.setitem(SUBJECTS, "store", stopped)
    assert main(["store"]) == 130
    assert "second" in capsys.readouterr().out


def test_a_library_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    (row,) = word.measure(2, 1, tmp_path)
    assert row.ratio is None
    assert "python-docx" in row.note


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
    assert sum("LibreOffice (soffice) is not installed" in each for each in lines) == 1
