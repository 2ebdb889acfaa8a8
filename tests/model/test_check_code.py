from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import replace
from decimal import Decimal
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hfgoals.exchange.dump import dump, load
from hfgoals.model.check_code import (
    ALPHABET,
    LENGTH,
    check_character,
    counts,
    overall_code,
    project_code,
    slip,
    typed,
    year_code,
)
from hfgoals.model.fields import shown_fields
from hfgoals.model.kinds import MONEY, PERCENT, POINTS, TARGET, YEAR, Kind
from hfgoals.model.money import Money
from hfgoals.model.target import Target
from hfgoals.model.values import (
    AnnualPlan,
    Book,
    Funds,
    Goal,
    Indicator,
    Overall,
    Project,
    Safeguard,
    Signatures,
    SpendingPlan,
    SubGoal,
    Unit,
)
from hfgoals.sample import sample_book
from tests import strategies
from tests.budget import tried

UNIT = Unit("425001", "甲县融媒体中心")
PROJECT = Project(
    code="007",
    name="融媒体\n“平台”",
    budget=Money(30_000_000),
    plan=SpendingPlan(june=Decimal(30), december=Decimal("100.0")),
    goals=(Goal(text="保障运行。\n第二行"), Goal()),
    indicators=(Indicator(level1="产出指标", name="期数", target=Target("≥95%")), Indicator()),
)
PLAN = AnnualPlan(
    year=2023,
    overall=Overall(
        "总体",
        (SubGoal(title="甲", goal="乙"),),
        (Safeguard(text="丙"),),
        Funds(Money(10_000), None),
    ),
    projects=(PROJECT, Project(name="乙")),
    signatures=Signatures("张三"),
)


def signs_of(code: str) -> str:
    return code.replace("-", "")


def valid(signs: str) -> bool:
    return bool(typed(signs).codes)


# ---------------------------------------------------------------- what it is worked out from


def as_documented(content: object) -> str:
    """The code as docs/check-codes.md tells to work it out, by other means than the program's."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    rest = int(hashlib.sha256(text.encode("utf-8")).hexdigest(), 16) % 34**9
    signs = "".join(ALPHABET[rest // 34**place % 34] for place in range(8, -1, -1))
    return signs + checked(signs)


def checked(signs: str) -> str:
    for sign in ALPHABET:
        turn, over = 0, False
        for place, each in enumerate(signs + sign):
            by, turns_over = ALPHABET.index(each) % 17, ALPHABET.index(each) >= 17
            by = (by + place) % 17 if turns_over else (-by if place % 2 else by) % 17
            turn = (turn - by if over else turn + by) % 17
            over ^= turns_over
        if turn == 0 and not over:
            return sign
    raise AssertionError


TOLD_PROJECT: dict[str, Any] = {
    "unit": {"code": "425001", "name": "甲县融媒体中心"},
    "plan": {"year": "2023"},
    "project": {
        "code": "007",
        "name": "融媒体\n“平台”",
        "budget": "30.00",
        "plan.june": "30%",
        "plan.december": "100%",
        "goals": [{"text": "保障运行。\n第二行"}, {}],
        "indicators": [{"level1": "产出指标", "name": "期数", "target": "≥95%"}, {}],
    },
}
TOLD_OVERALL: dict[str, Any] = {
    "unit": {"code": "425001", "name": "甲县融媒体中心"},
    "plan": {
        "year": "2023",
        "overall.goal": "总体",
        "overall.funds.basic": "0.01",
        "overall.subgoals": [{"title": "甲", "goal": "乙"}],
        "overall.safeguards": [{"text": "丙"}],
    },
}


def test_anyone_can_work_it_out_again() -> None:
    assert signs_of(project_code(UNIT, 2023, PROJECT)) == as_documented(TOLD_PROJECT)
    assert signs_of(overall_code(UNIT, PLAN)) == as_documented(TOLD_OVERALL)
    codes = [overall_code(UNIT, PLAN), *(project_code(UNIT, 2023, each) for each in PLAN.projects)]
    assert signs_of(year_code(UNIT, PLAN)) == as_documented(codes)


def test_the_documentation_s_own_example_holds() -> None:
    text = (Path(__file__).parents[2] / "docs" / "check-codes.md").read_text("utf-8")
    (content,) = re.findall(r"```json\n(.*?)\n```", text, re.DOTALL)
    (program,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - what our own documentation tells others to run
    assert names["code_of"](content) == project_code(UNIT, 2023, PROJECT)
    assert f"`{project_code(UNIT, 2023, PROJECT)}`" in text


def test_it_is_the_same_for_ever() -> None:
    """Paper is kept for decades: whoever sees this test fail has made all of it worthless."""
    assert project_code(UNIT, 2023, PROJECT) == "8BQTS-43N2E"
    assert overall_code(UNIT, PLAN) == "BKFLD-F0N3R"
    assert year_code(UNIT, PLAN) == "2EUSN-ABPDE"


def test_it_knows_neither_ids_nor_numbers_nor_who_signs() -> None:
    book = sample_book()
    plan = book.years[-1]
    again = load(dump(book)).years[-1]
    assert {each.id for each in again.projects}.isdisjoint(each.id for each in plan.projects)
    assert year_code(book.unit, again) == year_code(book.unit, plan)
    signed = replace(plan, id="other", signatures=Signatures("李四"), forms=("hebei_project",))
    assert overall_code(book.unit, signed) == overall_code(book.unit, plan)
    assert overall_code(book.unit, plan) != year_code(book.unit, plan)


def test_more_projects_than_are_remembered_each_keep_their_code() -> None:
    many = [replace(PROJECT, purpose=str(number)) for number in range(1500)]
    codes = [project_code(UNIT, 2023, each) for each in many]
    assert len(set(codes)) == len(many)
    assert [project_code(UNIT, 2023, each) for each in reversed(many)] == codes[::-1]
    assert project_code(UNIT, 2024, many[0]) != codes[0]
    assert project_code(Unit("1", "别的"), 2023, many[0]) != codes[0]
    assert project_code(UNIT, 2023, many[0]) == codes[0]


@tried(20)
@given(strategies.books(), st.data())
def test_another_value_anywhere_is_another_code(book: Book, data: st.DataObject) -> None:
    assume(book.years)
    plan = book.years[0]
    rows: list[Any] = [plan, *plan.overall.subgoals, *plan.overall.safeguards]
    for project in plan.projects:
        rows += [project, *project.goals, *project.indicators]
    row = data.draw(st.sampled_from(rows))
    before = codes_of(book.unit, plan)
    part = next(name for name, kind in ROW_KINDS.items() if isinstance(row, kind))
    for field in shown_fields(part, plan.columns):
        if not counts(field):
            continue
        changed = field.with_value(row, other(field.kind, field.read(row)))
        after = codes_of(book.unit, put(plan, row, changed))
        assert after[-1] != before[-1], field.path
        assert len(set(after) - set(before)) >= 2
    for unit in (replace(book.unit, code=book.unit.code + "1"), replace(book.unit, name="别的")):
        assert set(codes_of(unit, plan)).isdisjoint(before)


ROW_KINDS: dict[Any, type] = {
    "plan": AnnualPlan,
    "subgoal": SubGoal,
    "safeguard": Safeguard,
    "project": Project,
    "goal": Goal,
    "indicator": Indicator,
}


def codes_of(unit: Unit, plan: AnnualPlan) -> list[str]:
    """Those of the forms, then that of the year."""
    projects = (project_code(unit, plan.year, each, plan.columns) for each in plan.projects)
    return [overall_code(unit, plan), *projects, year_code(unit, plan)]


def other(kind: Kind, value: Any) -> Any:
    if kind is TARGET:
        return Target.parse(value.text + "改")
    if kind is MONEY:
        return Money(0) if value is None else Money(value.fen + 1)
    if kind is POINTS:
        return Decimal(0) if value is None else (value + 1) % 101
    if kind is PERCENT:
        return Decimal(0) if value is None else value + 1
    return value + (1 if kind is YEAR else "改")


def put(plan: AnnualPlan, row: Any, changed: Any) -> AnnualPlan:
    if row is plan:
        return changed  # type: ignore[no-any-return]

    def swapped(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(changed if each is row else each for each in rows)

    projects = (
        replace(each, goals=swapped(each.goals), indicators=swapped(each.indicators))
        if each is not row
        else changed
        for each in plan.projects
    )
    overall = replace(
        plan.overall,
        subgoals=swapped(plan.overall.subgoals),
        safeguards=swapped(plan.overall.safeguards),
    )
    return replace(plan, overall=overall, projects=tuple(projects))


@pytest.mark.parametrize(
    ("one", "another"),
    [
        (Project(name="甲", purpose="乙"), Project(name="乙", purpose="甲")),
        (Project(goals=(Goal(text="甲"), Goal(text="乙"))), Project(goals=(Goal(text="甲乙"),))),
        (Project(goals=(Goal(text="甲"), Goal())), Project(goals=(Goal(text="甲"),))),
        (
            Project(indicators=(Indicator(name="甲"), Indicator(name="乙"))),
            Project(indicators=(Indicator(name="乙"), Indicator(name="甲"))),
        ),
        (Project(name='甲","purpose":"乙'), Project(name="甲", purpose="乙")),
    ],
)
def test_the_same_texts_elsewhere_are_another_content(one: Project, another: Project) -> None:
    assert project_code(UNIT, 2023, one) != project_code(UNIT, 2023, another)
    assert project_code(UNIT, 2023, one) != project_code(UNIT, 2024, one)


# ---------------------------------------------------------------- the check character

CONTEXTS = ["0" * 9, *("".join(random.Random(seed).choices(ALPHABET, k=9)) for seed in range(3))]


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_single_wrong_character_is_found(context: str) -> None:
    """What stands around it cancels out in a group, so one context would do."""
    code = context + check_character(context)
    assert valid(code)
    for place, sign in product(range(LENGTH), ALPHABET):
        if code[place] != sign:
            assert not valid(code[:place] + sign + code[place + 1 :])


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_swap_of_neighbours_is_found(context: str) -> None:
    for place in range(8):
        for pair in permutations(ALPHABET, 2):
            if pair[0] > pair[1]:
                continue
            head, tail = context[:place], context[place + 2 :]
            straight, swapped = (head + "".join(each) + tail for each in (pair, pair[::-1]))
            assert check_character(straight) != check_character(swapped)
    for last in ALPHABET:
        code = context[:8] + last + check_character(context[:8] + last)
        if code[-1] != last:
            assert not valid(code[:8] + code[9] + code[8])


# ---------------------------------------------------------------- typed in

CODE = project_code(UNIT, 2023, PROJECT)


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        signs_of,
        lambda code: f"  {code} ",
        " ".join,
        lambda code: f"核对码：{code}",
        lambda code: f"核对码 {code}",
        lambda code: code.replace("-", "－"),
        lambda code: code.replace("-", "—"),
        lambda code: code.replace("-", "−"),
        lambda code: code.replace("0", "O"),
        lambda code: code.replace("0", "o").replace("1", "i"),
        lambda code: code.replace("1", "I").lower(),
        lambda code: "".join(chr(ord(sign) + 0xFEE0) if sign != "-" else sign for sign in code),
    ],
)
@pytest.mark.parametrize("code", [CODE, "01010-1010" + check_character("010101010")])
def test_a_code_may_be_typed_in_many_ways(change: Any, code: str) -> None:
    found = typed(change(code))
    assert found.codes == (code,)
    assert found.fault == ""


@given(st.text(st.sampled_from("1L" + ALPHABET), min_size=9, max_size=9))
def test_a_small_l_is_the_letter_or_the_figure_as_the_check_character_has_it(nine: str) -> None:
    code = nine + check_character(nine)
    read = typed(code.replace("1", "l").replace("L", "l")).codes
    assert code in [signs_of(each) for each in read]
    if sum(code.count(sign) for sign in "1L") == 1:
        assert len(read) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1DBJ?-CFTLD", "第 5 位"),
        ("1DBJ中-CFTLD", "第 5 位"),
        ("1DBJV-CFTL", "9 位"),
        ("1DBJV-CFTLDD", "11 位"),
        ("", "0 位"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_where_that_is_known(text: str, told: str) -> None:
    found = typed(text)
    assert found.codes == ()
    assert told in found.fault


def test_of_a_wrong_character_nobody_can_say_which_it_is() -> None:
    wrong = typed(CODE[:-1] + ("2" if CODE[-1] != "2" else "3"))
    assert wrong.codes == ()
    assert not any(f"第 {place} 位" in wrong.fault for place in range(1, 11))


@given(st.text(max_size=300))
def test_whatever_is_typed_gets_an_answer(text: str) -> None:
    found = typed(text)
    assert bool(found.codes) != bool(found.fault)


def test_a_slip_beside_a_real_code_is_placed() -> None:
    real = signs_of(CODE)
    for place in range(LENGTH):
        other = "2" if real[place] != "2" else "3"
        assert f"第 {place + 1} 位" in slip(real[:place] + other + real[place + 1 :], CODE)
        assert "漏" in slip(real[:place] + real[place + 1 :], CODE)
        assert "多" in slip(real[:place] + other + real[place:], CODE)
    for place in range(LENGTH - 1):
        pair = real[place : place + 2]
        if pair[0] != pair[1]:
            swapped = real[:place] + pair[::-1] + real[place + 2 :]
            assert f"第 {place + 1}、{place + 2} 位" in slip(swapped, CODE)
    assert slip("0000000000", CODE) == ""
    assert slip("", CODE) == ""
