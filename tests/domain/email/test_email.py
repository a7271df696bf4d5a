"""What may be decided about an email that failed, and about no other."""

import pytest

from moments.domain.email.email import (
    EmailDiscarded,
    EmailNotFailed,
    EmailResent,
    EmailState,
    OutboxEmail,
)
from moments.domain.shared.text import InvalidText
from tests.domain.builders import NOW, SAM

NOT_FAILED = [state for state in EmailState if state is not EmailState.FAILED]


def an_email(state: EmailState = EmailState.FAILED) -> OutboxEmail:
    return OutboxEmail(id=7, kind="request_closed", state=state, attempts=15, problem="550 no such mailbox.")


def test_sent_again_it_begins_anew() -> None:
    email = an_email()

    email.send_again(SAM, at=NOW)

    assert (email.state, email.attempts, email.problem) == (EmailState.QUEUED, 0, None)
    assert email.collect_events() == (EmailResent(occurred_at=NOW, by=SAM, letter=7, kind="request_closed"),)


def test_discarded_it_keeps_why_it_failed_and_why_it_was_let_be() -> None:
    email = an_email()

    email.discard(SAM, " She has  left. ", at=NOW)

    assert (email.state, email.problem) == (EmailState.DISCARDED, "550 no such mailbox. Discarded: She has left.")
    assert email.collect_events() == (EmailDiscarded(occurred_at=NOW, by=SAM, letter=7, kind="request_closed"),)


@pytest.mark.parametrize("state", NOT_FAILED)
def test_what_has_not_failed_stays_as_it_is(state: EmailState) -> None:
    email = an_email(state)

    with pytest.raises(EmailNotFailed):
        email.send_again(SAM, at=NOW)
    with pytest.raises(EmailNotFailed):
        email.discard(SAM, "Never mind.", at=NOW)

    assert email.state is state
    assert email.collect_events() == ()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\0b"])
def test_it_is_discarded_for_a_reason_only(reason: str) -> None:
    email = an_email()

    with pytest.raises(InvalidText):
        email.discard(SAM, reason, at=NOW)

    assert email.state is EmailState.FAILED
