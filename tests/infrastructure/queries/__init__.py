"""The readers, on both databases."""
