"""When the environment counts as there, and when it is made anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from installer.setup import environment as environments
from installer.setup.environment import Environment, key, pip_command, to_do
from installer.setup.words import SetupTrouble


@pytest.fixture
def checkout(tmp_path: Path) -> Environment:
    """A checkout with lock files and an environment that was never stamped."""
    environment = Environment(tmp_path / "绩效 目标")
    (environment.root / "installer").mkdir(parents=True)
    for part in environments.LOCKS:
        environment.lock(part).write_text(f"{part}==1\n", "utf-8")
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    return environment


def stamp(environment: Environment, *parts: str) -> None:
    lines = "".join(f"{part} {key(environment, part)}\n" for part in parts)
    environment.stamp.write_text(lines, "ascii")


def test_what_has_no_stamp_is_made_anew(checkout: Environment) -> None:
    assert to_do(checkout, ("run",)) == (True, ("run",))
    assert to_do(checkout, ("run", "test")) == (True, ("run", "test"))


def test_a_finished_environment_is_left_alone(checkout: Environment) -> None:
    stamp(checkout, "run", "test")
    assert to_do(checkout, ("run",)) == (False, ())
    assert to_do(checkout, ("run", "test")) == (False, ())


def test_the_test_part_comes_on_top(checkout: Environment) -> None:
    stamp(checkout, "run")
    assert to_do(checkout, ("run", "test")) == (False, ("test",))


@pytest.mark.parametrize("part", ["run", "test"])
def test_a_changed_lock_makes_anew(checkout: Environment, part: str) -> None:
    stamp(checkout, "run", "test")
    checkout.lock(part).write_text("other==2\n", "utf-8")
    assert to_do(checkout, ("run", "test")) == (True, ("run", "test"))


def test_a_lock_that_is_not_asked_for_does_not_matter(checkout: Environment) -> None:
    stamp(checkout, "run", "test")
    checkout.lock("test").write_text("other==2\n", "utf-8")
    assert to_do(checkout, ("run",)) == (False, ())


def test_an_environment_whose_python_went_is_made_anew(checkout: Environment) -> None:
    stamp(checkout, "run")
    checkout.python.unlink()
    assert to_do(checkout, ("run",)) == (True, ("run",))


def test_an_environment_that_was_moved_is_made_anew(checkout: Environment, tmp_path: Path) -> None:
    stamp(checkout, "run")
    moved = Environment(checkout.root.rename(tmp_path / "moved"))
    assert to_do(moved, ("run",)) == (True, ("run",))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"run"])
def test_a_spoilt_stamp_counts_for_nothing(checkout: Environment, content: bytes) -> None:
    checkout.stamp.write_bytes(content)
    assert to_do(checkout, ("run",)) == (True, ("run",))


class Recorder:
    """Stands in for the outside world: notes every command, and makes what venv would make."""

    def __init__(self, environment: Environment, fails: str = "") -> None:
        self.environment = environment
        self.fails = fails
        self.commands: list[str] = []
        self.stamped: list[bool] = []

    def __call__(self, command: list[str | Path], log: Path, variables: dict[str, str]) -> int:
        line = " ".join(map(str, command))
        self.commands.append(line)
        self.stamped.append(self.environment.stamp.exists())
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("what pip said\n", "utf-8")
        if "-m venv" in line:
            environments._site_packages(self.environment).mkdir(parents=True)
            self.environment.python.parent.mkdir(parents=True, exist_ok=True)
            self.environment.python.touch()
        return 1 if self.fails and self.fails in line else 0


def test_the_stamp_is_there_only_after_everything(
    checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp(checkout, "run")
    checkout.lock("run").write_text("other==2\n", "utf-8")
    leftover = checkout.folder / "leftover"
    leftover.touch()
    recorder = Recorder(checkout)
    monkeypatch.setattr(environments, "logged", recorder)

    environments.provide(checkout, ("run", "test"))

    assert recorder.stamped == [False, False, False]
    assert not leftover.exists()
    assert to_do(checkout, ("run", "test")) == (False, ())
    environments.provide(checkout, ("run", "test"))
    assert len(recorder.commands) == 3


def test_a_failure_leaves_no_stamp_and_the_next_time_starts_anew(
    checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp(checkout, "run")
    monkeypatch.setattr(environments, "logged", Recorder(checkout, fails="requirements-test"))
    with pytest.raises(SetupTrouble, match="what pip said"):
        environments.provide(checkout, ("run", "test"))
    assert to_do(checkout, ("run",)) == (True, ("run",))


def test_a_folder_that_cannot_be_written_is_told(
    checkout: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(environments, "logged", refuse)
    with pytest.raises(SetupTrouble, match="磁盘空间"):
        environments.provide(checkout, ("run",))


def test_the_checkout_is_led_to_by_a_relative_path(checkout: Environment) -> None:
    packages = environments._site_packages(checkout)
    packages.mkdir(parents=True)
    environments._lead_to_checkout(checkout)
    line, _ = next(packages.glob("*.pth")).read_text("ascii").splitlines()
    assert not Path(line).is_absolute()
    assert (packages / line).resolve() == checkout.root.resolve()
    scripts = [path for path in checkout.tools.iterdir() if path.stem == "hfgoals"]
    assert scripts
    assert all(os.access(path, os.X_OK) for path in scripts)


@pytest.mark.parametrize("windows", [False, True])
def test_the_command_looks_for_no_module_in_the_current_folder(
    checkout: Environment, windows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "_WINDOWS", windows)
    environments._site_packages(checkout).mkdir(parents=True)
    checkout.tools.mkdir(exist_ok=True)
    environments._lead_to_checkout(checkout)
    (script,) = checkout.tools.glob("hfgoals*")
    assert (script.suffix == ".cmd") is windows
    assert " -I -m hfgoals " in script.read_text("ascii")


def test_a_command_of_a_former_version_is_renewed(checkout: Environment) -> None:
    environments._site_packages(checkout).mkdir(parents=True)
    stamp(checkout, "run")
    (checkout.tools / "hfgoals").write_text("former", "ascii")
    environments.provide(checkout, ("run",))
    assert (checkout.tools / "hfgoals").read_text("ascii") != "former"


def test_pip_takes_only_what_has_a_known_digest(checkout: Environment) -> None:
    command = list(map(str, pip_command(checkout, "run")))
    assert "--require-hashes" in command
    assert "--no-deps" in command
    assert not any("index" in word or "://" in word for word in command)


def test_variables_that_lead_astray_are_left_out() -> None:
    variables = environments.clean_variables(
        {"PYTHONPATH": "/x", "PYTHONHOME": "/x", "PIP_USER": "1", "HOME": "/h", "PIP_CERT": "/c"}
    )
    assert variables == {"HOME": "/h", "PIP_CERT": "/c"}
