"""People, their departments and their part in the program."""
