"""What Word documents of others are like: every oddity by itself, in a document made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange.docx.numbering import shown_as
from hfgoals.exchange.docx.plain import read_document as plain_document
from hfgoals.exchange.docx.reading import document_tables
from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from tests.exchange.docx.made import (
    FORM,
    HEADINGS,
    INDICATORS,
    OVERALL,
    STRICT,
    WORD,
    cell,
    document,
    form,
    paragraph,
    row,
    run,
    saved,
    table,
)
from tests.exchange.docx.trips import read


def body_of(folder: Path, body: str, **more: str) -> Proposal:
    return read(saved(folder, body, **more))


def texts(folder: Path, body: str, **more: str) -> list[str]:
    return [block["text"] for block in plain_document(saved(folder, body, **more))["blocks"]]


def cells(folder: Path, body: str) -> list[tuple[int, int, str]]:
    (block,) = plain_document(saved(folder, body))["blocks"]
    return [(at, column, text) for at, column, text, _ in block["table"]["cells"]]


def purpose(folder: Path, content: str) -> str:
    """What a cell of such blocks is read as, in the place of 资金用途."""
    rows: list[object] = list(FORM)
    rows[2] = row("", cell(content))
    proposal = body_of(folder, paragraph("1.甲绩效目标表") + table(rows) + table(INDICATORS))  # type: ignore[arg-type]
    assert proposal.unread == ()
    return proposal.plan.projects[0].purpose


# ---- the document as a whole


def test_a_plain_form_as_published(tmp_path: Path) -> None:
    proposal = body_of(tmp_path, OVERALL + paragraph("第二部分") + form())
    (project,) = proposal.plan.projects
    assert (proposal.unit.code, proposal.unit.name) == ("359001", "某中心")
    assert (project.code, project.name, str(project.budget)) == ("13022522P1", "甲", "30.00")
    assert [goal.text for goal in project.goals] == ["保障运行"]
    assert [(each.level1, each.level2) for each in project.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
    ]
    assert proposal.plan.overall.goal == "做好宣传"
    assert [each.text for each in proposal.plan.overall.safeguards] == ["加强管理"]
    assert (proposal.year, proposal.unread) == (2022, ())


def test_strict_namespace_and_other_prefixes(tmp_path: Path) -> None:
    plain = document(OVERALL + form())
    for main in (
        document(OVERALL + form(), STRICT),
        plain.replace("w:", "x:").replace("xmlns:w", "xmlns:x"),
    ):
        proposal = read(saved(tmp_path, main=main))
        assert proposal.plan.projects[0].name == "甲"
    no_prefix = plain.replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</")
    assert len(read(saved(tmp_path, main=no_prefix)).plan.projects) == 1


def test_letters_of_drawings_are_no_text(tmp_path: Path) -> None:
    drawn = '<a:p xmlns:a="urn:drawing"><a:r><a:t>画</a:t></a:r></a:p>'
    assert texts(tmp_path, paragraph(f"<w:r><w:drawing>{drawn}</w:drawing></w:r>")) == [""]


def test_a_file_called_doc_that_is_docx(tmp_path: Path) -> None:
    path = saved(tmp_path, form()).rename(tmp_path / "旧.doc")
    assert len(read_source(path).plan.projects) == 1


# ---- runs of text

_STYLES = f'<w:styles xmlns:w="{WORD}">{{}}</w:styles>'


def letters(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


_RUNS = {
    "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>": "甲\n乙\n丙",
    "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>": "甲\t乙",
    "<w:r><w:t>13</w:t><w:softHyphen/><w:t>02</w:t></w:r>": "1302",
    "<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>": "3\u20115",
    '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r>': "≥95%",
    '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>': "☑",
    '<w:r><w:sym w:font="Odd" w:char="F0B3"/></w:r>': "〓",
    '<w:r><w:t>甲</w:t><w:br w:type="page"/></w:r>': "甲",
    letters(" 甲 ") + run(" 乙 "): "甲 乙 ",
    f"<w:ins>{letters('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>": "新",
    f"<w:moveFrom>{letters('旧')}</w:moveFrom><w:moveTo>{letters('新')}</w:moveTo>": "新",
    run("显") + run("隐", "<w:vanish/>") + run("示", '<w:vanish w:val="0"/>'): "显示",
    f"<w:sdt><w:sdtPr/><w:sdtContent>{letters('控件')}</w:sdtContent></w:sdt>": "控件",
    f"<w:hyperlink>{letters('链接')}</w:hyperlink>": "链接",
    f"<w:smartTag>{letters('标记')}</w:smartTag>": "标记",
    f"<w:ruby><w:rt>{letters('pin')}</w:rt><w:rubyBase>{letters('拼')}</w:rubyBase></w:ruby>": "拼",
    f'<w:fldSimple w:instr="DATE">{letters("2023年")}</w:fldSimple>': "2023年",
    run("甲", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"): "甲",
}


@pytest.mark.parametrize(("runs", "text"), _RUNS.items())
def test_runs(tmp_path: Path, runs: str, text: str) -> None:
    assert texts(tmp_path, paragraph(runs)) == [text]


_HIDING = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{more}</w:style>'
    for kind, name, more in (
        ("character", "Hidden", "<w:rPr><w:vanish/></w:rPr>"),
        ("character", "Below", '<w:basedOn w:val="Hidden"/>'),
        ("character", "Shown", '<w:basedOn w:val="Hidden"/><w:rPr><w:vanish w:val="0"/></w:rPr>'),
    )
)


@pytest.mark.parametrize(
    ("style", "shown"), [("Hidden", "显"), ("Below", "显"), ("Shown", "显隐"), ("None", "显隐")]
)
def test_what_a_character_style_hides_is_not_read_and_told(
    tmp_path: Path, style: str, shown: str
) -> None:
    body = paragraph(run("显") + run("隐", f'<w:rStyle w:val="{style}"/>'))
    whole = plain_document(saved(tmp_path, body, styles=_STYLES.format(_HIDING)))
    assert [block["text"] for block in whole["blocks"]] == [shown]
    assert ("hidden" in whole["seen"]) == ("隐" not in shown)


def test_a_run_shows_itself_in_spite_of_its_style(tmp_path: Path) -> None:
    properties = '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>'
    body = paragraph(run("显", properties) + run("隐", '<w:rStyle w:val="Hidden"/>'))
    assert texts(tmp_path, body, styles=_STYLES.format(_HIDING)) == ["显"]


def test_fields_show_their_result(tmp_path: Path) -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    runs = (
        sign("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + sign("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + sign("separate") + run("里面")
        + sign("end") + sign("separate") + run("结果") + sign("end")
    )  # fmt: skip
    assert texts(tmp_path, paragraph(runs)) == ["结果"]
    linked = sign("begin") + "<w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r>"
    path = saved(tmp_path, OVERALL + paragraph(linked + sign("separate") + run("存") + sign("end")))
    assert "links" in plain_document(path)["seen"]
    assert read(path).plan.overall.safeguards[-1].text == "存"


def test_both_ways_of_an_alternative_are_read_once(tmp_path: Path) -> None:
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='x'>{run('甲')}</mc:Choice>"
        f"<mc:Fallback>{run('甲')}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(tmp_path, paragraph(both)) == ["甲"]


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path: Path) -> None:
    first = paragraph("前", "<w:rPr><w:del/></w:rPr>")
    assert texts(tmp_path, first + paragraph("后")) == ["前后"]


def test_what_is_passed_by_is_told(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框中字')}</w:txbxContent></w:pict></w:r>"
    odd = paragraph(box) + paragraph(run("藏", "<w:vanish/>")) + '<w:altChunk r:id="x"/>'
    notes = body_of(
        tmp_path,
        OVERALL + odd,
        header1=f'<w:hdr xmlns:w="{WORD}">{paragraph("怀来县")}</w:hdr>',
        footer1=f'<w:ftr xmlns:w="{WORD}">{paragraph("第 1 页 共 9 页")}</w:ftr>',
    ).notes
    unread = "".join(note.message for note in notes if note.unread)
    assert all(word in unread for word in ("框中字", "藏", "嵌着", "怀来县"))
    assert "共 9 页" not in unread


# ---- automatic numbers

_LISTS = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0">'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
)


def listed(text: str, number: int, level: int = 0) -> str:
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def test_automatic_numbers_are_read(tmp_path: Path) -> None:
    body = "".join(
        (listed("总", 1), listed("a", 2), listed("b", 2, 1), listed("c", 2), listed("分", 1),
         listed("点", 3), listed("", 2), listed("d", 2))
    )  # fmt: skip
    found = texts(tmp_path, body, numbering=_LISTS)
    assert found == ["一、总", "1.a", "1.1 b", "2.c", "二、分", "点", "", "4.d"]


def test_headings_and_goals_numbered_by_themselves(tmp_path: Path) -> None:
    body = "".join(
        (listed("总体绩效目标", 1), paragraph("做好"), listed("分项绩效目标", 1),
         listed("工作保障措施", 1), paragraph("加强"))
    )  # fmt: skip
    goals = listed("保障", 2) + listed("提升", 2)
    rows: list[object] = [*FORM[:5], row("绩效目标", cell(goals))]
    body += listed("甲绩效目标表", 2) + table(rows) + table(INDICATORS)  # type: ignore[arg-type]
    proposal = body_of(tmp_path, body, numbering=_LISTS)
    assert proposal.plan.overall.goal == "做好"
    assert proposal.plan.projects[0].name == "甲"
    assert "保障" in proposal.plan.projects[0].goals[0].text
    assert proposal.unread == ()


def test_numbers_by_a_style_and_headings_without(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="1">'
        '<w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="n">'
        '<w:name w:val="节"/><w:basedOn w:val="m"/></w:style><w:style w:styleId="m">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    body = paragraph("总体绩效目标", '<w:pStyle w:val="n"/>') + paragraph("甲")
    assert texts(tmp_path, body, numbering=_LISTS, styles=styles)[0] == "一、总体绩效目标"
    plain = paragraph("总体绩效目标", '<w:pStyle w:val="1"/>') + paragraph("甲")
    assert body_of(tmp_path, plain, styles=styles).plan.overall.goal == "甲"


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        ("chineseCounting", 10, "十"), ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 110, "一百一十"), ("chineseCountingThousand", 105, "一百零五"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("upperRoman", 14, "XIV"),
        ("lowerLetter", 27, "aa"), ("decimalEnclosedCircle", 3, "③"), ("decimalZero", 5, "05"),
        ("decimalFullWidth", 12, "１２"), ("ideographTraditional", 2, "乙"), ("?", 4, "4"),
    ],
)  # fmt: skip
def test_formats_of_numbers(kind: str, number: int, text: str) -> None:
    assert shown_as(kind, number) == text


# ---- cells


def test_blank_paragraphs_around_a_text_in_a_cell(tmp_path: Path) -> None:
    blank = paragraph() + paragraph(" \u3000")
    assert purpose(tmp_path, blank + paragraph("甲") + paragraph() + paragraph("乙") + blank) == (
        "甲\n\n乙"
    )


def test_blanks_alone_are_a_blank_cell(tmp_path: Path) -> None:
    assert purpose(tmp_path, paragraph(" \u3000") + paragraph()) == ""


def test_breaks_within_a_text_stay(tmp_path: Path) -> None:
    assert purpose(tmp_path, paragraph("稳") + paragraph("步\n完成")) == "稳\n步\n完成"


def test_breaks_within_labels_names_and_numbers(tmp_path: Path) -> None:
    rows: list[object] = list(FORM)
    rows[0] = row(
        "项 目\n编 码", "1302\n2522P1", cell(paragraph("项\u3000目") + paragraph("名称")), "甲\n乙"
    )
    money = ("30.\n00", "其中：\n财政    资金", "30\n.00", "其他资金", "12\n34")
    rows[1] = row("预算规模及\n资金用途", " 预 算 数 ", *money)
    rows[4] = row("", "", "30\n%", "60%", "100%")
    proposal = body_of(tmp_path, paragraph("1.甲乙绩效目标表") + table(rows) + table(INDICATORS))  # type: ignore[arg-type]
    (project,) = proposal.plan.projects
    assert (project.code, project.name) == ("13022522P1", "甲乙")
    assert (str(project.budget), str(project.fiscal), project.other) == ("30.00", "30.00", None)
    assert project.plan.june == 30
    assert [note.text for note in proposal.unread] == ["12\n34"]


def test_merged_cells_of_all_kinds(tmp_path: Path) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    right, more = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    rows = [
        row(
            cell("a", start), cell("b", '<w:gridSpan w:val="2"/>'), cell("c", right), cell("", more)
        ),
        row(cell("", on), cell("d"), cell("e"), cell("f")),
        row(cell("g"), properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="1"/>'),
        row(cell("", on), cell("h")),
    ]
    assert cells(tmp_path, table(rows)) == [
        (1, 1, "a"), (1, 2, "b"), (1, 4, "c"),
        (2, 2, "d"), (2, 3, "e"), (2, 4, "f"),
        (3, 3, "g"), (4, 2, "h"),
    ]  # fmt: skip
    (found,) = document_tables(plain_document(tmp_path / "来源.docx"))
    assert {(c.text, c.last_row, c.last_column) for c in found.rows[1]} == {
        ("a", 2, 1), ("b", 1, 3), ("c", 1, 5),
    }  # fmt: skip


def test_merged_levels(tmp_path: Path) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows: list[object] = [
        HEADINGS,
        row(cell("产出指标", start), cell("数量指标", start), "a", "b", "1个", "c"),
        row(cell("", on), cell("", on), "d", "e", "2个", "f"),
        row(cell("", on), cell("质量指标"), "g", "h", "3个", "i"),
    ]
    proposal = body_of(tmp_path, table(FORM) + table(rows))  # type: ignore[arg-type]
    levels = [(each.level1, each.level2) for each in proposal.plan.projects[0].indicators]
    assert levels == [("产出指标", "数量指标")] * 2 + [("产出指标", "质量指标")]


def test_deleted_rows_are_gone(tmp_path: Path) -> None:
    rows = [row("留"), row("删", properties="<w:del/>")]
    assert cells(tmp_path, table(rows)) == [(1, 1, "留")]


def test_a_small_table_in_a_cell_is_its_text(tmp_path: Path) -> None:
    inner = table([("甲", "乙"), ("丙", "丁")])
    assert purpose(tmp_path, paragraph("见表") + inner + paragraph()) == "见表\n甲 乙\n丙 丁"


def test_a_table_that_only_frames_another(tmp_path: Path) -> None:
    outer = table([row(cell(paragraph() + table(FORM) + paragraph()))])
    proposal = body_of(tmp_path, paragraph("1.甲绩效目标表") + outer + table(INDICATORS))
    assert proposal.plan.projects[0].name == "甲"
    assert len(proposal.plan.projects[0].indicators) == 2


# ---- forms


def test_headings_repeated_as_real_rows(tmp_path: Path) -> None:
    rows = [*INDICATORS, HEADINGS, ("", "时效指标", "及时率", "按时", "100%", "计划")]
    proposal = body_of(tmp_path, table(FORM) + table(rows))
    indicators = proposal.plan.projects[0].indicators
    assert [each.name for each in indicators] == ["编发数", "合格率", "及时率"]
    assert indicators[2].level1 == "产出指标"
    assert proposal.unread == ()


@pytest.mark.parametrize("headed", [True, False])
def test_a_table_divided_by_hand(tmp_path: Path, headed: bool) -> None:
    further = [("", "时效指标", "及时率", "按时", "100%", "计划")]
    again = table([HEADINGS, *further] if headed else further, [9, 9, 9, 9, 9, 9])
    body = form() + paragraph() + again + form("2.乙绩效目标表")
    proposal = body_of(tmp_path, body)
    assert [len(each.indicators) for each in proposal.plan.projects] == [3, 2]
    assert proposal.plan.projects[0].indicators[2].target.text == "100%"


def test_a_divided_table_on_another_grid(tmp_path: Path) -> None:
    wide = table([*INDICATORS], [1000] * 6)
    span = '<w:gridSpan w:val="2"/>'
    further = table(
        [row("", cell("时效指标", span), "及时率", "按时", "100%", "计划")],
        [1000, 400, 600, 1000, 1000, 1000, 1000],
    )
    proposal = body_of(tmp_path, table(FORM) + paragraph() + wide + paragraph() + further)
    last = proposal.plan.projects[0].indicators[2]
    assert (last.level2, last.name, last.target.text) == ("时效指标", "及时率", "100%")


def test_all_in_one_table_with_captions(tmp_path: Path) -> None:
    rows = [("359001某中心", "单位：万元"), *FORM, *INDICATORS]
    proposal = body_of(tmp_path, paragraph("1.甲绩效目标表") + table(rows))
    assert proposal.unit.name == "某中心"
    assert len(proposal.plan.projects[0].indicators) == 2
    two = body_of(tmp_path, table([*FORM, *INDICATORS, *FORM, *INDICATORS]))
    assert len(two.plan.projects) == 2


def test_caption_in_a_table_of_its_own(tmp_path: Path) -> None:
    caption = table([("359001某中心", "单位：万元")])
    body = paragraph("1.甲绩效目标表") + caption + paragraph() + table(FORM) + table(INDICATORS)
    proposal = body_of(tmp_path, OVERALL + body)
    assert (proposal.unit.code, proposal.unread) == ("359001", ())


def test_contents_typed_by_hand(tmp_path: Path) -> None:
    entries = ("目  录", "一、总体绩效目标……………1", "二、分项绩效目标.......2",
               "三、工作保障措施\t3", "1.甲绩效目标表 …… 4")  # fmt: skip
    proposal = body_of(tmp_path, "".join(map(paragraph, entries)) + OVERALL + form())
    assert (proposal.plan.overall.goal, proposal.notes) == ("做好宣传", ())
    bare = ("目录", "一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施", "1.甲绩效目标表")
    proposal = body_of(tmp_path, "".join(map(paragraph, bare)) + OVERALL + form())
    assert (proposal.plan.overall.goal, proposal.notes) == ("做好宣传", ())


def test_places_are_those_of_the_document(tmp_path: Path) -> None:
    start = '<w:gridSpan w:val="3"/>'
    rows: list[object] = list(FORM)
    rows[1] = row(
        "预算规模及资金用途", cell("预算数", start), "许多", "财政资金", "1", "其他资金", ""
    )
    body = (
        table([("别的", "表")])
        + paragraph()
        + form("1.乙绩效目标表").replace(
            table(FORM),
            table(rows),  # type: ignore[arg-type]
        )
    )
    found = {note.text: note.where for note in body_of(tmp_path, OVERALL + body).unread}
    assert found["许多"] == "第2个表格第2行第3列"
    assert any(where == "第1个表格" for where in found.values())


def test_what_is_not_understood_is_told(tmp_path: Path) -> None:
    stray = paragraph("另外说明") + table([("某", "表"), ("一", "二")])
    proposal = body_of(tmp_path, paragraph("封面的话") + OVERALL + form() + stray)
    unread = {note.text: note.where for note in proposal.unread}
    assert unread["封面的话"] == "第1段"
    assert "另外说明" in unread
    assert any(note.where == "第3个表格" for note in proposal.unread)


def test_tables_by_themselves(tmp_path: Path) -> None:
    path = saved(
        tmp_path, paragraph("附表一") + paragraph() + table([("a", "b")]) + table([("c",)])
    )
    found = document_tables(plain_document(path))
    assert [(each.origin.title, each.origin.name) for each in found] == [
        ("附表一", "第1个表格"),
        ("", "第2个表格"),
    ]
