"""Tables that others made: what of them went where, to look over and correct before it is taken."""
