"""Subscriptions: live changes (docs/adr/0010)."""
