"""What the programme office keeps: skills, working hours' choices, administrators, the surveys' choices."""
