"""The store: SQLite with nothing to set up, PostgreSQL in production, one code path."""
