"""Errors about requests, mentorships and meetings."""

from collections.abc import Mapping
from datetime import date, datetime

from moments.domain.mentorships.end_reason import EndReason
from moments.domain.program.common_hours import Span, clock_time
from moments.domain.program.working_hours import STATE_TIME
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
            "This is your mentor already. Open your mentorship to go on."
            if active
            else "You have asked this mentor already. Wait for their answer, or cancel the request."
        )


class SupervisionBetween(DomainError):
    """MAT-6: the approver is not the mentor: a supervisor, by the directory or named on the application, and a direct
    report do not mentor each other.
    """

    rule = "MAT-6"
    field = "mentor"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class AskedTooSoon(DomainError):
    """MAT-6: the mentor declined this quarter, the mentorship ended within the year, or the mentee canceled within the
    day. `until`: from when on the mentee may ask.
    """

    rule = "MAT-6"
    field = "mentor"

    def __init__(self, until: datetime, sentence: str) -> None:
        self.until = until
        super().__init__(sentence)


class NotAllowedForSide(DomainError):
    """The step belongs to the other side, or the person is not in the mentorship: a mentee answers for the mentor."""

    def __init__(self, sentence: str, rule: str = "REQ-4") -> None:
        self.rule = rule
        super().__init__(sentence)


class NoAgreementProposed(DomainError):
    rule = "MEN-1"

    def __init__(self) -> None:
        super().__init__("Your partner has not proposed an agreement. Propose one yourself, or wait for theirs.")


class AgreementChanged(DomainError):
    """MEN-1: a person agrees only to the version that they have read, and replaces only that one."""

    rule = "MEN-1"
    field = "proposedAt"

    def __init__(self, mentorship: MentorshipId) -> None:
        self.mentorship = mentorship
        super().__init__(
            "Your partner proposed a new version of the agreement since you opened it. Read that version "
            "first, then answer."
        )


class InvalidEndDate(DomainError):
    rule = "MEN-1"
    field = "endsOn"

    def __init__(self, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(f"This end is too early. Choose {earliest:%B} {earliest.day}, {earliest.year}, or later.")


class InvalidMeetingTime(DomainError):
    rule = "MEN-2"

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


class MeetingsOverlap(DomainError):
    """MEN-4: a person is in one meeting at a time. `meeting`: the one in the way, if it is the person's own."""

    rule = "MEN-4"

    def __init__(self, meeting: MeetingId | None = None, span: Span | None = None, *, field: str = "startsAt") -> None:
        self.meeting, self.field = meeting, field
        super().__init__(_own_meeting(span) if span else _PARTNER_IS_BUSY)


_PARTNER_IS_BUSY = "Your partner has another meeting at this time. Choose another time."


def _own_meeting(span: Span) -> str:
    begin, end = span.starts_at.astimezone(STATE_TIME), span.ends_at.astimezone(STATE_TIME)
    when = f"{begin:%A}, {begin:%B} {begin.day}, {clock_time(begin.time())} to {clock_time(end.time())} {end:%Z}"
    return f"You have another meeting at this time ({when}). Choose another time, or move that one."


class TooManyProposals(DomainError):
    """MEN-2: *reading*: a few proposals at a time are enough to choose from, and each is an email to the other side."""

    rule = "MEN-2"

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            f"There are {most} proposed meetings of this mentorship to answer, the most at a time. Confirm or "
            "cancel one of them first."
        )


class MeetingOnRecord(DomainError):
    """MEN-4: one meeting of a pair is one meeting, whoever logs it. `meeting`: the one on record."""

    rule = "MEN-4"
    field = "startsAt"

    def __init__(self, meeting: MeetingId) -> None:
        self.meeting = meeting
        super().__init__(
            "The two of you have a meeting at this time on record already. Open it, and confirm its hours or log it as "
            "held there."
        )


class HoursAlreadyConfirmed(DomainError):
    rule = "MEN-4"

    def __init__(self) -> None:
        super().__init__("The hours of this meeting are confirmed already. Open your hours to see them.")


class MeetingChanged(DomainError):
    """MEN-2: a person confirms, moves, cancels or logs only the meeting that they have read."""

    rule = "MEN-2"

    def __init__(self, meeting: MeetingId, field: str = "startsAt") -> None:
        self.meeting, self.field = meeting, field
        super().__init__("This meeting was moved since you read it. Read it as it is now, then do this again.")


class RequestWasClosed(DomainError):
    """CAP-4, REQ-4, DIR-1: raised when the mentor answers after the request ended. `reason`: why the program ended it;
    None if the mentee canceled it.
    """

    def __init__(self, reason: EndReason | None = None) -> None:
        self.reason = reason
        self.rule = "DIR-1" if reason and reason.is_departure else "CAP-4" if reason else "REQ-4"
        super().__init__(_WHY_CLOSED[reason])


_NEXT_REQUEST = "Open your requests to see what is waiting for you."
_WHY_CLOSED: Mapping[EndReason | None, str] = {
    None: f"The mentee canceled this request. {_NEXT_REQUEST}",
    EndReason.MENTEE_WITHDREW: (f"The mentee no longer takes part, so this request was canceled. {_NEXT_REQUEST}"),
    EndReason.MENTEE_LEFT: (f"The mentee has left the State's service, so this request was canceled. {_NEXT_REQUEST}"),
    EndReason.MENTOR_FULL: (
        "This request was closed because your last open place was filled. The mentee was told. When a place is open "
        "again, the mentee can ask you again."
    ),
    EndReason.MENTOR_WITHDREW: (
        "This request was closed because you withdrew your application as a mentor. The mentee was told. Once "
        "you take part again, the mentee can ask you again."
    ),
    EndReason.MENTOR_LEFT: (
        "This request was closed because the State's directory listed you as having left. The mentee was told. Now "
        "the mentee can ask you again."
    ),
}
