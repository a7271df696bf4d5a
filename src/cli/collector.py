"""Python's garbage collector in a server: what was there at its start is not looked through again (docs/adr/0053)."""

import gc

THRESHOLDS = (20_000, 20, 20)
"""A page of fifty rows makes some ten thousand objects, of which none is garbage before it was sent."""


def settle() -> None:
    """Call it once the server has started."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
