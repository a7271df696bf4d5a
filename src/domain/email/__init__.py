"""Emails in the outbox: pending, sent, or failed and waiting for the program office."""
