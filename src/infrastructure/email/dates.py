"""Days and times as people in Missouri write them, by the State's clocks."""

from datetime import date, datetime

from moments.domain.program.working_hours import STATE_TIME


def day(when: date | datetime, *, year: bool = False) -> str:
    """Tuesday, January 20; with the year where it could be mistaken."""
    local = when.astimezone(STATE_TIME) if isinstance(when, datetime) else when
    return f"{local:%A, %B} {local.day}" + (f", {local.year}" if year else "")


def clock(when: datetime) -> str:
    """9 a.m. CST, 12:30 p.m. CDT, noon CST; not broken at the end of a line."""
    local = when.astimezone(STATE_TIME)
    if (local.hour, local.minute) == (12, 0):
        return f"noon\u00a0{local:%Z}"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}\u00a0{'a.m.' if local.hour < 12 else 'p.m.'}\u00a0{local:%Z}"


def moment(when: datetime, *, year: bool = False) -> str:
    return f"{day(when, year=year)}, at {clock(when)}"


def waited(since: datetime, now: datetime) -> int:
    """Days by the calendar."""
    return max((now.astimezone(STATE_TIME).date() - since.astimezone(STATE_TIME).date()).days, 0)
