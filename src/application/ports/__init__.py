"""What the use-cases need from the world, named as the programme names it."""
