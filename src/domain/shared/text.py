"""Free text from people: trimmed, bounded, and free of characters that no database or mail may carry."""

from moments.domain.shared.errors import DomainError

MESSAGE_LIMIT = 2_000
"""Characters in a bio, a message, a note or a comment: about a page."""


class UnusableText(DomainError):
    """`problem` is one of required, too_long, control_character."""

    def __init__(self, field: str, problem: str, sentence: str, rule: str | None = None) -> None:
        self.field, self.problem, self.rule = field, problem, rule
        super().__init__(sentence)


def required_text(value: str, field: str, label: str, *, limit: int = MESSAGE_LIMIT, rule: str | None = None) -> str:
    """The text, trimmed; raises UnusableText when nothing is left of it, or as `optional_text` does."""
    text = optional_text(value, field, label, limit=limit, rule=rule)
    if text is None:
        raise UnusableText(field, "required", f"{label} is required.", rule)
    return text


def optional_text(
    value: str | None, field: str, label: str, *, limit: int = MESSAGE_LIMIT, rule: str | None = None
) -> str | None:
    """The text, trimmed, or None for blank; raises UnusableText when too long or not text."""
    text = (value or "").strip()
    if any((ch < " " and ch not in "\n\r\t") or ch == "\x7f" or "\ud800" <= ch <= "\udfff" for ch in text):
        sentence = f"{label} holds a character that is not text. Remove it and try again."
        raise UnusableText(field, "control_character", sentence, rule)
    if len(text) > limit:
        sentence = f"{label} may have {limit:,} characters; this has {len(text):,}."
        raise UnusableText(field, "too_long", sentence, rule)
    return text or None
