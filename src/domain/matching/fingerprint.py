"""A hash of a run's inputs: equal for the same people and pairs in any order (MAT-8)."""

from collections.abc import Iterable
from hashlib import sha256

from moments.domain.matching.market import Market
from moments.domain.matching.people import MarketMember, Mentee


def fingerprint(market: Market) -> str:
    """Changes with every fact that a run can read."""
    mentees = sorted(_line("mentee", each) for each in market.mentees)
    mentors = sorted(_line("mentor", each) for each in market.mentors)
    pairs = sorted(f"pair\0{pair.mentee}\0{pair.mentor}\0{pair.why.value}" for pair in market.excluded)
    return _hash((*mentees, *mentors, *pairs))


def _line(side: str, each: MarketMember) -> str:
    career, soft = "\1".join(each.skills.career), "\1".join(each.skills.soft)
    non_participation = "\1".join(sorted(reason.value for reason in each.non_participation))
    second = str(isinstance(each, Mentee) and each.has_mentor)
    facts = (side, each.id, each.person, each.supervisor or "", career, soft, str(each.open_places), non_participation)
    return "\0".join((*facts, each.hours or "", second))


def _hash(lines: Iterable[str]) -> str:
    digest = sha256()
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
