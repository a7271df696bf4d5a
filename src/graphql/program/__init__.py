"""What the program office keeps, and what everybody may read of it."""
