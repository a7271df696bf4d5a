"""Participants: facts from the directory, eligibility and capacity."""
