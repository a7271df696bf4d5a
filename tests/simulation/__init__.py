"""A simulated State: years in which everything happens in random order, with the rules as invariants after each step."""
