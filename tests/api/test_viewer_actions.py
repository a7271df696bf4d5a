"""What is offered succeeds, what is not is refused with the code that was told, and what is not listed is not there.

Tried for every thing of the scenario by everybody, each attempt from the same state; and on walks through the program
on which people do this and that, lose and regain their eligibility, and time passes.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from random import Random

import pytest
import pytest_asyncio

from moments.application.access.matrix import MUTATIONS, OF_SEVERAL, ON_PUBLIC_THINGS
from moments.graphql.shared import ids
from tests.api.acting import ACTIONS, STAGES, Json, Outcome, Thing, told, tried
from tests.api.api_client import ApiClient, changed
from tests.api.matching_setup import match_and_send
from tests.api.town import EVERYBODY, Town, a_town, things_of
from tests.databases import Databases


def test_every_mutation_is_an_action_of_something() -> None:
    assert {each for actions in ACTIONS.values() for each in actions} == set(MUTATIONS) - set(OF_SEVERAL)


TAKEN = {"MEETING_ON_RECORD", "MEETINGS_OVERLAP"}
KNOWN_ONLY_BY_TRYING = {
    "replaceSuggestions": {"NO_REPLACEMENT_AVAILABLE"},
    **dict.fromkeys(("proposeMeeting", "moveMeeting", "logMeeting", "markMeetingHeld"), TAKEN),
}
"""Whether there is another mentor to recommend, a search of thousands shows; whether another meeting is at that time,
depends on the time."""


async def compared(world: ApiClient, who: str, thing: Thing, mutation: str) -> Outcome:
    """Fails where what was told is not what comes."""
    return await as_said(world, who, thing, mutation, await told(world, who, thing))


async def as_said(world: ApiClient, who: str, thing: Thing, mutation: str, said: Mapping[str, Json] | None) -> Outcome:
    outcome = await tried(world, who, thing, mutation)
    told_of = f"{mutation} of {thing} by {who}: told {said and said.get(mutation)}, got {outcome}"
    if said is None or mutation not in said:
        denied = "NOT_PERMITTED" if mutation in ON_PUBLIC_THINGS else "NOT_FOUND"
        assert outcome.code == denied or thing.kind in PUBLIC_ELSEWHERE, told_of
    elif said[mutation]["allowed"]:
        assert outcome.code in {None, *KNOWN_ONLY_BY_TRYING.get(mutation, ())}, told_of
        assert said[mutation]["code"] is said[mutation]["reason"] is said[mutation]["rule"] is None
    else:
        assert (outcome.code, outcome.message) == (said[mutation]["code"], said[mutation]["reason"]), told_of
    return outcome


PUBLIC_ELSEWHERE = ("MentorProfile", "Suggestion", "SuggestionList", "Participant")
"""Where these aren't shown, everybody may still try, and is told what stands against it."""

# --- everything that there is, by everybody ---


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with a_town(sqlite_databases.fresh(), tmp_path_factory.mktemp("town")) as made:
        yield made


@pytest.mark.rule("APR-9", "ELIG-4", "REQ-4", "MEN-5", "SUR-1")
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("label", "who"), EVERYBODY)
async def test_each_thing_says_what_everybody_may_do(town: Town, label: str, who: str) -> None:
    for thing in things_of(label, town):
        town.restore()
        said = await told(town.world, who, thing)
        for mutation in ACTIONS[thing.kind]:
            town.restore()
            await as_said(town.world, who, thing, mutation, said)


ELSEWHERE = [
    *(Thing("Viewer", part=kind) for kind in ("MENTOR", "MENTEE")),
    *(Thing("ApplicationForm", part=kind) for kind in ("MENTOR", "MENTEE")),
    Thing("SurveyChoices", part="RATING"),
    Thing("Holiday", part="2027-01-18"),
    *(Thing("Department", ids.encode("Department", code)) for code in ("OA", "DPS")),
    Thing("Administrator", ids.encode("Department", "OA"), ids.encode("Person", "adam")),
    *(Thing("Person", ids.encode("Person", who)) for who in ("olga", "adam")),
    Thing("SuggestionList"),
    *(Thing("Suggestion", part=who) for who in ("mia", "max")),
    *(Thing("MentorProfile", ids.encode("MentorProfile", who)) for who in ("mia", "max", "dec")),
]


@pytest.mark.rule("APP-1", "APR-8", "CAP-1", "CAP-2", "MAT-4", "REQ-6", "REQ-7")
@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "who", ["adam", "olga", "dora", "boss", "mia", "max", "amy", "lou", "dec", "can", "com", "sue"]
)
async def test_so_do_the_viewer_and_what_the_viewer_is_shown(town: Town, who: str) -> None:
    for thing in ELSEWHERE:
        for mutation in ACTIONS[thing.kind]:
            town.restore()
            if thing.kind != "Viewer" or mutation != "startApplication" or await may_start(town.world, who, thing.part):
                await compared(town.world, who, thing, mutation)


async def may_start(world: ApiClient, who: str, kind: str) -> bool:
    """The viewer says whether any kind can be started."""
    form = await told(world, who, Thing("ApplicationForm", part=kind))
    viewer = await told(world, who, Thing("Viewer"))
    assert form
    assert viewer
    assert viewer["startApplication"]["allowed"] or not form["startApplication"]["allowed"]
    return bool(form["startApplication"]["allowed"])


# --- full, suspended, closed ---


async def _mentee_full(world: ApiClient) -> tuple[str, Thing]:
    await match_and_send(world)
    for mentor in ("mia", "max"):
        await world.active("ann", mentor)
    return "ann", Thing("Suggestion", part="moe")


async def _mentee_asking(world: ApiClient) -> tuple[str, Thing]:
    await match_and_send(world)
    for mentor in ("mia", "max"):
        await world.requested("ann", mentor)
    return "ann", Thing("Suggestion", part="moe")


async def _mentor_full(world: ApiClient) -> tuple[str, Thing]:
    await world.active("ann", "mia")
    waiting = await world.requested("abe", "mia")
    await world.done("mia", "setAvailability", "__typename", available=True, capacity=1)
    return "mia", Thing("Mentorship", waiting)


async def _mentee_suspended(world: ApiClient) -> tuple[str, Thing]:
    waiting = await world.requested("ann", "mia")
    await world.import_directory(changed("ann", under_discipline=True))
    return "mia", Thing("Mentorship", waiting)


async def _mentor_suspended(world: ApiClient) -> tuple[str, Thing]:
    waiting = await world.requested("ann", "mia")
    await world.import_directory(changed("mia", under_discipline=True))
    return "mia", Thing("Mentorship", waiting)


async def _closed(world: ApiClient) -> tuple[str, Thing]:
    await world.done("mia", "setAvailability", "__typename", available=True, capacity=1)
    waiting = await world.requested("ann", "mia")
    await world.active("abe", "mia")
    return "mia", Thing("Mentorship", waiting)


async def _still_mentored(world: ApiClient) -> tuple[str, Thing]:
    await world.active("ann", "mia")
    (application,) = (await world.viewer("ann", "applications { nodes { id } }"))["applications"]["nodes"]
    return "ann", Thing("Application", application["id"])


async def _ineligible(world: ApiClient) -> tuple[str, Thing]:
    waiting = await world.submitted("adam", "MENTEE")
    await world.import_directory(changed("adam", under_discipline=True))
    return "chief", Thing("Application", waiting)


STANDING_AGAINST = {
    "requestMentor MENTEE_AT_CAPACITY": _mentee_full,
    "requestMentor TOO_MANY_PENDING_REQUESTS": _mentee_asking,
    "acceptRequest REQUEST_WAS_CLOSED by a lowered number": _mentor_full,
    "acceptRequest MENTEE_SUSPENDED": _mentee_suspended,
    "acceptRequest SUSPENDED": _mentor_suspended,
    "acceptRequest REQUEST_WAS_CLOSED": _closed,
    "withdrawApplication ACTIVE_MENTORSHIP_EXISTS": _still_mentored,
    "approveApplication INELIGIBLE": _ineligible,
}


@pytest.mark.rule("CAP-1", "CAP-2", "CAP-4", "ELIG-4", "REQ-7", "APP-9")
@pytest.mark.parametrize("what", STANDING_AGAINST)
async def test_what_stands_against_it_is_told(world: ApiClient, what: str) -> None:
    mutation, code = what.split()[:2]
    await world.ready("ann abe")
    who, thing = await STANDING_AGAINST[what](world)

    said = await told(world, who, thing)
    assert said
    assert said[mutation]["code"] == code
    assert (await compared(world, who, thing, mutation)).code == code


# --- walks ---

OFTEN = {"Mentorship": 10, "Application": 8, "Meeting": 5, "Survey": 2}
LIKELY = {"withdrawApplication": 0.1, "denyApplication": 0.5, "declineRequest": 0.1, "cancelRequest": 0.1}
LIKELY |= {"discontinueMentorship": 0.1, "completeMentorship": 0.2, "removeOfficeMember": 0}
WALKERS = ("ann", "abe", "adam", "olga", "boss", "deputy", "chief", "mia", "max", "moe", "dora", "head", "risky")
PARTICIPANTS = ("ann", "abe", "adam", "olga", "boss", "mia", "max", "moe", "risky")


@dataclass
class Walk:
    """`seen`: each mutation with what came of it."""

    world: ApiClient
    random: Random
    things: dict[Thing, tuple[str, ...]] = field(default_factory=dict)
    """Thing -> who has something to do with it."""
    seen: set[tuple[str, str | None]] = field(default_factory=set)

    async def begin(self) -> None:
        """Three mentors, one of whom wants one mentee; five mentees; and whatever everybody finds."""
        await self.world.ready("ann abe olga adam boss", "mia max moe")
        await self.world.done("max", "setAvailability", "__typename", available=True, capacity=1)
        for skill in list((await self.world.skills()).values())[:2]:
            self.things[Thing("Skill", skill)] = ("olga",)
        for stage in STAGES:
            self.things[Thing("CycleStage", ids.encode("Cycle", "2026Q1"), stage)] = ("olga",)
        for who in ("olga", "adam"):
            self.things[Thing("Person", ids.encode("Person", who))] = ("olga",)
        for who in PARTICIPANTS:
            await self.look(who)

    async def step(self) -> None:
        chance = self.random.random()
        if chance < 0.03:
            await self.change_somebody()
        elif chance < 0.06:
            who, capacity = self.random.choice(("mia", "max", "moe")), self.random.choice((1, 2))
            await self.world.do(who, "setAvailability", "__typename", available=True, capacity=capacity)
        elif chance < 0.09:
            self.world.clock.pass_(hours=self.random.choice((1, 30, 24 * 12)))
        elif chance < 0.25:
            await self.ask_a_mentor()
        elif chance < 0.3:
            await self.begin_an_application()
        else:
            await self.act()

    async def act(self) -> None:
        """What is offered, and what leads on, is done more often, so that the walk gets somewhere."""
        kinds = list(dict.fromkeys(each.kind for each in self.things))
        (kind,) = self.random.choices(kinds, [OFTEN.get(each, 1) for each in kinds])
        thing = self.random.choice([each for each in self.things if each.kind == kind])
        related = self.things[thing]
        who = self.random.choice(related if self.random.random() < 0.9 else WALKERS)
        said = await told(self.world, who, thing) or {}
        offered = [each for each, its in said.items() if its["allowed"] and self.random.random() < LIKELY.get(each, 1)]
        mutation = self.random.choice(offered if offered and self.random.random() < 0.8 else ACTIONS[thing.kind])
        self.note(mutation, await compared(self.world, who, thing, mutation))
        await self.look(who)

    async def ask_a_mentor(self) -> None:
        who, mentor = self.random.choice(PARTICIPANTS), self.random.choice(("mia", "max", "moe", "ann", "boss"))
        thing = Thing("MentorProfile", ids.encode("MentorProfile", mentor))
        self.note("requestMentor", await compared(self.world, who, thing, "requestMentor"))
        await self.look(who)

    async def begin_an_application(self) -> None:
        who, kind = self.random.choice(PARTICIPANTS), self.random.choice(("MENTOR", "MENTEE"))
        thing = Thing("ApplicationForm", part=kind)
        self.note("startApplication", await compared(self.world, who, thing, "startApplication"))
        await self.look(who)

    async def change_somebody(self) -> None:
        who = self.random.choice(("ann", "abe", "mia", "max"))
        await self.world.import_directory(changed(who, under_discipline=self.random.random() < 0.4))

    async def look(self, who: str) -> None:
        """Finds what is new of theirs."""
        lists = "applications { nodes { id } } " + " ".join(
            f"{role}: mentorships(role: {role}, first: 40) {{ nodes {{ id mentor {{ id }} mentee {{ id }} "
            "survey { id } meetings(first: 8) { nodes { id } } } }"
            for role in ("MENTOR", "MENTEE")
        )
        viewer = await self.world.viewer(who, lists)
        for each in viewer["applications"]["nodes"]:
            self.add(Thing("Application", each["id"]), who, *self.deciders(who))
        for each in (*viewer["MENTOR"]["nodes"], *viewer["MENTEE"]["nodes"]):
            sides = tuple(ids.identity_of("Person", each[side]["id"]) for side in ("mentor", "mentee"))
            self.add(Thing("Mentorship", each["id"]), *sides)
            for meeting in each["meetings"]["nodes"]:
                self.add(Thing("Meeting", meeting["id"]), *sides)
            if each["survey"]:
                self.add(Thing("Survey", each["survey"]["id"]), who, "olga")

    def add(self, thing: Thing, *people: str) -> None:
        self.things.setdefault(thing, tuple(dict.fromkeys(people)))

    def deciders(self, who: str) -> tuple[str, ...]:
        return ("head", "dora") if who in ("mia", "max", "moe") else ("boss", "chief", "deputy", "adam")

    def note(self, mutation: str, outcome: Outcome) -> None:
        self.seen.add((mutation, outcome.code))


@pytest.mark.long
@pytest.mark.rule("CAP-1", "CAP-2", "CAP-4", "ELIG-4", "REQ-6", "REQ-7", "APP-9")
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 8))])
async def test_on_any_walk_what_is_offered_succeeds_and_nothing_else_does(world: ApiClient, seed: int) -> None:
    walk = Walk(world, Random(seed))
    await walk.begin()
    for _ in range(400):
        await walk.step()
    done = {mutation for mutation, code in walk.seen if code is None}
    assert len(done) > 15, done
    assert len(walk.seen) - len(done) > 30, walk.seen
