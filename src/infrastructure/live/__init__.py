"""The stream of events: read once by each process, on the database's call, and kept for those who follow."""
