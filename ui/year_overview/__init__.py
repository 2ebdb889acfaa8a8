"""年度总览: the page of a year for the head of a unit, drawn in the program's own style."""
