"""What the tests of the file share."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.store import create
from tests.store.workbooks import small_book


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A closed file with a small workbook."""
    path = tmp_path / "2023年绩效目标.hfg"
    create(path, small_book()).close()
    return path
