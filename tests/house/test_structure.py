"""The house's own laws: no circle of imports, no file too long, and a count that is true."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.count import ARCHITECTURE, table, told, written
from tests.house.structure import circles, imports, rooms

ALLOWED = {
    # The commands and the window know each other.
    frozenset(
        {
            "ui.commands.files",
            "ui.commands.help",
            "ui.commands.review",
            "ui.commands.years",
            "ui.main_window",
            "ui.surroundings",
        }
    ),
}
"""Circles still there. None is added; one that shrinks is told here by what is left of it."""
_NEAR = 0.05


def test_imports_go_in_no_circle() -> None:
    found = circles(imports())
    assert [sorted(each) for each in found if not any(each <= known for known in ALLOWED)] == []
    assert not any(name.startswith("hfgoals") for each in found for name in each)


def test_a_circle_is_found_however_it_is_closed(tmp_path: Path) -> None:
    texts = {
        "__init__": "",
        "a": "from hfgoals import b",
        "b": "def late():\n    import hfgoals.c",
        "c": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from hfgoals.a import A",
        "d": "from hfgoals.a import A",
        "e": "import hfgoals.d",
    }
    (tmp_path / "hfgoals").mkdir()
    for name, text in texts.items():
        (tmp_path / "hfgoals" / f"{name}.py").write_text(text, encoding="utf-8")
    assert circles(imports(tmp_path)) == [frozenset({"hfgoals.a", "hfgoals.b", "hfgoals.c"})]


def test_no_file_is_too_long() -> None:
    assert [each.name for each in rooms() if each.too_long] == []


def test_the_count_in_the_documents_is_not_far_from_true() -> None:
    said, true = told(ARCHITECTURE.read_text(encoding="utf-8")), told(table())
    assert said.keys() == true.keys()
    for room, (files, lines) in true.items():
        said_files, said_lines = said[room]
        assert abs(said_files - files) <= max(2, files * _NEAR), room
        assert abs(said_lines - lines) <= max(80, lines * _NEAR), room


def test_the_count_is_written_in_its_place() -> None:
    document = "before\n<!-- count -->\nold\n<!-- /count -->\nafter\n"
    new = written(document, "| `ui/grid/` | 3 | 1,200 |\n")
    assert told(new) == {"ui/grid/": (3, 1200)}
    assert new.startswith("before\n")
    assert new.endswith("after\n")
    assert "old" not in new


def test_no_pattern_of_a_time_holds_chinese() -> None:
    """Windows refuses it ("Invalid format string"), and only there."""
    pattern = re.compile(r"\{[^{}\"']*:[^{}\"']*%[^{}\"']*[^\x00-\x7f][^{}\"']*\}")
    for room in ("hfgoals", "ui"):
        for path in Path(__file__).parents[2].joinpath(room).rglob("*.py"):
            assert not pattern.search(path.read_text("utf-8")), path
