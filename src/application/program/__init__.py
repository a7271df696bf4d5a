"""What the program office and the departments keep: skills, administrators, the office's own people."""
