"""The standard forms read out of tables, whatever file these stand in."""
