"""The security log: who was refused what, who was given power, who read whose private facts. Ids only, no content.

It stands below all layers, so that each of them writes with the same function. The lines are those of the logger
`moments.security`; docs/security-log.md has each event.
"""

import logging
from collections.abc import Collection, Generator
from contextlib import contextmanager
from enum import Enum
from typing import Final

LOGGER: Final = "moments.security"
FACTS: Final = "security_facts"
"""The attribute of the log's record that holds the event's facts."""
_log = logging.getLogger(LOGGER)


class SecurityEvent(Enum):
    SIGN_IN_REFUSED = "sign_in_refused"
    """`why`: the refusal's name."""
    ACTION_REFUSED = "action_refused"
    """`action`: the mutation, subscription or address that the person has no right to."""
    BUDGET_EXCEEDED = "budget_exceeded"
    """`why`: the budget's name."""
    POWER_CHANGED = "power_changed"
    """`action`: what was done; `people`: to whom; `department`: whose administrator."""
    PRIVATE_FACTS_READ = "private_facts_read"
    """`people`: whose; `why`: the facts' name; `role`: in which role."""


def record(
    event: SecurityEvent,
    *,
    person: str | None = None,
    action: str | None = None,
    why: str | None = None,
    people: Collection[str] = (),
    department: str | None = None,
    role: str | None = None,
) -> None:
    """Writes one line; the request's id is added where there is a request.

    `person`: ID of the person who acted; None for who is not signed in and for the program itself. `people`: IDs of
    those it was done to. No fact is a text that somebody wrote, a name or an email address.
    """
    facts = {"person": person, "action": action, "why": why, "department": department, "role": role}
    given: dict[str, object] = {name: value for name, value in facts.items() if value is not None}
    if people:
        given["people"] = sorted(people)
    _log.info(event.value, extra={FACTS: given})


@contextmanager
def silent() -> Generator[None]:
    """Writes nothing inside: for an invented program, in which nobody is given any power."""
    before, _log.disabled = _log.disabled, True
    try:
        yield
    finally:
        _log.disabled = before


def in_snake_case(kind: type) -> str:
    """A class's name as a fact: `PersonHasLeft` is `person_has_left`."""
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in kind.__name__).lstrip("_")
