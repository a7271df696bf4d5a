"""What the program office keeps: skills, working hours' choices, administrators, the surveys' choices."""
