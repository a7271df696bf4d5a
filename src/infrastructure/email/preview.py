"""The sample emails as files, with an index to look at them side by side; no database is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from moments.application.ports.email import ObsoleteEmail, RenderedEmail
from moments.infrastructure.email.composer import Composer
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.samples import samples
from moments.infrastructure.email.templating import HTML
from moments.infrastructure.email.tokens import Tokens
from moments.infrastructure.private_files import make_folder, opener


@dataclass(frozen=True, slots=True)
class Previewed:
    name: str
    written: RenderedEmail


def previews(base_url: str, contact: str) -> Sequence[Previewed]:
    """Every sample in words; their unsubscribe links are signed with a key of no use."""
    composer = Composer(Links(base_url), contact, Tokens(b"for looking at only"), "moments.mo.example")
    return [Previewed(each.name, _written(composer.compose(each.email, each.facts))) for each in samples()]


def write_previews(folder: Path, *, base_url: str, contact: str) -> Sequence[Previewed]:
    make_folder(folder)
    written = previews(base_url, contact)
    for each in written:
        _save(folder / f"{each.name}.html", each.written.html)
        _save(folder / f"{each.name}.txt", f"Subject: {each.written.subject}\n\n{each.written.text}")
        if each.written.calendar:
            _save(folder / f"{each.name}.ics", each.written.calendar.content)
    _save(folder / "index.html", HTML.get_template("index.html").render(emails=written))
    return written


def _written(email: RenderedEmail | ObsoleteEmail) -> RenderedEmail:
    assert isinstance(email, RenderedEmail), f"a sample is not true: {email.reason}"
    return email


def _save(file: Path, text: str) -> None:
    with open(file, "w", encoding="utf-8", newline="", opener=opener) as out:
        out.write(text)
