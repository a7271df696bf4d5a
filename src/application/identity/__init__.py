"""Signing in: which person a verified token is, and what the office may do about it (DIR-5)."""
