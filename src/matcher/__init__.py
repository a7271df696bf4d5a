"""The engine of matching runs, and the files that it reads and writes. Imported when used: it brings NumPy along."""

import os

# Before NumPy is first imported. Products of our size gain little from a second thread, which waits by spinning.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
