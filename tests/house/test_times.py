"""Times are told in a way that Windows knows, too."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _formats(tree: ast.AST) -> list[tuple[int, str]]:
    """What stands behind the colon of an f-string's field, or goes to strftime; with its line."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        parts: list[ast.AST] = []
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            parts = [node.format_spec]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            parts = [*node.args] if node.func.attr == "strftime" else []
        texts = [
            each for part in parts for each in ast.walk(part) if isinstance(each, ast.Constant)
        ]
        found += [(each.lineno, each.value) for each in texts if isinstance(each.value, str)]
    return found


def test_no_format_of_a_time_has_chinese_in_it() -> None:
    """C's strftime on Windows refuses letters that its locale does not know."""
    refused = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for room in ("hfgoals", "ui", "installer")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, text in _formats(ast.parse(path.read_text("utf-8")))
        if "%" in text and not text.isascii()
    ]
    assert refused == []


def test_such_a_format_is_found() -> None:
    tree = ast.parse("f'{at:%m月}'\nat.strftime('%d日')\nf'{at:%H:%M}'\nf'{share:.0%}％'")
    assert {text for _, text in _formats(tree)} == {"%m月", "%d日", "%H:%M", ".0%"}
