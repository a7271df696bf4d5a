"""The program office's view of letters: on their way, arrived, failed."""
