"""Names, paths and drives that Windows refuses: each gets a sentence, tried as Windows tells it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from hfgoals import writing
from hfgoals.names import refused_by_windows
from hfgoals.store import create, open_file
from hfgoals.trouble import CannotWrite, FileMissing, Trouble
from hfgoals.writing import atomic_target, why
from tests.store.workbooks import small_book


@pytest.mark.parametrize("name", ["CON.hfg", "con", "aux.2024.hfg", "COM1.hfg", "lpt² .pdf", "NUL"])
def test_devices(name: str) -> None:
    assert "设备" in refused_by_windows(name)


@pytest.mark.parametrize(("name", "odd"), [("a?b.hfg", "?"), ('甲:"乙".hfg', ': "'), ("a|b", "|")])
def test_letters(name: str, odd: str) -> None:
    assert refused_by_windows(name).endswith(odd)


@pytest.mark.parametrize(
    "name", ["甲.hfg", "console.hfg", "COM10.hfg", "a b(2).hfg", "con副本.hfg"]
)
def test_names_that_do(name: str) -> None:
    assert refused_by_windows(name) == ""


@pytest.mark.parametrize("name", ["CON.hfg", "a?b.hfg"])
def test_nothing_is_written_under_such_a_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_ON_WINDOWS", True)
    with pytest.raises(CannotWrite, match="换一个文件名"):
        create(tmp_path / name, small_book())
    with pytest.raises(CannotWrite, match="换一个文件名"), atomic_target(tmp_path / name):
        raise AssertionError("written all the same")
    assert list(tmp_path.iterdir()) == []


def _windows(code: int, number: int, path: str = "甲.hfg") -> OSError:
    error = OSError(number, "Some English", path)
    error.winerror = code  # type: ignore[attr-defined, unused-ignore]
    return error


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (32, "占用"),
        (33, "占用"),
        (123, "字符"),
        (21, "U盘"),
        (53, "网络"),
        (64, "网络"),
        (1231, "网络"),
        (362, "下载"),
        (426, "下载"),
        (206, "太长"),
        (225, "杀毒"),
    ],
)
def test_what_windows_complains_of(code: int, word: str) -> None:
    assert word in why(_windows(code, errno.EINVAL))


def test_other_numbers_are_told_as_everywhere() -> None:
    assert why(_windows(5, errno.EACCES)) == why(OSError(errno.EACCES, "x"))


def test_a_path_too_long_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path.joinpath(*["很长的文件夹名称"] * 40, "甲.hfg")
    with pytest.raises(FileMissing):
        open_file(deep)
    monkeypatch.setattr(writing, "_ON_WINDOWS", True)
    with pytest.raises(Trouble, match="太长"):
        open_file(deep)
    with pytest.raises(FileMissing):
        open_file(tmp_path / "没有.hfg")
    assert "太长" in why(FileNotFoundError(errno.ENOENT, "x", str(deep)))


def test_a_file_that_is_only_in_the_cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.hfg"
    create(path, small_book()).close()

    def offline(*_: object, **__: object) -> None:
        raise _windows(362, errno.EINVAL, str(path))

    monkeypatch.setattr(Path, "open", offline)
    with pytest.raises(Trouble, match="OneDrive"):
        open_file(path)
