"""Who takes part: the directory's facts, eligibility, and what a participant has room for."""
