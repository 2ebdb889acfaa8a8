"""Presets: indicator schemes, signs, units, bases, spending plans, the indicator library.

Read from resources/presets when first asked for and kept; every function may raise PresetTrouble.
"""

from hfgoals.presets.bases import (
    Basis,
    bases,
    basis_of,
    join_bases,
    separator_of,
    split_bases,
)
from hfgoals.presets.drafts import line_reworded
from hfgoals.presets.items import DutyItem, duty_items
from hfgoals.presets.library import (
    Kind,
    LibraryFill,
    LibraryIndicator,
    kinds,
    library,
    lines_named,
    quantities_of,
)
from hfgoals.presets.measures import Sign, UnitGroup, signs, unit_groups, units
from hfgoals.presets.overall import OverallIndicator, joined, overall_library
from hfgoals.presets.own import own_lines
from hfgoals.presets.recognition import (
    basic_expenditure_advice,
    kind_named,
    kind_of,
    kind_of_project,
)
from hfgoals.presets.schemes import (
    Level1,
    Level2,
    Scheme,
    canonical_level1,
    canonical_level2,
    code_of,
    codes,
    default_scheme,
    guess_scheme,
    scheme,
    scheme_named,
    scheme_of,
    schemes,
)
from hfgoals.presets.search import search
from hfgoals.presets.spending import SpendingPattern, spending_plans
from hfgoals.presets.weights import (
    Allotment,
    WeightScheme,
    suitable_scheme,
    weight_schemes,
    whole_sums,
)

__all__ = [
    "Allotment",
    "Basis",
    "DutyItem",
    "Kind",
    "Level1",
    "Level2",
    "LibraryFill",
    "LibraryIndicator",
    "OverallIndicator",
    "Scheme",
    "Sign",
    "SpendingPattern",
    "UnitGroup",
    "WeightScheme",
    "bases",
    "basic_expenditure_advice",
    "basis_of",
    "canonical_level1",
    "canonical_level2",
    "code_of",
    "codes",
    "default_scheme",
    "duty_items",
    "guess_scheme",
    "join_bases",
    "joined",
    "kind_named",
    "kind_of",
    "kind_of_project",
    "kinds",
    "library",
    "line_reworded",
    "lines_named",
    "overall_library",
    "own_lines",
    "quantities_of",
    "scheme",
    "scheme_named",
    "scheme_of",
    "schemes",
    "search",
    "separator_of",
    "signs",
    "spending_plans",
    "split_bases",
    "suitable_scheme",
    "unit_groups",
    "units",
    "weight_schemes",
    "whole_sums",
]
