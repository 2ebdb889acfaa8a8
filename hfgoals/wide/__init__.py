"""The wide table of indicators: one row per indicator, the columns as a profile chooses them."""
