"""What speaks against the time of a meeting (MEN-3)."""

import strawberry

from moments.domain.mentorships import meeting_time
from moments.graphql.shared.enums import described_enum

MeetingWarningKind = described_enum(
    meeting_time.MeetingWarningKind,
    name="MeetingWarningKind",
    description="What speaks against the time of a meeting, without forbidding it (MEN-3).",
    values={
        meeting_time.MeetingWarningKind.OUTSIDE_MENTOR_HOURS: "The time is outside the mentor's regular working hours.",
        meeting_time.MeetingWarningKind.OUTSIDE_MENTEE_HOURS: "The time is outside the mentee's regular working hours.",
        meeting_time.MeetingWarningKind.AFTER_AGREED_END: "The time is after the agreed end of the mentorship.",
        meeting_time.MeetingWarningKind.FAR_AHEAD: "The time is more than three months from now.",
    },
)


@strawberry.type(description="A reason against the time of a meeting, which the viewer may accept (MEN-3).")
class MeetingWarning:
    kind: meeting_time.MeetingWarningKind = strawberry.field(
        description="Machine-readable kind, to accept the warning by."
    )
    message: str = strawberry.field(description="The warning as a sentence to show to the user.")

    @classmethod
    def of(cls, given: meeting_time.MeetingWarning) -> "MeetingWarning":
        return cls(kind=given.kind, message=given.message)
