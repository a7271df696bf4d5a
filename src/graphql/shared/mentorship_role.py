"""The two sides of a mentorship. An application has a kind, and the person in a mentorship a role."""

from enum import Enum

from moments.domain.shared.kind import ApplicationKind
from moments.graphql.shared.enums import described_enum


class MentorshipRole(Enum):
    MENTOR = "mentor"
    MENTEE = "mentee"

    @classmethod
    def of(cls, side: ApplicationKind) -> "MentorshipRole":
        return cls(side.value)

    @property
    def side(self) -> ApplicationKind:
        return ApplicationKind(self.value)


described_enum(
    MentorshipRole,
    description="Role of a person in a mentorship or a matching run.",
    values={
        MentorshipRole.MENTOR: "The person who gives guidance.",
        MentorshipRole.MENTEE: "The person who is guided.",
    },
)
