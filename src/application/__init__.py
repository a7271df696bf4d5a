"""What people do with the program: the use-cases, the ports they need, and who may do what."""
