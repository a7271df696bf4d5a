"""A simulated State: years in which everything happens in random order; the rules hold after each step."""
