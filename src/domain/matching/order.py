"""The order in which a run processes people: drawn by its salt, independent of the order of rows (MAT-8)."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

from moments.domain.matching.people import MarketMember

Person = TypeVar("Person", bound=MarketMember)


def lot(salt: str, side: str, identity: str) -> bytes:
    """The sort key of a person: a hash with the salt, so that each salt gives another order."""
    return blake2b(f"{salt}\0{side}\0{identity}".encode(), digest_size=16).digest()


def drawn(people: Iterable[Person], salt: str, side: str) -> list[Person]:
    """The people who take part, in the order of their lots; ties are broken by id."""
    return sorted((each for each in people if each.takes_part), key=lambda each: (lot(salt, side, each.id), each.id))
