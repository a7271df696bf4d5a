"""Requests, mentorships, meetings, and the search for a mentor."""
