from __future__ import annotations

from dataclasses import replace

import pytest

from hfgoals.forms.check_report import ReportLine, Rules, StageShown, compose
from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet
from hfgoals.layout.styles import STYLES
from tests.forms.examples import UNIT, plan

RULES = Rules(115)
REASONS = ("指标不够完整", "指标与指标值不匹配", "其他")
LINES = (
    ReportLine("部门整体绩效目标", "总体绩效目标", "没有写明年度。", "请写明。", "警告", "其他"),
    ReportLine("1.甲项目", "预算数", "与资金之和不等。", "请核对。", "错误", "其他"),
    ReportLine("1.甲项目", "第2行\n指标值", "没有单位。", "请补写。", "错误", "指标与指标值不匹配"),
    ReportLine("2.乙项目", "项目名称", "末尾有句号。", "请删去。", "提示", "其他", "批复如此"),
)


def _composed(*lines: ReportLine) -> tuple[Sheet, ...]:
    return compose(UNIT, plan(), lines, REASONS, "2023年1月5日", RULES)


def _rows(sheet: Sheet) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in sheet.rows]
    for cell in sheet.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_head_and_signatures() -> None:
    year = plan()
    (sheet,) = compose(UNIT, year, LINES[:2], REASONS, "2023年1月5日", RULES)
    text = "\n".join(cell.text for cell in sheet.cells)
    for wanted in (
        str(year.year),
        UNIT.code,
        UNIT.name,
        "2023年1月5日",
        "单位公章",
        "单位负责人",
    ):
        assert wanted in text
    assert sheet.owner == year.id
    assert sheet.paper.width == 210.0
    assert sum(sheet.columns) == pytest.approx(sheet.paper.inner_width)
    assert {cell.style for cell in sheet.cells} <= set(STYLES)


def test_findings_stand_under_their_project_numbered_through() -> None:
    sheet, _ = _composed(*LINES)
    rows = _rows(sheet)
    groups = [rows.index([line.home]) for line in (LINES[0], LINES[1])]
    places = [
        rows.index([str(number), line.place, line.problem, line.advice, line.level])
        for number, line in enumerate(LINES[:3], 1)
    ]
    assert groups[0] < places[0] < groups[1] < places[1] < places[2]
    assert rows.count([LINES[1].home]) == 1
    assert all(sheet.rows[row].keep_with_next for row in groups)


def test_counts_by_reason_and_level_add_up() -> None:
    sheet, _ = _composed(*LINES)
    rows = _rows(sheet)
    assert ["其他", "1", "1", "", "2", "1"] in rows
    assert ["指标与指标值不匹配", "1", "", "", "1", ""] in rows
    assert ["合计", "2", "1", "0", "3", "1"] in rows
    reasons = [row[0] for row in rows if row and row[0] in REASONS]
    assert reasons == [reason for reason in REASONS if reason in reasons]
    numbers = {(cell.row, cell.column): cell.number for cell in sheet.cells}
    sums = [cell for cell in sheet.cells if cell.adds_up]
    assert len(sums) == 5
    for cell in sums:
        first, last = cell.adds_up or (0, 0)
        above = [numbers[row, cell.column] for row in range(first, last + 1)]
        assert cell.number == sum(each for each in above if each is not None)


def test_what_is_kept_has_a_sheet_of_its_own_with_its_reason() -> None:
    sheet, annex = _composed(*LINES)
    assert not any(LINES[3].problem == cell.text for cell in sheet.cells)
    kept = LINES[3]
    assert ["1", kept.place, kept.problem, kept.kept, kept.level] in _rows(annex)
    assert len(_composed(*LINES[:3])) == 1


@pytest.mark.parametrize("lines", [LINES, LINES[:1], LINES[3:], ()])
def test_the_verdict_names_every_level_found(lines: tuple[ReportLine, ...]) -> None:
    sheet = _composed(*lines)[0]
    (verdict,) = [row[1] for row in _rows(sheet) if row[:1] == ["检查结论"]]
    counting = [line.level for line in lines if not line.kept]
    for level in ("错误", "警告", "提示"):
        assert (f"{level}{counting.count(level)}处" in verdict) == (level in counting)
    assert ("请改正" in verdict) == ("错误" in counting)
    assert ("保留" in verdict) == (any(line.kept for line in lines) or counting == ["警告"])


def test_without_findings_the_report_says_so() -> None:
    (sheet,) = _composed()
    assert any("没有需要处理的问题" in cell.text for cell in sheet.cells)
    assert not any(cell.adds_up for cell in sheet.cells)
    assert len(flow((sheet,))) == 1


def test_the_heading_of_the_long_table_comes_again_on_every_page() -> None:
    many = [replace(LINES[2], problem=f"第{number}个问题。" * 9) for number in range(60)]
    (sheet,) = _composed(*many)
    pages = flow((sheet,))
    assert len(pages) > 3
    for page in pages:
        texts = [box.cell.text for box in page.boxes]
        if any(text.endswith("个问题。") for text in texts):
            assert "建议" in texts
    assert [row.heading for row in sheet.rows].count(True) == 1


def test_a_project_name_never_ends_a_page() -> None:
    many = [replace(LINES[2], home=f"{number}.项目") for number in range(90)]
    (sheet,) = _composed(*many)
    pages = flow((sheet,))
    assert len(pages) > 3
    for page in pages:
        last = max((box for box in page.boxes), key=lambda box: box.cell.row)
        assert last.cell.style != "group"


STAGES = (StageShown("2023-07", "7月监控", begun=True), StageShown("2023", "自评", begun=False))


def test_each_stage_has_a_table_of_its_own_with_its_counts_numbered_through() -> None:
    late = replace(LINES[1], date="2023-07", problem="没有写原因。")
    stray = replace(LINES[1], date="2023-06", problem="以前的。", level="提示")
    lines = (*LINES[:2], late, stray)
    (sheet,) = compose(UNIT, plan(), lines, REASONS, "2023年8月1日", RULES, STAGES)
    rows = _rows(sheet)
    heads = [row[0] for row in rows if len(row) == 1 and "需要处理的问题" in row[0]]
    assert heads == [
        "二、绩效目标需要处理的问题（错误1处、警告1处、提示1处）",
        "三、7月监控需要处理的问题（错误1处）",
        "四、自评需要处理的问题",
    ]
    numbered = [row[2] for row in rows if len(row) == 5 and row[0].isdigit()]
    assert numbered == [LINES[0].problem, LINES[1].problem, "以前的。", "没有写原因。"]
    assert [row[0] for row in rows if len(row) == 5 and row[0].isdigit()] == ["1", "2", "3", "4"]
    assert ["还没有填写。"] in rows
    assert len({row.table for row in sheet.rows if row.table}) == 5
    assert any("，7月监控，自评" in text for row in rows for text in row)
