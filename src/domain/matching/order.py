"""The order in which a run processes people: drawn by its seed, independent of the order of rows (MAT-8)."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import TypeVar

from moments.domain.matching.people import MarketMember

Person = TypeVar("Person", bound=MarketMember)


def lot(seed: str, side: str, identity: str) -> bytes:
    """The sort key of a person: a hash with the seed, so that each seed gives another order."""
    return blake2b(f"{seed}\0{side}\0{identity}".encode(), digest_size=16).digest()


def drawn(people: Iterable[Person], seed: str, side: str) -> list[Person]:
    """The people who take part, in the order of their lots; ties are broken by id."""
    return sorted((each for each in people if each.takes_part), key=lambda each: (lot(seed, side, each.id), each.id))
