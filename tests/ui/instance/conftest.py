"""Programs that find each other: the settings of each test are its own, and with them the place."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.ui.instance.running import Running
from ui.instance import channel

if sys.platform not in ("linux", "win32"):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def running() -> Iterator[Running]:
    """A program that runs already, answering as it is told."""
    ear = channel.listen()
    assert ear is not None
    made = Running(ear)
    yield made
    made.close()
