"""People, their departments and their participation in the program."""
