"""Data that the program office maintains, and data that every team member may read."""
