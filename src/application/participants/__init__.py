"""Use cases of participants: availability."""
