"""The effect of an action as a sentence."""

import pytest

from moments.application.effects import Effect


@pytest.mark.parametrize(
    ("effect", "sentence"),
    [
        (Effect(0, (), 0, 0, 0, 0), "This sends no email."),
        (Effect(1, (), 0, 0, 0, 0), "This sends 1 email."),
        (Effect(50_000, (), 0, 0, 0, 0), "This sends 50,000 emails."),
        (Effect(0, (), 2, 0, 0, 0), "This closes 2 requests and sends no email."),
        (
            Effect(5, (), 1, 1, 2, 2),
            "This closes 1 request, ends 1 mentorship, cancels 2 meetings, asks for 2 surveys and sends 5 emails.",
        ),
    ],
)
def test_an_effect_is_a_sentence(effect: Effect, sentence: str) -> None:
    assert effect.sentence == sentence
