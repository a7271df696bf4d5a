"""Applications and their way to a decision."""
