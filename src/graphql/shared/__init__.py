"""Shared parts of the schema: IDs, pages, errors, the context."""
