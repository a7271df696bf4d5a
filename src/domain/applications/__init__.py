"""The application: its form, its routing to a supervisor, and the decision on it."""
