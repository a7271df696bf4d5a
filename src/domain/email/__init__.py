"""Emails once they are due: on their way, arrived, or failed and in the program office's hands."""
