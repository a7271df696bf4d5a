"""The one place where stored text is read: trimmed, composed, free of invisible characters, limited in length."""

from unicodedata import category

from moments.domain.shared.errors import DomainError
from moments.domain.shared.invisible import composed

MESSAGE_LIMIT = 2_000
"""Characters in a bio, a message, a note or a comment: about a page."""
EMAIL_LIMIT = 320
_MAX_COMPOSED = 4
"""The most characters (a letter and its accents) that NFC composes into one."""

_INVISIBLE_CATEGORIES = ("Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Zs")
_BLANK_CHARACTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Characters that Unicode classifies as letters and symbols but that display as blank."""


class InvalidText(DomainError):
    """`problem` is one of required, too_long, control_character, invisible."""

    def __init__(self, field: str, problem: str, sentence: str, rule: str | None = None) -> None:
        self.field, self.problem, self.rule = field, problem, rule
        super().__init__(sentence)


def required_text(
    value: str, field: str, label: str, *, limit: int = MESSAGE_LIMIT, rule: str | None = None, one_line: bool = False
) -> str:
    """Like `optional_text`, but also raises InvalidText if the text is blank."""
    text = optional_text(value, field, label, limit=limit, rule=rule, one_line=one_line)
    if text is None:
        raise InvalidText(field, "required", f"{label} is missing. Fill it in.", rule)
    return text


def optional_text(
    value: str | None,
    field: str,
    label: str,
    *,
    limit: int = MESSAGE_LIMIT,
    rule: str | None = None,
    one_line: bool = False,
) -> str | None:
    """Returns the text, trimmed and as `composed` has it, or None if blank; raises InvalidText if it is too long, not
    plain text, or nothing that is seen.

    `one_line`: replaces each run of line breaks and spaces by one space.
    """
    text = (value or "").strip()
    counted = " ".join(text.split()) if one_line else text
    if len(counted) > _MAX_COMPOSED * limit:  # first, because NFC can take quadratic time
        raise _too_long(counted, field, label, limit, rule)
    text, was_blank = composed(text).strip(), not text
    if any(_is_no_text(ch) for ch in text):
        sentence = f"{label} holds a character that is not text. Remove it and try again."
        raise InvalidText(field, "control_character", sentence, rule)
    if not was_blank and not any(_is_visible(ch) for ch in text):
        sentence = f"{label} contains only invisible characters. Type it again."
        raise InvalidText(field, "invisible", sentence, rule)
    if one_line:
        text = " ".join(text.split())
    if len(text) > limit:
        raise _too_long(text, field, label, limit, rule)
    return text or None


def _too_long(text: str, field: str, label: str, limit: int, rule: str | None) -> InvalidText:
    sentence = f"{label} may have {limit:,} characters; this has {len(text):,}. Shorten it."
    return InvalidText(field, "too_long", sentence, rule)


def _is_no_text(ch: str) -> bool:
    """A control character that is neither a line break nor a tab, or a lone surrogate."""
    return category(ch) in ("Cc", "Cs") and ch not in "\n\r\t"


def _is_visible(ch: str) -> bool:
    return category(ch) not in _INVISIBLE_CATEGORIES and ch not in _BLANK_CHARACTERS
