"""What was, and what became of it: changes between two states, the change log, named versions."""
