"""The program's guidance, which the office writes: what a text may hold, and its versions (WEB-3)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from unicodedata import category, normalize

from moments.domain.shared.errors import DomainError, raise_all
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import PersonId, ResourceSlug
from moments.domain.shared.revision import ChangedMeanwhile, Revised
from moments.domain.shared.text import required_text

MARKDOWN_LIMIT, HEADING_LIMIT, MAX_SECTIONS = 40_000, 150, 80
TITLE_LEVEL, SECTION_LEVEL, DEEPEST_LEVEL = 1, 2, 3
FIRST_VERSION = 1
"""The text that comes with MOMENTS."""
_MAX_ERRORS = 20
"""Told at once; who has mended these is told the next."""
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_PATH = re.compile(r"/(?![/\\])[^\s\\]*")


class BlockKind(Enum):
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    STEPS = "steps"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text; `href`: where it leads."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None

    @property
    def path(self) -> str | None:
        """The page of the site that it leads to."""
        return self.href if self.href and self.href.startswith("/") else None


Runs = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """`text`: of a paragraph or a quotation; `items`: of bullets or steps."""

    kind: BlockKind
    text: Runs = ()
    items: tuple[Runs, ...] = ()

    @property
    def lines(self) -> tuple[Runs, ...]:
        return (self.text, *self.items)


@dataclass(frozen=True, slots=True)
class Section:
    """`level`: 3 for a part of the last section of level 2. `anchor`: its name in the page's address."""

    heading: str
    level: int
    anchor: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceText:
    """`introduction`: what comes before the first section."""

    title: str
    introduction: tuple[Block, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class HeadingPiece:
    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class BlockPiece:
    line: int
    block: Block


@dataclass(frozen=True, slots=True)
class RefusedPiece:
    """`what`: a thing that cannot be shown, such as "A picture"."""

    line: int
    what: str


Piece = HeadingPiece | BlockPiece | RefusedPiece
ReadMarkdown = Callable[[str], Sequence[Piece]]
"""Takes a text apart, without a judgment of what it finds."""


class InvalidResource(DomainError):
    rule = "WEB-3"
    field = "markdown"

    def __init__(self, line: int, sentence: str) -> None:
        self.line = line
        super().__init__(f"Line {line}: {sentence}")


@dataclass(frozen=True, slots=True)
class Composed:
    """`text`: without what the errors are about, so that it is safe to show."""

    text: ResourceText
    errors: tuple[InvalidResource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRevised(DomainEvent):
    """`number`: of the new version."""

    resource: ResourceSlug
    number: int


@dataclass(frozen=True, slots=True)
class ResourceVersion:
    """`by` and `at`: None for the text that comes with MOMENTS."""

    resource: ResourceSlug
    number: int
    markdown: str
    by: PersonId | None = None
    at: datetime | None = None

    def revise(
        self, markdown: str, read: ReadMarkdown, expected: int, *, by: PersonId, at: datetime
    ) -> "ResourceVersion | None":
        """Returns the next version, or None if it is the same text.

        Raises ChangedMeanwhile unless `expected` is this version, InvalidText, or every InvalidResource.
        """
        if expected != self.number:
            raise ChangedMeanwhile(Revised.RESOURCE, self.resource, field="expectedVersion")
        markdown = checked_markdown(markdown)
        raise_all(compose(read(markdown)).errors)
        if markdown == self.markdown:
            return None
        return replace(self, number=self.number + 1, markdown=markdown, by=by, at=at)


def checked_markdown(markdown: str) -> str:
    """Returns the trimmed text; raises InvalidText."""
    plain = markdown.replace("\r\n", "\n").replace("\r", "\n")
    return required_text(plain, "markdown", "The text", limit=MARKDOWN_LIMIT, rule="WEB-3")


def anchor_of(heading: str) -> str:
    """`What's next?` is `what-s-next`; one of signs alone is `section`."""
    plain = normalize("NFKD", normalize("NFKD", heading).casefold())
    kept = "".join(ch if category(ch)[0] in "LN" else " " for ch in plain if category(ch) != "Mn")
    return "-".join(kept.split()) or "section"


def is_link(href: str) -> bool:
    """Whether it leads to a page of the site, a web page, an email address or a telephone."""
    if any(ch.isspace() or category(ch) == "Cc" for ch in href):
        return False
    return bool(_PATH.fullmatch(href)) or any(
        href.casefold().startswith(scheme) and len(href) > len(scheme) for scheme in _SCHEMES
    )


def compose(pieces: Sequence[Piece]) -> Composed:
    """Puts the pieces of a text together, with all that is wrong with them, in their order."""
    made = _Composition()
    for piece in pieces:
        match piece:
            case HeadingPiece():
                made.add_heading(piece)
            case BlockPiece():
                made.add_block(piece)
            case RefusedPiece():
                made.refuse(piece.line, f"{piece.what} can't be shown here. Remove it.")
    return made.done()


class _Composition:
    def __init__(self) -> None:
        self._title: str | None = None
        self._introduction: list[Block] = []
        self._sections: list[tuple[HeadingPiece, Section, list[Block]]] = []
        self._anchors: dict[str, int] = {}
        self._errors: list[InvalidResource] = []

    def refuse(self, line: int, sentence: str) -> None:
        self._errors.append(InvalidResource(line, sentence))

    def add_heading(self, heading: HeadingPiece) -> None:
        self._check_heading(heading)
        if heading.level == TITLE_LEVEL and self._title is None:
            self._title = heading.text
            return
        self._check_title(heading.line)
        level = min(max(heading.level, SECTION_LEVEL), DEEPEST_LEVEL)
        if heading.level == TITLE_LEVEL:
            self.refuse(heading.line, "A text has one title, on its first line. Begin a section with ##.")
        elif heading.level > DEEPEST_LEVEL:
            self.refuse(heading.line, "A heading has more than three #. Begin it with ## or ###.")
        elif level == DEEPEST_LEVEL and not self._sections:
            self.refuse(heading.line, "Put a heading with ## before the first heading with ###.")
        anchor = anchor_of(heading.text)
        if anchor in self._anchors:
            self.refuse(heading.line, "Another heading has the same words. Give this one others.")
        self._anchors[anchor] = count = self._anchors.get(anchor, 0) + 1
        anchor = anchor if count == 1 else f"{anchor}-{count}"
        self._sections.append((heading, Section(heading.text, level, anchor), []))

    def add_block(self, piece: BlockPiece) -> None:
        self._check_title(piece.line)
        for inline in (each for line in piece.block.lines for each in line):
            if inline.href is not None and not is_link(inline.href):
                self.refuse(
                    piece.line,
                    f"The link “{inline.text[:HEADING_LIMIT]}” leads nowhere. Begin its address with https://, "
                    "mailto: or tel:, or with / for a page of this site.",
                )
        blocks = self._sections[-1][2] if self._sections else self._introduction
        blocks.append(_safe(piece.block))

    def done(self) -> Composed:
        if self._title is None and not self._errors:
            self.refuse(1, _NO_TITLE)
        if len(self._sections) > MAX_SECTIONS:
            first = self._sections[MAX_SECTIONS][0].line
            self.refuse(
                first, (f"A text has up to {MAX_SECTIONS} headings; this has {len(self._sections)}. Remove some.")
            )
        sections = tuple(replace(section, blocks=tuple(blocks)) for _, section, blocks in self._sections)
        text = ResourceText(self._title or "", tuple(self._introduction), sections)
        return Composed(text, tuple(self._errors[:_MAX_ERRORS]))

    def _check_title(self, line: int) -> None:
        """Of what comes before a title, the first alone is told."""
        if self._title is None:
            self._title = ""
            self.refuse(line, _NO_TITLE)

    def _check_heading(self, heading: HeadingPiece) -> None:
        if not heading.text:
            self.refuse(heading.line, "A heading has no words. Write some, or remove it.")
        elif len(heading.text) > HEADING_LIMIT:
            count = len(heading.text)
            self.refuse(heading.line, f"A heading may have {HEADING_LIMIT} characters; this has {count}. Shorten it.")


_NO_TITLE = "Begin the text with its title: # and the words, such as “# The first meeting”."


def _safe(block: Block) -> Block:
    return replace(block, text=_safe_runs(block.text), items=tuple(map(_safe_runs, block.items)))


def _safe_runs(runs: Runs) -> Runs:
    return tuple(each if each.href is None or is_link(each.href) else replace(each, href=None) for each in runs)
