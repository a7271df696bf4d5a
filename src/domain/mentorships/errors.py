"""Errors about requests, mentorships and meetings."""

from datetime import date

from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import MeetingId, MentorshipId


class SelfMentoring(DomainError):
    """REQ-1: a mentee cannot request themselves."""

    rule = "REQ-1"
    field = "mentor"

    def __init__(self) -> None:
        super().__init__("You cannot be your own mentor. Choose somebody else.")


class PairExists(DomainError):
    """REQ-6."""

    rule = "REQ-6"
    field = "mentor"

    def __init__(self, active: bool) -> None:
        self.active = active
        super().__init__(
            "This mentor is confirmed as yours already."
            if active
            else "You have asked this mentor already; the request waits for their answer."
        )


class NotAllowedForSide(DomainError):
    """The step belongs to the other side, or the person is not in the mentorship: a mentee answers for the mentor."""

    def __init__(self, sentence: str, rule: str = "REQ-4") -> None:
        self.rule = rule
        super().__init__(sentence)


class NoAgreementProposed(DomainError):
    rule = "MEN-1"

    def __init__(self) -> None:
        super().__init__("There is no agreement by the other side that waits for you. Propose one.")


class AgreementChanged(DomainError):
    """MEN-1: a person agrees only to the version that they have read."""

    rule = "MEN-1"
    field = "proposedAt"

    def __init__(self, mentorship: MentorshipId) -> None:
        self.mentorship = mentorship
        super().__init__("The other side has proposed a new version meanwhile. Read it, then agree.")


class InvalidEndDate(DomainError):
    rule = "MEN-1"
    field = "endsOn"

    def __init__(self, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(f"The agreed end has to be {earliest:%B} {earliest.day}, {earliest.year}, or later.")


class InvalidMeetingTime(DomainError):
    rule = "MEN-2"

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


class MeetingChanged(DomainError):
    """MEN-2: a person confirms, moves, cancels or logs only the meeting that they have read."""

    rule = "MEN-2"

    def __init__(self, meeting: MeetingId, field: str = "startsAt") -> None:
        self.meeting, self.field = meeting, field
        super().__init__("This meeting was moved since you read it. Read it as it is now, then do this again.")


class RequestWasClosed(DomainError):
    """CAP-4: raised when the mentor answers after the request was closed."""

    rule = "CAP-4"

    def __init__(self) -> None:
        super().__init__(
            "This request was closed because your last open place was filled or you withdrew. "
            "The mentee was notified and can request you again when you have an open place."
        )
