"""What people do with the programme: the use-cases, the ports they need, and who may do what."""
