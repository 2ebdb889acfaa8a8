"""Words of WordprocessingML: elements, runs of text and fields, always well-formed.

Users' text enters only through ``runs`` and attribute values, where it is cleaned and escaped.
"""

from __future__ import annotations

from hfgoals.model.text import printable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TWIPS_PER_POINT = 20
_TWIPS_PER_MM = 1440 / 25.4
_BREAK = "<w:br/>"


def twips(mm: float) -> int:
    """A length in mm as twips, twentieths of a point, in which Word counts."""
    return round(mm * _TWIPS_PER_MM)


def escaped(text: str) -> str:
    """The text, cleaned of what XML cannot hold, for content or a quoted attribute."""
    return (
        printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )


def tag(name: str, /, *children: str, **attributes: str | int) -> str:
    """The element w:``name``; the attributes get the same prefix, the children are XML already."""
    shown = "".join(f' w:{key}="{escaped(str(value))}"' for key, value in attributes.items())
    content = "".join(children)
    return f"<w:{name}{shown}>{content}</w:{name}>" if content else f"<w:{name}{shown}/>"


def runs(text: str, size: float = 0.0, fill: str = "") -> str:
    """The text as one run, its line breaks as such; "" for an empty text.

    ``size`` in points, where it is not that of the paragraph's style; ``fill`` as RRGGBB.
    """
    if not text:
        return ""
    ground = tag("shd", val="clear", color="auto", fill=fill) if fill else ""
    properties = tag("rPr", *_sizes(size), ground) if size or fill else ""
    lines = escaped(text).split("\n")
    shown = (f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in lines)
    return f"<w:r>{properties}{_BREAK.join(shown)}</w:r>"


def prompt(text: str, fill: str, size: float = 0.0) -> str:
    """What is to be written there, on a ground: taken in hand by a click, gone with the first key.

    It is the placeholder of a content control that does not outlast it.
    """
    control = tag("sdtPr", tag("temporary"), tag("showingPlcHdr"))
    return tag("sdt", control, tag("sdtContent", runs(text, size, fill))) if text else ""


def sized(points: float) -> str:
    """The properties of a run of that size."""
    return tag("rPr", *_sizes(points))


def _sizes(points: float) -> tuple[str, ...]:
    if not points:
        return ()
    return tag("sz", val=round(points * 2)), tag("szCs", val=round(points * 2))


def field(instruction: str, result: str) -> str:
    """A field that Word computes anew when asked to; ``result`` is XML of runs."""
    return field_begin(instruction) + result + FIELD_END


def field_begin(instruction: str) -> str:
    """What stands before the result of a field; FIELD_END stands after it."""
    told = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    return (
        tag("r", tag("fldChar", fldCharType="begin"))
        + f"<w:r>{told}</w:r>"
        + tag("r", tag("fldChar", fldCharType="separate"))
    )


FIELD_END = tag("r", tag("fldChar", fldCharType="end"))
TAB = tag("r", tag("tab"))
