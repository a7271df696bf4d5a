"""What every part of the schema shares: ids, pages, errors, the context."""
