"""What the system lacks, and what is said about it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from installer.setup import commands, system
from installer.setup.system import Need, missing, provide, sudo_line
from installer.setup.words import SetupTrouble

THERE = Need("python3", module="os")
ABSENT = Need("libnowhere1", library="libnowhere.so.1")
ALSO_ABSENT = Need("nowhere-tools", program="no-such-program-anywhere")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems bring all that is needed"
)


def test_a_need_is_known_by_what_the_package_brings(tmp_path: Path) -> None:
    assert THERE.met()
    assert Need("libc6", library="libc.so.6").met()
    assert Need("tmp", file=str(tmp_path)).met()
    assert not ABSENT.met()
    assert not ALSO_ABSENT.met()
    assert not Need("x", module="no_such_module").met()
    assert not Need("x", file=str(tmp_path / "absent")).met()


def test_missing_names_each_package_once_in_order() -> None:
    assert missing([ALSO_ABSENT, THERE, ABSENT, ABSENT]) == ["nowhere-tools", "libnowhere1"]


def test_without_rights_the_line_to_type_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(system, "_may_install", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SetupTrouble) as caught:
        provide((THERE, ABSENT), (), tmp_path / "log")
    assert sudo_line(["libnowhere1"]) in str(caught.value)
    assert "python3 " not in sudo_line(["libnowhere1"])


def test_without_rights_a_useful_thing_is_only_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "_may_install", lambda: False)
    provide((THERE,), (ABSENT,), tmp_path / "log")
    assert "libnowhere1" in capsys.readouterr().err


def test_one_line_names_all_that_a_command_wants(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "_may_install", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(Need, "met", lambda need: False)
    run = (*system.PYTHON, *system.QT, *system.QT_WINDOW)
    for arguments, needs in ((["run"], run), (["test"], (*run, *system.TEST_PROGRAMS))):
        assert commands.main(arguments) == 3
        (line,) = [line for line in capsys.readouterr().err.splitlines() if "sudo" in line]
        assert line.strip() == sudo_line([need.package for need in needs])


def test_what_is_useful_alone_is_not_insisted_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "_may_install", lambda: True)
    provide((THERE,), (ABSENT,), tmp_path / "log", insist=False)
    assert capsys.readouterr() == ("", "")
    assert not (tmp_path / "log").exists()


def test_on_a_system_without_apt_the_names_are_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SetupTrouble) as caught:
        provide((ABSENT,), (), tmp_path / "log")
    assert "libnowhere1" in str(caught.value)
    assert "apt-get" not in str(caught.value)


def test_nothing_is_said_or_done_when_all_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    provide((THERE,), (THERE,), tmp_path / "log")
    assert capsys.readouterr() == ("", "")
    assert not (tmp_path / "log").exists()


def test_with_rights_the_lacking_is_installed_after_an_update(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    brought = tmp_path / "brought"
    commands: list[list[str]] = []

    def pretend(command: list[str], log: Path, environment: dict[str, str]) -> int:
        commands.append(command)
        if "install" in command:
            brought.touch()
        return 0

    monkeypatch.setattr(system, "_may_install", lambda: True)
    monkeypatch.setattr(system, "logged", pretend)
    provide((Need("bringer", file=str(brought)),), (), tmp_path / "log")
    verbs = [
        next(word for word in ("update", "--configure", "install") if word in c) for c in commands
    ]
    assert verbs == ["update", "--configure", "install"]
    assert commands[-1][-1] == "bringer"


def test_a_failed_installation_is_told_with_the_end_of_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(command: list[str], log: Path, environment: dict[str, str]) -> int:
        log.write_text("E: Unable to fetch\n", "utf-8")
        return 100

    monkeypatch.setattr(system, "_may_install", lambda: True)
    monkeypatch.setattr(system, "logged", fail)
    with pytest.raises(SetupTrouble, match="Unable to fetch"):
        provide((ABSENT,), (), tmp_path / "log")
