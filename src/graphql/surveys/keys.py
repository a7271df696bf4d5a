"""A survey's identity: the mentorship and the side."""

from moments.domain.shared.ids import MentorshipId
from moments.domain.shared.kind import ApplicationKind

_SIDES = {kind.value: kind for kind in ApplicationKind}


def survey_key(identity: str) -> tuple[MentorshipId, ApplicationKind] | None:
    """Parses the identity; None if it is invalid."""
    mentorship, _, side = identity.rpartition(":")
    return (MentorshipId(mentorship), _SIDES[side]) if mentorship and side in _SIDES else None
