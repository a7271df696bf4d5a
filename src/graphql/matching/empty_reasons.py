"""Why a list is empty, made part of the schema before anything uses it."""

from moments.domain.matching.suggestion import EmptyReason
from moments.graphql.shared.enums import described_enum

described_enum(
    EmptyReason,
    name="EmptyListReason",
    description="Why a mentee's list is empty (MAT-4).",
    values={
        EmptyReason.NO_MENTORS: "No mentor takes part in the matching.",
        EmptyReason.NOBODY_OFFERS: "No mentor offers a skill that the mentee seeks.",
        EmptyReason.ALL_FULL: "No mentor who offers a skill that the mentee seeks has an open place.",
        EmptyReason.ALL_UNAVAILABLE: "All mentors who offer a skill that the mentee seeks are unavailable.",
        EmptyReason.ALL_FULL_OR_UNAVAILABLE: (
            "All mentors who offer a skill that the mentee seeks have no open place or are unavailable."
        ),
        EmptyReason.ONLY_EXCLUDED: (
            "All available mentors with a skill that the mentee seeks are excluded: the mentee, their supervisor "
            "or direct reports, or mentors they have had, requested or been declined by."
        ),
        EmptyReason.NO_COMMON_HOURS: "No available mentor with a skill that the mentee seeks shares a working hour.",
        EmptyReason.SHOWN_ENOUGH: (
            "All available mentors with a skill that the mentee seeks are on as many lists as they can be; only in "
            "runs whose limits did not give way."
        ),
    },
)

__all__ = ["EmptyReason"]
