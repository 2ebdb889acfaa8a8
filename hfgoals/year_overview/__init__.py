"""年度总览: what a head of unit asks of a year, worked out from its frozen values. Pure."""
