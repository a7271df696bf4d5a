"""Lists of recommended mentors, matching runs, trial runs, and the shortage of mentors."""
