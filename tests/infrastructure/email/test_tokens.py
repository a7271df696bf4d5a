"""Tokens of unsubscribe links: only ours are read, and only for a while."""

from datetime import timedelta

import pytest

from moments.domain.email.kinds import Reminder
from moments.domain.shared.ids import PersonId
from moments.infrastructure.email.samples import NOW
from moments.infrastructure.email.tokens import LASTS, BadToken, Expired, Tokens, UnsubscribeClaim

TOKENS = Tokens(b"the secret")
ANN = PersonId("ann: a person, with \u00e9")


@pytest.mark.parametrize("reminder", list(Reminder))
def test_a_token_says_whose_reminder_it_is(reminder: Reminder) -> None:
    token = TOKENS.make(ANN, reminder, NOW)
    assert TOKENS.read(token, NOW) == UnsubscribeClaim(ANN, reminder)
    assert token.replace("-", "").replace("_", "").replace(".", "").isalnum()


def test_a_token_is_read_for_half_a_year() -> None:
    token = TOKENS.make(ANN, Reminder.PERIOD_ENDING, NOW)
    assert TOKENS.read(token, NOW + LASTS)
    with pytest.raises(Expired):
        TOKENS.read(token, NOW + LASTS + timedelta(seconds=1))


def test_a_token_signed_with_another_secret_is_not_read() -> None:
    with pytest.raises(BadToken):
        TOKENS.read(Tokens(b"another").make(ANN, Reminder.PERIOD_ENDING, NOW), NOW)


def test_a_token_changed_anywhere_is_not_read() -> None:
    token = TOKENS.make(ANN, Reminder.PERIOD_ENDING, NOW)
    for place in range(len(token)):
        for email in ("A", "B", ".", ""):
            changed = token[:place] + email + token[place + 1 :]
            if changed != token:
                with pytest.raises(BadToken):
                    TOKENS.read(changed, NOW)


@pytest.mark.parametrize("token", ["", ".", "a.b", "x" * 5000, "\u00e9.\u00e9", "a.b.c", "=.=", "\x00.\x00"])
def test_what_is_no_token_is_not_read(token: str) -> None:
    with pytest.raises(BadToken):
        TOKENS.read(token, NOW)
