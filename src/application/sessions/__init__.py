"""Browser sessions: their length, their owner's use cases, and how they open."""
