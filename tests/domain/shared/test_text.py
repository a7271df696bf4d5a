"""Free text from people (APP-3's bio, messages, notes, comments): what is kept, and what is refused."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.shared.text import MESSAGE_LIMIT, InvalidText, optional_text, required_text

UNUSABLE = [
    *["\x00", "\x01", "\x08", "\x0e", "\x1b", "\x7f"],
    *["\x80", "\x85", "\x90", "\x9b", "\x9f"],
    *["\ud800", "\udbff", "\udc00", "\udfff"],
]
INVISIBLE = [
    "\u200b",
    "\u200d\u200d",
    "\ufeff",
    "\u00ad",
    "\u2060 \n\u200e",
    "\u115f",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\U000e0041",
]


@pytest.mark.parametrize("blank", [None, "", "   ", "\n\t ", "\u00a0", "\u2003"])
def test_blank_text_is_none_at_all(blank: str | None) -> None:
    assert optional_text(blank, "note", "The note") is None


@pytest.mark.parametrize("blank", ["", "   ", "\n\t "])
def test_blank_text_is_refused_where_text_is_required(blank: str) -> None:
    with pytest.raises(InvalidText) as refusal:
        required_text(blank, "bio", "The short bio", rule="APP-3")
    assert (refusal.value.problem, refusal.value.field, refusal.value.rule) == ("required", "bio", "APP-3")
    assert str(refusal.value) == "The short bio is missing. Fill it in."


def test_text_is_trimmed_and_keeps_its_lines() -> None:
    assert optional_text("  one\n\ttwo\r\n ", "note", "The note") == "one\n\ttwo"
    assert required_text(" José \U0001f600 ", "note", "The note") == "José \U0001f600"


def test_text_that_is_far_too_long_is_refused_as_it_was_typed() -> None:
    """Before it is composed, which may take very long; the number is that of the emails and marks as typed."""
    with pytest.raises(InvalidText) as refusal:
        optional_text("\u03c9\u0314\u0342\u0345" * 11, "note", "The note", limit=10)
    assert str(refusal.value) == "The note may have 10 characters; this has 44. Shorten it."


@pytest.mark.parametrize("character", UNUSABLE, ids=[f"U+{ord(each):04X}" for each in UNUSABLE])
@pytest.mark.parametrize("read", [optional_text, required_text])
def test_text_that_no_database_can_hold_is_refused(read, character: str) -> None:
    with pytest.raises(InvalidText) as refusal:
        read(f"before{character}after", "note", "The note", rule="REQ-1")
    assert (refusal.value.problem, refusal.value.field, refusal.value.rule) == ("control_character", "note", "REQ-1")
    assert "Remove it and try again" in str(refusal.value)


@pytest.mark.parametrize("text", INVISIBLE, ids=ascii)
@pytest.mark.parametrize("read", [optional_text, required_text])
def test_text_of_which_nothing_can_be_seen_is_refused(read, text: str) -> None:
    with pytest.raises(InvalidText) as refusal:
        read(text, "note", "The note", rule="REQ-1")
    assert (refusal.value.problem, refusal.value.field, refusal.value.rule) == ("invisible", "note", "REQ-1")
    assert read(f"{text}a", "note", "The note").endswith("a")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Net\u200bworking\ufeff", "Networking"),
        ("573\u2011526", "573\u2011526"),
        ("\u202d573-526-4500\u202c", "573-526-4500"),
        ("an\u202enn", "annn"),
        ("\u2066an\u2069", "an"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a\u200db", "ab"),
        ("\u4e2d\u200d\u6587", "\u4e2d\u6587"),
        ("a\ufe0fb", "ab"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("e\u034f\u0301", "\u00e9"),
        ("Jos\u00e9\u00a0Luis\u202fN.", "Jos\u00e9 Luis N."),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("\u206a\u3164x", "x"),
    ],
    ids=ascii,
)
def test_what_nobody_sees_is_not_kept(text: str, kept: str) -> None:
    assert required_text(text, "note", "The note") == kept


@pytest.mark.parametrize(
    "text",
    [
        "\u2764\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3",
        "\u845b\U000e0100",
        "\U0001f469\u200d\U0001f4bb",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "\u4f60\u597d",
    ],
    ids=["a heart on fire", "a keycap", "an ideograph's variant", "a joined emoji", "Persian", "Hindi", "Chinese"],
)
def test_joiners_and_marks_among_letters_are_text(text: str) -> None:
    assert required_text(text, "note", "The note") == text


def test_text_is_kept_composed_and_counted_so() -> None:
    assert optional_text("Jose\u0301", "note", "The note", limit=4) == "Jos\u00e9"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" a\nb ", "a b"),
        ("a\r\n\t b", "a b"),
        ("a\u2028b", "a b"),
        ("a\u00a0\u2003 b", "a b"),
        ("a\u200b \u2028b", "a b"),
        ("\n", None),
        (None, None),
    ],
    ids=ascii,
)
def test_one_line_has_no_breaks_and_single_blanks(text: str | None, line: str | None) -> None:
    assert optional_text(text, "name", "The name", one_line=True) == line


def test_one_line_is_counted_as_it_is_kept() -> None:
    assert optional_text("a" + " " * 50 + "b", "name", "The name", limit=3, one_line=True) == "a b"


@pytest.mark.parametrize("character", ["\x00", "\x1c", "\x85"], ids=ascii)
def test_one_line_folds_nothing_that_is_no_text(character: str) -> None:
    with pytest.raises(InvalidText):
        optional_text(f"a{character}b", "name", "The name", one_line=True)


@pytest.mark.parametrize("limit", [1, 10, MESSAGE_LIMIT])
def test_text_may_be_as_long_as_its_limit_and_no_longer(limit: int) -> None:
    assert optional_text("x" * limit, "note", "The note", limit=limit) == "x" * limit
    with pytest.raises(InvalidText) as refusal:
        optional_text("x" * (limit + 1), "note", "The note", limit=limit)
    assert refusal.value.problem == "too_long"
    assert f"{limit:,} characters" in str(refusal.value)
    assert f"{limit + 1:,}" in str(refusal.value)


def test_blanks_around_a_text_do_not_count_towards_its_limit() -> None:
    assert optional_text("  " + "x" * 5 + "  ", "note", "The note", limit=5) == "xxxxx"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None, categories=None), max_size=30), st.booleans())
def test_what_is_kept_can_be_stored_and_read_again_unchanged(value: str, one_line: bool) -> None:
    try:
        kept = optional_text(value, "note", "The note", one_line=one_line)
    except InvalidText:
        return
    if kept is not None:
        assert kept
        assert kept.encode("utf-8").decode("utf-8") == kept
        assert "\x00" not in kept
        assert unicodedata.is_normalized("NFC", kept)
        assert optional_text(kept, "note", "The note", one_line=one_line) == kept
        assert not one_line or kept.splitlines() == [kept]
