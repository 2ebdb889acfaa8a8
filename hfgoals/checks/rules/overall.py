"""X03, X09-X15: how the overall part is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from hfgoals.checks.case import OverallCase, at
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text import sections
from hfgoals.checks.text.sentences import repeated, sentence_pieces
from hfgoals.checks.text.wording import HAN, quoted
from hfgoals.checks.text.words import any_of, either, word_list
from hfgoals.model.address import Address
from hfgoals.model.edits import SetText

READS = ("plan.overall", "subgoal", "safeguard")
_HEADINGS = {
    "plan": "一、总体绩效目标", "subgoal": "二、分项绩效目标", "safeguard": "三、工作保障措施",
}  # fmt: skip
_NUMBER = re.compile(r"^[一二三]、\s*")
_PERIOD = re.compile(r"(?<!\d)(20\d{2})\s*年?\s*[-—–~～至]+\s*(20\d{2})\s*年?")
_TO_BE_ISSUED = re.compile(r"出台|制定|编制|印发|发布|起草")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺"
    "赖龚文倪岳"
)
_LATIN_PLATFORM = re.compile(r"(?:APP|客户端|公众号|视频号|抖音号|快手号|小程序)$", re.IGNORECASE)
_BOOK_TITLE = re.compile(r"《([^《》]{1,30})》")


def _prose(case: OverallCase) -> list[tuple[Address, str]]:
    """Its running texts: rows of a table of indicators are none."""
    return [each for each in case.texts if each[0].part != "indicator"]


@rule("X03", scope="overall", reads=READS)
def numbering(case: OverallCase) -> Iterator[Hit]:
    """Sections count on without gap or repeat, and not on the level of the form's own headings."""
    overall = case.overall
    fields = [each for each in _prose(case) if each[0].part != "safeguard"]
    groups = [[each] for each in fields] + [
        # The paragraphs of 工作保障措施 are one text with one numbering.
        [(at(row, "text"), row.text) for row in overall.safeguards if row.text]
    ]
    for group in groups:
        found = [m for place, (_, text) in enumerate(group) for m in sections.markers(text, place)]
        if not found:
            continue
        told: dict[int, list[str]] = {}
        for fault in sections.faults(found):
            told.setdefault(fault.marker.place, []).append(_fault_says(fault))
        clash = [each for each in found if each.level == "一、"]
        if len(clash) > 1:
            heading = _HEADINGS[group[0][0].part]
            says = f"在“{heading}”下面又用了{clash[0].text}{clash[1].text}，与标题同级混用"
            told.setdefault(clash[0].place, []).append(says)
        for place, faults in told.items():
            address = group[place][0]
            what = "；".join(dict.fromkeys(faults))
            yield Hit(address, {"field": address.field.label, "what": what})


def _fault_says(fault: sections.Fault) -> str:
    marker, before = fault.marker.text, fault.before.text if fault.before else ""
    if fault.kind == "gap":
        missing = "".join(fault.missing[:3])
        after = f"“{before}”后面是“{marker}”" if before else f"从“{marker}”开始"
        return f"{after}，缺“{missing}”"
    if fault.kind == "alone":
        return f"有“{marker}”，没有“{sections.next_of(fault.marker)}”"
    if fault.kind == "restart":
        return f"“{before}”后面又从“{marker}”开始"
    if fault.kind == "mixed":
        return f"“{before}”与“{marker}”的写法不一致"
    return f"“{before}”后面又出现“{marker}”"


@rule("X09", scope="overall", reads=READS)
def heading_again(case: OverallCase) -> Iterator[Hit]:
    """A text does not begin with the heading that the form prints above it."""
    for address, text in _prose(case):
        first, _, rest = text.partition("\n")
        line = _NUMBER.sub("", first.strip()).rstrip("：:")
        heading = _NUMBER.sub("", _HEADINGS[address.part])
        if line and line in (heading, address.field.label):
            mended = rest.lstrip("\n")
            repair = (SetText(address, mended),) if mended.strip() else ()
            yield Hit(address, {"line": first.strip()}, repair)


@rule("X10", scope="overall", reads=READS)
def same_words(case: OverallCase) -> Iterator[Hit]:
    """No clause of more than twelve characters stands twice in the overall part."""
    texts = _prose(case)
    for place, found in repeated((text for _, text in texts), 12).items():
        more = f"；这样重复的另有{len(found) - 1}处" if len(found) > 1 else ""
        yield Hit(texts[place][0], {"clause": quoted(found[0], 30), "more": more})


@rule("X11", scope="overall", reads=("plan.year", *READS))
def budget_year(case: OverallCase) -> Iterator[Hit]:
    """The overall part names the budget year at least once."""
    if not case.year or not case.texts:
        return
    han = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(case.year))
    named = (str(case.year), han, han.replace("〇", "零"), han.replace("〇", "○"))
    if not any(each in case.whole for each in named):
        yield Hit(case.at("overall.goal"), {"year": case.year})


@lru_cache(maxsize=1)
def _done() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(word_list('overall', '完成动词'))})了(?!解)")


@rule("X12", scope="overall", reads=("plan.year", *READS))
def looking_back(case: OverallCase) -> Iterator[Hit]:
    """A plan says what will be done; a period of a plan yet to be issued has not begun."""
    past_year = re.compile(rf"20\d\d\s*年(?<!{case.year}年)")
    for address, text in case.texts:
        if what := _done_already(text, past_year) or _begun(text, case.year):
            yield Hit(address, {"what": what, "year": case.year})


def _done_already(text: str, past_year: re.Pattern[str]) -> str:
    if "了" not in text:
        return ""
    for sentence in sentence_pieces(text):
        found = _done().search(sentence.text)
        if found is None or any_of("overall", "回顾").search(sentence.text):
            continue
        if not past_year.search(sentence.text):
            said = quoted(sentence.text[found.start() :], 20)
            return f"“{said}”说的是已经做完的事。"
    return ""


def _begun(text: str, year: int) -> str:
    for found in _PERIOD.finditer(text):
        near = text[max(0, found.start() - 30) : found.end() + 12]
        if int(found[1]) < year and _TO_BE_ISSUED.search(near):
            return f"“{found[0]}”从{found[1]}年就开始了，{year}年却还要出台。"
    return ""


@rule("X13", scope="overall", reads=READS)
def borrowed_words(case: OverallCase) -> Iterator[Hit]:
    """A county unit does not speak as a department that hands out funds."""
    words = any_of("overall", "主管部门套话")
    if not words.search(case.whole):
        return
    for address, text in case.texts:
        found = list(dict.fromkeys(words.findall(text)))
        if found:
            yield Hit(address, {"words": "”“".join(found)})


@lru_cache(maxsize=1)
def _person() -> re.Pattern[str]:
    posts, never = either(word_list("overall", "职务")), either(word_list("overall", "不是姓名"))
    name = rf"(?!{never})[{_SURNAMES}][{HAN}]{{1,2}}?"
    return re.compile(
        rf"(?:{posts})({name})(?=[“”\"‘《，。、；：\s]|同志|在|提出|讲话|指出|批示|$)"
    )


@rule("X14", scope="overall", reads=READS)
def personal_names(case: OverallCase) -> Iterator[Hit]:
    """No person is named after a post. Place names would need a gazetteer: not judged."""
    for address, text in case.texts:
        if found := _person().search(text):
            yield Hit(address, {"words": quoted(found[0])})


@rule("X15", scope="overall", reads=READS)
def book_marks(case: OverallCase) -> Iterator[Hit]:
    """《》 are for books, papers and programmes; apps and platforms take quotation marks."""
    if "《" not in case.whole:
        return
    for address, text in case.texts:
        found = [each for each in _BOOK_TITLE.findall(text) if _is_platform(each)]
        if found:
            mended = _BOOK_TITLE.sub(lambda m: f"“{m[1]}”" if _is_platform(m[1]) else m[0], text)
            repair = (SetText(address, mended),)
            yield Hit(address, {"title": "》《".join(dict.fromkeys(found))}, repair)


def _is_platform(title: str) -> bool:
    plain = "".join(title.split())
    return plain in word_list("overall", "平台") or bool(_LATIN_PLATFORM.search(plain))
