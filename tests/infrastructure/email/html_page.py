"""An email's HTML as a reader, a screen reader and an eye have it: words, headings, links, tables, colours."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "hr", "input"}
BLOCKS = {"p", "div", "h1", "h2", "li", "tr", "caption", "blockquote", "header", "main", "title", "th", "td", "br"}


@dataclass
class HtmlElement:
    """An element with its attributes and the colours that hold in it."""

    tag: str
    attributes: dict[str, str]
    color: str
    background: str
    words: str = ""


@dataclass
class Page(HTMLParser):
    html: str
    elements: list[HtmlElement] = field(default_factory=list)
    shades: set[tuple[str, str]] = field(default_factory=set)
    """Colour and background of every word there is."""
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[HtmlElement] = [HtmlElement("document", {}, "#000000", "#ffffff")]
        self.feed(self.html)
        self.close()
        assert [each.tag for each in self._open] == ["document"], "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        style = dict(part.split(":", 1) for part in attributes.get("style", "").split(";") if ":" in part)
        outer = self._open[-1]
        seen = HtmlElement(tag, attributes, style.get("color", outer.color), style.get("background", outer.background))
        self.elements.append(seen)
        if tag in BLOCKS:
            self.text += "\n"
        if tag not in VOID:
            self._open.append(seen)

    def handle_endtag(self, tag: str) -> None:
        closed = self._open.pop()
        assert closed.tag == tag, f"{closed.tag} is closed as {tag}"
        if tag in BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if any(each.tag in ("style", "title") for each in self._open):
            self._open[-1].words += data
            return
        for each in self._open:
            each.words += data
        self.text += data
        if data.strip():
            self.shades.add((self._open[-1].color, self._open[-1].background))

    def of(self, *tags: str) -> list[HtmlElement]:
        return [each for each in self.elements if each.tag in tags]


def contrast(one: str, other: str) -> float:
    """Of two colours, as WCAG 2.1 has it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    assert re.fullmatch(r"#[0-9a-f]{6}", color), color
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
