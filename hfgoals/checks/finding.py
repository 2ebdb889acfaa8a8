"""What a rule finds: where, how grave, why it would come back, what to do."""

from __future__ import annotations

from typing import Final, Literal

from hfgoals.lean import dataclass
from hfgoals.model.address import Address
from hfgoals.model.edits import Edit

Level = Literal["error", "warning", "hint"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "hint")
LEVEL_NAMES: Final[dict[Level, str]] = {"error": "错误", "warning": "警告", "hint": "提示"}

# The eleven return reasons of the reviewers (review rules, section 0).
INCOMPLETE: Final = "指标不够完整"
UNMEASURED: Final = "指标不够细化、量化"
UNRELATED: Final = "指标与项目的相关性不够"
MISMATCHED: Final = "指标与指标值不匹配"
TO_BE_SPLIT: Final = "建议拆分指标"
WRONG_LEVEL1: Final = "一级指标类型错误"
WRONG_LEVEL2: Final = "二级指标类型错误"
NO_BENEFIT: Final = "建议增加明确效益指标"
NO_OUTPUT: Final = "建议增加明确产出指标"
NO_SATISFACTION: Final = "建议增加满意度指标"
OTHER: Final = "其他"
REASONS: Final = (
    INCOMPLETE, UNMEASURED, UNRELATED, MISMATCHED, TO_BE_SPLIT, WRONG_LEVEL1, WRONG_LEVEL2,
    NO_BENEFIT, NO_OUTPUT, NO_SATISFACTION, OTHER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the bureau would send a form back for."""

    code: str
    level: Level
    reason: str
    """One of REASONS."""
    address: Address
    """The very cell."""
    owner: str
    """The row id of the project it belongs to, or of the year for the overall part."""
    message: str
    advice: str
    repair: tuple[Edit, ...] = ()
    """Edits that mend it, where that is unambiguous."""
    accepted: str = ""
    """The user's reason for keeping it as it is; such a finding no longer counts."""
    also: tuple[str, ...] = ()
    """The codes of further rules that found the same cause there (causes.py)."""
    fault: bool = False
    """The rule itself failed: the program's fault, not the user's."""
