"""Styles of a Word document: the layout's, under the names that Word's own functions know.

The parts of a text are 标题 1, its sections and the project tables 标题 2, sub-goals 标题 3: the
navigation pane and the contents follow them. Lines have the layout's exact pitch, so that pages
end where they end in print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hfgoals.layout.sheet import Paper
from hfgoals.layout.styles import STYLES, Style
from hfgoals.render.docx_xml import DECLARATION, TWIPS_PER_POINT, WORD, prompt, runs, tag, twips

SERIF, SANS = "宋体", "黑体"
"""Faces that Chinese Windows and WPS always have; users' machines lack the bundled ones."""
PART_NUMBER: Final = "part-number"
CONTENTS: Final = ("contents-1", "contents-2")
"""Entries of the first and second level."""
FOOTER, HEADER = "footer", "header"
_FOOTER_SIZE, _HEADER_SIZE = 9.0, 10.5


@dataclass(frozen=True, slots=True)
class _Word:
    """How Word knows a style: built-in names are English, Word shows them in its own language."""

    id: str
    name: str
    level: int = 0
    """The level of outline, from 1; 0 for none."""
    based_on: str = "Normal"
    next: str = ""
    in_cell: bool = False
    """Room above and below is the cell's, not the paragraph's."""
    built_in: bool = False
    prompts: bool = False
    """Its text says what to write in its place, and goes with its ground once that is done."""


_WORDS: Final[dict[str, _Word]] = {
    "value": _Word("TableText", "表内文字", in_cell=True),
    "value-center": _Word("TableTextCentered", "表内文字居中", in_cell=True),
    "number": _Word("TableAmount", "表内金额", in_cell=True),
    "percent": _Word("TablePercent", "表内百分比", in_cell=True),
    "count": _Word("TableCount", "表内数量", in_cell=True),
    "exact": _Word("TableExactAmount", "表内精确金额", in_cell=True),
    "sum": _Word("TableSum", "表内合计", in_cell=True),
    "amount": _Word("TableAmountCentred", "表内居中金额", in_cell=True),
    "tick-label": _Word("TableNarrowLabel", "表内窄栏目", in_cell=True),
    "note": _Word("FormNote", "表下说明"),
    "level": _Word("TableLevel", "表内指标级别", in_cell=True),
    "label": _Word("TableLabel", "表内栏目", in_cell=True),
    "head": _Word("TableHead", "表头", in_cell=True),
    "group": _Word("TableGroup", "表内分组", in_cell=True),
    "signature": _Word("Signatures", "签字栏", in_cell=True),
    "title": _Word("FormTitle", "项目表标题", 2, based_on="Heading2", next="FormCaption"),
    "title-above": _Word("FormIssuer", "标题上的单位", next="FormTitle"),
    "caption": _Word("FormCaption", "表上说明"),
    "caption-right": _Word("FormCaptionRight", "表上说明靠右"),
    "section": _Word("FormSection", "表间标题"),
    "part": _Word("Heading1", "heading 1", 1, next="BodyText", built_in=True),
    "heading1": _Word("Heading2", "heading 2", 2, next="BodyText", built_in=True),
    "heading2": _Word("Heading3", "heading 3", 3, next="BodyText", built_in=True),
    "paragraph": _Word("BodyText", "Body Text", built_in=True),
    "to-fill": _Word("ToFill", "待填写", next="BodyText", prompts=True),
    "to-fill-in": _Word("TableToFill", "表内待填写", in_cell=True, prompts=True),
    "closing": _Word("Closing", "Closing", built_in=True),
    "contents-title": _Word("TOCHeading", "TOC Heading", built_in=True),
    "cover-title": _Word("Title", "Title", built_in=True),
    "cover-line": _Word("CoverLine", "封面信息"),
    PART_NUMBER: _Word("PartNumber", "部分序号", next="Heading1"),
    CONTENTS[0]: _Word("TOC1", "toc 1", built_in=True),
    CONTENTS[1]: _Word("TOC2", "toc 2", built_in=True),
    FOOTER: _Word("Footer", "footer", built_in=True),
    HEADER: _Word("Header", "header", built_in=True),
}
_LOOKS: Final[dict[str, Style]] = {
    PART_NUMBER: STYLES["part"],
    CONTENTS[0]: STYLES["contents"],
    CONTENTS[1]: STYLES["contents"],
    FOOTER: Style(size=_FOOTER_SIZE, align="left", padding=0, before=0, after=0),
    HEADER: Style(
        face="sans-bold", size=_HEADER_SIZE, align="center", padding=0, before=0, after=0
    ),
}


def word_of(style: str) -> _Word:
    """How Word knows a style of the layout; by the layout's name when it has no other."""
    return _WORDS.get(style) or _Word(style.title().replace("-", ""), style)


def look_of(style: str) -> Style:
    """What a style looks like. Raises KeyError when there is none of that name."""
    return _LOOKS.get(style) or STYLES[style]


def paragraph_style(style: str) -> str:
    """The reference to a style, for the properties of a paragraph."""
    return tag("pStyle", val=word_of(style).id)


def spacing(style: Style, before: float, after: float) -> str:
    """Room in mm above and below a paragraph, and the exact pitch of its lines."""
    return tag(
        "spacing",
        before=twips(before),
        after=twips(after),
        line=round(style.size * style.leading * TWIPS_PER_POINT),
        lineRule="exact",
    )


def texts(style: str, text: str, size: float = 0.0) -> str:
    """The text of a paragraph or cell of that style as runs; see docx_xml.runs for ``size``."""
    fill = look_of(style).fill.lstrip("#")
    return prompt(text, fill, size) if word_of(style).prompts else runs(text, size)


def size_beside(name: str, look: Style) -> float:
    """The size of the look in points where the style of that name has another, else 0."""
    return 0.0 if look.size == look_of(name).size else look.size


def styles_part() -> str:
    """The part word/styles.xml."""
    made = [_defaults(), _normal(), _table_normal()]
    made += [_style(name) for name in _ordered()]
    return f'{DECLARATION}<w:styles xmlns:w="{WORD}">{"".join(made)}</w:styles>'


def _ordered() -> list[str]:
    names = [*_WORDS, *(name for name in STYLES if name not in _WORDS)]
    unused = {"contents", "contents-number"}
    return [name for name in names if name not in unused]


def _defaults() -> str:
    language = tag("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    run = tag("rPr", _faces(SERIF), tag("sz", val=21), tag("szCs", val=21), language)
    return tag("docDefaults", tag("rPrDefault", run), tag("pPrDefault", tag("pPr")))


def _normal() -> str:
    named = tag("name", val="Normal") + tag("qFormat")
    # The layout hangs no marks over the edge, nor leaves room between Chinese and Latin letters.
    unlike_word = ("overflowPunct", "autoSpaceDE", "autoSpaceDN")
    paragraph = tag("pPr", *(tag(name, val=0) for name in unlike_word))
    return tag("style", named, paragraph, type="paragraph", default=1, styleId="Normal")


def _table_normal() -> str:
    sides = ("top", 0), ("left", 108), ("bottom", 0), ("right", 108)
    margins = "".join(tag(side, w=width, type="dxa") for side, width in sides)
    properties = tag("tblPr", tag("tblInd", w=0, type="dxa"), tag("tblCellMar", margins))
    named = tag("name", val="Normal Table") + tag("uiPriority", val=99) + tag("semiHidden")
    return tag("style", named, properties, type="table", default=1, styleId="TableNormal")


def _style(name: str) -> str:
    word, style = word_of(name), look_of(name)
    named = tag("name", val=word.name) + tag("basedOn", val=word.based_on)
    named += tag("next", val=word.next) if word.next else ""
    named += tag("qFormat")
    attributes: dict[str, str | int] = {"type": "paragraph", "styleId": word.id}
    if not word.built_in:
        attributes["customStyle"] = 1
    return tag("style", named, _paragraph(name, word, style), _run(style), **attributes)


def _paragraph(name: str, word: _Word, style: Style) -> str:
    outline = tag("outlineLvl", val=word.level - 1) if word.level else ""
    keep = tag("keepNext") + tag("keepLines") if word.level else ""
    room = (0.0, 0.0) if word.in_cell else (style.before, style.after)
    align = {"justify": "both"}.get(style.align, style.align)
    return tag(
        "pPr",
        keep,
        _tabs(name),
        spacing(style, *room),
        _indent(name, word, style),
        tag("jc", val=align),
        outline,
    )


def _tabs(name: str) -> str:
    edge = twips(Paper().inner_width)
    if name in CONTENTS:
        return tag("tabs", tag("tab", val="right", leader="dot", pos=edge))
    if name == "caption":
        return tag("tabs", tag("tab", val="right", pos=edge - twips(STYLES[name].padding)))
    return ""


def _indent(name: str, word: _Word, style: Style) -> str:
    side = 0.0 if word.in_cell else style.padding
    attributes: dict[str, str | int] = {"left": twips(side), "right": twips(side)}
    if name in CONTENTS:
        attributes["left"] = twips(style.em * 2 * CONTENTS.index(name))
    # Written out even when nothing: a style based on another would inherit its indent.
    attributes["firstLineChars"] = round(style.indent * 100)
    attributes["firstLine"] = twips(style.indent * style.em)
    return tag("ind", **attributes)


def _run(style: Style) -> str:
    face = SANS if style.face.startswith("sans") else SERIF
    heavy = int(style.face.endswith("bold"))
    size = round(style.size * 2)
    return tag(
        "rPr",
        _faces(face),
        tag("b", val=heavy),
        tag("bCs", val=heavy),
        tag("sz", val=size),
        tag("szCs", val=size),
    )


def _faces(face: str) -> str:
    return tag("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)
