"""Which letters the programme owes to whom."""
