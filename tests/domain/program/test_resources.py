"""What a text of the guidance may hold, and its versions (WEB-3)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from moments.domain.program.resources import (
    HEADING_LIMIT,
    MARKDOWN_LIMIT,
    MAX_SECTIONS,
    Block,
    BlockKind,
    BlockPiece,
    HeadingPiece,
    Inline,
    InvalidResource,
    Piece,
    RefusedPiece,
    ResourceVersion,
    anchor_of,
    compose,
    is_link,
)
from moments.domain.shared.errors import DomainErrors
from moments.domain.shared.ids import PersonId, ResourceSlug
from moments.domain.shared.revision import ChangedMeanwhile
from moments.domain.shared.text import InvalidText
from tests.domain.builders import NOW

pytestmark = pytest.mark.rule("WEB-3")
OLGA = PersonId("olga")
FIRST = ResourceVersion(ResourceSlug("basics"), 1, "# Basics")
TITLE = HeadingPiece(1, 1, "Basics")


def paragraph(line: int, text: str = "Some words.", href: str | None = None) -> BlockPiece:
    return BlockPiece(line, Block(BlockKind.PARAGRAPH, (Inline(text, href=href),)))


def read(markdown: str) -> Sequence[Piece]:
    """As a reader of Markdown does, of a text without blocks."""
    lines = enumerate(markdown.splitlines(), 1)
    return [HeadingPiece(number, len(line) - len(line.lstrip("#")), line.strip("# ")) for number, line in lines]


def lines_of(*pieces: Piece) -> list[int]:
    return [error.line for error in compose(pieces).errors]


def test_a_text_is_its_title_an_introduction_and_sections() -> None:
    composed = compose(
        [TITLE, paragraph(3), HeadingPiece(5, 2, "One"), paragraph(7), HeadingPiece(9, 3, "Part"), paragraph(11)]
    )

    text = composed.text
    assert (text.title, len(text.introduction), composed.errors) == ("Basics", 1, ())
    assert [(each.heading, each.level, each.anchor, len(each.blocks)) for each in text.sections] == [
        ("One", 2, "one", 1),
        ("Part", 3, "part", 1),
    ]


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        ([], 1),
        ([paragraph(2)], 2),
        ([HeadingPiece(2, 2, "One")], 2),
        ([TITLE, HeadingPiece(3, 1, "Another title")], 3),
        ([TITLE, HeadingPiece(3, 3, "A part of nothing")], 3),
        ([TITLE, HeadingPiece(3, 2, "One"), HeadingPiece(4, 4, "Too deep")], 4),
        ([TITLE, HeadingPiece(3, 2, "One"), HeadingPiece(4, 2, "ONE!")], 4),
        ([TITLE, HeadingPiece(3, 2, "")], 3),
        ([HeadingPiece(1, 1, "x" * (HEADING_LIMIT + 1))], 1),
        ([TITLE, RefusedPiece(4, "A picture")], 4),
        ([TITLE, paragraph(5, href="javascript:alert(1)")], 5),
        ([TITLE, *(HeadingPiece(n + 2, 2, f"Part {n}") for n in range(MAX_SECTIONS + 1))], MAX_SECTIONS + 2),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_line(pieces: list[Piece], line: int) -> None:
    assert lines_of(*pieces) == [line]


def test_a_heading_of_the_limit_and_as_many_sections_are_taken() -> None:
    assert lines_of(HeadingPiece(1, 1, "x" * HEADING_LIMIT)) == []
    assert lines_of(TITLE, *(HeadingPiece(n + 2, 2, f"Part {n}") for n in range(MAX_SECTIONS))) == []


def test_of_a_text_without_a_title_the_first_line_alone_is_told() -> None:
    assert lines_of(paragraph(1), paragraph(3), HeadingPiece(5, 2, "One")) == [1]


def test_twenty_errors_are_told_at_once() -> None:
    assert lines_of(TITLE, *(RefusedPiece(n, "A picture") for n in range(2, 100))) == list(range(2, 22))


def test_what_is_wrong_is_shown_without_its_address() -> None:
    item = (Inline("Run", href="javascript:alert(1)"), Inline("Read", href="/search"))
    composed = compose([TITLE, BlockPiece(2, Block(BlockKind.BULLETS, items=(item,)))])

    (block,) = composed.text.introduction
    assert [run.href for run in block.items[0]] == [None, "/search"]


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/search?skill=1#top", "/resources/questions#who", "https://oa.mo.gov", "HTTP://oa.mo.gov/a"),
        *("mailto:TalentDevelopment@oa.mo.gov", "tel:+15735264500"),
    ],
)
def test_a_link_leads_to_the_site_the_web_an_address_or_a_telephone(address: str) -> None:
    assert is_link(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "#top", "search", "//evil.example", "/\\evil.example", "/a\\b", "https://", "tel:", "mailto:"),
        *("javascript:alert(1)", "data:text/html,x", "ftp://x.example", "/a b", "https://a\nb", "\x01javascript:x"),
    ],
)
def test_no_link_leads_elsewhere(address: str) -> None:
    assert not is_link(address)


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What's next?", "what-s-next"),
        ("Año nuevo", "ano-nuevo"),
        ("  Two  words ", "two-words"),
        ("???", "section"),
        ("問い", "問い"),
    ],
)
def test_a_section_s_anchor_is_made_of_its_heading(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


def test_sections_of_the_same_words_have_anchors_of_their_own_in_a_preview() -> None:
    text = compose([TITLE, HeadingPiece(3, 2, "One"), HeadingPiece(4, 2, "One")]).text
    assert [each.anchor for each in text.sections] == ["one", "one-2"]


def test_a_revision_is_the_next_version_with_who_and_when() -> None:
    revised = FIRST.revise("  # The basics\r\n", read, 1, by=OLGA, at=NOW)
    assert revised == ResourceVersion(FIRST.resource, 2, "# The basics", OLGA, NOW)


def test_the_same_text_is_no_new_version() -> None:
    assert FIRST.revise("# Basics\n", read, 1, by=OLGA, at=NOW) is None


def test_an_older_text_can_be_restored() -> None:
    second = FIRST.revise("# Second", read, 1, by=OLGA, at=NOW)
    assert second is not None
    assert second.revise(FIRST.markdown, read, 2, by=OLGA, at=NOW) == replace(second, number=3, markdown="# Basics")


def test_a_text_that_was_revised_meanwhile_is_not_replaced() -> None:
    with pytest.raises(ChangedMeanwhile) as refusal:
        FIRST.revise("# Second", read, 0, by=OLGA, at=NOW)
    assert (refusal.value.identity, refusal.value.field) == ("basics", "expectedVersion")


@pytest.mark.parametrize(("markdown", "problem"), [(" \n", "required"), ("#" * (MARKDOWN_LIMIT + 1), "too_long")])
def test_a_text_that_is_empty_or_too_long_is_refused_unread(markdown: str, problem: str) -> None:
    def unread(markdown: str) -> Sequence[Piece]:
        raise AssertionError("too long to be read")

    with pytest.raises(InvalidText) as refusal:
        FIRST.revise(markdown, unread, 1, by=OLGA, at=NOW)
    assert (refusal.value.problem, refusal.value.field) == (problem, "markdown")


def test_all_that_is_wrong_with_a_text_is_told_at_once() -> None:
    with pytest.raises(DomainErrors) as refusal:
        FIRST.revise("# A\n# B\n# C", read, 1, by=OLGA, at=NOW)
    assert [each.line for each in refusal.value.all if isinstance(each, InvalidResource)] == [2, 3]
