"""A message's headers: each is made here, from a value that may hold anything (docs/adr/0041).

The library neither reads nor folds them. It decodes coded words (`=?utf-8?b?...?=`) in what it is given, and some
versions write the line breaks in them back as line breaks, which makes headers of a person's own. What is
handed to it here is finished: printable ASCII, broken only where a blank of ours was.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from email.headerregistry import (
    BaseHeader,
    ContentDispositionHeader,
    ContentTransferEncodingHeader,
    ContentTypeHeader,
    HeaderRegistry,
    MIMEVersionHeader,
)
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, Final

from moments.infrastructure.mail_address import ascii_address

_LINE, _MAX_WORD, _MAX_QUOTED = 76, 60, 60
_BYTES_IN_CODED_WORD = 45
"""60 characters of base64; with what is around them, fewer than RFC 2047's 75."""
_URL: Final = re.compile(r"https?://[!-;=?-~]+")
_MESSAGE_ID: Final = re.compile(r"<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>")


class _Finished(BaseHeader):
    """Written as it is. Any header but those of MIME, whose values are ours, is one of these."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        if not value.isascii() or not value.isprintable():
            raise ValueError("a header is made by the functions of this module")
        kwds["parse_tree"], kwds["decoded"] = None, value

    def fold(self, *, policy: Any) -> str:
        """At blanks alone, which were there: unfolded, it is the same again."""
        linesep: str = policy.linesep
        lines = [f"{self.name}:"]
        for word in self.split(" "):
            if len(lines[-1]) + 1 + len(word) <= _LINE or lines[-1].endswith(":"):
                lines[-1] += f" {word}"
            else:
                lines.append(f" {word}")
        return linesep.join(lines) + linesep


def _policy() -> "EmailPolicy[EmailMessage]":
    finished: Any = _Finished  # the stubs ask for the parser that it does without
    registry = HeaderRegistry(default_class=finished, use_default_map=False)
    mime: tuple[tuple[str, Any], ...] = (  # nor do they know these for headers
        ("content-type", ContentTypeHeader),
        ("content-disposition", ContentDispositionHeader),
        ("content-transfer-encoding", ContentTransferEncodingHeader),
        ("mime-version", MIMEVersionHeader),
    )
    kind: Any
    for name, kind in mime:
        registry.map_to_type(name, kind)
    return EmailPolicy(header_factory=registry, cte_type="7bit", linesep="\r\n")


POLICY = _policy()


def words(text: str) -> str:
    """Text in one line: as it is where it is plain, else in coded words."""
    text = _one_line(text)
    plain = text.isascii() and "=?" not in text and all(len(word) <= _MAX_WORD for word in text.split(" "))
    return text if plain else _coded(text)


def mailbox(name: str, address: str) -> str:
    """A name and its address; raises ValueError for an address that mail cannot be sent to."""
    name, plain = _one_line(name), ascii_address(address)
    if not name:
        return plain
    if not name.isascii() or "=?" in name or len(name) > _MAX_QUOTED:
        return f"{_coded(name)} <{plain}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{plain}>'


def link(url: str) -> str:
    """Raises ValueError for what is no address of a page in ASCII."""
    if not _URL.fullmatch(url):
        raise ValueError("no http:// or https:// address in ASCII")
    return f"<{url}>"


def identity(message_id: str) -> str:
    """Raises ValueError for what is no Message-ID of ours."""
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError("no Message-ID")
    return message_id


def _one_line(text: str) -> str:
    """Without line breaks, and without what cannot be seen."""
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())


def _coded(text: str) -> str:
    return " ".join(f"=?utf-8?b?{b64encode(part).decode()}?=" for part in _parts(text))


def _parts(text: str) -> Iterator[bytes]:
    """No letter is divided between two coded words."""
    part = b""
    for letter in text:
        coded = letter.encode()
        if len(part) + len(coded) > _BYTES_IN_CODED_WORD:
            yield part
            part = b""
        part += coded
    yield part
