"""One file a revision, each readable on its own: it imports nothing of the programme that may change."""
