"""A pasted table: as cells of the page, as text, as a published text; or a sentence."""

from __future__ import annotations

import pytest

from hfgoals.exchange.pasted import read_pasted
from hfgoals.trouble import Cancelled, NotUnderstood

PAGE = (
    "<html><head><meta charset=gb2312><script>x</script></head><body><table>"
    '<tr><td colspan="2">单位：元</td></tr>'
    "<tr><td>项目名称</td><td>办报<b>费用</b></td></tr>"
    "<tr><td>资金总额</td><td>800000</td></tr></table></body></html>"
)
TEXT = "单位：元\n项目名称\t办报费用\n资金总额\t800000\n"


@pytest.mark.parametrize(
    ("text", "page"), [(TEXT, ""), ("没有用", PAGE), (TEXT, "<table></table>")]
)
def test_cells_are_read_by_their_labels(text: str, page: str) -> None:
    proposal = read_pasted(text, page)
    (project,) = proposal.plan.projects
    assert project.name == "办报费用"
    assert project.budget is not None
    assert project.budget.fen == 800_000_00
    assert proposal.understanding is not None


def test_a_text_that_nobody_understands_can_still_be_corrected() -> None:
    proposal = read_pasted("甲\t乙\n丙\t丁")
    assert proposal.plan.projects == ()
    assert proposal.understanding is not None
    assert len(proposal.understanding.meanings) == 4


def test_nothing_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotUnderstood):
        read_pasted(" \n\t")


def test_reading_a_page_can_be_stopped() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    rows = "<tr><td>项目名称</td><td>甲</td></tr>" * 50_000
    with pytest.raises(Cancelled):
        read_pasted("", f"<table>{rows}</table>", stop)


def test_too_large_a_table_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotUnderstood):
        read_pasted("甲\t乙\n" * 40_000)
