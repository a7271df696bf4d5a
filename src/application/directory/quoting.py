"""What a report may quote of a file."""

import re

_FLAG = re.compile(r"true|false|yes|no|[yntf10]", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}).*")
_LONGEST = 40


def shown(text: str) -> str:
    """The value in quotes, shortened; not where it could be a flag or a date, from a row that slipped (ELIG-5)."""
    if _FLAG.fullmatch(text) or _DATE.fullmatch(text):
        return "The value"
    return f"'{text}'" if len(text) <= _LONGEST else f"'{text[: _LONGEST - 1]}…'"
