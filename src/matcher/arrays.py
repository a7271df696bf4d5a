"""The element types of arrays."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Weighed = NDArray[np.int32]
"""Weights of ranks, and worths of pairs: many small numbers."""
