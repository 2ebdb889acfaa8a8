"""What people mistype in indicators and what templates leave there: mended alike by every reader.

Nothing is changed without a sentence about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hfgoals.model.target import SIGNS, Target, sign_said

SIGN_MENDED: Final = "指标值写作“{}”，已按“{}”读入，请核对。"
NO_SENSE: Final = "这个指标值看不出是什么意思，已照原文读入，请核对。"
DAY: Final = "指标值是一个没有年份的日期，可能是表格程序把“1-2”这样的文字改成了日期，请核对。"
RESIDUE: Final = "这一行是空白模板里留下的，没有填写指标，没有读入。"
POINTS: Final = "“{}”没有读入。"

_LONGEST = 120
"""Longer texts are sentences, and stay as they are."""
_TWISTED = {
    "》": "≥", "》=": "≥", "》＝": "≥", "〉": "＞", "〉=": "≥", "⩾": "≥", "≽": "≥", "﹥": "＞",
    "《": "≤", "《=": "≤", "《＝": "≤", "〈": "＜", "〈=": "≤", "⩽": "≤", "≼": "≤", "﹤": "＜",
    "﹥=": "≥", "﹤=": "≤", "=>": "≥", "=<": "≤", "＝＞": "≥", "＝＜": "≤", "﹦": "＝",
}  # fmt: skip
"""Signs that look like those of comparison; Target reads all others."""
_SIGNS = "≥≤<>=＞＜＝≧≦》《〉〈⩾⩽≽≼﹥﹤﹦"
_SIGNED = re.compile(rf"\s*([{_SIGNS}][{_SIGNS}\s]*)(.*)", re.DOTALL)
_WORD = re.compile(
    r"(大于等于|大于或等于|不低于|不少于|不小于|至少|小于等于|小于或等于|不高于|不超过|不多于|不大于|至多"
    r"|大于|高于|多于|超过|等于|小于|低于|少于)\s*(?=\d)"
)
_WITH_LETTERS = re.compile(r"(?<![A-Za-z\d])\d[\d.,，Oo]*[Oo][\d.,，Oo]*(?![A-Za-z])")
_UNIT = re.compile(r"[%％‰]?|[㐀-鿿A-Za-z/·㎡㎥℃²³]{1,8}")
_SIGNS_ALONE = re.compile(rf"[{_SIGNS}\s]+[%％]?|.*[{_SIGNS}]\s*", re.DOTALL)
_DAY = re.compile(r"\d{1,2}(?:月\d{1,2}日|/\d{1,2}|-(?:[A-Z][a-z]{2}))")
_RESIDUE = re.compile(
    r"(?:(?:三级|绩效|具体)?指标(?:内容|名称)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[：:.、]?)"
)
_FIGURE = r"\s*\d+(?:\.\d+)?\s*(?:[-—~～至]\s*\d+(?:\.\d+)?\s*)?"
_POINTS = re.compile(
    rf"\s*(?:[（(【\[]{_FIGURE}(?:分|%|％)?\s*[)）】\]]\s*(?:分|%|％)?|{_FIGURE}分)\s*$"
)
_NUMBERED_NAME = re.compile(r"\s*(?:三级|绩效)?指标\s*\d{1,2}\s*[：:、.．]\s*(?=\S)")


def target_mended(text: str) -> tuple[str, str]:
    """The 指标值 with its sign as it was meant, and a sentence about that; "" for no doubt.

    What Target reads stays to the letter.
    """
    if len(text) > _LONGEST:
        return text, ""
    found = _SIGNED.fullmatch(text)
    mended = _zeros((_sign(found[1], found[2]) if found is not None else None) or text)
    if mended != text:
        return mended, SIGN_MENDED.format(text.strip(), mended)
    plain = text.strip()
    if _DAY.fullmatch(plain):
        return text, DAY
    if plain and (
        _SIGNS_ALONE.fullmatch(plain) or (found is not None and _is_nonsense(*found.groups()))
    ):
        return text, NO_SENSE
    return text, ""


def _zeros(text: str) -> str:
    """The letter O for the figure, where that makes the text a number with its unit."""
    mended = _WITH_LETTERS.sub(lambda number: re.sub("[Oo]", "0", number[0]), text)
    target = Target.parse(mended)
    number = target.number is not None and _UNIT.fullmatch(target.unit or "") is not None
    return mended if number else text


def _sign(written: str, rest: str) -> str | None:
    """The text with one plain sign; None when it has one already, or none can be told."""
    sign = _meant("".join(written.split()))
    word = _WORD.match(rest)
    said = sign_said(word[1]) if word is not None else None
    if word is not None and sign is not None and said in SIGNS:
        # ≥不低于95%: once is enough, where both say the same.
        return f"{sign}{rest[word.end() :].strip()}" if said == sign else None
    if sign is None or not re.match(r"\s*[-+]?[\d０-９]", rest):
        return None
    plain = "".join(written.split())
    if sign_said(plain) == sign and plain == written.strip():
        return None
    return f"{sign}{rest.strip()}"


def _meant(written: str) -> str | None:
    """The sign that one or several characters mean together."""
    known = sign_said(written) or _TWISTED.get(written)
    if known is not None:
        return known
    each = {sign_said(letter) or _TWISTED.get(letter) for letter in written}
    return each.pop() if len(each) == 1 else None


def _is_nonsense(sign: str, rest: str) -> bool:
    """Whether a text begins with a sign of comparison and no figure follows that it is about."""
    titled = "《" in sign and "》" in rest
    return not titled and (
        _meant("".join(sign.split())) is None or re.match(r"[^\d０-９]*$", rest) is not None
    )


def level_alone(text: str) -> tuple[str, str]:
    """A level without the points that it is given, and these: ("产出指标", "（50分）")."""
    points = _POINTS.search(text) if len(text) <= _LONGEST else None
    if points is None or not text[: points.start()].strip():
        return text, ""
    return text[: points.start()].strip(), points[0].strip()


def is_residue(name: str, others: Iterable[str] = ()) -> bool:
    """Whether a row of a template was left as it came: 指标1： and nothing else of its own."""
    blank = all(not other.strip() or _RESIDUE.fullmatch(other.strip()) for other in others)
    return blank and _RESIDUE.fullmatch(name.strip()) is not None


def name_alone(text: str) -> str:
    """A third-level indicator without the 指标1： of the template in front of it."""
    found = _NUMBERED_NAME.match(text)
    return text[found.end() :] if found is not None else text
