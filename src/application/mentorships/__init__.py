"""Use cases of requests, mentorships, agreements and meetings."""
