"""What the programme office keeps, and what everybody may read of it."""
