"""The schema's history; `migrate.py` runs it."""
