"""How fast and how large it is, measured: runnable modules, each described in README.md. Nothing here is a test."""
