"""Markdown is read into parts without HTML, whatever somebody writes (docs/adr/0037)."""

import time

import pytest

from moments.domain.program.resources import (
    MARKDOWN_LIMIT,
    Block,
    BlockKind,
    BlockPiece,
    HeadingPiece,
    Inline,
    RefusedPiece,
    Runs,
    compose,
)
from moments.infrastructure.resources.markdown import read_markdown
from moments.infrastructure.resources.originals import ORIGINALS

pytestmark = pytest.mark.rule("WEB-3")


def blocks(markdown: str) -> list[Block]:
    return [piece.block for piece in read_markdown(markdown) if isinstance(piece, BlockPiece)]


def runs(markdown: str) -> Runs:
    (block,) = blocks(markdown)
    return block.text


def test_headings_have_their_level_and_line() -> None:
    assert list(read_markdown("# One *two*\n\n### [Three](/x)")) == [
        HeadingPiece(1, 1, "One two"),
        HeadingPiece(3, 3, "Three"),
    ]


def test_paragraphs_lists_and_quotations_are_blocks() -> None:
    text = "A line\nand another\n\n- a\n- b\n\n1. c\n2. d\n\n> Be kind."
    assert blocks(text) == [
        Block(BlockKind.PARAGRAPH, (Inline("A line and another"),)),
        Block(BlockKind.BULLETS, items=((Inline("a"),), (Inline("b"),))),
        Block(BlockKind.STEPS, items=((Inline("c"),), (Inline("d"),))),
        Block(BlockKind.QUOTATION, (Inline("Be kind."),)),
    ]


def test_text_is_strong_stressed_or_a_link() -> None:
    assert runs("a **b** *c **d*** [e *f*](/g)") == (
        Inline("a "),
        Inline("b", strong=True),
        Inline(" "),
        Inline("c ", emphasis=True),
        Inline("d", strong=True, emphasis=True),
        Inline(" "),
        Inline("e ", href="/g"),
        Inline("f", emphasis=True, href="/g"),
    )


def test_an_address_in_angle_brackets_is_a_link() -> None:
    assert [run.href for run in runs("<https://oa.mo.gov> <a@oa.mo.gov>")] == [
        "https://oa.mo.gov",
        None,
        "mailto:a@oa.mo.gov",
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b>bold</b>",
        "```\ncode\n```",
        "    code",
        "| a | b |\n|---|---|",
        "***",
        "[a]: /x",
        "`code`",
    ],
)
def test_html_and_what_the_site_cannot_show_is_plain_text(markdown: str) -> None:
    (run,) = runs(markdown)
    assert run == Inline(" ".join(line.strip() for line in markdown.splitlines()))


@pytest.mark.parametrize(
    ("markdown", "what", "line"),
    [
        ("a\n\n![b](https://oa.mo.gov/c.png)", "A picture", 3),
        ("- a\n  - b", "A list within a list", 2),
        ("- a\n\n  b", "A second paragraph in an item of a list", 3),
        ("- # a", "A heading in a list or a quotation", 1),
        ("> # a", "A heading in a list or a quotation", 1),
        ("> - a", "A list in a quotation", 1),
        ("- > a", "A quotation in a list", 1),
    ],
)
def test_what_cannot_be_shown_and_is_no_text_is_named_with_its_line(markdown: str, what: str, line: int) -> None:
    assert RefusedPiece(line, what) in read_markdown(markdown)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example"])
def test_an_address_that_could_do_harm_is_refused_and_never_given_out(address: str) -> None:
    composed = compose(read_markdown(f"# A\n\n[b]({address})"))
    assert len(composed.errors) == 1
    assert [run.href for block in composed.text.introduction for run in block.text] == [None]


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "*", "> ", "- ", "1. ", "![[", "[a](", "<", "&", "\\", "*a _b ", "a\n", "# a\n\n", "[](x)", "- a\n\n"),
        *("**a *b ", "_a*", "[ (](", "<a@b.c>", "&#x41;"),
    ],
)
def test_no_text_takes_long_to_read(piece: str) -> None:
    started = time.process_time()
    compose(read_markdown((piece * MARKDOWN_LIMIT)[:MARKDOWN_LIMIT]))
    assert time.process_time() - started < 5


def test_many_headings_do_not_take_long_to_read() -> None:
    started = time.process_time()
    compose(read_markdown("\n".join(f"## {n}" for n in range(5_000))))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("slug", ORIGINALS)
def test_the_texts_that_come_with_moments_can_be_shown(slug: str) -> None:
    composed = compose(read_markdown(next(each.markdown for each in ORIGINALS.values() if each.resource == slug)))
    assert (composed.errors, composed.text.title != "") == ((), True)


def test_the_texts_that_emails_link_to_are_there() -> None:
    assert {"agreement", "first-meeting", "questions"} <= ORIGINALS.keys()
