"""The application: its form, its way to the supervisor and back, and the decision on it."""
