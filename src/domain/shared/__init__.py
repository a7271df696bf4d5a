"""Shared by all aggregates: ids, errors, events, lifecycles."""
