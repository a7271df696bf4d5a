"""Cursors of subscriptions: opaque text for positions in the event stream."""

import base64
import binascii
import re

from moments.application.live.event import LAST_INDEX, StreamPosition
from moments.edge.errors import ClientError

_POSITION = re.compile(r"live:(0|[1-9]\d{0,17}):(\d{1,2})")


def encode(position: StreamPosition) -> str:
    return base64.urlsafe_b64encode(f"live:{position.event}:{position.index}".encode()).decode().rstrip("=")


def decode(cursor: str) -> StreamPosition:
    """Raises ClientError for text that `encode` did not produce."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        text = ""
    found = _POSITION.fullmatch(text)
    position = StreamPosition(int(found[1]), int(found[2])) if found else None
    if position is None or position.index > LAST_INDEX or encode(position) != cursor:
        raise ClientError("Invalid `after`: use a `liveCursor` or an event's `cursor`.")
    return position
