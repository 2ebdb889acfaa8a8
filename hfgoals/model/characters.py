"""Characters that look like others and are not: what texts copied out of PDFs are full of.

A font has one picture for 目 (U+76EE) and for the radical ⽬ (U+2F6C), and a PDF that holds
pictures gives back either. People see no difference, searches and other systems do.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hfgoals.patterns import pattern

_RADICALS: Final = range(0x2E80, 0x2FE0)
_COMPATIBLE: Final = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
# The Kangxi radicals have their ideographs in Unicode's own tables; these have not. Bare strokes
# that are no word by themselves stay as they are.
_SUPPLEMENT: Final = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺉⺊⺋⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺯⺰⺱⺲⺳⺶⺸⺹⺺⺻⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋"
        "⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乛乚乙亻冂刂卜㔾尣尢尢巳幺彑彐忄㣺扌攵旡日月歺民氵氺灬爫爫丬牛犭王疋目示礻糹纟罓罒㓁羊羊耂肀聿艹艹艹虎衤西西见角讠贝车"
        "辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
# Simplified fonts draw it so; Unicode names the traditional 戶.
_SIMPLIFIED: Final = {"⼾": "户"}


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for numbers in (_RADICALS, *_COMPATIBLE):
        for number in numbers:
            plain = unicodedata.normalize("NFKC", chr(number))
            if plain != chr(number) and len(plain) == 1:
                table[number] = plain
    return table | {ord(key): plain for key, plain in (_SUPPLEMENT | _SIMPLIFIED).items()}


_PLAIN: Final = _table()
# The places that the fonts Symbol and Wingdings have in the private part of Unicode.
_SIGNS: Final = pattern("[\uf0a3\uf0b3](?=[ ]*[0-9０-９])")
_BULLETS: Final = pattern("^([ \t\u3000]*)(?:[\uf020-\uf0ff][ \t\u3000]*)+(?=[^\n])", re.MULTILINE)
_BOXES: Final = {"\uf052": "☑", "\uf0fe": "☑", "\uf0fd": "☒", "\uf0a8": "☐", "\uf06f": "☐"}
_BOXED: Final = pattern(f"[{''.join(_BOXES)}](?=[ ]*[\u4e00-\u9fffA-Za-z])")
LOOKALIKE: Final = pattern("[\u2e80-\u2fdf\uf020-\uf0ff\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""What ``unified`` may write otherwise."""
ODD: Final = pattern("[\u2e80-\u2fdf\uf020-\uf0ff]")
"""What may still be odd then: strokes that are no word, signs of a font that nobody else has."""


def unified(text: str) -> str:
    """The text with the characters that people read in it: no radicals and doubles of ideographs.

    Bullets that only one font knows are dropped at the start of a line, its ≥ and ≤ before a number
    and its boxes before a word are written as such; what is not sure stays.
    """
    if text.isascii() or LOOKALIKE.search(text) is None:
        return text
    plain = text.translate(_PLAIN)
    plain = _SIGNS.sub(lambda found: "≤" if found[0] == "\uf0a3" else "≥", plain)
    plain = _BOXED.sub(lambda found: _BOXES[found[0]], plain)
    return _BULLETS.sub(r"\1", plain)
