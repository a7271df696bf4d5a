"""A run's recorded inputs: the same bytes for the same people, and the same people from the bytes (MAT-8)."""

from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.domain.matching.exclusions import Exclusion
from moments.domain.matching.fingerprint import fingerprint
from moments.domain.matching.inputs import Inputs, places
from moments.domain.matching.market import ExcludedPair, Market
from moments.domain.matching.people import Mentee, Mentor, NonParticipation
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId, SkillId
from moments.infrastructure.matching.serialization import inputs_of, pack, record_of

T = TypeVar("T")
_SKILL = st.sampled_from([SkillId(f"skill-{number}") for number in range(9)])
_CHOSEN = st.lists(_SKILL, min_size=0, max_size=6, unique=True)
_REASONS = st.lists(
    st.sampled_from([each for each in NonParticipation if each is not NonParticipation.FULL]), max_size=2, unique=True
)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    ids = draw(st.lists(st.text(min_size=1, max_size=8), min_size=0, max_size=12, unique=True))
    ids = [each for each in ids if each.isprintable()]
    confirmed = {each: draw(st.integers(0, 2)) for each in ids}
    wanted = {each: draw(st.integers(1, 2)) for each in ids}

    def facts(identity: str) -> dict[str, object]:
        career, soft = draw(_CHOSEN), draw(_CHOSEN)
        return {
            "id": identity,
            "person": PersonId(identity),
            "department": draw(st.sampled_from(["DOR", "DPS", "Größe"])),
            "supervisor": draw(st.none() | st.sampled_from(ids)),
            "skills": RankedSkills(tuple(career), tuple(soft)),
            "non_participation": tuple(draw(_REASONS)),
            "hours": draw(st.none() | st.sampled_from(["mon-fri-0800-1700", "other"])),
        }

    mentees = sorted(draw(st.sets(st.sampled_from(ids))) if ids else set())
    mentors = sorted(draw(st.sets(st.sampled_from(ids))) if ids else set())
    pairs = [(one, other) for one in mentees for other in mentors]
    excluded = sorted(draw(st.sets(st.sampled_from(pairs)))) if pairs else []
    market = Market(
        tuple(
            Mentee(**facts(each), open_places=places(confirmed[each]), has_mentor=confirmed[each] > 0)  # type: ignore[arg-type]
            for each in mentees
        ),
        tuple(
            Mentor(**facts(each), open_places=places(confirmed[each], wanted[each]))  # type: ignore[arg-type]
            for each in mentors
        ),
        tuple(ExcludedPair(one, other, draw(st.sampled_from(Exclusion))) for one, other in excluded),
        tuple(draw(st.lists(_SKILL, unique=True))),
    )
    return Inputs(
        market,
        {each: confirmed[each] for each in mentees if confirmed[each]},
        {each: confirmed[each] for each in mentors if confirmed[each]},
        {each: 1 for each in mentors if wanted[each] == 1},
    )


@pytest.mark.rule("MAT-8")
@given(inputs())
def test_what_is_recorded_is_read_as_it_was(recorded: Inputs) -> None:
    found = inputs_of(record_of(recorded))
    assert found == recorded
    assert fingerprint(found.market) == fingerprint(recorded.market)


@pytest.mark.rule("MAT-8")
@settings(max_examples=30)
@given(inputs(), st.integers())
def test_the_order_of_rows_changes_no_byte(recorded: Inputs, seed: int) -> None:
    def shuffled(rows: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(Random(seed).sample(rows, len(rows)))

    market = recorded.market
    other = replace(
        market, mentees=shuffled(market.mentees), mentors=shuffled(market.mentors), excluded=shuffled(market.excluded)
    )
    assert record_of(replace(recorded, market=other)) == record_of(recorded)


def test_a_record_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="another format"):
        inputs_of(pack({"format": "something/2"}))


def a_person(identity: str, kind: type[T], open_places: int) -> T:
    skills = RankedSkills((SkillId("a"), SkillId("b")), (SkillId("c"),))
    return kind(identity, PersonId(identity), "DOR", None, skills, open_places)  # type: ignore[call-arg]


def test_other_caps_open_and_close_places_but_nobody_takes_more_than_they_want() -> None:
    market = Market(
        (a_person("mentee", Mentee, 0), a_person("new", Mentee, 2)),
        (a_person("full", Mentor, 0), a_person("shy", Mentor, 1), a_person("free", Mentor, 2)),
    )
    recorded = Inputs(market, {"mentee": 2}, {"full": 2}, {"shy": 1})

    def open_places(mentor_cap: int | None, mentee_cap: int | None) -> list[int]:
        found = recorded.under(mentor_cap, mentee_cap)
        return [each.open_places for each in (*found.mentees, *found.mentors)]

    assert open_places(None, None) == [0, 2, 0, 1, 2]
    assert open_places(3, 1) == [0, 1, 1, 1, 3]
    assert open_places(1, 3) == [1, 3, 0, 1, 1]
