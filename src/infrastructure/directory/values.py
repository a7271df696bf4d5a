"""Single fields' values: the spellings that Excel and people give them, and the sentence where none fits."""

import re
from datetime import date
from unicodedata import category

from moments.application.directory.quoting import shown
from moments.domain.participants.employee import Employment
from moments.domain.shared.invisible import composed

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXPONENT = re.compile(r"[0-9][.,]?[0-9]*E\+[0-9]+", re.IGNORECASE)
_MIDNIGHT = r"(?:[T ](?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? AM))?"
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})" + _MIDNIGHT)
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})" + _MIDNIGHT)
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]{{0,61}}[A-Za-z0-9]")

_FLAGS = {
    **dict.fromkeys(("true", "yes", "y", "t", "1"), True),
    **dict.fromkeys(("false", "no", "n", "f", "0"), False),
}
_CODES = {
    "f": Employment.FULL_TIME,
    "p": Employment.PART_TIME,
    "t": Employment.TEMPORARY,
    "ft": Employment.FULL_TIME,
    "pt": Employment.PART_TIME,
    "full": Employment.FULL_TIME,
    "part": Employment.PART_TIME,
    "temp": Employment.TEMPORARY,
    "tmp": Employment.TEMPORARY,
}
"""As the big systems write them."""
_EMPLOYMENTS = {
    **{each.value.replace("_", ""): each for each in Employment},
    **_CODES,
    "regularfulltime": Employment.FULL_TIME,
    "fulltimeregular": Employment.FULL_TIME,
    "regularparttime": Employment.PART_TIME,
    "parttimeregular": Employment.PART_TIME,
}


class BadValue(Exception):
    """A field's value can't be used; the text is the report's reason, and quotes what is no secret only."""


def clean(raw: str) -> str:
    """One line of text as it is stored: composed, free of invisible characters, spaces and line breaks made one."""
    text = " ".join(composed(raw).split())
    found = next((mark for mark in text if not mark.isprintable() and category(mark) != "Cf"), None)
    if found is not None:
        raise BadValue(f"The value holds the control character U+{ord(found):04X}: remove it.")
    return text


def code(text: str) -> str:
    if _CODE.fullmatch(text):
        return text
    if _EXPONENT.fullmatch(text):
        raise BadValue(f"{shown(text)} is what Excel makes of a long number: format the column as text.")
    raise BadValue(f"{shown(text)} is no code: letters, digits, '.', '_' and '-' only.")


def employee_id(text: str) -> str:
    """A code; spaces in it make no difference (DIR-2)."""
    return code("".join(text.split()))


def codes(text: str) -> tuple[str, ...]:
    """Codes that are divided by semicolons."""
    return tuple(code(each.strip()) for each in text.split(";") if each.strip())


def email(text: str) -> str:
    """In lowercase, because Ann@x and ann@x are one person."""
    if not _EMAIL.fullmatch(text) or text.index("@") > 64:
        raise BadValue(f"{shown(text)} is not an email address.")
    return text.lower()


def employment(text: str) -> Employment:
    """Its codes too: F, FT, P, PT, T and the like."""
    found = _EMPLOYMENTS.get(_plain_code(text))
    if found is None:
        raise BadValue(f"{shown(text)} is none of full_time, part_time, temporary, nor a code of theirs (F, PT, ...).")
    return found


def is_employment_code(text: str) -> bool:
    return _plain_code(text) in _CODES


def _plain_code(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def flag(text: str) -> bool:
    found = _FLAGS.get(text.casefold())
    if found is None:
        raise BadValue("The value is neither TRUE nor FALSE (nor yes or no, 1 or 0).")
    return found


def day(text: str) -> date:
    """ISO or American, at midnight if it has a time; a two-digit year or Excel's day number is not guessed at."""
    if iso := _ISO.fullmatch(text):
        return _date(iso[1], iso[2], iso[3])
    if american := _AMERICAN.fullmatch(text):
        return _date(american[3], american[1], american[2])
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?", text):
        raise BadValue("The value is Excel's number for a day: format the column as a date.")
    raise BadValue("The value is not a date: write 2024-01-31 or 1/31/2024, with the whole year.")


def _date(year: str, month: str, day_of_month: str) -> date:
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError as trouble:
        raise BadValue("There is no such day in the calendar.") from trouble
