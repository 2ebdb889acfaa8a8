"""Every kind of file that forms are written to, once.

To add one: a module that walks Sheets or Pages, and its line in OUTPUTS. The export, the package,
the command line and the dialogs go by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from hfgoals.layout.flow import flow
from hfgoals.layout.sheet import Sheet, keywords_of
from hfgoals.progress import Report
from hfgoals.render.docx import write_docx
from hfgoals.render.pdf import write_pdf
from hfgoals.render.xlsx import write_xlsx


class Write(Protocol):
    """Writes the Sheets, whole or not at all; gives what the user should know, in Chinese."""

    def __call__(
        self,
        sheets: Sequence[Sheet],
        target: Path,
        *,
        title: str,
        author: str,
        report: Report | None = None,
    ) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """One kind of file."""

    id: str
    """Its suffix, and its option on the command line."""
    brief: str
    """Its name in a sentence, in Chinese."""
    name: str
    """Its name in full."""
    use: str
    """What it is for, as the rest of a sentence."""
    write: Write
    paged: bool = True
    """Whether it is read page by page, as a text with a cover and room for signatures; else it is
    worked with, and holds all forms with their 汇总."""
    usual: bool = False
    """Whether it is written when nothing is chosen."""
    drafts: bool = False
    """Whether it is what texts are given as that the unit goes on writing."""


def _xlsx(
    sheets: Sequence[Sheet],
    target: Path,
    *,
    title: str,
    author: str,
    report: Report | None = None,
) -> tuple[str, ...]:
    write_xlsx(sheets, target, title=title, author=author, report=report)
    return ()


def _pdf(
    sheets: Sequence[Sheet],
    target: Path,
    *,
    title: str,
    author: str,
    report: Report | None = None,
) -> tuple[str, ...]:
    keywords = keywords_of(sheets)
    pages = flow(sheets)
    return write_pdf(pages, target, title=title, author=author, keywords=keywords, report=report)


def _docx(
    sheets: Sequence[Sheet],
    target: Path,
    *,
    title: str,
    author: str,
    report: Report | None = None,
) -> tuple[str, ...]:
    write_docx(sheets, target, title=title, author=author, report=report)
    return ()


XLSX: Final = OutputFormat(
    "xlsx", "Excel", "Excel 工作簿（.xlsx）", "供报送和上传系统", _xlsx, paged=False, usual=True
)
OUTPUTS: Final[tuple[OutputFormat, ...]] = (
    XLSX,
    OutputFormat("pdf", "PDF", "PDF（封面、目录、正文、签字栏）", "供打印签字", _pdf, usual=True),
    OutputFormat("docx", "Word", "Word 文档（.docx）", "供公开和修改", _docx, drafts=True),
)
"""All there are, in the order in which they are offered and handed in."""


def output_of(output_id: str) -> OutputFormat:
    """The kind of file of that id. Raises KeyError when there is none."""
    for output in OUTPUTS:
        if output.id == output_id:
            return output
    raise KeyError(output_id)
