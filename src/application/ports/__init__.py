"""The ports of the use cases, named in the program's terms."""
