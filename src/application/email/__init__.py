"""Which letters the program owes to whom."""
