"""Which emails the program owes to whom."""
