"""What a port answers when it can't do as asked."""

from moments.domain.shared.errors import DomainError


class NotFound(DomainError):
    """There is no such thing, or none that this person may see or act on; the two answers are one."""

    def __init__(self, what: str, *, field_given: bool = True) -> None:
        """`field_given`: an input of that name said which."""
        self.what, self.field = what, what if field_given else None
        super().__init__(
            f"{what[:1].upper()}{what[1:]} not found. It may have been removed, or you may not have access to it."
        )


class ConcurrentUpdate(Exception):
    """Somebody else wrote the same row first; the use-case is to be run again on what is there now."""


class StalePreparation(ConcurrentUpdate):
    """What was worked out before the transaction no longer fits what is there; it is to be worked out anew."""


class DuplicateKey(ConcurrentUpdate):
    """A row of that identity was written meanwhile; run again, the use-case finds it."""


class IdempotencyKeyReused(DomainError):
    """An idempotency key came again with another request."""

    field = "idempotencyKey"

    def __init__(self) -> None:
        super().__init__("This idempotency key was used for another request. Use a new one for each request.")
