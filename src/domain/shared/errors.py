"""Refusals: one root, one class for each broken rule, with the facts a person needs to mend it."""

from collections.abc import Sequence


class DomainError(Exception):
    """The program's rules refuse this. `rule` is the ID in docs/RULES.md, `field` the input at fault.

    `str(error)` is the sentence a person reads: what is wrong, and what to do about it.
    """

    rule: str | None = None
    field: str | None = None

    @property
    def all(self) -> Sequence["DomainError"]:
        """Every refusal in this one: itself, unless it is a `Refusals`."""
        return (self,)


class Refusals(DomainError):
    """Several refusals at once, so that a form shows all that has to be mended."""

    def __init__(self, refusals: Sequence[DomainError]) -> None:
        self._all = tuple(each for refusal in refusals for each in refusal.all)
        super().__init__(" ".join(str(each) for each in self._all))

    @property
    def all(self) -> Sequence[DomainError]:
        return self._all


class IllegalTransition(DomainError):
    """The step does not exist from the present state, e.g. approving what was withdrawn."""

    def __init__(self, what: str, state: str, trigger: str) -> None:
        self.what, self.state, self.trigger = what, state, trigger
        words = state.replace("_", " ")
        super().__init__(f"This {what} is {words}, so it cannot be {_PAST.get(trigger, trigger)} now.")


_PAST = {
    "submit": "submitted",
    "approve": "approved",
    "deny": "denied",
    "withdraw": "withdrawn",
    "revise": "revised",
    "reroute": "rerouted",
    "accept": "accepted",
    "decline": "declined",
    "cancel": "cancelled",
    "close": "closed",
    "complete": "completed",
    "discontinue": "discontinued",
    "confirm": "confirmed",
    "hold": "logged as held",
    "move": "moved",
    "call_off": "called off",
    "edit": "edited",
    "propose": "given an agreement",
    "meet": "given another meeting",
    "suspend": "suspended",
    "reinstate": "reinstated",
    "run": "carried out",
    "skip": "skipped",
    "begin": "begun",
    "finish": "finished",
    "give_up": "given up",
}


def refuse_all(refusals: Sequence[DomainError]) -> None:
    """Raises the refusal, or all of them as one `Refusals`; does nothing when there is none."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise Refusals(refusals)
