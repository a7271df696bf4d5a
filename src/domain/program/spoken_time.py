"""A moment in the words of a sentence, in Central time."""

from datetime import datetime, time

from moments.domain.program.common_hours import clock_time
from moments.domain.program.working_hours import STATE_TIME


def spoken(moment: datetime) -> str:
    """Such as `Tuesday, January 19, 2027, 3:05 p.m. CST`; a midnight is its day."""
    local = moment.astimezone(STATE_TIME)
    day = f"{local:%A}, {local:%B} {local.day}, {local.year}"
    return day if local.time() == time() else f"{day}, {clock_time(local.time())} {local:%Z}"
