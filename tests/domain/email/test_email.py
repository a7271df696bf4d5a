"""What may be decided about a letter that failed, and about no other."""

import pytest

from moments.domain.email.email import (
    LetterDiscarded,
    LetterNotFailed,
    LetterSentAgain,
    LetterState,
    OutgoingLetter,
)
from moments.domain.shared.text import UnusableText
from tests.domain.builders import NOW, SAM

NOT_FAILED = [state for state in LetterState if state is not LetterState.DEAD]


def a_letter(state: LetterState = LetterState.DEAD) -> OutgoingLetter:
    return OutgoingLetter(id=7, kind="request_closed", state=state, attempts=15, problem="550 no such mailbox.")


def test_sent_again_it_begins_anew() -> None:
    letter = a_letter()

    letter.send_again(SAM, at=NOW)

    assert (letter.state, letter.attempts, letter.problem) == (LetterState.WAITING, 0, None)
    assert letter.take_events() == (LetterSentAgain(occurred_at=NOW, by=SAM, letter=7, kind="request_closed"),)


def test_discarded_it_keeps_why_it_failed_and_why_it_was_let_be() -> None:
    letter = a_letter()

    letter.discard(SAM, " She has  left. ", at=NOW)

    assert (letter.state, letter.problem) == (LetterState.DISCARDED, "550 no such mailbox. Discarded: She has left.")
    assert letter.take_events() == (LetterDiscarded(occurred_at=NOW, by=SAM, letter=7, kind="request_closed"),)


@pytest.mark.parametrize("state", NOT_FAILED)
def test_what_has_not_failed_stays_as_it_is(state: LetterState) -> None:
    letter = a_letter(state)

    with pytest.raises(LetterNotFailed):
        letter.send_again(SAM, at=NOW)
    with pytest.raises(LetterNotFailed):
        letter.discard(SAM, "Never mind.", at=NOW)

    assert letter.state is state
    assert letter.take_events() == ()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\0b"])
def test_it_is_discarded_for_a_reason_only(reason: str) -> None:
    letter = a_letter()

    with pytest.raises(UnusableText):
        letter.discard(SAM, reason, at=NOW)

    assert letter.state is LetterState.DEAD
