"""What the use-cases need from the world, named as the program names it."""
