"""Paths on which a rule could be walked around, and input that nothing honest sends."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from moments.domain.program.administrators import Administrator
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, changed

QUICK = 1.0
"""Seconds of the processor's time, whatever else the machine does. What is refused for its length is refused before
anything that takes long with it."""
ELIGIBILITY = "eligibility { eligible unmet { criterion } }"


@pytest.mark.rule("ELIG-5")
async def test_who_decided_and_supervises_no_longer_does_not_learn_of_what_comes_after(world: ApiClient) -> None:
    application = await world.approved("ann", "MENTEE")
    await world.import_directory(changed("ann", supervisor=PersonId("deputy"), under_discipline=True))

    unmet = {"eligible": False, "unmet": [{"criterion": "UNDER_DISCIPLINE"}]}
    assert await world.node("boss", "Application", application, f"state {ELIGIBILITY}") is None
    for who in ("ann", "adam", "olga"):
        assert (await world.node(who, "Application", application, ELIGIBILITY))["eligibility"] == unmet


@pytest.mark.rule("ELIG-5", "APP-7")
async def test_who_stands_in_for_the_supervisor_knows_while_it_waits(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    await world.done("ann", "nameSupervisor", "application { id }", application=application, **named)
    eligible = {"eligible": True, "unmet": []}
    assert (await world.node("deputy", "Application", application, ELIGIBILITY))["eligibility"] == eligible

    await world.done("deputy", "approveApplication", "application { id }", application=application)
    assert (await world.node("deputy", "Application", application, ELIGIBILITY))["eligibility"] is None


@pytest.mark.rule("APR-4")
async def test_an_administrator_decides_in_lieu_of_whoever_it_is_routed_to_now(world: ApiClient) -> None:
    """Also one who has yet to review what was decided in lieu of themselves."""
    async with world.container.unit_of_work() as work:
        await work.administrators.add(
            Administrator(PersonId("boss"), DepartmentCode("OA"), PersonId("olga"), world.clock.now())
        )
        await work.commit()
    application = await world.submitted("ann", "MENTEE")
    ground = {"inLieuGround": "FMLA leave"}
    await world.done("adam", "denyApplication", "application { id }", application=application, **ground)
    await world.done("ann", "reviseApplication", "application { id }", application=application)
    named = {"supervisorFirstName": "D", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    await world.done("ann", "nameSupervisor", "application { id }", application=application, **named)
    await world.done("ann", "submitApplication", "application { id }", application=application)

    made = await world.done(
        "boss", "approveApplication", "application { decision { inLieu } }", application=application, **ground
    )
    assert made["application"]["decision"] == {"inLieu": True}


@pytest.mark.rule("SUR-4")
async def test_the_office_s_people_do_not_read_what_was_answered_about_themselves(world: ApiClient) -> None:
    async with world.container.unit_of_work() as work:
        await work.office.add(PersonId("mia"))
        await work.commit()
    await world.ready("ann", "mia")
    mentorship = await world.active("ann", "mia")
    await world.done("ann", "completeMentorship", "mentorship { id }", mentorship=mentorship)
    survey = ids.encode("Survey", f"{ids.identity_of('Mentorship', mentorship)}:mentee")
    answers = {"howOften": "Monthly", "rating": "Poor", "developmentImproved": False, "plans": "NO"}
    answers |= {"gainedAccess": False, "comments": "She was never there.", "contactMe": True}
    await world.done("ann", "submitSurvey", "survey { id }", survey=survey, **answers)

    office = "officeDashboard { surveys { totalCount nodes { id } } followUps { totalCount nodes { id } } }"
    nothing = {"totalCount": 0, "nodes": []}
    assert await world.node("mia", "Survey", survey, "id") is None
    assert (await world.viewer("mia", office))["officeDashboard"] == {"surveys": nothing, "followUps": nothing}
    assert [each.code for each in await world.refused("mia", "handleFollowUp", survey=survey)] == ["NOT_FOUND"]
    assert await world.node("olga", "Survey", survey, "answers { rating }") == {"answers": {"rating": "Poor"}}
    await world.done("olga", "handleFollowUp", "survey { id }", survey=survey)


@pytest.mark.rule("MEN-4", "MEN-5")
async def test_no_meeting_is_confirmed_or_held_in_a_mentorship_that_has_ended(world: ApiClient) -> None:
    await world.ready("ann", "mia")
    mentorship = await world.active("ann", "mia")

    async def proposed(**after: float) -> str:
        starts = (world.clock.now() + timedelta(**after)).isoformat()
        made = await world.done("ann", "proposeMeeting", "meeting { id }", mentorship=mentorship, startsAt=starts)
        return made["meeting"]["id"]  # type: ignore[no-any-return]

    before, after = await proposed(hours=1), await proposed(days=2)
    world.clock.pass_(days=1)
    await world.done("ann", "discontinueMentorship", "mentorship { id }", mentorship=mentorship)
    world.clock.pass_(days=3)

    assert await world.state("mia", "Meeting", after) == "CANCELLED"
    for step in ("confirmMeeting", "cancelMeeting"):
        assert [each.code for each in await world.refused("mia", step, meeting=after)] == ["ILLEGAL_TRANSITION"]
    assert [each.code for each in await world.refused("mia", "markMeetingHeld", meeting=after)] == [
        "INVALID_MEETING_TIME"
    ]
    await world.done("mia", "markMeetingHeld", "meeting { id }", meeting=before)


@pytest.mark.rule("APR-5")
async def test_the_applicant_is_not_told_when_a_decision_in_lieu_was_reviewed(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    ground = {"inLieuGround": "FMLA leave"}
    await world.done("adam", "approveApplication", "application { id }", application=application, **ground)
    await world.done("boss", "markDecisionSeen", "application { id }", application=application)

    shape = "decision { seenAt } timeline { totalCount nodes { action } }"
    mine = await world.node("ann", "Application", application, shape)
    assert mine["decision"] == {"seenAt": None}
    assert "DECISION_SEEN" not in {entry["action"] for entry in mine["timeline"]["nodes"]}
    assert mine["timeline"]["totalCount"] == len(mine["timeline"]["nodes"]) == 3
    theirs = await world.node("boss", "Application", application, shape)
    assert theirs["timeline"]["nodes"][-1] == {"action": "DECISION_SEEN"}


# --- input that nothing honest sends ---------------------------------------------------------------------------


@pytest.mark.rule("APP-4")
async def test_a_body_full_of_skills_is_refused_at_once(world: ApiClient) -> None:
    skill = (await world.skills())["Delegation"]
    for chosen in ([skill] * 1_900, [ids.encode("Skill", str(n)) for n in range(1_900)]):
        began = time.process_time()
        answer = await world.refusals("ann", "startApplication", kind="MENTOR", careerSkills=chosen)
        assert time.process_time() - began < QUICK
        assert {each["rule"] for each in answer} <= {"APP-4", "APP-5"}


@pytest.mark.rule("APP-3")
async def test_a_text_that_takes_long_to_compose_is_refused_by_its_length(world: ApiClient) -> None:
    """Accents that stand in another order than Unicode's are sorted, which takes the square of their number."""
    began = time.process_time()
    (refusal,) = await world.refusals("ann", "startApplication", kind="MENTOR", bio="a" + "\u0301\u0316" * 30_000)
    assert time.process_time() - began < QUICK
    assert (refusal["code"], refusal["rule"]) == ("INVALID_TEXT", "APP-3")


FINGERPRINT = """
from moments.application.surveys.submit_survey import SubmitSurveyCommand
from moments.application.use_case import fingerprint
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, FuturePlans, SkillsWorkedOn
answers = Answers(how_often="", skills_worked_on=frozenset(SkillsWorkedOn), rating="", development_improved=True,
                  comments=None, plans=FuturePlans.YES, contact_me=False)
print(fingerprint(SubmitSurveyCommand("m", ApplicationKind.MENTEE, answers)))
"""


def test_a_request_is_known_again_by_another_process() -> None:
    """A client that sends a survey again with its key may meet another server, whose sets have another order."""
    told = {
        subprocess.run(
            [sys.executable, "-c", FINGERPRINT],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in range(5)
    }
    assert len(told) == 1


async def test_somebody_with_nothing_but_a_draft_is_no_participant_to_others(world: ApiClient) -> None:
    await world.draft("ann", "MENTEE")
    shown = "{ viewer { officeDashboard { participants { totalCount nodes { person { name } } } } } }"
    assert (await world.data("olga", shown))["viewer"]["officeDashboard"]["participants"]["totalCount"] == 0
    me = (await world.data("ann", "{ viewer { participant { id standing } } }"))["viewer"]["participant"]
    assert me["standing"] == "ELIGIBLE"
    for who in ("boss", "adam", "olga"):
        node = await world.data(
            who, "query($id: ID!) { node(id: $id) { ... on Participant { standing } } }", id=me["id"]
        )
        assert node == {"node": {"standing": None}}

    await world.submitted("ann", "MENTOR")
    assert (await world.data("olga", shown))["viewer"]["officeDashboard"]["participants"]["totalCount"] == 1


@pytest.mark.rule("APR-5", "APP-9")
async def test_the_next_supervisor_reads_nothing_of_a_decision_taken_in_lieu_of_the_former(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    ground = {"inLieuGround": "FMLA leave"}
    await world.done("adam", "denyApplication", "application { id }", application=application, **ground)
    await world.done("ann", "reviseApplication", "application { id }", application=application)
    named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": world.email("deputy")}
    await world.done("ann", "nameSupervisor", "application { id }", application=application, **named)
    await world.done("ann", "submitApplication", "application { id }", application=application)

    shown = "query($id: ID!) { node(id: $id) { ... on Application { state decision { ground } } } }"
    seen = {who: (await world.data(who, shown, id=application))["node"] for who in ("deputy", "boss", "adam", "ann")}
    assert seen == {
        "deputy": {"state": "SUBMITTED", "decision": None},
        "boss": {"state": "SUBMITTED", "decision": {"ground": "FMLA leave"}},
        "adam": {"state": "SUBMITTED", "decision": {"ground": "FMLA leave"}},
        "ann": {"state": "SUBMITTED", "decision": {"ground": None}},
    }
