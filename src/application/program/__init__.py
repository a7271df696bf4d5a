"""Use cases of the program office and of administrators: skills, administrators, office members, the cycle."""
