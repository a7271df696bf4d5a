"""The use cases of the program, the ports they need, and the access rules."""
