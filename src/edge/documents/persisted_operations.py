"""The operations that a server is told to keep to: a folder of documents, or a file that maps sha256 to text."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from moments.edge.documents.cache import digest

ENDINGS = (".graphql", ".gql")


class BadList(Exception):
    """Says which file, and what is wrong with it."""


def read_operations(place: Path) -> dict[str, str]:
    """sha256 -> text. In a folder each file is one document, as the client sends it. Raises BadList."""
    try:
        found = dict(_from_folder(place) if place.is_dir() else _from_file(place))
    except (OSError, UnicodeDecodeError) as error:
        raise BadList(f"{place}: {error}") from error
    if not found:
        raise BadList(f"{place}: there is no operation here.")
    return found


def _from_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.suffix in ENDINGS:
            text = file.read_bytes().decode()
            yield digest(text), text


def _from_file(file: Path) -> Iterator[tuple[str, str]]:
    try:
        listed = json.loads(file.read_bytes())
    except json.JSONDecodeError as error:
        raise BadList(f"{file}: this is not JSON ({error}).") from error
    if not isinstance(listed, Mapping):
        raise BadList(f"{file}: this has to be an object, sha256 to text.")
    for key, text in listed.items():
        if not isinstance(text, str) or digest(text) != key:
            raise BadList(f"{file}: {key} is not the sha256 of its text.")
        yield key, text
