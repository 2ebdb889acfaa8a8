"""What is struck out or hidden, in every kind of file that can say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfgoals.exchange.proposal import Proposal
from hfgoals.exchange.reading import read_source
from hfgoals.exchange.source import kind_of
from tests.exchange.docx import made
from tests.exchange.formats.shapes import FORM, KINDS, Rows, Struck, html, saved

FILES = Path(__file__).parent / "files"


def _rows(*changed: tuple[int, int, tuple[str, ...] | Struck]) -> Rows:
    rows = [list(row) for row in FORM]
    for row, column, cell in changed:
        rows[row][column] = cell  # type: ignore[call-overload]
    return rows


def _told(proposal: Proposal) -> str:
    return "".join(f"{note.place}{note.text}{note.message}" for note in proposal.notes)


def _indicators(proposal: Proposal) -> list[tuple[str, str, str]]:
    (project,) = proposal.plan.projects
    return [(each.level2, each.name, str(each.target)) for each in project.indicators]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("pieces", "left"),
    [
        (("≥", Struck("15"), "18个"), "≥18个"),
        ((Struck("≥15个"), "≥18个"), "≥18个"),
        (("≥18个", Struck("（原为15个）")), "≥18个"),
    ],
)
def test_struck_pieces_are_no_part_of_a_value(
    kind: str, pieces: tuple[str, ...], left: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, KINDS[kind](_rows((4, 4, pieces))))
    assert kind_of(path).id == kind
    proposal = read_source(path)
    assert _indicators(proposal)[0] == ("数量指标", "编发数", left)
    assert next(piece for piece in pieces if isinstance(piece, Struck)) in _told(proposal)
    assert not proposal.unread


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_that_is_struck_out_is_no_row(kind: str, tmp_path: Path) -> None:
    rows = _rows(*((4, at, Struck(str(cell))) for at, cell in enumerate(FORM[4])))
    proposal = read_source(saved(tmp_path, KINDS[kind](rows)))
    assert _indicators(proposal) == [("质量指标", "合格率", "≥95%")]
    assert "编发数" in _told(proposal)


@pytest.mark.parametrize("kind", KINDS)
def test_a_struck_amount_beside_the_right_one(kind: str, tmp_path: Path) -> None:
    proposal = read_source(saved(tmp_path, KINDS[kind](_rows((1, 2, (Struck("80.00"), "30.00"))))))
    assert str(proposal.plan.projects[0].budget) == "30.00"


@pytest.mark.parametrize(
    "strike",
    ["<del>|</del>", "<strike>|</strike>", "<span class=xl1>|</span>",
     "<font class='a xl1'>|</font>",
     "<span style='color:red;text-decoration: line-through'>|</span>",
     "<span style='text-line-through:double'><b>|</b></span>"],
)  # fmt: skip
def test_every_way_in_which_a_page_strikes_out(strike: str, tmp_path: Path) -> None:
    rows = _rows((4, 4, ("≥", Struck("15"), "18个")))
    proposal = read_source(saved(tmp_path, html(rows, strike=strike)))
    assert _indicators(proposal)[0][2] == "≥18个"


def test_cells_and_rows_of_a_page_strike_out(tmp_path: Path) -> None:
    page = html(FORM).decode()
    struck = page.replace("<td>≥1个", "<td class=xl1>≥1个")
    assert _indicators(read_source(saved(tmp_path, struck.encode())))[0][2] == ""
    row = page.replace("<tr><td>产出指标</td><td>数量", "<tr class=xl1><td>产出指标</td><td>数量")
    assert len(_indicators(read_source(saved(tmp_path, row.encode())))) == 1


_STYLES = (
    f'<w:styles xmlns:w="{made.WORD}">'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:strike/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="d"><w:basedOn w:val="c"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:dstrike/></w:rPr></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("properties", "of_paragraph", "struck"),
    [
        ("<w:strike/>", "", True),
        ("<w:dstrike/>", "", True),
        ('<w:strike w:val="0"/>', "", False),
        ('<w:rStyle w:val="c"/>', "", True),
        ('<w:rStyle w:val="d"/>', "", True),
        ('<w:rStyle w:val="c"/><w:strike w:val="false"/>', "", False),
        ("", '<w:pStyle w:val="p"/>', True),
        ('<w:strike w:val="off"/><w:dstrike w:val="0"/>', '<w:pStyle w:val="p"/>', False),
        ('<w:rStyle w:val="c"/>', '<w:pStyle w:val="p"/>', False),
    ],
)
def test_every_way_in_which_a_document_strikes_out(
    properties: str, of_paragraph: str, struck: bool, tmp_path: Path
) -> None:
    cell = made.cell(made.paragraph(made.run("15个", properties), of_paragraph))
    body = made.form().replace(made.cell("≥1个"), cell)
    proposal = read_source(made.saved(tmp_path, body, styles=_STYLES))
    assert (_indicators(proposal)[0][2] == "") == struck
    assert ("15个" in _told(proposal)) == struck


@pytest.mark.parametrize("kind", ["xlsx", "xml-workbook", "html"])
def test_hidden_rows_are_read_and_told(kind: str, tmp_path: Path) -> None:
    make: dict[str, object] = dict(KINDS)
    proposal = read_source(saved(tmp_path, make[kind](FORM, hidden=(5, 6))))  # type: ignore[operator]
    assert len(_indicators(proposal)) == 2
    assert "第5至6行" in _told(proposal)
    assert "隐藏" in _told(proposal)


def test_hidden_columns_are_read_and_told(tmp_path: Path) -> None:
    from tests.exchange import hostile_xlsx as hostile

    columns = '<cols><col min="3" max="4" hidden="1"/><col min="9" max="9" hidden="1"/></cols>'
    path = saved(tmp_path, hostile.packed(hostile.parts(hostile.sheet(before=columns))))
    proposal = read_source(path)
    assert len(_indicators(proposal)) == 1
    assert "第C至D列" in _told(proposal)
    assert "第I列" not in _told(proposal)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ('<w:del w:id="1"><w:r><w:delText>15</w:delText></w:r></w:del>', "18个"),
        ('<w:ins w:id="1"><w:r><w:t>≥</w:t></w:r></w:ins>', "≥18个"),
    ],
)
def test_tracked_changes_are_read_as_accepted_and_told(
    change: str, value: str, tmp_path: Path
) -> None:
    cell = made.cell(f"<w:p>{change}{made.run('18个')}</w:p>")
    body = made.form().replace(made.cell("≥1个"), cell)
    proposal = read_source(made.saved(tmp_path, body))
    assert _indicators(proposal)[0][2] == value
    assert "修订" in _told(proposal)
    assert "修订" not in _told(read_source(made.saved(tmp_path, made.form())))


_BOX = (
    '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r>'
    "</w:sdtContent></w:sdt>"
)
_OLD_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
    '<w:checked w:val="{on}"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>'
    ' FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize("box", [_BOX, _OLD_BOX])
@pytest.mark.parametrize(
    ("ticks", "value"), [("10", "计划"), ("01", "合同"), ("11", "计划、合同"), ("00", "")]
)
def test_of_boxes_to_tick_the_ticked_count(
    box: str, ticks: str, value: str, tmp_path: Path
) -> None:
    one, other = (box.format(on=on) for on in ticks)
    cell = made.cell(f"<w:p>{one}{made.run('计划 ')}{other}{made.run('合同')}</w:p>")
    body = made.form().replace(made.cell("计划"), cell)
    (project,) = read_source(made.saved(tmp_path, body)).plan.projects
    assert project.indicators[0].basis == value


def test_how_a_word_is_said_is_no_part_of_it(tmp_path: Path) -> None:
    page = html(FORM).decode().replace("编发数", "<ruby>编<rt>biān</rt>发<rp>(<rt>fā<rp>)</ruby>数")
    assert _indicators(read_source(saved(tmp_path, page.encode())))[0][1] == "编发数"


def test_an_old_workbook() -> None:
    proposal = read_source(FILES / "struck-and-hidden.xls")
    assert _indicators(proposal) == [
        ("数量指标", "编发数", "≥18个"),
        ("质量指标", "合格率", "≥95%"),
        ("社会效益指标", "影响", "≥8成"),
    ]  # fmt: skip
    told = _told(proposal)
    assert all(each in told for each in ("第F列", "第6行", "及时率", "E515", "D6验收"))
    assert proposal.plan.projects[0].indicators[1].description == ""


def test_the_given_files() -> None:
    hidden = read_source(FILES / "hidden-row.xlsx")
    assert (len(_indicators(hidden)), "第11行" in _told(hidden)) == (6, True)
    row = read_source(FILES / "struck-row.xlsx")
    assert [name for _, name, _ in _indicators(row)] == [
        "短视频发布数量", "重要信息首发时间", "月均运营成本", "年阅读量", "平台用户满意度"
    ]  # fmt: skip
    assert "第11行" in _told(row)
    mixed = read_source(FILES / "ruby-checkbox-struck.docx")
    assert mixed.plan.projects[0].name == "新媒体平台运营费"
    assert _indicators(mixed)[0][2] == "≥1800条"
    assert mixed.plan.projects[0].indicators[0].basis == "2023年工作计划"
    assert "1500" in _told(mixed)
