"""Subscriptions: what changes while somebody looks (docs/adr/0010)."""
