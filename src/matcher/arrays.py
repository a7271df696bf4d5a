"""What arrays hold."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Weighed = NDArray[np.int32]
"""Ranks as what they weigh, and what pairs are worth: small numbers, of which there are many."""
