"""Lists of recommended mentors, the runs that make them, rehearsals, and where mentors are short."""
