"""The variables of operations that need some, found in what earlier operations showed."""

from collections.abc import Callable, Mapping
from typing import Any

Data = Callable[[str], Any]
"""The data that the operation of that name was answered with."""

VARIABLES: Mapping[str, Callable[[Data], Mapping[str, Any]]] = {}
