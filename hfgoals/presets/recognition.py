"""Of which kind a project is: what its file says, else what its name tells.

Words that decide (尾款: a debt, whatever was built) outrank words for a thing (户户通), these
outrank words for keeping it going (运行维护), and these what may be said of anything (设备, 购置);
among words of one sort the longest counts.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from hfgoals.lean import dataclass
from hfgoals.model.values import Project
from hfgoals.presets.library import Kind, kinds
from hfgoals.presets.source import preset_path, read_preset


@dataclass(frozen=True, slots=True)
class BasicExpenditure:
    """Expenditure that is part of 基本支出: the words that tell it, and what to say of it."""

    words: tuple[str, ...]
    advice: str


def kind_of_project(project: Project) -> Kind | None:
    """The kind that was chosen for the project, else the one that its name tells."""
    return kind_named(project.kind) or kind_of(project.name)


def kind_named(name: str) -> Kind | None:
    """The kind of that name. None when there is none."""
    return next((kind for kind in kinds() if kind.name == name.strip()), None)


def kind_of(project_name: str) -> Kind | None:
    """The kind that the name tells; the first of several that tell it equally. None when none
    does, and for basic expenditure."""
    return told_by(project_name)[0]


@lru_cache(maxsize=4096)
def told_by(text: str) -> tuple[Kind | None, str]:
    """The kind that the text tells, and the word in it that does; None and "" for none."""
    plain = _folded(text)
    if _is_basic(plain):
        return None, ""
    best, strength, telling = None, (0, 0), ""
    for kind in kinds():
        for rank, words in enumerate(kind.ranks):
            for word in words:
                if (rank, len(word)) > strength and word.casefold() in plain:
                    best, strength, telling = kind, (rank, len(word)), word
    return best, telling


def basic_expenditure_advice(project_name: str) -> str:
    """The sentence for what needs no project table, such as 工会经费; "" for everything else."""
    return _basic().advice if _is_basic(_folded(project_name)) else ""


def _is_basic(name: str) -> bool:
    return any(word in name for word in _basic().words)


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()


@cache
def _basic() -> BasicExpenditure:
    return load_basic_expenditure(preset_path("basic_expenditure.toml"))


def load_basic_expenditure(path: Path) -> BasicExpenditure:
    """What that file says. Raises PresetTrouble."""
    whole = read_preset(path)
    whole.only(("名称", "关键词", "说明"))
    whole.text("名称")
    return BasicExpenditure(whole.texts("关键词"), whole.text("说明"))
