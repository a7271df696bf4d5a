"""Data that the program office maintains: skills, choices of working hours and surveys, administrators, the cycle."""
