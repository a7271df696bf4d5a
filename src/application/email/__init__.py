"""Which emails the program sends, to whom, and their delivery."""
