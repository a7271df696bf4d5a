"""Places in the stream as clients have them: what was not written as a cursor is not read as one."""

import pytest

from moments.application.live.event import StreamPosition
from moments.edge.errors import ClientError
from moments.graphql.live import cursors


@pytest.mark.parametrize("place", [StreamPosition(0), StreamPosition(1, 0), StreamPosition(10**18 - 1, 7)])
def test_a_cursor_is_read_as_it_was_written(place: StreamPosition) -> None:
    assert cursors.decode(cursors.encode(place)) == place


@pytest.mark.parametrize(
    "rubbish", ["", "x", "bGl2ZToxOjk5=", "bGl2ZTotMTo5OQ", "bGl2ZToxOjEwMA", "é", "bGl2ZTowMTo5OQ", "Q" * 5000]
)
def test_a_cursor_that_is_none_is_not_read(rubbish: str) -> None:
    with pytest.raises(ClientError):
        cursors.decode(rubbish)
