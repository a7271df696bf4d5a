"""The graph's door, from outside: over sockets, as clients meet it."""
