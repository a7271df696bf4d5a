"""Who may see and do what: one table, one policy that reads it."""
