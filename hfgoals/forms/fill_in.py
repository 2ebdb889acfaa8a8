"""项目绩效目标表 for others to fill in: the usual form with room, and instructions beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hfgoals.codec.marks import INSTRUCTIONS, REASONS
from hfgoals.forms import hebei_project
from hfgoals.forms.draft import Draft
from hfgoals.layout.sheet import Cell, Row, Sheet
from hfgoals.model.address import UNIT_ROW, Address
from hfgoals.model.reasons import Reason
from hfgoals.model.values import AnnualPlan, Goal, Indicator, Project, Unit
from hfgoals.presets import Basis, Scheme, Sign, UnitGroup

NOTES_ID, REASONS_ID = "fill_in_notes", "fill_in_reasons"
_TITLE = "项目绩效目标表"
_FEWEST_GOALS, _SPARE_GOALS = 3, 1
_FEWEST_INDICATORS, _SPARE_INDICATORS = 12, 5
_ROOM = {("project", "purpose"): 22.0, ("goal", "text"): 14.0, ("indicator", "name"): 14.0}
"""The least height in mm of the row of a field: nobody's Excel makes merged cells higher."""
_NOTE_EDGES = (0.0, 36.0, 172.0)
_REASON_EDGES = (0.0, 18.0, 46.0, 74.0, 118.0, 172.0)
_REASON_HEADS = ("规则", "位置", "栏目", "保留的内容", "说明")
_PARTS = {"project": "项目", "goal": "目标", "indicator": "指标"}


def compose(unit: Unit, plan: AnnualPlan, project: Project) -> Sheet:
    """The form of the project in such a year with blank rows for more goals and indicators.

    Every row has its own 一级指标 and 二级指标, unmerged, so that each can be chosen. A blank unit
    is to be filled in too: its place then has an address.
    """
    filled = _with_room(project)
    spare = {each.id for each in filled.indicators[len(project.indicators) :]}
    form = hebei_project.compose(unit, plan, filled, 1)
    cells = tuple(
        _for_filling(part, form, unit, spare) for cell in form.cells for part in _unmerged(cell)
    )
    rows = list(form.rows)
    for cell in cells:
        row = rows[cell.row]
        place = ("", "") if cell.address is None else (cell.address.part, cell.address.path)
        rows[cell.row] = replace(row, least=max(row.least, _ROOM.get(place, 0.0)))
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return replace(form, title=_TITLE, rows=tuple(rows), cells=ordered)


def compose_notes(
    year: int,
    scheme: Scheme,
    signs: tuple[Sign, ...],
    units: tuple[UnitGroup, ...],
    bases: tuple[Basis, ...],
) -> Sheet:
    """填写说明: how to fill in the form of that year, and what there is to choose from."""
    return told(INSTRUCTIONS, f"{year}年预算项目", _notes(year, scheme, signs, units, bases))


def told(title: str, caption: str, notes: Iterable[tuple[str, str]]) -> Sheet:
    """填写说明 with these lines, the first of them the heading."""
    draft = Draft(_NOTE_EDGES)
    whole = (_NOTE_EDGES[0], _NOTE_EDGES[-1])
    draft.text(draft.row(Row(keep_with_next=True)), whole, title, "title")
    draft.text(draft.row(Row(keep_with_next=True)), whole, caption, "caption")
    for number, (label, text) in enumerate(notes):
        at = draft.row(Row(table=1, least=8.5, heading=number == 0))
        left, right = ("head", "head") if number == 0 else ("label", "value")
        draft.text(at, _NOTE_EDGES[:2], label, left)
        draft.text(at, _NOTE_EDGES[1:], text, right)
    return draft.sheet(NOTES_ID, "填写说明")


def compose_reasons(reasons: Sequence[Reason]) -> Sheet:
    """出错说明: why findings of the form are kept; locked, and read back with the form."""
    draft = Draft(_REASON_EDGES)
    whole = (_REASON_EDGES[0], _REASON_EDGES[-1])
    draft.text(draft.row(Row(keep_with_next=True)), whole, REASONS, "title")
    lines = [_REASON_HEADS]
    lines += [
        (each.code, f"{_PARTS[each.part]}第{each.number}行", each.label, each.text, each.reason)
        for each in reasons
    ]
    for number, line in enumerate(lines):
        at = draft.row(Row(table=1, least=8.5, heading=number == 0))
        for column, text in enumerate(line):
            span = _REASON_EDGES[column], _REASON_EDGES[column + 1]
            draft.text(at, span, text, "value" if number else "head")
    return draft.sheet(REASONS_ID, "出错说明")


def _with_room(project: Project) -> Project:
    goals = max(_FEWEST_GOALS - len(project.goals), _SPARE_GOALS)
    indicators = max(_FEWEST_INDICATORS - len(project.indicators), _SPARE_INDICATORS)
    return replace(
        project,
        goals=(*project.goals, *(Goal() for _ in range(goals))),
        indicators=(*project.indicators, *(Indicator() for _ in range(indicators))),
    )


def _unmerged(cell: Cell) -> Iterator[Cell]:
    """The cell, or one for each of the rows that a merged level stands for."""
    if cell.style != "level" or not cell.also or cell.address is None:
        yield cell
        return
    for down, address in enumerate((cell.address, *cell.also)):
        yield replace(cell, row=cell.row + down, rows=1, address=address, also=())


def _for_filling(cell: Cell, form: Sheet, unit: Unit, spare: set[str]) -> Cell:
    if cell.style == "title":
        return replace(cell, text=_TITLE)
    if cell.style == "caption" and unit == Unit():
        return replace(cell, address=Address("unit", UNIT_ROW, "name"))
    if cell.style == "level" and form.rows[cell.row].item in spare:
        # A level of the form, when blank, says that it does not go on from above.
        return replace(cell, style="value-center")
    return cell


def _notes(
    year: int,
    scheme: Scheme,
    signs: tuple[Sign, ...],
    units: tuple[UnitGroup, ...],
    bases: tuple[Basis, ...],
) -> Iterator[tuple[str, str]]:
    yield "栏目", "怎么填"
    yield (
        "填在哪里",
        (
            "只填“项目绩效目标表”这一页的空白格；标题和栏目名称已锁定。选中一格会出现提示，"
            "带箭头的格子可以下拉选择。表中已有的内容供参考，请按本项目的实际修改或清除；"
            "指标值空着的，照合同、批复上的数或本单位的实际填。"
        ),
    )
    yield "填报单位", "标题下面一行的左边，填单位编码和单位名称；已经印好的不用填。"
    yield "编码与名称", "填财政部门下达的项目编码和项目全称；还没有编码时留空，名称必须填。"
    yield (
        "预算金额",
        (
            "以万元为单位填数字，最多到分（六位小数以内），不写“万元”。"
            "预算数应等于财政资金加其他资金；没有其他资金的填 0。"
        ),
    )
    yield "用途", "写清钱用在哪些方面，各多少。"
    yield (
        "支出进度",
        "到3月底、6月底、10月底、12月底累计支出的百分比，只增不减，12月底一般是 100%。",
    )
    yield "目标", "一格写一条，不用写序号；用不完的格子留空。"
    chosen = "\n".join(f"{level.name}：{'、'.join(level.level2)}" for level in scheme.levels)
    yield "一级和二级", f"每一行都先选一级，再选与它相配的二级：\n{chosen}"
    yield "三级和描述", "三级指标写考核什么，描述写怎样算、怎样评定，不要与三级指标完全相同。"
    shown = "\n".join(f"{sign.symbol}　{sign.explanation}" for sign in signs)
    yield (
        "值的符号",
        (
            f"先写符号，再写数字和单位，写在同一格，如 ≥95%、≤12万元；"
            f"期限写“{year}年12月底前”。定性的直接写档次，如“优”：\n{shown}"
        ),
    )
    yield (
        "计量单位",
        "\n".join(f"{group.name}：{'、'.join(group.units)}" for group in units),
    )
    names = "、".join(basis.name for basis in bases)
    yield "确定依据", f"可以下拉选一项，也可以自己写；有几项的用顿号隔开。常用的有：{names}。"
    yield (
        "行不够用",
        (
            "在“审阅”中撤销工作表保护（没有密码），在指标行之间插入行即可；"
            "用不完的行留空，不用删除。行高不够时可以拖动。"
        ),
    )
    yield "填好以后", "保存为 .xlsx 交回汇总的人；不要改动栏目名称，也不要另存为其他格式。"
