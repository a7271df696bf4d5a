"""What each may ask of one process in a window of time, and who has the next turn (docs/adr/0039)."""
