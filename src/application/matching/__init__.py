"""Replacing suggestions, and trial runs."""
