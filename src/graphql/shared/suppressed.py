"""The words of the schema for figures that are hidden to protect small groups."""

SUPPRESSED = "Whether a number is left out, to protect groups of fewer than five people."
