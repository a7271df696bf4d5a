"""Whom to ask: a contact as it is written in one line of text, taken apart for pages that link to it."""

import re
from dataclasses import dataclass

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(
    r"(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?: ?(?:ext\.?|x) ?\d{1,6})?", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*[,;\n]\s*")


@dataclass(frozen=True, slots=True)
class Contact:
    """`name`: of a person or an office. `note`: what is neither name, address nor number, as it was written."""

    name: str | None = None
    email: str | None = None
    telephone: str | None = None
    note: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Contact":
        """From parts that commas or semicolons separate, such as "Human Resources, hr@oa.mo.gov, 573-555-0106".

        A text in sentences is kept whole as the note, with the first address and the first number in it.
        """
        parts = [part for part in _SEPARATOR.split(text.strip()) if part]
        words = [part for part in parts if not (_EMAIL.fullmatch(part) or _TELEPHONE.fullmatch(part))]
        email, telephone = _EMAIL.search(text), _TELEPHONE.search(text)
        in_sentences = any(_EMAIL.search(part) or _TELEPHONE.search(part) for part in words)
        again = len(parts) - len(words) > bool(email) + bool(telephone)
        name = words[0] if words and not in_sentences else None
        rest = text.strip() if in_sentences or again else ", ".join(words[1:])
        return cls(name, email and email[0].rstrip("."), telephone and telephone[0], rest or None)
