"""Markets with corners in which something is scarce, and by definition, not by the engine, what lists there may be."""

from collections.abc import Mapping
from random import Random

from hypothesis import strategies as st

from moments.domain.matching.common_hours import share_hours
from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.fit import fit
from moments.domain.matching.market import ExcludedPair, ExclusionIndex, Market
from moments.domain.matching.parameters import HoursRule, Parameters
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import SkillId
from tests.domain.builders import CAREER, SOFT
from tests.domain.matching.markets import SKILLS, a_market, a_mentee, a_mentor

RARE, COMMON = SKILLS[:3], SKILLS[3:]


def of(skills: list[SkillId]) -> RankedSkills:
    return RankedSkills(tuple(s for s in skills if s in CAREER), tuple(s for s in skills if s in SOFT))


def a_scarce_market(seed: int, most_mentees: int = 40, most_mentors: int = 12) -> Market:
    """A few mentors offer the rare skills. Some mentees seek these alone, some others too, some only others."""
    random = Random(seed)

    def skills(rare: bool, common: bool) -> RankedSkills:
        chosen = random.sample(RARE, random.randint(1, len(RARE))) if rare else []
        chosen += random.sample(COMMON, random.randint(1, 3)) if common else []
        return of(random.sample(chosen, len(chosen)))

    kinds = [(True, False), (True, True), (False, True)]
    sought = random.choices(kinds, [random.random() for _ in kinds], k=random.randint(1, most_mentees))
    offered = random.choices(kinds, [random.random() ** 3 for _ in kinds], k=random.randint(1, most_mentors))
    mentees = [a_mentee(f"e{n}", skills(*kind)) for n, kind in enumerate(sought)]
    mentors = [
        a_mentor(f"m{n}", skills(*kind), places=random.choice((1, 2)), supervisor=f"p-e{random.randrange(60)}")
        for n, kind in enumerate(offered)
    ]
    pairs = {(random.choice(mentees).id, random.choice(mentors).id) for _ in range(random.randrange(len(mentees)))}
    return a_market(mentees, mentors, *[ExcludedPair(*pair, Exclusion.DECLINED) for pair in sorted(pairs)])


def scarce_markets() -> st.SearchStrategy[Market]:
    return st.builds(a_scarce_market, st.integers(0, 1_000_000))


def a_niche_in_a_state(seed: int, seekers: int = 13, others: int = 729) -> Market:
    """Six mentors with twelve places offer three skills that thirteen mentees seek, as in a State of 742."""
    random = Random(seed)
    niche = [a_mentee(f"niche{n}", of(random.sample(RARE, random.randint(1, 3)))) for n in range(seekers)]
    rest = [a_mentee(f"e{n}", of(random.sample(COMMON, random.randint(3, 5)))) for n in range(others)]
    few = [a_mentor(f"few{n}", of(random.sample(RARE, random.randint(1, 3)))) for n in range(6)]
    many = [a_mentor(f"m{n}", of(random.sample(COMMON, random.randint(3, 5)))) for n in range(others)]
    return a_market([*niche, *rest], [*few, *many])


def askable(market: Market, parameters: Parameters) -> Mapping[str, frozenset[str]]:
    """Mentee -> the mentors who may be on the list: who take part, share a skill and are not excluded."""
    index = ExclusionIndex(market)
    mentors = [mentor for mentor in market.mentors if mentor.takes_part]
    found = {}
    for mentee in (mentee for mentee in market.mentees if mentee.takes_part):
        excluded = index.exclusions_of(mentee)
        found[mentee.id] = frozenset(
            mentor.id
            for mentor in mentors
            if mentor.id not in excluded
            and fit(mentee.skills, mentor.skills, parameters.weights).score
            and (parameters.hours is not HoursRule.REQUIRED or share_hours(mentee, mentor))
        )
    return found
