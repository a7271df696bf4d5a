"""Errors: one root, and one class per broken rule with the facts a person needs to fix it."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager


class DomainError(Exception):
    """The program's rules do not allow this. `rule`: the ID in docs/RULES.md; `field`: the invalid input.

    `str(error)` is what the user reads: what happened, why, and what to do now. docs/refusals.md lists them all.
    `from_records`: the State's records say so, and the user is also told where to have them corrected (APP-2).
    """

    rule: str | None = None
    field: str | None = None
    from_records: bool = False

    @property
    def all(self) -> Sequence["DomainError"]:
        """Every error in this one: itself, unless it is a `DomainErrors`."""
        return (self,)


class DomainErrors(DomainError):
    """Several errors at once, so that a form shows all that must be fixed."""

    def __init__(self, errors: Sequence[DomainError]) -> None:
        self._all = tuple(each for error in errors for each in error.all)
        super().__init__(" ".join(str(each) for each in self._all))

    @property
    def all(self) -> Sequence[DomainError]:
        return self._all


class IllegalTransition(DomainError):
    """The step is not possible in the current state, such as approving a withdrawn application.

    `stands`: the thing and its state, such as "This request was canceled". `way_on`: what to do instead.
    """

    def __init__(self, what: str, state: str, trigger: str, *, stands: str, way_on: str) -> None:
        self.what, self.state, self.trigger = what, state, trigger
        super().__init__(f"{stands}, so it cannot be {_PAST.get(trigger, trigger)} now. {way_on}")


_PAST = {
    "submit": "submitted",
    "approve": "approved",
    "deny": "denied",
    "withdraw": "withdrawn",
    "revise": "revised",
    "reroute": "rerouted",
    "accept": "accepted",
    "decline": "declined",
    "cancel": "canceled",
    "close": "closed",
    "complete": "completed",
    "discontinue": "discontinued",
    "confirm": "confirmed",
    "hold": "logged as held",
    "confirm_hours": "confirmed as held",
    "move": "moved",
    "edit": "edited",
    "propose": "given an agreement",
    "meet": "used to plan a meeting",
    "suspend": "suspended",
    "reinstate": "reinstated",
    "run": "carried out",
    "skip": "skipped",
    "begin": "begun",
    "finish": "finished",
    "give_up": "given up",
}


def raise_all(errors: Sequence[DomainError]) -> None:
    """Raises a single error itself, several as one `DomainErrors`; does nothing if there are none."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise DomainErrors(errors)


@contextmanager
def collecting(errors: list[DomainError]) -> Generator[None, None, None]:
    """Appends a DomainError of the block to `errors`, to raise it together with the others."""
    try:
        yield
    except DomainError as error:
        errors.append(error)
