"""What a person is told of a refusal."""

from moments.domain.shared.contact import Contact
from moments.domain.shared.errors import DomainError


def told(error: DomainError, contact: Contact) -> str:
    """The error's own sentences; for what the State's records say, also whom to tell if they are wrong (APP-2)."""
    sentences = [f"{each}{_correction(contact) if each.from_records else ''}" for each in error.all]
    return " ".join(sentences)


def _correction(contact: Contact) -> str:
    return f" If a record is wrong, write to {contact.email}."
