"""Free text from people (APP-3's bio, messages, notes, comments): what is kept, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.shared.text import MESSAGE_LIMIT, UnusableText, optional_text, required_text

UNUSABLE = ["\x00", "\x01", "\x08", "\x0e", "\x1b", "\x7f", "\ud800", "\udbff", "\udc00", "\udfff"]


@pytest.mark.parametrize("blank", [None, "", "   ", "\n\t ", "\u00a0", "\u2003"])
def test_blank_text_is_none_at_all(blank: str | None) -> None:
    assert optional_text(blank, "note", "The note") is None


@pytest.mark.parametrize("blank", ["", "   ", "\n\t "])
def test_blank_text_is_refused_where_text_is_required(blank: str) -> None:
    with pytest.raises(UnusableText) as refusal:
        required_text(blank, "bio", "The short bio", rule="APP-3")
    assert (refusal.value.problem, refusal.value.field, refusal.value.rule) == ("required", "bio", "APP-3")
    assert str(refusal.value) == "The short bio is required."


def test_text_is_trimmed_and_keeps_its_lines() -> None:
    assert optional_text("  one\n\ttwo\r\n ", "note", "The note") == "one\n\ttwo"
    assert required_text(" José \U0001f600 ", "note", "The note") == "José \U0001f600"


@pytest.mark.parametrize("character", UNUSABLE, ids=[f"U+{ord(each):04X}" for each in UNUSABLE])
@pytest.mark.parametrize("read", [optional_text, required_text])
def test_text_that_no_database_can_hold_is_refused(read, character: str) -> None:
    with pytest.raises(UnusableText) as refusal:
        read(f"before{character}after", "note", "The note", rule="REQ-1")
    assert (refusal.value.problem, refusal.value.field, refusal.value.rule) == ("control_character", "note", "REQ-1")
    assert "Remove it and try again" in str(refusal.value)


@pytest.mark.parametrize("limit", [1, 10, MESSAGE_LIMIT])
def test_text_may_be_as_long_as_its_limit_and_no_longer(limit: int) -> None:
    assert optional_text("x" * limit, "note", "The note", limit=limit) == "x" * limit
    with pytest.raises(UnusableText) as refusal:
        optional_text("x" * (limit + 1), "note", "The note", limit=limit)
    assert refusal.value.problem == "too_long"
    assert f"{limit:,} characters" in str(refusal.value)
    assert f"{limit + 1:,}" in str(refusal.value)


def test_blanks_around_a_text_do_not_count_towards_its_limit() -> None:
    assert optional_text("  " + "x" * 5 + "  ", "note", "The note", limit=5) == "xxxxx"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None, categories=None), max_size=30))
def test_what_is_kept_can_be_stored_and_read_again_unchanged(value: str) -> None:
    try:
        kept = optional_text(value, "note", "The note")
    except UnusableText:
        return
    if kept is not None:
        assert kept
        assert kept.encode("utf-8").decode("utf-8") == kept
        assert "\x00" not in kept
        assert optional_text(kept, "note", "The note") == kept
