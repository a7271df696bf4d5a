"""Access control: one table of permissions, and one policy that reads it."""
