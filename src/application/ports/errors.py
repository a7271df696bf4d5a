"""The errors that ports raise."""

from moments.domain.shared.errors import DomainError


class NotFound(DomainError):
    """The object does not exist, or the person may not see it or act on it; both give the same error."""

    def __init__(self, what: str, *, field_given: bool = True, by_right: bool = False) -> None:
        """`field_given`: the input has a field named `what` that identifies the object. `by_right`: it exists, and the
        person has no right to it; for the security log, never for the person.
        """
        self.by_right = by_right
        self.what, self.field = what, what if field_given else None
        super().__init__(
            f"{what[:1].upper()}{what[1:]} not found. It may have been removed, or you may not have access to it. Go "
            "back and choose again."
        )


class NotPermitted(DomainError):
    """The action is others', on a thing that everybody may see: so the person is told whose it is."""

    def __init__(self, sentence: str, rule: str) -> None:
        self.rule = rule
        super().__init__(sentence)


class ConcurrentUpdate(Exception):
    """Another transaction wrote the same row first; run the use case again on the current data."""


class StalePreparation(ConcurrentUpdate):
    """The result of `prepare` no longer fits the current data; prepare again."""


class DuplicateKey(ConcurrentUpdate):
    """Another transaction inserted a row with the same key; when run again, the use case finds it."""


class IdempotencyKeyReused(DomainError):
    """An idempotency key was reused for a different request."""

    field = "idempotencyKey"

    def __init__(self) -> None:
        super().__init__("This idempotency key was used for another request. Use a new one for each request.")
