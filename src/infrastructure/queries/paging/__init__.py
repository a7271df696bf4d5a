"""Keyset pages for any statement: of one list, and of many parents' lists at once."""
