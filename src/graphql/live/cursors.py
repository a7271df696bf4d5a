"""Places in the stream of events as clients have them: opaque text."""

import base64
import binascii
import re

from moments.application.live.event import WHOLE, Place
from moments.edge.errors import Fault

_PLACE = re.compile(r"live:(0|[1-9]\d{0,17}):(\d{1,2})")


def encode(place: Place) -> str:
    return base64.urlsafe_b64encode(f"live:{place.event}:{place.part}".encode()).decode().rstrip("=")


def decode(cursor: str) -> Place:
    """Raises Fault for text that `encode` did not make."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        text = ""
    found = _PLACE.fullmatch(text)
    place = Place(int(found[1]), int(found[2])) if found else None
    if place is None or place.part > WHOLE or encode(place) != cursor:
        raise Fault("Invalid `after`: use a `liveCursor` or an event's `cursor`.")
    return place
