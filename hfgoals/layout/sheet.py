"""A Sheet: one standard form, described once for screen, paper and Excel.

A grid of cells with spans over columns of fixed width. Headings, captions and running text are
rows of the same grid without frames. Nothing here knows heights, fonts or outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hfgoals.layout.styles import NORMAL, Density
from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.check_code import LABEL
from hfgoals.model.fields import Part


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper and its margins, in mm. The default is A4 portrait."""

    width: float = 210.0
    height: float = 297.0
    left: float = 19.0
    right: float = 19.0
    top: float = 20.0
    bottom: float = 20.0

    @property
    def inner_width(self) -> float:
        """The width between the margins, in mm."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid, with the value it shows."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    style: str = "value"
    """A name in layout.styles.STYLES."""
    address: Address | None = None
    """Where the shown value lives; None for fixed text."""
    also: tuple[Address, ...] = ()
    """Further places that show the same value: a merged 一级指标 stands for several rows."""
    number: Decimal | None = None
    """The value as a number for Excel (万元; 0.3 for 30%), None for text."""
    number_format: str = ""
    """The Excel format of ``number``: "0.00" or "0%"."""
    adds_up: tuple[int, int] | None = None
    """The first and last row whose cells of this column it adds up: a formula in Excel."""
    makes: tuple[Part, str] | None = None
    """Of a blank row of a list that has none: the part and field that a text in it would make."""
    kept: str = ""
    """The text with the blanks and blank lines around it that pages leave out, where there are
    any: a workbook keeps them."""
    tells: str = ""
    """The id of a row of the model, which a workbook to be filled in tells beside the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one row of the grid behaves on pages."""

    table: int = 0
    """Rows of the same number (> 0) belong to one framed table."""
    heading: bool = False
    """Repeats at the top of every further page on which its table goes on."""
    splits: bool = False
    """May be broken across pages when taller than the room left; only where no span crosses."""
    keep_with_next: bool = False
    """Never the last row on a page: headings, captions."""
    least: float = 0.0
    """The least height in mm."""
    item: str = ""
    """The id of the model row this row stands for (an indicator), for row commands."""
    page_break: bool = False
    """Begins a new page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form, complete."""

    form: str
    """The form's id, such as "hebei_project"."""
    title: str
    """What names it: in the contents, as a bookmark, as the name of an Excel sheet."""
    columns: tuple[float, ...]
    """Widths in mm."""
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    paper: Paper = Paper()
    footer: bool = True
    """Whether page numbers (第 x 页 共 y 页) stand at the foot."""
    code: str = ""
    """The 核对码 of what it shows, which stands at the foot of each of its pages."""
    incomplete: str = ""
    """What stands at the head of each of its pages, and in short in the code's place at the foot,
    where what it shows is not all that there was; "" mostly."""
    owner: str = ""
    """The id of the project or plan that the form is of."""
    density: Density = NORMAL
    """How closely it is set; the rows' least heights are those of this density already."""


def foot_of(sheet: Sheet) -> str:
    """What stands at the right of the foot of its pages: its code, or that it is incomplete."""
    if sheet.incomplete:
        return sheet.incomplete.partition("：")[0]
    return f"{LABEL} {sheet.code}" if sheet.code else ""


_LONGEST_KEYWORDS = 255
"""In characters: office programs show no more of a document's keywords."""


def keywords_of(sheets: Sequence[Sheet]) -> str:
    """What a file of these Sheets has as its keywords: their codes, each once, as many as go in.

    Of incomplete ones that they are, and no codes.
    """
    incomplete = next((sheet.incomplete for sheet in sheets if sheet.incomplete), "")
    if incomplete:
        return incomplete
    told = ""
    for code in dict.fromkeys(sheet.code for sheet in sheets if sheet.code):
        longer = f"{told}; {code}" if told else code
        if len(longer) > _LONGEST_KEYWORDS:
            break
        told = longer
    return told
