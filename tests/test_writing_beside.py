"""Files in the way of new ones stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.writing import written_beside


def test_what_is_there_stays_and_the_new_gets_the_next_number(tmp_path: Path) -> None:
    path = tmp_path / "甲.pdf"
    made = [written_beside(path, lambda at, n=n: at.write_bytes(b"%d" % n)) for n in range(4)]
    assert [each.name for each in made] == ["甲.pdf", "甲(2).pdf", "甲(3).pdf", "甲(4).pdf"]
    assert [each.read_bytes() for each in made] == [b"0", b"1", b"2", b"3"]


@pytest.mark.parametrize("number", [0, 1])
def test_the_same_is_not_kept_twice(number: int, tmp_path: Path) -> None:
    path = tmp_path / "甲.pdf"
    made = [written_beside(path, lambda at, n=n: at.write_bytes(b"%d" % n)) for n in range(2)]
    again = written_beside(path, lambda at: at.write_bytes(b"%d" % number))
    assert again == made[number]
    assert sorted(tmp_path.iterdir()) == sorted(made)


def test_whatever_has_the_name_is_left_alone(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "甲.pdf", tmp_path / "原件"
    elsewhere.write_bytes(b"signed")
    path.symlink_to(elsewhere)
    (tmp_path / "甲(2).pdf").mkdir()
    made = written_beside(path, lambda at: at.write_bytes(b"new"))
    assert made.name == "甲(3).pdf"
    assert elsewhere.read_bytes() == b"signed"


def test_trouble_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "甲.pdf"
    path.write_bytes(b"signed")

    def fails(_: Path) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        written_beside(path, fails)
    assert list(tmp_path.iterdir()) == [path]
