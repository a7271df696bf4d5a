"""The refusals of the use cases: one example, or more, of each class."""

from moments.application.access.matrix import ON_PUBLIC_THINGS
from moments.application.applications.decide_several import InvalidSelection
from moments.application.applications.start_application import ApplicationExists
from moments.application.ports.errors import IdempotencyKeyReused, NotFound, NotPermitted
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.errors import DomainError
from tests.domain.builders import an_application

EXAMPLES: list[DomainError] = [
    *(ApplicationExists(an_application().in_state(state).build()) for state in ApplicationState),
    *(NotPermitted(each.sentence, each.rule) for each in ON_PUBLIC_THINGS.values()),
    *(NotFound(what) for what in ("application", "mentorship", "page", "trial run")),
    IdempotencyKeyReused(),
    InvalidSelection(),
]
