"""SHA-256 of all lists of a run, in mentee order; equal lists give equal hashes (MAT-8)."""

from collections.abc import Mapping, Sequence
from hashlib import sha256


def lists_hash(lists: Mapping[str, Sequence[str]]) -> str:
    digest = sha256()
    for mentee in sorted(lists):
        digest.update("\0".join((mentee, *lists[mentee])).encode())
        digest.update(b"\n")
    return digest.hexdigest()
