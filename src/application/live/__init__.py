"""Live updates: who is notified of each event, and what they are shown."""
