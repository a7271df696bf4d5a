"""The operations that a server is told to keep to: a folder of documents, or a file that maps sha256 to text."""

import json
from collections.abc import Iterator
from pathlib import Path

from moments.edge.documents.cache import sha256_of
from moments.edge.json_objects import is_object

ENDINGS = (".graphql", ".gql")


class InvalidOperationList(Exception):
    """Says which file, and what is wrong with it."""


def read_operations(path: Path) -> dict[str, str]:
    """sha256 -> text. In a folder each file is one document, as the client sends it. Raises InvalidOperationList."""
    try:
        found = dict(_from_folder(path) if path.is_dir() else _from_file(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidOperationList(f"{path}: {error}") from error
    if not found:
        raise InvalidOperationList(f"{path}: there is no operation here.")
    return found


def _from_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.suffix in ENDINGS:
            text = file.read_bytes().decode()
            yield sha256_of(text), text


def _from_file(file: Path) -> Iterator[tuple[str, str]]:
    try:
        operations = json.loads(file.read_bytes())
    except json.JSONDecodeError as error:
        raise InvalidOperationList(f"{file}: this is not JSON ({error}).") from error
    if not is_object(operations):
        raise InvalidOperationList(f"{file}: this has to be an object, sha256 to text.")
    for key, text in operations.items():
        if not isinstance(text, str) or sha256_of(text) != key:
            raise InvalidOperationList(f"{file}: {key} is not the sha256 of its text.")
        yield key, text
