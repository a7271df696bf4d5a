"""Every mutation tried by everybody: done by whom the table allows, and to all others there is no such thing.

Made from the table (`access/matrix.py`); each mutation has a stage of the program, and an input with which
somebody succeeds. A mutation that has none fails.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from graphql import GraphQLInputObjectType

from moments.application.access.matrix import DENIED_WITH_RULE, MUTATIONS, ON_PUBLIC_THINGS
from moments.application.access.relations import Relation as R
from moments.graphql.shared import ids
from tests.api.schema_walk import SCHEMA, object_type
from tests.api.snapshots import SURVEY, Snapshots, some_stages
from tests.databases import Databases

pytestmark = pytest.mark.asyncio(loop_scope="module")

OF_APPLICATION = {"ann": R.SELF, "boss": R.SUPERVISOR, "adam": R.ADMINISTRATOR, "olga": R.OFFICE}
OF_MENTORSHIP = {"mia": R.MENTOR, "ann": R.MENTEE, "olga": R.OFFICE}
OF_SURVEY = {"ann": R.SELF, "olga": R.OFFICE}
OF_DEPARTMENT = {"adam": R.ADMINISTRATOR, "olga": R.OFFICE}
OF_PROGRAM = {"olga": R.OFFICE}
PEOPLE = ("ann", "boss", "deputy", "adam", "olga", "mia", "max", "head", "dora", "stranger", None)
"""The other supervisors and administrators are there, too, and a mentor who is asked only; None: not signed in."""


@dataclass(frozen=True, slots=True)
class MutationCase:
    """`of`: the type of the thing it is about, if any; its id goes into the input's field of that name.

    `by_side`: where the two sides of a mentorship can't both succeed, the stage for each.
    """

    stage: str
    of: str | None
    relations: Mapping[str, R]
    given: Mapping[str, Any] = field(default_factory=dict)
    by_side: Mapping[R, tuple[str, str]] = field(default_factory=dict)

    def stage_for(self, relation: R | None) -> tuple[str, str | None]:
        """With the thing's name among those of the stages."""
        if relation is not None and relation in self.by_side:
            return self.by_side[relation]
        return self.stage, self.of


def of_application(stage: str, **given: Any) -> MutationCase:
    return MutationCase(stage, "Application", OF_APPLICATION, given)


def of_mentorship(stage: str, **given: Any) -> MutationCase:
    return MutationCase(stage, "Mentorship", OF_MENTORSHIP, given)


def of_meeting(stage: str, **by_side: str) -> MutationCase:
    """`mentor`, `mentee`: the stage in which that side may act, named for the other's proposal."""
    sides = {
        R.MENTOR: (stage.format("mentee"), "Meeting of the mentee"),
        R.MENTEE: (stage.format("mentor"), "Meeting of the mentor"),
    }
    return MutationCase(stage.format("mentor"), "Meeting of the mentor", OF_MENTORSHIP, {}, sides)


def for_themselves(stage: str, who: str, of: str | None = None, **given: Any) -> MutationCase:
    return MutationCase(stage, of, {who: R.EMPLOYEE}, given)


FORM = {"bio": "I listen.", "workingHours": "mon-fri-0800-1700", "careerSkills": [], "softSkills": []}
NAMED = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": "deputy@oa.mo.example"}
AGREEMENT = {"goals": "To grow", "schedule": "Mondays", "obstacles": "None"}
SOON, LATELY = timedelta(hours=1), timedelta(0)
AGREED = {R.MENTOR: ("proposed by the mentee", "Mentorship"), R.MENTEE: ("proposed by the mentor", "Mentorship")}
CHIEF = ids.encode("Person", "chief")

CASES: Mapping[str, MutationCase] = {
    "startApplication": for_themselves("begin", "stranger", kind="MENTOR"),
    "editApplication": of_application("draft", **FORM),
    "nameSupervisor": of_application("submitted", **NAMED, onExtendedLeave=True),
    "submitApplication": of_application("draft"),
    "withdrawApplication": of_application("submitted"),
    "reviseApplication": of_application("denied in lieu"),
    "approveApplication": of_application("submitted", inLieuGround="FMLA leave"),
    "denyApplication": of_application("submitted", inLieuGround="FMLA leave"),
    "approveApplications": of_application("submitted", inLieuGround="FMLA leave"),
    "denyApplications": of_application("submitted", inLieuGround="FMLA leave"),
    "markDecisionSeen": of_application("denied in lieu"),
    "endSession": MutationCase("begin", "Session", {"ann": R.SELF}),
    "endOtherSessions": for_themselves("begin", "ann"),
    "extendSession": for_themselves("begin", "ann", idempotencyKey="once"),  # a token has no session to extend
    "setReminders": for_themselves("begin", "stranger", muted=["PERIOD_ENDING"]),
    "setAvailability": for_themselves("approved", "mia", available=False, capacity=1),
    "requestMentor": for_themselves("approved", "ann", of="MentorProfile"),
    "acceptRequest": of_mentorship("requested"),
    "declineRequest": of_mentorship("requested"),
    "cancelRequest": of_mentorship("requested"),
    "proposeAgreement": of_mentorship("active", **AGREEMENT),
    "acceptAgreement": MutationCase("proposed by the mentor", "Mentorship", OF_MENTORSHIP, by_side=AGREED),
    "completeMentorship": of_mentorship("active"),
    "discontinueMentorship": of_mentorship("active"),
    "proposeMeeting": of_mentorship("active", startsAt=SOON),
    "logMeeting": of_mentorship("active", startsAt=-SOON, minutes=30),
    "moveMeeting": replace(of_meeting("proposed by the {}"), given={"newStartsAt": 2 * SOON}),
    "confirmMeeting": of_meeting("proposed by the {}"),
    "cancelMeeting": of_meeting("proposed by the {}"),
    "markMeetingHeld": of_meeting("met as the {} proposed"),
    "confirmHours": of_meeting("logged by the {}"),
    "replaceSuggestions": for_themselves("a suggested mentor gone", "ann"),
    "requestTrialRun": MutationCase("begin", None, OF_PROGRAM),
    "submitSurvey": MutationCase("completed", "Survey", OF_SURVEY, SURVEY),
    "handleFollowUp": MutationCase("answered", "Survey", OF_SURVEY),
    "setSurveyChoices": MutationCase("begin", None, OF_PROGRAM, {"question": "RATING", "choices": ["Good", "Bad"]}),
    "reviseResource": MutationCase("begin", "Resource", OF_PROGRAM, {"markdown": "# Basics\n\nOther words."}),
    "resendEmail": MutationCase("email failed", "Email", OF_PROGRAM),
    "discardEmail": MutationCase("email failed", "Email", OF_PROGRAM, {"reason": "They have left."}),
    "addSkill": MutationCase("begin", None, OF_PROGRAM, {"category": "SOFT", "name": "Patience"}),
    "retireSkill": MutationCase("begin", "Skill", OF_PROGRAM),
    "reinstateSkill": MutationCase("skill retired", "Skill", OF_PROGRAM),
    "setHoliday": MutationCase("begin", None, OF_PROGRAM, {"day": "2027-03-05", "name": "Snow day"}),
    "removeHoliday": MutationCase("begin", None, OF_PROGRAM, {"day": "2027-01-18"}),
    "nameAdministrator": MutationCase("begin", "Department", OF_DEPARTMENT, {"email": "chief@oa.mo.example"}),
    "removeAdministrator": MutationCase("chief named", "Department", OF_DEPARTMENT, {"person": CHIEF}),
    "moveStages": MutationCase(
        "begin", "Cycle", OF_PROGRAM, {"stages": [{"stage": "SUGGEST", "dueAt": "2026-04-30T12:00:00Z"}]}
    ),
    "runStage": MutationCase("begin", "Cycle", OF_PROGRAM, {"stage": "ANNOUNCE"}),
    "skipStage": MutationCase("begin", "Cycle", OF_PROGRAM, {"stage": "REMIND", "reason": "Nobody asked for it."}),
    "addOfficeMember": MutationCase("begin", None, OF_PROGRAM, {"email": "chief@oa.mo.example"}),
    "removeOfficeMember": MutationCase("chief named", None, OF_PROGRAM, {"person": CHIEF}),
    "unbindSignIn": MutationCase("begin", None, OF_PROGRAM, {"person": CHIEF}),
    "decideRenumbering": MutationCase("begin", "Renumbering", OF_PROGRAM, {"verdict": "SAME_PERSON"}),
}
CELLS = [
    pytest.param(mutation, who, id=f"{mutation}-{who or 'nobody'}")
    for mutation, trial in CASES.items()
    for who in (PEOPLE if R.EMPLOYEE not in MUTATIONS[mutation] else (*trial.relations, None))
]
"""What everybody may do of themselves is tried by who can, and by nobody."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stages(sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Snapshots]:
    async with some_stages(sqlite_databases.fresh(), tmp_path_factory.mktemp("stages")) as made:
        yield made


ERRORS = "errors { __typename code message field rule }"
ITEMS = ("application",)
"""The fields of each of several things that are decided at once."""


def codes(answer: dict[str, Any]) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


def fields_of_input(mutation: str) -> set[str]:
    kind = SCHEMA.type_map[f"{mutation[0].upper()}{mutation[1:]}Input"]
    assert isinstance(kind, GraphQLInputObjectType)
    return set(kind.fields)


def shape(mutation: str) -> str:
    payload = object_type(f"{mutation[0].upper()}{mutation[1:]}Payload")
    (result,) = set(payload.fields) - {"errors"}
    return f"{result} {{ __typename {ERRORS if result == 'results' else ''} }}"


class MutationAttempt:
    """The mutation by that person, with the thing at hand, or one that nobody has."""

    def __init__(self, stages: Snapshots, mutation: str, who: str | None) -> None:
        self.stages, self.mutation, self.who, self.trial = stages, mutation, who, CASES[mutation]
        self.relation = self.trial.relations.get(who or "")
        stage, self.thing = self.trial.stage_for(self.relation)
        stages.back_to(stage)

    @property
    def input(self) -> dict[str, Any]:
        now = self.stages.world.clock.now()
        given = {
            name: (now + value).isoformat() if isinstance(value, timedelta) else value
            for name, value in self.trial.given.items()
        }
        return self._of({**given, **({self.field: self.stages.things[self.thing]} if self.thing else {})})

    def _of(self, given: dict[str, Any]) -> dict[str, Any]:
        """As an item, where the mutation is of several."""
        if "items" not in fields_of_input(self.mutation):
            return given
        item = {name: given.pop(name) for name in ITEMS}
        return {**given, "items": [item]}

    @property
    def field(self) -> str:
        assert self.thing
        kind = self.thing.split()[0]
        return "mentor" if kind == "MentorProfile" else kind.lower()

    def elsewhere(self) -> list[dict[str, Any]]:
        """The input, about a thing that is not there."""
        if self.thing is None:
            return []
        kind = self.thing.split()[0]
        return [self._about(self.input, ids.encode(kind, "nobody:mentee" if kind == "Survey" else "nobody"))]

    async def without_id(self) -> list[dict[str, Any]]:
        """The answers to what is no ID of such a thing."""
        no_ids = ("no id at all", "", ids.encode("Viewer", "nobody"))
        return [await self.ask(given, each) for given in self.elsewhere() for each in no_ids]

    def _about(self, given: dict[str, Any], identity: str) -> dict[str, Any]:
        inside = given.get("items", [None])[0]
        if inside:
            return {**given, "items": [{**inside, self.field: identity}]}
        return {**given, self.field: identity}

    async def ask(self, given: dict[str, Any], instead: str | None = None) -> dict[str, Any]:
        """`instead`: of the thing's ID, after what the input carries of the thing was read."""
        name = self.mutation[0].upper() + self.mutation[1:]
        given = {**given, **await self.stages.world.as_read(self.who, self.mutation, given)}
        given = given if instead is None else self._about(given, instead)
        query = (
            f"mutation($input: {name}Input!) {{ {self.mutation}(input: $input) {{ {shape(self.mutation)} {ERRORS} }} }}"
        )
        return await self.stages.world.ask(self.who, query, input=given)

    async def payload(self, given: dict[str, Any]) -> dict[str, Any]:
        answer = await self.ask(given)
        assert "errors" not in answer, answer
        payload: dict[str, Any] = answer["data"][self.mutation]
        payload["errors"] += [error for each in payload.get("results") or () for error in each["errors"]]
        return payload


async def test_each_mutation_is_tried(stages: Snapshots) -> None:
    assert set(CASES) == set(object_type("Mutation").fields)


@pytest.mark.rule("APR-9")
@pytest.mark.parametrize(("mutation", "who"), CELLS)
async def test_only_whom_the_table_allows(stages: Snapshots, mutation: str, who: str | None) -> None:
    attempt = MutationAttempt(stages, mutation, who)
    before = stages.dump()

    if who is None:
        answer = await attempt.ask(attempt.input)
        assert codes(answer) == ["UNAUTHENTICATED"]
        assert stages.dump() == before
    elif attempt.relation in MUTATIONS[mutation]:
        assert (await attempt.payload(attempt.input))["errors"] == []
        assert stages.dump() != before
    else:
        payload = await attempt.payload(attempt.input)
        (error,) = payload["errors"]
        rule = attempt.relation and DENIED_WITH_RULE.get((mutation, attempt.relation))
        if rule:
            assert error["rule"] == rule
        else:
            assert error["code"] == ("NOT_PERMITTED" if mutation in ON_PUBLIC_THINGS else "NOT_FOUND")
            for given in attempt.elsewhere():
                assert await attempt.payload(given) == payload
        assert all(codes(answer) == ["BAD_USER_INPUT"] for answer in await attempt.without_id())
        assert stages.dump() == before


HIDDEN = [
    name for name, trial in CASES.items() if trial.of not in (None, "MentorProfile") and name not in ON_PUBLIC_THINGS
]


@pytest.mark.parametrize("mutation", HIDDEN)
async def test_who_is_allowed_hears_the_same_of_what_is_not_there(stages: Snapshots, mutation: str) -> None:
    trial = CASES[mutation]
    allowed = next(who for who, relation in trial.relations.items() if relation in MUTATIONS[mutation])
    theirs, refused = MutationAttempt(stages, mutation, allowed), MutationAttempt(stages, mutation, "stranger")

    assert await theirs.payload(theirs.elsewhere()[0]) == await refused.payload(refused.input)
    assert await theirs.without_id() == await refused.without_id()
