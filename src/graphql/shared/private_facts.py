"""The one place where private facts of a person go into an answer (ELIG-5): whoever shows them notes it here."""

from moments.domain.participants.eligibility import Ineligible
from moments.domain.participants.private_facts import PrivateFacts, ReaderRole, ShownFacts
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import PersonId


class PrivateFactsShown:
    """What the answer that is being made shows, until it is taken and recorded."""

    def __init__(self) -> None:
        self._shown: dict[ShownFacts, None] = {}

    def note(self, person: PersonId, role: ReaderRole | None) -> None:
        """That the person's eligibility is shown to somebody in that role; None for the person themselves."""
        if role is not None:
            self._shown[ShownFacts(person, PrivateFacts.ELIGIBILITY, role)] = None

    def note_error(self, error: DomainError, viewer: PersonId, role: ReaderRole = ReaderRole.DECIDER) -> None:
        """That the viewer is told of the error, which may say what somebody else's eligibility lacks."""
        for each in error.all:
            if isinstance(each, Ineligible) and each.person != viewer:
                self._shown[ShownFacts(each.person, PrivateFacts.ELIGIBILITY, role)] = None

    def note_readers(self, person: PersonId) -> None:
        """That the office is shown who has read the person's private facts."""
        self._shown[ShownFacts(person, PrivateFacts.READERS, ReaderRole.OFFICE)] = None

    def take(self) -> tuple[ShownFacts, ...]:
        shown = tuple(self._shown)
        self._shown.clear()
        return shown
