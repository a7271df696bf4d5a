"""Which errors are refusals by right, whatever the person is told."""

from moments.application.ports.errors import NotFound, NotPermitted
from moments.domain.applications.decision import CannotDecideOwn
from moments.domain.shared.errors import DomainError


def is_refusal_by_right(error: DomainError) -> bool:
    """Whether the object exists and the action is not the person's, as opposed to what is wrong at the moment."""
    return isinstance(error, CannotDecideOwn | NotPermitted) or (isinstance(error, NotFound) and error.by_right)
