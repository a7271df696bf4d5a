"""Rows and aggregates: two functions each, there and back, under a round-trip test."""
