"""Characters of a source that only look like those meant (model/characters.py), and the note."""

from __future__ import annotations

from typing import Any

from hfgoals.model.characters import LOOKALIKE, unified


def plainly(value: Any) -> tuple[Any, int]:
    """Plain values with every text in them unified, and how many characters were odd."""
    if isinstance(value, str):
        count = 0 if value.isascii() else len(LOOKALIKE.findall(value))
        return (unified(value), count) if count else (value, 0)
    if isinstance(value, list):
        pairs = [plainly(each) for each in value]
        return [each for each, _ in pairs], sum(count for _, count in pairs)
    if isinstance(value, dict):
        found = {key: plainly(each) for key, each in value.items()}
        return {key: each for key, (each, _) in found.items()}, sum(c for _, c in found.values())
    return value, 0


def lookalikes_told(count: int) -> list[str]:
    """The sentence about them; none for none."""
    if not count:
        return []
    return [f"原文有 {count} 个从 PDF 复制时常见的异形字（如部首“⽬”），已按对应的汉字读入。"]
