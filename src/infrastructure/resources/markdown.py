"""Reads Markdown: takes a text apart into headings, blocks and what cannot be shown (docs/adr/0037).

Only what the site can show is switched on, so that all else, HTML with it, is plain text.
"""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from moments.domain.program.resources import (
    Block,
    BlockKind,
    BlockPiece,
    HeadingPiece,
    Inline,
    Piece,
    RefusedPiece,
    Runs,
)

_LISTS = {"bullet_list": BlockKind.BULLETS, "ordered_list": BlockKind.STEPS}
_SPACES = ("softbreak", "hardbreak")


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Every link is read as one, so that an address that cannot be used is told."""
        return True


_PARSER = _Markdown("zero").enable(
    ["heading", "list", "blockquote", "emphasis", "link", "autolink", "image", "escape", "entity", "newline"]
)


def read_markdown(text: str) -> Sequence[Piece]:
    """The pieces in their order. The time is in proportion to the text."""
    reading = _Reading()
    for token in _PARSER.parse(text):
        reading.take(token)
    return reading.pieces


class _Reading:
    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._lists: list[BlockKind] = []
        self._quotations = 0
        self._heading: int | None = None
        self._items: list[Runs] = []
        self._list_line = self._line = 1

    def take(self, token: Token) -> None:
        if token.map:
            self._line = token.map[0] + 1
        kind = _LISTS.get(token.type.removesuffix("_open").removesuffix("_close"))
        if kind:
            self._open_list(kind) if token.nesting > 0 else self._close_list()
            return
        match token.type:
            case "heading_open":
                self._heading = len(token.markup)
            case "heading_close":
                self._heading = None
            case "blockquote_open":
                self._quotations += 1
            case "blockquote_close":
                self._quotations -= 1
            case "list_item_open" if len(self._lists) == 1:
                self._items.append(())
            case "inline":
                self._take_text(token)
            case _:
                pass

    def _open_list(self, kind: BlockKind) -> None:
        if self._lists:
            self._refuse("A list within a list")
        elif self._quotations:
            self._refuse("A list in a quotation")
        else:
            self._items, self._list_line = [], self._line
        self._lists.append(kind)

    def _close_list(self) -> None:
        kind = self._lists.pop()
        items = tuple(item for item in self._items if item)
        if not self._lists and not self._quotations and items:
            self.pieces.append(BlockPiece(self._list_line, Block(kind, items=items)))

    def _take_text(self, token: Token) -> None:
        runs = self._runs(token.children or ())
        if self._heading is not None:
            self._take_heading(self._heading, "".join(each.text for each in runs).strip())
        elif not runs:
            return
        elif self._lists:
            self._take_item(runs)
        else:
            kind = BlockKind.QUOTATION if self._quotations else BlockKind.PARAGRAPH
            self.pieces.append(BlockPiece(self._line, Block(kind, runs)))

    def _take_heading(self, level: int, text: str) -> None:
        if self._lists or self._quotations:
            self._refuse("A heading in a list or a quotation")
        else:
            self.pieces.append(HeadingPiece(self._line, level, text))

    def _take_item(self, runs: Runs) -> None:
        if self._quotations:
            self._refuse("A quotation in a list")
        elif len(self._lists) > 1:
            return  # refused with its list
        elif self._items[-1]:
            self._refuse("A second paragraph in an item of a list")
        else:
            self._items[-1] = runs

    def _runs(self, children: Sequence[Token]) -> Runs:
        runs: list[Inline] = []
        strong = emphasis = 0
        href: str | None = None
        for token in children:
            match token.type:
                case "strong_open" | "strong_close":
                    strong += token.nesting
                case "em_open" | "em_close":
                    emphasis += token.nesting
                case "link_open":
                    href = str(token.attrGet("href") or "")
                case "link_close":
                    href = None
                case "image":
                    self._refuse("A picture")
                case _:
                    text = " " if token.type in _SPACES else token.content
                    _add(runs, Inline(text, strong > 0, emphasis > 0, href))
        return tuple(runs)

    def _refuse(self, what: str) -> None:
        self.pieces.append(RefusedPiece(self._line, what))


def _add(runs: list[Inline], run: Inline) -> None:
    """Joins it to the last one, if that looks the same."""
    last = runs[-1] if runs else None
    if last and (last.strong, last.emphasis, last.href) == (run.strong, run.emphasis, run.href):
        runs[-1] = Inline(last.text + run.text, run.strong, run.emphasis, run.href)
    elif run.text:
        runs.append(run)
