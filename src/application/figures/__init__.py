"""Figures of the program for the office: fixed breakdowns, over whole years, without numbers about small groups."""
