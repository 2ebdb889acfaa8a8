"""Every kind of editor under a real Chinese input method: nothing dies, nothing goes blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.hands.program import Program

pytestmark = pytest.mark.slow
OVERALL, PROJECTS = 0, 1
WORDS = {
    "commit": ("xinwen", "新闻"),
    "cancel": ("guangbo", "广播"),
    "click": ("dianshi", "电视"),
    "Tab": ("jizhe", "记者"),
    "Return": ("women", "我们"),
    "project": ("zhongguo", "中国"),
    "tab": ("gongzuo", "工作"),
    "close": ("shijian", "时间"),
}
"""Letters, and what the input method shows for them and offers first."""


# ---------------------------------------------------------------- the editors


def _year(dump: Any) -> Any:
    return dump["years"][-1]


def _take_cell(program: Program) -> None:
    program.click("tab", PROJECTS)
    program.wait_state(tab=PROJECTS)
    if program.ask("filter_text"):
        program.click("filter")
        program.keys("Escape")
        program.wait(lambda: not program.ask("filter_text"), "all projects")
    program.click("project", 1)
    program.wait_state(tab=PROJECTS, project=1)
    program.click("cell", 2, "name")
    program.wait_state(cell=[program.ask("row", 2), "name"], editing=False)


def _cell_text(program: Program) -> str:
    found: str = _year(program.dump())["projects"][0]["indicators"][1]["name"]
    return found


def _leave_cell(program: Program) -> None:
    program.click("cell", 4, "basis")
    program.wait_state(cell=[program.ask("row", 4), "basis"], editing=False, preedit="")


def _edit_cell(program: Program) -> None:
    _take_cell(program)
    program.keys("F2", "ctrl+a")
    program.wait_state(editing=True)


def _take_overall(program: Program) -> None:
    program.click("tab", OVERALL)
    program.click("field", "plan", 1, "overall.goal")
    program.wait_state(tab=OVERALL, focus="GrowingText 总体绩效目标")
    program.keys("ctrl+a")


def _overall_text(program: Program) -> str:
    found: str = _year(program.dump())["overall"]["goal"]
    return found


def _leave_overall(program: Program) -> None:
    program.click("field", "subgoal", 1, "title")
    program.wait_state(focus="LineField 分项名称", preedit="")


def _take_subgoal(program: Program) -> None:
    program.click("tab", OVERALL)
    program.click("field", "subgoal", 2, "title")
    program.wait_state(tab=OVERALL, focus="LineField 分项名称")
    program.keys("ctrl+a")


def _subgoal_text(program: Program) -> str:
    found: str = _year(program.dump())["overall"]["subgoals"][1]["title"]
    return found


def _leave_subgoal(program: Program) -> None:
    program.click("field", "subgoal", 1, "goal")
    program.wait_state(focus="GrowingText 绩效目标", preedit="")


def _take_filter(program: Program) -> None:
    program.click("tab", PROJECTS)
    program.click("filter")
    program.wait_state(tab=PROJECTS, focus="FilterField 筛选项目")
    program.keys("ctrl+a", "9")
    program.wait_state(text="9")
    program.keys("ctrl+a")


def _filter_text(program: Program) -> str:
    found: str = program.ask("filter_text")
    return found


def _take_dialog(program: Program) -> None:
    if not program.state()["dialog"]:
        program.keys("ctrl+n")
        program.wait_state(dialog="新建工作簿")
    program.click("dialog_field", "单位名称")
    program.keys("ctrl+a", "7")
    program.wait_state(text="7")
    program.keys("ctrl+a")


def _dialog_text(program: Program) -> str:
    found: str = program.ask("dialog_text", "单位名称")
    return found


def _leave_dialog_field(program: Program) -> None:
    program.click("dialog_field", "单位编码")
    program.wait_state(text="", preedit="")


@dataclass(frozen=True)
class Editor:
    """One kind of editor: with its whole text about to be replaced, as it reads, left by mouse."""

    take: Callable[[Program], None]
    text: Callable[[Program], str]
    leave: Callable[[Program], None]


EDITORS = {
    "cell in hand": Editor(_take_cell, _cell_text, _leave_cell),
    "cell in edit": Editor(_edit_cell, _cell_text, _leave_cell),
    "overall text": Editor(_take_overall, _overall_text, _leave_overall),
    "sub-goal": Editor(_take_subgoal, _subgoal_text, _leave_subgoal),
    "list filter": Editor(_take_filter, _filter_text, _leave_cell),
    "dialog field": Editor(_take_dialog, _dialog_text, _leave_dialog_field),
}


@pytest.fixture(params=EDITORS)
def editor(request: pytest.FixtureRequest) -> Editor:
    return EDITORS[request.param]


# ---------------------------------------------------------------- composing to the end


def test_commit(program: Program, editor: Editor) -> None:
    letters, word = WORDS["commit"]
    editor.take(program)
    program.compose(letters, word)
    program.keys("space")
    program.wait_state(preedit="", text=word)
    program.compose(letters, word)
    program.keys("space")
    program.wait_state(preedit="", text=word * 2)
    editor.leave(program)
    assert editor.text(program) == word * 2


def test_cancel(program: Program, editor: Editor) -> None:
    letters, word = WORDS["cancel"]
    editor.take(program)
    before = editor.text(program)
    assert before not in ("", word)
    program.compose(letters, word)
    program.keys("Escape")
    program.wait_state(preedit="")
    editor.leave(program)
    assert editor.text(program) == before


# ---------------------------------------------------------------- broken off


def _broken_off(program: Program, editor: Editor, way: str) -> tuple[set[str], str]:
    """Begin to compose; what may stand there afterwards, and the letters typed."""
    letters, word = WORDS[way]
    editor.take(program)
    before = editor.text(program)
    assert before not in ("", word)
    program.compose(letters, word)
    # What becomes of it is the input method's to say: it stands as shown, or not at all.
    return {before, word}, letters


def test_click_elsewhere(program: Program, editor: Editor) -> None:
    fitting, _ = _broken_off(program, editor, "click")
    editor.leave(program)
    assert editor.text(program) in fitting


@pytest.mark.parametrize("key", ["Tab", "Return"])
def test_a_key_that_leaves(program: Program, editor: Editor, key: str) -> None:
    fitting, letters = _broken_off(program, editor, key)
    program.keys(key)
    program.wait_state(preedit="")
    editor.leave(program)
    # With Enter, libpinyin gives the letters as they were typed.
    assert editor.text(program) in fitting | ({letters} if key == "Return" else set())


@pytest.mark.parametrize("name", ["cell in hand", "cell in edit", "list filter"])
def test_another_project(program: Program, name: str) -> None:
    editor = EDITORS[name]
    fitting, _ = _broken_off(program, editor, "project")
    program.click("project", 3)
    program.wait_state(project=3, preedit="")
    program.click("project", 1)
    program.wait_state(project=1)
    assert editor.text(program) in fitting


@pytest.mark.parametrize("name", [name for name in EDITORS if name != "dialog field"])
def test_another_tab(program: Program, name: str) -> None:
    editor = EDITORS[name]
    fitting, _ = _broken_off(program, editor, "tab")
    other = OVERALL + PROJECTS - program.state()["tab"]
    program.click("tab", other)
    program.wait_state(tab=other, preedit="")
    assert editor.text(program) in fitting


@pytest.mark.parametrize("name", [name for name in EDITORS if name != "dialog field"])
def test_closing_the_window(program: Program, name: str) -> None:
    editor = EDITORS[name]
    fitting, _ = _broken_off(program, editor, "close")
    dump = program.dump()
    program.close()
    if name == "list filter":
        assert program.dump() == dump
    else:
        assert editor.text(program) in fitting


def test_closing_the_dialog(program: Program) -> None:
    editor, dump = EDITORS["dialog field"], program.dump()
    _broken_off(program, editor, "close")
    program.keys("Escape", "Escape")
    program.wait_state(dialog="")
    assert program.dump() == dump
