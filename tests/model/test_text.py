"""Texts as people paste them: line breaks of a page and of a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfgoals.model.text import cleaned, rejoined

_PAGE = (
    "围绕中心、服务大局，全面加强新闻舆论工作，进一步提高融媒\n"
    "体中心的传播力、引导力，全年编发报纸四十八期，发布短视频\n"
    "一千八百条。\n"
    "加强队伍建设，组织记者、编辑、播音员参加各类培训，提高\n"
    "业务水平。"
)


def test_the_line_breaks_of_a_page_go() -> None:
    first, second = rejoined(_PAGE).split("\n")
    assert first.startswith("围绕中心")
    assert first.endswith(
        "融媒体中心的传播力、引导力，全年编发报纸四十八期，发布短视频一千八百条。"
    )
    assert second == "加强队伍建设，组织记者、编辑、播音员参加各类培训，提高业务水平。"


@pytest.mark.parametrize(
    "text",
    [
        "数量指标\n质量指标\n时效指标",
        "1.全年出版报纸四十八期，每期发行两千份以上\n2.全年发布短视频一千八百条，点击量一千万次",
        "全年出版报纸四十八期，每期发行两千份以上。\n全年发布短视频一千八百条，点击量一千万。",
        "（一）加强组织领导，明确任务分工和完成时限\n（二）加强资金管理，专款专用不得挪作他用",
        "一、加强组织领导，明确任务分工和完成时限要求\n二、加强资金管理，专款专用不得挪作他用",
        "　　加强组织领导，明确任务分工和完成时限要求\n　　加强资金管理，专款专用不得挪作他用",
        "加强组织领导，明确任务分工和完成时限要求的计划\n\n加强资金管理，专款专用不得挪作他用",
        "一行",
        "",
    ],
)
def test_the_line_breaks_of_a_list_stay(text: str) -> None:
    assert rejoined(text) == text


@given(st.text(st.sampled_from("甲，。一、\n"), max_size=80))
def test_nothing_but_line_breaks_goes(text: str) -> None:
    assert rejoined(text).replace("\n", "") == cleaned(text).replace("\n", "")
