"""Well-filled years, and single mistakes made in them: what the rules are measured by."""
