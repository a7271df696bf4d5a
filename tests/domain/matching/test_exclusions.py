"""What stands between a mentee and a mentor (MAT-6)."""

from datetime import UTC, datetime, timedelta

import pytest

from moments.domain.matching.exclusions import A_DAY, A_YEAR, Between, Exclusion, between, exclusion_between
from moments.domain.mentorships.lifecycle import MentorshipState
from tests.domain.matching.left_by import left_by

NOW = datetime(2026, 5, 20, 15, tzinfo=UTC)
QUARTER_BEGAN = datetime(2026, 4, 1, 5, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
S, X = MentorshipState, Exclusion


def why(mentee: str = "ann", mentor: str = "moe", on_record: Between | None = None, **above: str) -> Exclusion | None:
    found = between(
        mentee,
        mentor,
        above_mentee=above.get("above_mentee"),
        above_mentor=above.get("above_mentor"),
        on_record=on_record,
    )
    return found.why if found else None


@pytest.mark.rule("MAT-6")
@pytest.mark.parametrize(
    ("state", "since", "found"),
    [
        (S.ACTIVE, NOW - 9 * A_YEAR, X.EXISTING),
        (S.REQUESTED, NOW - 9 * A_YEAR, X.PENDING),
        (S.DECLINED, QUARTER_BEGAN, X.DECLINED),
        (S.DECLINED, QUARTER_BEGAN - A_SECOND, None),
        (S.COMPLETED, NOW - A_YEAR + A_SECOND, X.WITHIN_THE_YEAR),
        (S.COMPLETED, NOW - A_YEAR, None),
        (S.DISCONTINUED, NOW - A_YEAR + A_SECOND, X.WITHIN_THE_YEAR),
        (S.DISCONTINUED, NOW - A_YEAR, None),
        (S.CANCELLED, NOW - A_DAY + A_SECOND, X.CANCELED),
        (S.CANCELLED, NOW - A_DAY, None),
        (S.CLOSED, NOW, None),
    ],
)
def test_a_mentorship_leaves_something_between_the_two_for_its_time(
    state: MentorshipState, since: datetime, found: Exclusion | None
) -> None:
    assert left_by(state, since, NOW) is found


@pytest.mark.rule("MAT-6")
def test_each_wait_ends_when_it_no_longer_stands_between_them() -> None:
    for state, since in ((S.DECLINED, NOW), (S.COMPLETED, NOW), (S.CANCELLED, NOW)):
        left = left_by(state, since, NOW)
        assert left is not None
        until = Between(left, since).until
        assert until is not None
        assert left_by(state, since, until - A_SECOND) is left
        assert left_by(state, since, until) is None
    assert Between(X.EXISTING, NOW).until is None
    assert Between(X.SUPERVISOR).until is None


@pytest.mark.rule("MAT-6")
def test_what_the_mentee_knows_of_is_told_before_who_is_above_whom_unless_it_passes() -> None:
    assert why() is None
    assert why("ann", "ann", Between(X.EXISTING)) is X.SELF
    assert why(above_mentee="moe") is X.SUPERVISOR
    assert why(above_mentor="ann") is X.DIRECT_REPORT
    assert why(above_mentee="zoe", above_mentor="zoe") is None
    for each in (X.EXISTING, X.PENDING, X.DECLINED, X.WITHIN_THE_YEAR, X.SUPERVISOR):
        assert why(on_record=Between(each), above_mentor="ann") is each
    assert why(on_record=Between(X.CANCELED)) is X.CANCELED
    assert why(on_record=Between(X.CANCELED), above_mentee="moe") is X.SUPERVISOR


@pytest.mark.rule("MAT-6")
def test_a_canceled_request_keeps_nobody_off_a_list() -> None:
    def of(history: Exclusion) -> Exclusion | None:
        return exclusion_between("ann", "moe", above_mentee=None, above_mentor=None, history=history)

    assert of(X.CANCELED) is None
    assert of(X.DECLINED) is X.DECLINED
