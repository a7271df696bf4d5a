"""The State's directory comes in: what a new file would change, and changing it."""
