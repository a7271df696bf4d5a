"""From a mentee's request to the end: the mentorship, its agreement and its meetings."""
