"""W11, W16, W17, W20, W23: breaks, enumerations, widths, marks, characters that only look right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hfgoals.checks.case import OverallCase, ProjectCase
from hfgoals.checks.rows import rows_of
from hfgoals.checks.rule import Hit, rule
from hfgoals.checks.text.ordinals import enumeration_fault
from hfgoals.checks.text.wording import HAN, around
from hfgoals.model.characters import LOOKALIKE, ODD, unified
from hfgoals.model.edits import SetText
from hfgoals.model.fields import own_fields

_ALL = ("project", "goal", "indicator", "plan", "subgoal", "safeguard")
_LEAST_ENUMERATION = 8
_BROKEN = re.compile(rf"(?<=[{HAN}])[ \t]*\n[ \t]*(?=[{HAN}])")
_ENUMERATED = re.compile(r"\n\s*[（(]?[一二三四五六七八九十\d]+[）)、.．]")

_BRACKETS = re.compile(rf"(?<=[{HAN}”》])\(([^()]*)\)|\(([^()]*[{HAN}][^()]*)\)")
_HALF = re.compile(rf"(?<=[{HAN}”》）])[,:;?!](?!//)|(?<!\d)[,:;](?=[{HAN}“《])")
_WIDE = str.maketrans(",:;?!", "，：；？！")
_NARROW = re.compile(rf"[{HAN}”》]\s?[,:;?!(]|[,:;)]\s?[{HAN}“《]")

_DOUBLED = re.compile(r"([，。；：、])\1+")
_BEFORE_OF = re.compile(r"、的(?!确|士)")
_DOTS = re.compile(r"(?<!\d)\.{2,}|。{3,}")
_MIXED = re.compile(r"(?:[，、；：][，。；、]|。[，、；])")
_UNPARTED = re.compile(
    rf"(?P<place>[{HAN}]{{2,6}})(?:电视台|广播电台|日报社?|融媒体中心)(?=(?P=place)(?:人民)?"
    r"(?:电视台|广播电台|广播|日报|融媒体中心))"
)
_ODD = re.compile(
    "|".join(f"(?:{each.pattern})" for each in (_BEFORE_OF, _DOTS, _MIXED))
    + r"|，{2}|。{2}|；{2}|：{2}|、{2}"
)


@rule("W11", reads=("indicator",))
def unbroken(case: ProjectCase) -> Iterator[Hit]:
    """A cell is not broken inside a word; lists that are numbered line by line are left alone."""
    for row in rows_of(case.project):
        for field in own_fields("indicator"):
            indicator, path = row.indicator, field.path
            text = field.text(indicator)
            lines = text.strip().split("\n")
            if len(lines) < 2 or not _BROKEN.search(text) or _ENUMERATED.search(text):
                continue
            # Lines of one's own making are about as long as one another; a torn word leaves a rag.
            if path != "name" and len(lines[-1].strip()) > 4:
                continue
            found = _BROKEN.search(text)
            if found:
                place = around(text, found.start(), found.end(), 3).replace(" ", "/")
                repair = row.rewrite(path, _BROKEN.sub("", text.strip()))
                yield row.hit(path, repair, field=field.label, place=place)


@rule("W16", reads=_ALL, scope="texts")
def counted_on(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """一是…二是…, 第一，…第二，… and 1.…2.… within a text have no gap and no repeat.

    Numbered sections of the overall part are X03's.
    """
    for address, text in case.texts:
        if len(text) < _LEAST_ENUMERATION or address.path in ("code", "name", "target"):
            continue
        fault = enumeration_fault(text, address.part == "goal")
        if fault and not (isinstance(case, OverallCase) and fault[1] in "（(0123456789"):
            yield Hit(address, {"label": address.field.label, "fault": fault})


@rule("W17", reads=_ALL, scope="texts")
def full_width(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """Chinese text has full-width marks; numbers, addresses and codes keep theirs."""
    if not _NARROW.search(case.whole):
        return
    for address, text in case.texts:
        if address.path in ("code", "target"):
            continue
        found = _HALF.search(text) or _BRACKETS.search(text)
        if found:
            mended = _HALF.sub(lambda each: each[0].translate(_WIDE), text)
            mended = _BRACKETS.sub(lambda each: f"（{each[1] or each[2] or ''}）", mended)
            told = {
                "label": address.field.label,
                "place": around(text, found.start(), found.end(), 4),
                "mark": found[0][0],
                "more": _and_more(len(_HALF.findall(text)) + len(_BRACKETS.findall(text))),
            }
            yield Hit(address, told, (SetText(address, mended),))


@rule("W20", reads=_ALL, scope="texts")
def sound_marks(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """No 、的, no 。。 or ....., no two media named without a mark between."""
    whole = case.whole
    odd = _ODD.search(whole)
    if not odd and not _UNPARTED.search(whole):
        return
    for address, text in case.texts:
        found = _ODD.search(text) or _UNPARTED.search(text)
        if found is None or address.path == "code":
            continue
        mended = _DOUBLED.sub(r"\1", _BEFORE_OF.sub("的", text))
        mended = _UNPARTED.sub(lambda each: f"{each[0]}、", mended)
        sure = not _DOTS.search(mended) and not _MIXED.search(mended)
        told = {
            "label": address.field.label,
            "place": around(text, found.start(), found.end(), 5),
            "more": _and_more(len(_ODD.findall(text)) + len(_UNPARTED.findall(text))),
        }
        yield Hit(address, told, (SetText(address, mended),) if sure else ())


@rule("W23", reads=_ALL, scope="texts")
def ordinary_characters(case: ProjectCase | OverallCase) -> Iterator[Hit]:
    """Texts are in ordinary characters, not in radicals and signs that only look like them."""
    if not LOOKALIKE.search(case.whole):
        return
    for address, text in case.texts:
        right = unified(text)
        odd = ODD.search(right)
        found = LOOKALIKE.search(text) if right != text else odd
        if found is None:
            continue
        told = {
            "label": address.field.label,
            "place": around(text, found.start(), found.end(), 4),
            "more": _and_more(len(LOOKALIKE.findall(text))),
        }
        yield Hit(address, told, () if odd else (SetText(address, right),))


def _and_more(count: int) -> str:
    return f"等{count}处" if count > 1 else ""
