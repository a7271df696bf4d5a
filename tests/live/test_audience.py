"""Each change reaches exactly those whom it is for, in the words that are for them, and nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest

from moments.application.live.queues import QueueChange
from moments.domain.participants.employee import Evaluation
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, changed
from tests.api.snapshots import SURVEY
from tests.live.all_streams import Everybody, Heard, everybody, told

pytestmark = pytest.mark.usefixtures("way")

GROUND = "On military leave until June."


class EventScript:
    """Things happen; each step says what, and who is to hear it."""

    def __init__(self, world: ApiClient, all_of_them: Everybody) -> None:
        self.world, self.everybody = world, all_of_them
        self.heard: Heard = {}
        self.things: dict[str, str] = {}
        self.changes: set[str] = set()

    async def do(self, who: str, mutation: str, kind: str, **given: Any) -> None:
        named = {kind: self.things[kind]} if kind in self.things else {}
        await self.world.done(who, mutation, f"{kind} {{ id }}", **{**named, **given})

    async def then(self, *said: str) -> None:
        self.heard = await self.everybody.hear()
        assert told(self.heard) == set(said)
        self.changes |= {each["change"] for all_said in self.heard.values() for each in all_said if "change" in each}

    def message(self, who: str, stream: str) -> dict[str, Any]:
        return self.heard[stream, who][0]


@pytest.fixture
async def prepared(world: ApiClient) -> ApiClient:
    """abe's application waits with the deputy, mia mentors, ann has a draft."""
    await world.approved("mia", "MENTOR")
    waiting = await world.draft("abe", "MENTOR")
    deputy = {
        "supervisorFirstName": "Deputy",
        "supervisorLastName": "Doe",
        "supervisorEmail": world.email("deputy"),
    }
    await world.done("abe", "nameSupervisor", "__typename", application=waiting, **deputy)
    await world.done("abe", "submitApplication", "__typename", application=waiting)
    return world


def by_supervisor(what: str, *supervisors: str, action: str | None = None, program: str | None = None) -> set[str]:
    """What is said of a step of ann's application that supervisors hear as `what`."""
    action = action or f"APPLICATION_{what}"
    return {
        *(f"{each} approvalQueue: {what}" for each in supervisors),
        f"adam departmentQueue: {what}",
        f"ann myProgram: {action}",
        f"olga program: {action}",
    }


IMPORTED = {
    *(f"{each} approvalQueue: DIRECTORY_IMPORTED" for each in ("boss", "chief", "head", "mia")),
    "dora departmentQueue: DIRECTORY_IMPORTED",
}


@pytest.mark.rule("APP-7", "APR-4", "APR-5", "ELIG-4")
async def test_an_application_s_way_is_told_to_those_it_concerns(prepared: ApiClient) -> None:
    world = prepared
    async with everybody(world) as all_of_them:
        story = EventScript(world, all_of_them)
        story.things["application"] = application = await world.draft("ann", "MENTEE")
        await story.then("ann myProgram: APPLICATION_STARTED", "olga program: APPLICATION_STARTED")

        await story.do("ann", "submitApplication", "application")
        await story.then(*by_supervisor("SUBMITTED", "boss"))
        row = story.message("boss", "approvalQueue")
        assert (row["inQueue"], row["actor"]["name"], row["applicationId"]) == (True, "Ann Doe", application)
        assert row["application"]["state"] == "SUBMITTED"

        deputy = {"supervisorFirstName": "D.", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
        await story.do("ann", "nameSupervisor", "application", **deputy)
        await story.then(
            "boss approvalQueue: REROUTED_AWAY",
            "deputy approvalQueue: REROUTED_HERE",
            "adam departmentQueue: REROUTED",
            "ann myProgram: APPLICATION_REROUTED",
            "olga program: APPLICATION_REROUTED",
        )
        gone = story.message("boss", "approvalQueue")
        assert (gone["applicationId"], gone["inQueue"]) == (application, False)
        assert (gone["application"], gone["actor"], gone["ground"]) == (None, None, None)
        assert story.message("deputy", "approvalQueue")["application"]["supervisor"]["person"]["email"] == world.email(
            "deputy"
        )

        await world.import_directory(changed("ann", evaluation=Evaluation(date(2026, 1, 5), at_risk=True)))
        await story.then(
            *IMPORTED,
            "deputy approvalQueue: ELIGIBILITY_LOST, DIRECTORY_IMPORTED",
            "adam departmentQueue: ELIGIBILITY_LOST, DIRECTORY_IMPORTED",
            "ann myProgram: PARTICIPANT_SUSPENDED",
            "olga program: PARTICIPANT_SUSPENDED, DIRECTORY_IMPORTED",
        )
        assert story.message("deputy", "approvalQueue")["inQueue"] is True
        imported = story.heard["program", "olga"][1]["imported"]
        assert imported == {"added": 0, "left": 0, "suspended": 1, "rerouted": 0}

        await world.import_directory(changed("ann", evaluation=Evaluation(date(2026, 1, 5), at_risk=False)))
        await story.then(
            *IMPORTED,
            "deputy approvalQueue: ELIGIBILITY_REGAINED, DIRECTORY_IMPORTED",
            "adam departmentQueue: ELIGIBILITY_REGAINED, DIRECTORY_IMPORTED",
            "ann myProgram: PARTICIPANT_REINSTATED",
            "olga program: PARTICIPANT_REINSTATED, DIRECTORY_IMPORTED",
        )

        await story.do("adam", "denyApplication", "application", inLieuGround=GROUND)
        await story.then(*by_supervisor("DENIED", "deputy"))
        for who, stream in (("deputy", "approvalQueue"), ("adam", "departmentQueue")):
            row = story.message(who, stream)
            assert (row["inQueue"], row["actor"]["name"], row["inLieu"], row["ground"]) == (
                False,
                "Adam Doe",
                True,
                GROUND,
            )

        await story.do("deputy", "markDecisionSeen", "application")
        heard = by_supervisor("DECISION_SEEN", "deputy", action="DECISION_SEEN")
        await story.then(*heard - {"ann myProgram: DECISION_SEEN"})

        await story.do("ann", "reviseApplication", "application")
        await story.then("ann myProgram: APPLICATION_REVISED", "olga program: APPLICATION_REVISED")

        await story.do("ann", "submitApplication", "application")
        await story.then(*by_supervisor("SUBMITTED", "boss"))

        await story.do("ann", "withdrawApplication", "application")
        await story.then(*by_supervisor("WITHDRAWN", "boss"))
        assert story.message("adam", "departmentQueue")["application"] is None
        assert story.message("ann", "myProgram")["application"]["state"] == "WITHDRAWN"

        await story.do("ann", "reviseApplication", "application")
        await story.do("ann", "withdrawApplication", "application")  # a draft's: nobody's business
        await story.then(
            "ann myProgram: APPLICATION_REVISED, APPLICATION_WITHDRAWN",
            "olga program: APPLICATION_REVISED, APPLICATION_WITHDRAWN",
        )

        await story.do("ann", "reviseApplication", "application")
        await story.do("ann", "submitApplication", "application")
        await all_of_them.hear()
        await story.do("boss", "approveApplication", "application")
        await story.then(*by_supervisor("APPROVED", "boss"))
        assert story.message("boss", "approvalQueue")["inLieu"] is False
        assert story.message("ann", "myProgram")["message"] == "Boss Doe approved it."
        assert story.message("olga", "program")["message"] == "Somebody approved it."
        assert story.message("olga", "program")["counts"] == {
            "applicationsWaiting": 1,
            "participants": 2,
            "activeMentorships": 0,
            "surveysDue": 0,
        }
    assert story.changes == {each.name for each in QueueChange} - {"OTHER"}  # which is in test_unknown_events


def own(action: str, *who: str) -> set[str]:
    return {f"olga program: {action}", *(f"{each} myProgram: {action}" for each in who)}


async def test_a_mentorship_s_way_is_told_to_the_two_and_to_nobody_else(prepared: ApiClient) -> None:
    world = prepared
    for mentee in ("ann", "temp", "moe"):
        await world.approved(mentee, "MENTEE")
    async with everybody(world) as all_of_them:
        story = EventScript(world, all_of_them)

        async def ask(mentee: str) -> None:
            profile = await world.profile(mentee, "mia")
            payload = await world.done(mentee, "requestMentor", "mentorship { id }", mentor=profile, message="Please.")
            story.things["mentorship"] = payload["mentorship"]["id"]

        for mentee, answer, who, action in (
            ("temp", "cancelRequest", "temp", "REQUEST_CANCELLED"),
            ("moe", "declineRequest", "mia", "REQUEST_DECLINED"),
        ):
            await ask(mentee)
            await story.then(*own("MENTOR_REQUESTED", mentee, "mia"))
            assert story.message("mia", "myProgram")["mentorship"]["requestMessage"] == "Please."
            await story.do(who, answer, "mentorship")
            await story.then(*own(action, mentee, "mia"))

        await ask("ann")
        await all_of_them.hear()
        await story.do("mia", "acceptRequest", "mentorship")
        await story.then(*own("REQUEST_ACCEPTED", "ann", "mia"))
        assert story.message("ann", "myProgram")["message"] == "Mia Doe accepted the request."

        await story.do("ann", "proposeAgreement", "mentorship", goals="Grow", schedule="Mondays", obstacles="None")
        await story.then(*own("AGREEMENT_PROPOSED", "ann", "mia"))
        await story.do("mia", "acceptAgreement", "mentorship")
        await story.then(*own("AGREEMENT_ACCEPTED", "ann", "mia"))

        async def propose() -> None:
            starts_at = (world.clock.now() + timedelta(hours=1)).isoformat()
            given = {"mentorship": story.things["mentorship"], "startsAt": starts_at, "agenda": "Budgets"}
            payload = await world.done("ann", "proposeMeeting", "meeting { id }", **given)
            story.things["meeting"] = payload["meeting"]["id"]

        await propose()
        await story.then(*own("MEETING_PROPOSED", "ann", "mia"))
        meeting = story.message("mia", "myProgram")["meeting"]
        assert (meeting["id"], meeting["agenda"]) == (story.things["meeting"], "Budgets")
        await story.do("mia", "confirmMeeting", "meeting")
        await story.then(*own("MEETING_CONFIRMED", "ann", "mia"))
        await story.do("mia", "cancelMeeting", "meeting")
        await story.then(*own("MEETING_CANCELLED", "ann", "mia"))
        await propose()
        await all_of_them.hear()
        world.clock.pass_(hours=3)
        await story.do("mia", "markMeetingHeld", "meeting")
        await story.then(*own("MEETING_HELD", "ann", "mia"))

        await story.do("ann", "completeMentorship", "mentorship")
        await story.then(
            "ann myProgram: MENTORSHIP_COMPLETED, SURVEY_DUE",
            "mia myProgram: MENTORSHIP_COMPLETED, SURVEY_DUE",
            "olga program: MENTORSHIP_COMPLETED, SURVEY_DUE, SURVEY_DUE",
        )
        mine = {who: story.heard["myProgram", who][1]["survey"]["role"] for who in ("ann", "mia")}
        assert mine == {"ann": "MENTEE", "mia": "MENTOR"}
        mentorship = ids.identity_of("Mentorship", story.things["mentorship"])
        story.things["survey"] = ids.encode("Survey", f"{mentorship}:mentee")

        await story.do("ann", "submitSurvey", "survey", **SURVEY, contactMe=True)
        await story.then(*own("SURVEY_SUBMITTED", "ann"))
        await story.do("olga", "handleFollowUp", "survey")
        await story.then(*own("FOLLOW_UP_HANDLED", "ann"))
        await story.do("mia", "setAvailability", "participant", available=False, capacity=1)
        await story.then(*own("AVAILABILITY_CHANGED", "mia"))


async def test_what_the_office_changes_is_told_to_whom_it_is_about(prepared: ApiClient) -> None:
    world = prepared
    department = await world.department("OA")
    async with everybody(world) as all_of_them:
        story = EventScript(world, all_of_them)
        await story.do("olga", "nameAdministrator", "department", department=department, email=world.email("chief"))
        await story.then(*own("ADMINISTRATOR_NAMED", "chief"))
        await story.do("olga", "addOfficeMember", "person", email=world.email("chief"))
        await story.then(*own("OFFICE_MEMBER_ADDED", "chief"))
        await story.do("olga", "addSkill", "skill", category="SOFT", name="Patience")
        await story.then("olga program: SKILL_ADDED")
