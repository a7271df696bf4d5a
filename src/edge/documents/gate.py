"""What every operation passes, over HTTP and over a socket, before it is run."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode
from strawberry.types.graphql import OperationType

from moments.edge.compiled import Memory
from moments.edge.documents.cache import DocumentCache, sha256_of
from moments.edge.documents.parser import NO_NUL, Document, DocumentParser
from moments.edge.documents.persisted_operations import InvalidOperationList
from moments.edge.errors import OperationRejected, rejected
from moments.edge.json_objects import is_object
from moments.edge.limits.limits import Limits, check_document, for_strangers, sign_in_for_more, too_complex

NOT_FOUND = "PersistedQueryNotFound"
"""Clients look for this very word, and send the text then."""
_OURS = 3
"""What is looked through besides the variables' values: the list, the name, the variables as a whole."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class AdmittedOperation:
    text: str
    document: DocumentNode
    name: str | None
    kind: OperationType
    cost: int
    memory: Memory


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one document is read."""

    limits: Limits
    before_parse: Callable[[], None] = _nothing


class OperationGate:
    """`limits`: of who is signed in; a stranger's are `for_strangers`. `allowed_operations`: the texts of the
    operations that this server runs, by their sha256; None where it runs any. They are the operator's own, so that of
    all limits only the cost counts.

    Raises InvalidOperationList for one that could not be run.
    """

    def __init__(
        self,
        parser: DocumentParser,
        limits: Limits,
        *,
        allowed_operations: Mapping[str, str] | None = None,
        cache: DocumentCache[Document] | None = None,
    ) -> None:
        self._parser, self._limits, self._strangers = parser, limits, for_strangers(limits)
        self._allowed = allowed_operations
        self._cache: DocumentCache[Document] = cache if cache is not None else DocumentCache()
        self._listed = {key: self._parsed(key, text) for key, text in (allowed_operations or {}).items()}

    def _parsed(self, key: str, text: str) -> Document:
        try:
            return self._parser.parse(text)
        except OperationRejected as error:
            raise InvalidOperationList(
                f"The operation {key} ({text[:40]!r}...) does not fit the schema: {error}"
            ) from error

    def admit(
        self,
        text: str | None,
        name: str | None,
        variables: Mapping[str, Any] | None,
        extensions: Mapping[str, Any] | None,
        *,
        before_parse: Callable[[], None] = _nothing,
        is_stranger: bool = False,
    ) -> AdmittedOperation:
        """`before_parse`: called where the document was not seen before. `is_stranger`: whether nobody is signed in.
        Raises OperationRejected if the operation is invalid, not allowed, or too expensive; with UNAUTHENTICATED where
        it is too much for a stranger."""
        limits = self._strangers if is_stranger else self._limits
        try:
            return self._admit(text, name, variables or {}, extensions, _Reading(limits, before_parse))
        except OperationRejected as refused:
            raise (sign_in_for_more(refused) if is_stranger else refused) from None

    def _admit(
        self,
        text: str | None,
        name: str | None,
        variables: Mapping[str, Any],
        extensions: Mapping[str, Any] | None,
        reading: "_Reading",
    ) -> AdmittedOperation:
        limits = reading.limits
        _check_values([name, dict(variables)], limits.values)
        document = self._document(text, _claimed(extensions), reading)
        chosen, operation = document.operation(name or None)
        cost = operation.cost.of(variables, limits.pages)
        if cost > limits.cost:
            sentence = f"This operation costs {cost}; at most {limits.cost} is allowed."
            advice = "Ask for shorter pages (`first`, `last`) or for fewer fields in them."
            raise too_complex(sentence, "cost", limits.cost, cost, advice)
        return AdmittedOperation(document.text, document.parsed, chosen, operation.kind, cost, operation.memory)

    def forget(self) -> None:
        """Every document that clients have sent, so that the next is read anew."""
        self._cache.clear()

    def document(self, text: str) -> DocumentNode:
        return self._known(text, sha256_of(text), _Reading(self._limits)).parsed

    def _document(self, text: str | None, claimed: str | None, reading: "_Reading") -> Document:
        if text is None:
            if claimed is None:
                raise rejected("Send a `query`, or the sha256 of one in `extensions.persistedQuery`.")
            found = self._found(claimed, reading.limits)
            if found is None:
                raise rejected(NOT_FOUND, "PERSISTED_QUERY_NOT_FOUND")
            return found
        try:
            key = sha256_of(text)
        except UnicodeEncodeError:
            raise rejected("`query` has half of a surrogate pair in it. Send whole characters.") from None
        if claimed is not None and claimed != key:
            raise rejected(
                "`extensions.persistedQuery.sha256Hash` is not the sha256 of `query`. Send the sha256 of this `query`."
            )
        return self._known(text, key, reading)

    def _known(self, text: str, key: str, reading: "_Reading") -> Document:
        found = self._found(key, reading.limits)
        if found is None:
            if self._allowed is not None:
                raise rejected(
                    (
                        "This server accepts only its persisted operations. Use the site, or ask the program office to "
                        "add yours."
                    ),
                    "FORBIDDEN",
                )
            reading.before_parse()
            found = self._parser.parse(text, reading.limits)
            self._cache[key] = found
        return found

    def _found(self, key: str, limits: Limits) -> Document | None:
        """A stranger's limits hold also for what somebody else has had read."""
        if key in self._listed:
            return self._listed[key]
        found = self._cache.get(key)
        if found is not None and limits is not self._limits:
            check_document(found.size, limits)
        return found


def _claimed(extensions: Mapping[str, Any] | None) -> str | None:
    """The sha256 under which the client knows its document; Apollo's protocol, version 1."""
    persisted = (extensions or {}).get("persistedQuery")
    if persisted is None:
        return None
    claimed = persisted.get("sha256Hash") if is_object(persisted) and persisted.get("version") == 1 else None
    if not isinstance(claimed, str) or not _SHA256.fullmatch(claimed):
        raise rejected('Send `extensions.persistedQuery` as {"version": 1, "sha256Hash": 64 small hexadecimal digits}.')
    return claimed


def _check_values(given: object, most: int) -> None:
    """Raises OperationRejected for more values than are allowed, which take long to read, and for text that a database
    can't keep or that can't be answered with."""
    pending, seen = [given], 0
    while pending:
        each = pending.pop()
        if (seen := seen + 1) + len(pending) > most + _OURS:
            sentence = f"The variables hold more than {most:,} values."
            raise too_complex(sentence, "values", most, seen + len(pending) - _OURS, "Send fewer at a time.")
        if isinstance(each, str):
            if "\0" in each:
                raise rejected(NO_NUL)
            if not each.isascii() and any("\ud800" <= character <= "\udfff" for character in each):
                raise rejected("A text has half of a surrogate pair in it. Send whole characters.")
        elif isinstance(each, dict):
            pending += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            pending += each
