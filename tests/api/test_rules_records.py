"""What is kept of all that happens: no personal data in the records, nothing of what failed halfway, each step told."""

import re
from dataclasses import replace

import pytest

from moments.application.events import EventKind
from moments.domain.program.cycle import Stage
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.graphql.shared import ids
from moments.infrastructure.persistence.stores.journal import SqlJournal
from moments.infrastructure.persistence.stores.outbox import SqlOutbox
from tests.api.api_client import DPS, OA, PEOPLE, ApiClient, changed, employee
from tests.renumberings import add_renumbering

TEXTS = {
    "note": "Xnote to the mentor",
    "message": "Xmessage of the decider",
    "ground": "Xground of the absence",
    "answer": "Xanswer of the mentor",
    "reason": "Xreason to decline",
    "goals": "Xgoals of the pair",
    "agenda": "Xagenda of the meeting",
    "comments": "Xcomments of the survey",
    "skipped": "Xreason to skip a stage",
    "discarded": "Xreason to discard an email",
}
NEVER_RECORDED = re.compile(
    "|".join(["@", r"\bDoe\b", r"likes to learn", r"risk", r"disciplin", r"improvement", *TEXTS.values()])
    + "|"
    + "|".join(rf"\b{person.first_name}\b" for person in PEOPLE)
)
"""Names and emails of everybody, every text that somebody wrote, every criterion; ids are lower case here."""

MERGED = replace(OA, code=DepartmentCode("FM"), name="Facilities Management")


async def everything_happens(world: ApiClient) -> None:
    """A program in which every kind of event occurs, each text somebody's own."""
    await _applications(world)
    mentorship = await _requests(world)
    await _mentorship(world, mentorship)
    await _program(world)


async def _applications(world: ApiClient) -> None:
    await world.approved("mia", "MENTOR")
    await world.approved("max", "MENTOR")
    await world.approved("dora", "MENTOR")
    rerouted = await world.submitted("abe", "MENTEE")
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": "deputy@oa.mo.example"}
    await world.done("abe", "nameSupervisor", "__typename", application=rerouted, **named)
    await world.done("deputy", "denyApplication", "__typename", application=rerouted, message=TEXTS["message"])
    await world.done("abe", "reviseApplication", "__typename", application=rerouted)
    await world.done("abe", "withdrawApplication", "__typename", application=rerouted)
    for who in ("ann", "olga"):
        lieu = await world.submitted(who, "MENTEE")
        given = {"application": lieu, "inLieuGround": TEXTS["ground"], "message": TEXTS["message"]}
        await world.done("adam", "approveApplication", "__typename", **given)
    await world.done("chief", "markDecisionSeen", "__typename", application=lieu)
    ids = await world.skills()
    form = {"bio": "Xbio", "workingHours": "mon-fri-0800-1700", "softSkills": [ids["Resiliency"]]}
    career = [ids["Networking"], ids["Delegation"]]
    await world.done("olga", "editApplication", "__typename", application=lieu, careerSkills=career, **form)


async def _requests(world: ApiClient) -> str:
    """The id of an active mentorship; others were declined, cancelled and closed."""
    declined = await world.requested("ann", "dora", message=TEXTS["note"])
    await world.done("dora", "declineRequest", "__typename", mentorship=declined, message=TEXTS["reason"])
    cancelled = await world.requested("ann", "mia")
    await world.done("ann", "cancelRequest", "__typename", mentorship=cancelled)
    world.clock.pass_(days=1)
    await world.requested("olga", "mia")  # will be closed
    await world.done("mia", "setAvailability", "__typename", available=True, capacity=1)
    mentorship = await world.requested("ann", "mia", message=TEXTS["note"])
    await world.done("mia", "acceptRequest", "__typename", mentorship=mentorship, message=TEXTS["answer"])
    return mentorship


async def _mentorship(world: ApiClient, mentorship: str) -> None:
    parts = dict.fromkeys(("goals", "schedule", "obstacles"), TEXTS["goals"])
    await world.done("ann", "proposeAgreement", "__typename", mentorship=mentorship, **parts)
    await world.done("mia", "acceptAgreement", "__typename", mentorship=mentorship)
    for day, step in ((2, "confirmMeeting"), (5, "cancelMeeting")):
        given = {"mentorship": mentorship, "startsAt": f"2026-02-0{day}T09:00:00-06:00", "agenda": TEXTS["agenda"]}
        proposed = await world.done("ann", "proposeMeeting", "meeting { id }", **given)
        await world.done("mia", step, "__typename", meeting=proposed["meeting"]["id"])
    later = {"meeting": proposed["meeting"]["id"], "newStartsAt": "2026-02-03T09:00:00-06:00"}
    assert (await world.do("mia", "moveMeeting", "__typename", **later))["errors"]  # it was called off
    given["startsAt"] = "2026-02-04T09:00:00-06:00"
    proposed = await world.done("ann", "proposeMeeting", "meeting { id }", **given)
    later["meeting"] = proposed["meeting"]["id"]
    await world.done("mia", "moveMeeting", "__typename", **later)
    world.clock.pass_(days=40)
    held = {"mentorship": mentorship, "startsAt": "2026-02-10T09:00:00-06:00", "agenda": TEXTS["agenda"]}
    logged = await world.done("mia", "logMeeting", "meeting { id }", **held)
    await world.done("ann", "confirmHours", "__typename", meeting=logged["meeting"]["id"])
    await world.done("ann", "discontinueMentorship", "__typename", mentorship=mentorship)
    (due,) = (await world.viewer("ann", "surveysDue { nodes { id } }"))["surveysDue"]["nodes"]
    answers = {"howOften": "Monthly", "rating": "Poor", "developmentImproved": False, "plans": "NO"}
    answers |= {"gainedAccess": False, "contactMe": True, "comments": TEXTS["comments"]}
    await world.done("ann", "submitSurvey", "__typename", survey=due["id"], **answers)
    await world.done("olga", "handleFollowUp", "__typename", survey=due["id"])
    again = await world.active("ann", "max")
    await world.done("max", "completeMentorship", "__typename", mentorship=again)


async def _program(world: ApiClient) -> None:
    added = await world.done("olga", "addSkill", "skill { id }", category="SOFT", name="Humour")
    for step in ("retireSkill", "reinstateSkill"):
        await world.done("olga", step, "__typename", skill=added["skill"]["id"])
    await world.done("olga", "setHoliday", "__typename", day="2027-03-05", name="Snow day")
    await world.done("olga", "removeHoliday", "__typename", day="2027-03-05")
    await world.done("olga", "setSurveyChoices", "__typename", question="RATING", choices=["Good", "Poor"])
    basics = ids.encode("Resource", "basics")
    await world.done("olga", "reviseResource", "__typename", resource=basics, markdown="# The basics")
    oa = await world.department("OA")
    shape = "department { administrators { nodes { person { id } } } }"
    named = await world.done("adam", "nameAdministrator", shape, department=oa, email="abe@oa.mo.example")
    abe = named["department"]["administrators"]["nodes"][0]["person"]["id"]
    await world.done("adam", "removeAdministrator", "__typename", department=oa, person=abe)
    await world.done("olga", "addOfficeMember", "__typename", email="abe@oa.mo.example")
    await world.done("olga", "removeOfficeMember", "__typename", person=abe)
    await world.done("olga", "unbindSignIn", "__typename", person=abe)
    headers = {"authorization": f"Bearer {world.token('olga')}"}
    assert (await world.client.get("/exports/members.csv", headers=headers)).status_code == 200
    await world.import_directory(changed("ann", under_discipline=True))
    await world.import_directory()
    await _directory(world)
    await _emails(world)
    await _cycle(world)


async def _directory(world: ApiClient) -> None:
    """A department is merged into another, and the personnel system gives somebody another employee id."""
    await world.import_directory(employee("temp", MERGED, "deputy"), departments=(OA, DPS, MERGED))
    await world.import_directory(former_codes={OA.code: [MERGED.code]})
    pair = await add_renumbering(world.container.unit_of_work, PersonId("stranger"), world.clock.now())
    decided = {"renumbering": ids.encode("Renumbering", pair), "verdict": "SAME_PERSON"}
    await world.done("olga", "decideRenumbering", "__typename", **decided)


async def _emails(world: ApiClient) -> None:
    failed = await world.failed_email()
    await world.done("olga", "resendEmail", "__typename", email=failed)
    failed = await world.failed_email()
    await world.done("olga", "discardEmail", "__typename", email=failed, reason=TEXTS["discarded"])


async def _cycle(world: ApiClient) -> None:
    first, second = (ids.encode("Cycle", quarter) for quarter in ("2026Q2", "2026Q3"))
    late = [{"stage": "SUGGEST", "dueAt": "2026-04-30T12:00:00Z"}]
    await world.done("olga", "moveStages", "__typename", cycle=first, stages=late)
    for stage in Stage:
        await world.done("olga", "runStage", "__typename", cycle=first, stage=stage.name, outsideFirstMonth=True)
    await world.done("olga", "skipStage", "__typename", cycle=second, stage="MATCH", reason=TEXTS["skipped"])
    await _lists(world)


async def _lists(world: ApiClient) -> None:
    """One that is replaced, one that comes late, and a trial run."""
    await world.approved("moe", "MENTOR")
    await world.done("max", "setAvailability", "__typename", available=False, capacity=2)
    await world.done("olga", "replaceSuggestions", "__typename")
    await world.approved("moe", "MENTEE")
    await world.done("olga", "requestTrialRun", "__typename")
    world.clock.pass_(hours=1)
    await world.container.scheduler().run_due_jobs()


@pytest.mark.rule("ELIG-5", "SUR-4", "APR-5")
async def test_events_and_audit_hold_no_names_no_addresses_no_texts_and_no_reasons(each_world: ApiClient) -> None:
    world = each_world
    await everything_happens(world)
    tables = await world.dump()
    assert {row[1] for row in tables["events"]} == {kind.value.name for kind in EventKind} - {"other"}
    for row in (*tables["events"], *tables["idempotency_keys"]):
        assert not NEVER_RECORDED.search(str(row)), row


@pytest.mark.rule("APR-2", "APR-3", "APR-5", "REQ-2", "REQ-4", "REQ-5", "CAP-4", "MAT-4", "SUR-1")
async def test_each_email_goes_to_whom_it_concerns_and_carries_nobody_elses_words(world: ApiClient) -> None:
    await everything_happens(world)
    sent = [(each.kind, each.recipient) for each in await world.emails()]
    to_many = ("application_received", "application_approved", "period_announced", "period_ending")
    assert [pair for pair in sent if pair[0] not in to_many] == [
        ("application_denied", "abe"),
        ("mentor_requested", "dora"),
        ("request_declined", "ann"),
        ("mentor_requested", "mia"),
        ("mentor_requested", "mia"),
        ("mentor_requested", "mia"),
        ("request_accepted", "ann"),
        ("mentorship_confirmed", "mia"),
        ("request_closed", "olga"),
        ("meeting_proposed", "mia"),
        ("meeting_confirmed", "ann"),
        ("meeting_confirmed", "mia"),
        ("meeting_proposed", "mia"),
        ("meeting_called_off", "ann"),
        ("meeting_called_off", "mia"),
        ("meeting_proposed", "mia"),
        ("meeting_moved", "ann"),
        ("meeting_moved", "mia"),
        ("survey_due", "mia"),
        ("survey_due", "ann"),
        ("mentor_requested", "max"),
        ("request_accepted", "ann"),
        ("mentorship_confirmed", "max"),
        ("survey_due", "max"),
        ("survey_due", "ann"),
        ("suggestions_arrived", "ann"),
        ("suggestions_arrived", "olga"),
        ("suggestions_arrived", "moe"),
    ]
    approved = [recipient for kind, recipient in sent if kind == "application_approved"]
    assert approved == ["mia", "max", "dora", "ann", "olga", "moe", "moe"]
    supervisors = {"boss", "chief", "head", "deputy", "adam"}
    assert not supervisors & {recipient for kind, recipient in sent if not kind.startswith("period_")}
    told = str([email.data for email in await world.emails()])
    for text in (TEXTS["ground"], TEXTS["comments"], TEXTS["agenda"], TEXTS["goals"], "disciplin", "@"):
        assert text not in told


@pytest.mark.rule("CAP-4")
@pytest.mark.parametrize("where", [SqlJournal, SqlOutbox])
async def test_a_step_that_fails_halfway_leaves_nothing(
    each_world: ApiClient, where: type[SqlJournal | SqlOutbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything was written but the events, or but the emails, when the server met a bug."""
    world = each_world
    await world.ready(mentees="ann abe olga", mentors="mia")
    await world.active("ann", "mia")
    request = await world.requested("abe", "mia")
    await world.requested("olga", "mia")
    before = await world.dump()

    async def fail(*_: object) -> None:
        raise RuntimeError("Ann Doe's disk is full")

    query = "mutation($input: AcceptRequestInput!) { acceptRequest(input: $input) { errors { code } } }"
    with monkeypatch.context() as broken:
        broken.setattr(where, "write" if where is SqlJournal else "add", fail)
        answer = await world.ask("mia", query, input={"mentorship": request})
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert "Ann" not in error["message"]
    assert await world.dump() == before
    await world.done("mia", "acceptRequest", "mentorship { id }", mentorship=request)


@pytest.mark.rule("APP-9", "APR-5")
async def test_the_timeline_of_an_application_tells_each_step_and_by_whom(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    given = {"application": application, "inLieuGround": "Maternity leave."}
    await world.done("adam", "denyApplication", "__typename", **given)
    await world.done("boss", "markDecisionSeen", "__typename", application=application)
    shape = "timeline { nodes { action actor { name } message at } }"
    entries = (await world.node("boss", "Application", application, shape))["timeline"]["nodes"]
    assert [(entry["action"], entry["actor"]["name"]) for entry in entries] == [
        ("APPLICATION_STARTED", "Ann Doe"),
        ("APPLICATION_SUBMITTED", "Ann Doe"),
        ("APPLICATION_DENIED", "Adam Doe"),
        ("DECISION_SEEN", "Boss Doe"),
    ]
    moments = [entry["at"] for entry in entries]
    assert moments == sorted(moments)
    assert len(set(moments)) == len(moments)


@pytest.mark.rule("CAP-4", "MEN-5")
async def test_the_office_reads_in_the_audit_all_that_happened_and_others_do_not(world: ApiClient) -> None:
    await world.ready(mentors="mia")
    mentorship = await world.active("ann", "mia")
    await world.done("ann", "discontinueMentorship", "__typename", mentorship=mentorship)
    shape = "officeDashboard { audit(first: 5) { nodes { message } } }"
    entries = (await world.viewer("olga", shape))["officeDashboard"]["audit"]["nodes"]
    assert [entry["message"] for entry in entries] == [
        "A survey is due.",
        "A survey is due.",
        "Ann Doe discontinued the mentorship.",
        "Mia Doe accepted the request.",
        "Ann Doe asked the mentor.",
    ]
    for who in ("ann", "adam", "boss"):
        assert (await world.viewer(who, shape))["officeDashboard"] is None
