"""How good the lists of a matching run are, and what they cost: README.md, under "Matching"."""
