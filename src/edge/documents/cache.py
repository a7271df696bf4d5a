"""Recently parsed documents, by the SHA-256 of their text; bounded, so that new ones cannot fill the memory."""

from hashlib import sha256
from typing import Protocol, TypeVar

from cachetools import LRUCache

MAX_DOCUMENTS = 500
MAX_BYTES = 300_000
"""Of text; what it is parsed into takes 150 times that (docs/adr/0008)."""


class HasText(Protocol):
    @property
    def text(self) -> str: ...


Document = TypeVar("Document", bound=HasText)


def sha256_of(text: str) -> str:
    """Raises UnicodeEncodeError for text that cannot be encoded, such as half of a surrogate pair."""
    return sha256(text.encode()).hexdigest()


class DocumentCache(LRUCache[str, Document]):
    """What was not used for longest goes first. The sizes are of text, and no document counts for less than its
    part of `most_bytes`, so that there are never more than `most`; none for more than all of it, so that the newest is
    there, however long."""

    def __init__(self, most: int = MAX_DOCUMENTS, most_bytes: int = MAX_BYTES) -> None:
        super().__init__(most_bytes, getsizeof=lambda each: min(max(len(each.text), most_bytes / most), most_bytes))
