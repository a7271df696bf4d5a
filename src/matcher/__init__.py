"""The engine of matching runs, and the files that it reads and writes. Import it lazily, because it imports NumPy."""

import os

# Set before NumPy is first imported. Our matrix products gain little from a second thread, which waits by spinning.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
