"""Templates to text: each email's words stand once, and are set as HTML and as plain text (docs/adr/0015)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import fill, indent
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from moments.domain.email.kinds import EmailKind
from moments.infrastructure.email.links_of_others import notice_of, without_links

WIDTH = 72
_BLANKS, _LINES = re.compile(r"\s+"), re.compile(r"\n{3,}")


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _wrapped(text: str) -> str:
    """A paragraph; addresses are not broken."""
    return fill(_one_line(text), WIDTH, break_long_words=False, break_on_hyphens=False)


def _point(text: str, mark: str) -> str:
    """One of a list, its lines below each other."""
    return indent(_wrapped(text), " " * len(mark)).replace(" " * len(mark), mark, 1)


def _quoted(text: str) -> str:
    """Text of a person, with its line breaks kept."""
    lines = (
        fill(line, WIDTH - 2, break_long_words=False, break_on_hyphens=False) if line.strip() else ""
        for line in text.splitlines()
    )
    return indent("\n".join(lines), "> ", lambda _: True)


def _environment(form: str, *, autoescape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("moments.infrastructure.email"),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    parts = {"layout": f"layout.{form}", "parts": f"parts.{form}", "notice_of": notice_of}
    filters = {
        "wrapped": _wrapped,
        "quoted": _quoted,
        "point": _point,
        "one_line": _one_line,
        "without_links": without_links,
    }
    # Jinja does not annotate what these hold.
    environment.globals |= parts  # pyright: ignore[reportUnknownMemberType]
    environment.filters |= filters  # pyright: ignore[reportUnknownMemberType]
    return environment


HTML = _environment("html", autoescape=True)
TEXT = _environment("txt", autoescape=False)


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str


def template_of(kind: EmailKind) -> str:
    return f"{kind.value}.jinja"


def render(kind: EmailKind, values: Mapping[str, Any]) -> Rendered:
    name = template_of(kind)
    subject = _subject(name, values)
    values = {**values, "subject": subject}
    text = _LINES.sub("\n\n", TEXT.get_template(name).render(values)).strip() + "\n"
    return Rendered(subject, text, HTML.get_template(name).render(values))


def _subject(name: str, values: Mapping[str, Any]) -> str:
    """One line, whatever stands in a name."""
    template = TEXT.get_template(name)
    return _one_line("".join(template.blocks["subject"](template.new_context({**values, "subject": ""}))))
