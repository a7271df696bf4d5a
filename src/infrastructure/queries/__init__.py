"""The readers' port on SQLite and PostgreSQL: Core statements and plain rows, one code path for both."""
