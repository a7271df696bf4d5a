"""Errors about a participant's capacity, approval and suspension."""

from moments.domain.shared.errors import DomainError


class NotApprovedYet(DomainError):
    """APP-6: no approved application in the role."""

    rule = "APP-6"

    def __init__(self, role: str) -> None:
        self.role = role
        super().__init__(
            f"You take part as a {role} once your supervisor has approved your {role} application. "
            "Submit one, or wait for the decision."
        )


class Suspended(DomainError):
    """ELIG-4: the person's own page shows the failed criteria; the error does not."""

    rule = "ELIG-4"
    from_records = True

    def __init__(self) -> None:
        super().__init__(
            "By the State's records you do not meet the program's criteria now, so your part is suspended. Open your "
            "dashboard to see which. You take part again, by itself, once the records change."
        )


class MenteeSuspended(DomainError):
    """ELIG-4, shown to the mentor without the reason (ELIG-5)."""

    rule = "ELIG-4"

    def __init__(self) -> None:
        super().__init__(
            "This mentee cannot take part right now. Leave the request and answer it later, or decline it."
        )


class MenteeAtCapacity(DomainError):
    """CAP-1."""

    rule = "CAP-1"

    def __init__(self) -> None:
        super().__init__(
            "A mentee has at most two mentors at a time, and two are confirmed. To ask another, end one of the two "
            "mentorships first."
        )


class MentorAtCapacity(DomainError):
    """CAP-2, shown to the mentor."""

    rule = "CAP-2"

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        have = "Two mentees are" if capacity > 1 else "Your one mentee is"
        end = "Decline this request, or end a mentorship first."
        hint = end if capacity > 1 else "To take a second, raise your number of mentees first."
        super().__init__(f"{have} confirmed, so you have no open place. {hint}")


class MentorNoLongerAvailable(DomainError):
    """CAP-2, CAP-3, ELIG-4, shown to a mentee: the same error for every reason."""

    rule = "CAP-2"
    field = "mentor"

    def __init__(self) -> None:
        super().__init__(
            "This mentor is no longer available; they may have two mentees by now. Search for another mentor."
        )


class TooManyPendingRequests(DomainError):
    """REQ-7."""

    rule = "REQ-7"

    def __init__(self, open_places: int) -> None:
        self.open_places = open_places
        waiting = "one request" if open_places == 1 else f"{open_places} requests"
        super().__init__(
            f"You may have {waiting} waiting, as many as you have open places. Cancel one to ask somebody else."
        )


class CapacityOutOfRange(DomainError):
    """CAP-2: a mentor can want one mentee or two, never more."""

    rule = "CAP-2"
    field = "capacity"

    def __init__(self) -> None:
        super().__init__("A mentor takes one mentee or two at a time. Choose 1 or 2.")


class OnlyForMentors(DomainError):
    """CAP-3: the form of a mentee does not ask it."""

    rule = "CAP-3"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__("Only the form of a mentor asks this. Leave it out.")


class ActiveMentorshipExists(DomainError):
    """APP-9: a person cannot leave a role while a mentorship in it is active."""

    rule = "APP-9"

    def __init__(self) -> None:
        super().__init__("You still have an active mentorship in this role. End the mentorship first, then withdraw.")
