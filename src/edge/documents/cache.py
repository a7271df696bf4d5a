"""The documents read lately, by the sha256 of their text; bounded, so that nobody fills the memory with new ones."""

from collections import OrderedDict
from hashlib import sha256
from typing import Generic, Protocol, TypeVar

MOST = 500
MOST_BYTES = 300_000
"""Of text; what it is parsed into takes 150 times that (docs/adr/0008)."""


class HasText(Protocol):
    @property
    def text(self) -> str: ...


Document = TypeVar("Document", bound=HasText)


def digest(text: str) -> str:
    """Raises UnicodeEncodeError for text that is none, such as half of a surrogate pair."""
    return sha256(text.encode()).hexdigest()


class Kept(Generic[Document]):
    """What was not used for longest goes first."""

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._documents)

    def get(self, key: str) -> Document | None:
        found = self._documents.get(key)
        if found is not None:
            self._documents.move_to_end(key)
        return found

    def keep(self, key: str, document: Document) -> None:
        if key in self._documents:
            return
        self._documents[key] = document
        self.bytes += len(document.text)
        while len(self._documents) > 1 and (len(self._documents) > self._most or self.bytes > self._most_bytes):
            _, gone = self._documents.popitem(last=False)
            self.bytes -= len(gone.text)
