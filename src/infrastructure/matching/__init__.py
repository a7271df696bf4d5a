"""The engine of matching runs, and the files that it reads and writes. Imported when used: it brings NumPy along."""
