"""Mistakes in the head of a project's form: names, code, money, spending plan, goals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hfgoals.checks.case import at
from hfgoals.model.address import Address
from hfgoals.model.edits import Remove, SetText
from hfgoals.model.money import Money
from hfgoals.model.values import AnnualPlan, Project
from tests.checks.mutation import Mutation, is_debt, made


def of_project(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    """All of one project."""
    for make in (_head, _code, _money, _spending, _goals):
        yield from make(plan, project)


def _head(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    name, purpose = at(project, "name"), at(project, "purpose")
    yield made("blank code", plan, {at(project, "code"): ""}, "H01")
    yield made("blank name", plan, {name: ""}, "H01")
    yield made("blank purpose", plan, {purpose: ""}, "H01")
    yield made("stray bracket", plan, {name: f"]{project.name}"}, "H02")
    yield made("unpaired bracket", plan, {name: f"{project.name}（二期"}, "H02")
    number = f"示财字〔{plan.year}〕7号{project.name}"
    yield made("document number", plan, {name: number}, "H04")
    yield made("reserved", plan, {name: f"{project.name}（预留）"}, "H04")
    yield made("purpose is name", plan, {purpose: project.name}, "H16")
    if project.other is None:
        text = f"用创收收入支付，{project.purpose}"
        places = (purpose, at(project, "other"), at(project, "fiscal"))
        yield made("own income", plan, {purpose: text}, "H15", places=places)
    other = next(each for each in plan.projects if each is not project)
    text = f"用于{other.name}的合同款。"
    yield made("foreign purpose", plan, {purpose: text}, "H03")


_CODE_PLACES = (9, 13, 19)


def _code(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    cell, code = at(project, "code"), project.code
    for place in _CODE_PLACES:
        wrong = "7" if code[place] != "7" else "3"
        text = code[:place] + wrong + code[place + 1 :]
        yield made("wrong character", plan, {cell: text}, "H08")
    yield made("missing character", plan, {cell: code[:12] + code[13:]}, "H07")
    yield made("letter O", plan, {cell: code[:10] + "O" + code[11:]}, "H07")
    yield made("small letter", plan, {cell: code.lower()}, "H07")
    if code[11] != code[12]:
        text = code[:11] + code[12] + code[11] + code[13:]
        yield made("swapped characters", plan, {cell: text}, "H08")


def _money(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    budget, fiscal = at(project, "budget"), at(project, "fiscal")
    places = (budget, fiscal, at(project, "other"))
    assert project.budget is not None
    assert project.fiscal is not None
    more = str(Money(project.budget.fen + 1_000_000))
    # A budget that differs no longer fits costs and totals either.
    yield made("wrong budget", plan, {budget: more}, "H12", places=places, follows="K02 H18")
    less = str(Money(project.fiscal.fen - 500_000))
    yield made("wrong fiscal money", plan, {fiscal: less}, "H12", places=places)
    yield made("blank budget", plan, {budget: ""}, "H01")
    yield made("budget of zero", plan, {budget: "0"}, "H13")
    yield made("negative money", plan, {at(project, "other"): "-1"}, "H13 H12", places=places)
    grown = {
        budget: str(Money(project.budget.fen * 100)),
        fiscal: str(Money(project.budget.fen * 100)),
        at(project, "other"): "",
    }
    yield made(
        "slip of two places",
        plan,
        grown,
        "H18 K02",
        places=(
            *places,
            Address("plan", plan.id, "overall.funds.project"),
            *(at(row, "target") for row in project.indicators),
        ),
    )


_STEPS = ("plan.march", "plan.june", "plan.october", "plan.december")


def _spending(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    cells = [at(project, path) for path in _STEPS]
    march, june, october, december = cells
    june_now = project.plan.june or Decimal(0)
    yield made("nothing planned", plan, dict.fromkeys(cells, ""), "S01")
    yield made("plan ends below", plan, {december: "90"}, "S02")
    yield made("plan stops", plan, {december: ""}, "S02")
    yield made("plan beyond", plan, {december: "120"}, "S04")
    yield made("negative plan", plan, {march: "-5"}, "S04")
    yield made("blank march", plan, {march: ""}, "S05")
    if june_now > 5:
        text = str(june_now - 5)
        places = (june, october)
        yield made("falling", plan, {october: text}, "S03", places=places)
    high = {march: str(june_now + 5)}
    yield made("falling early", plan, high, "S03", places=(march, june))
    slow = {march: "0", june: "0", october: "10"}
    yield made("late spending", plan, slow, "S06 S07", places=tuple(cells))


def _goals(plan: AnnualPlan, project: Project) -> Iterator[Mutation]:
    first, *others = project.goals
    cell = at(first, "text")
    rest = tuple(Remove(goal.id) for goal in others)
    places = frozenset((cell, at(project, "name"), at(project, "purpose")))
    for kind, text, codes in (
        ("goal copied", project.purpose.removeprefix("用于"), "W14"),
        ("goal is name", project.name, "W14 W13"),
        ("empty phrase", "保障各项工作正常运行", "W13"),
        (
            "goal without number",
            "进一步做好本项目的各项工作，不断提高质量和水平，让群众满意。",
            "W13",
        ),
    ):
        edits = (SetText(cell, text), *rest)
        found = frozenset(codes.split())
        yield Mutation(kind, plan.year, edits, found, places)
    yield made("blank goal", plan, {cell: ""}, "H01")
    if not is_debt(project):
        past = first.text + f"确保{plan.year - 1}年底前完成。"
        yield made("last year in goal", plan, {cell: past}, "V08")
    clause = first.text.partition("，")[0]
    yield made("clause twice", plan, {cell: f"{clause}，{first.text}"}, "W18")
    word = re.search(r"[\u4e00-\u9fff]{4}", first.text)
    assert word is not None
    twice = first.text.replace(word[0], word[0] * 2, 1)
    yield made("word twice", plan, {cell: twice}, "W18")
    yield made("typo", plan, {cell: f"{first.text}落实科学发展关。"}, "W19")
    yield made("half width", plan, {cell: first.text.replace("，", ",")}, "W17")
    yield made("spaces", plan, {cell: first.text.replace("，", "，  ")}, "H06")
    yield made("template left", plan, {cell: f"{first.text}（请填写）"}, "W21")
