"""To whom an application is routed (APP-2, APP-7), as applicants and supervisors see it."""

import pytest

from tests.api.api_client import ApiClient, UserErrorSeen, changed

NAMED = "application { state supervisor { person { name email } chosenByApplicant } }"


def named(person: str, application: str, domain: str = "oa") -> dict[str, str]:
    return {
        "application": application,
        "supervisorFirstName": person.capitalize(),
        "supervisorLastName": "Doe",
        "supervisorEmail": f"{person}@{domain}.mo.example",
    }


async def queue(world: ApiClient, supervisor: str) -> list[str]:
    dashboard = (await world.viewer(supervisor, "supervisorDashboard { queue { nodes { id } } }"))[
        "supervisorDashboard"
    ]
    return [node["id"] for node in dashboard["queue"]["nodes"]] if dashboard else []


@pytest.mark.rule("APP-7")
async def test_a_waiting_application_leaves_one_queue_and_enters_the_other(each_world: ApiClient) -> None:
    world = each_world
    application = await world.submitted("ann", "MENTEE")
    assert (await queue(world, "boss"), await queue(world, "deputy")) == ([application], [])
    world.clock.pass_(days=2)
    payload = await world.done("ann", "nameSupervisor", NAMED, **named("deputy", application))
    assert payload["application"] == {
        "state": "SUBMITTED",
        "supervisor": {
            "person": {"name": "Deputy Doe", "email": "deputy@oa.mo.example"},
            "chosenByApplicant": True,
        },
    }
    assert (await queue(world, "boss"), await queue(world, "deputy")) == ([], [application])
    role, name, since = await world.assignee("ann", "Application", application) or pytest.fail("nobody is to act")
    assert (role, name) == ("SUPERVISOR", "Deputy Doe")
    assert (world.clock.at - since).total_seconds() < 1
    assert [each.code for each in await world.refused("boss", "approveApplication", application=application)] == [
        "NOT_FOUND"
    ]
    await world.done("deputy", "approveApplication", "application { id }", application=application)


@pytest.mark.rule("APP-7")
async def test_a_reroute_is_on_the_timeline_in_the_audit_and_marked_for_the_administrators(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    other = await world.submitted("abe", "MENTEE")
    await world.done("ann", "nameSupervisor", NAMED, **named("deputy", application))
    sentence = "Ann Doe rerouted it from Boss Doe to Deputy Doe."
    assert sentence in await world.timeline("ann", "Application", application)
    audit = await world.viewer(
        "olga", "officeDashboard { audit(first: 1) { nodes { action actor { name } message } } }"
    )
    assert audit["officeDashboard"]["audit"]["nodes"] == [
        {"action": "APPLICATION_REROUTED", "actor": {"name": "Ann Doe"}, "message": sentence}
    ]
    dashboard = await world.viewer(
        "adam",
        "administratorDashboard { rerouted: queue(rerouted: true) { nodes { id supervisor { chosenByApplicant } } } "
        "queue(rerouted: false) { nodes { id supervisor { chosenByApplicant } } } }",
    )
    assert dashboard["administratorDashboard"] == {
        "rerouted": {"nodes": [{"id": application, "supervisor": {"chosenByApplicant": True}}]},
        "queue": {"nodes": [{"id": other, "supervisor": {"chosenByApplicant": False}}]},
    }


@pytest.mark.rule("APP-7")
async def test_an_unfit_supervisor_is_refused(world: ApiClient) -> None:
    waiting, draft = await world.submitted("ann", "MENTEE"), await world.draft("ann", "MENTOR")
    for application in (waiting, draft):
        for changes in (
            {"supervisorEmail": "ann@oa.mo.example"},  # oneself
            {"supervisorEmail": "nobody@oa.mo.example"},  # not in the directory
            {"supervisorLastName": "Dough"},  # another's name: which of the two it is, nobody learns
        ):
            given = named("deputy", application) | changes
            refused = await world.refused("ann", "nameSupervisor", **given)
            assert refused == [UserErrorSeen("INVALID_SUPERVISOR", "APP-7", "supervisorEmail")], changes


@pytest.mark.rule("APP-7")
async def test_it_is_not_routed_to_somebody_who_reports_to_the_applicant(world: ApiClient) -> None:
    drafts = {who: await world.draft(who, "MENTOR") for who in ("boss", "chief")}
    for applicant, report in (("boss", "ann"), ("chief", "boss"), ("chief", "ann")):  # directly or not
        refused = await world.refused(applicant, "nameSupervisor", **named(report, drafts[applicant]))
        assert refused == [UserErrorSeen("INVALID_SUPERVISOR", "APP-7", "supervisorEmail")], (applicant, report)


@pytest.mark.rule("APP-7", "APP-2")
async def test_each_of_the_supervisors_fields_is_required(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    blank = {"supervisorFirstName": " ", "supervisorLastName": "", "supervisorEmail": "\t"}
    assert await world.refused("ann", "nameSupervisor", application=application, **blank) == [
        UserErrorSeen("INVALID_TEXT", "APP-2", field) for field in blank
    ]


@pytest.mark.rule("APP-7")
async def test_somebody_who_has_left_is_no_supervisor(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    await world.import_directory(gone={"deputy"})
    assert await world.refused("ann", "nameSupervisor", **named("deputy", application)) == [
        UserErrorSeen("INVALID_SUPERVISOR", "APP-7", "supervisorEmail")
    ]


@pytest.mark.rule("APP-7")
async def test_the_supervisor_is_not_changed_once_decided_nor_to_the_same_person(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    assert await world.refused("ann", "nameSupervisor", **named("boss", application)) == [
        UserErrorSeen("INVALID_SUPERVISOR", "APP-7", "supervisorEmail")
    ]
    await world.done("boss", "approveApplication", "application { id }", application=application)
    assert await world.refused("ann", "nameSupervisor", **named("deputy", application)) == [
        UserErrorSeen("ILLEGAL_TRANSITION", None, None)
    ]


@pytest.mark.rule("APP-7")
async def test_only_the_applicant_names_another_supervisor(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    for who in ("boss", "abe", "adam", "olga"):
        refused = await world.refused(who, "nameSupervisor", **named("deputy", application))
        assert [each.code for each in refused] == ["NOT_FOUND"]


@pytest.mark.rule("APP-7")
async def test_the_e_mail_finds_its_person_whatever_the_letters_case_and_in_any_department(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    given = named("head", application, "dps") | {"supervisorEmail": " HEAD@DPS.mo.example", "supervisorLastName": "doe"}
    payload = await world.done("ann", "nameSupervisor", NAMED, **given)
    assert payload["application"]["supervisor"]["person"]["email"] == "head@dps.mo.example"
    assert await queue(world, "head") == [application]


@pytest.mark.rule("APP-2", "APP-6")
async def test_whoever_has_no_supervisor_in_the_directory_names_one_before_submitting(world: ApiClient) -> None:
    application = await world.draft("chief", "MENTOR")
    assert await world.refused("chief", "submitApplication", application=application) == [
        UserErrorSeen("INVALID_TEXT", "APP-2", "supervisorEmail")
    ]
    await world.done("chief", "nameSupervisor", NAMED, **named("head", application, "dps"))
    await world.done("chief", "submitApplication", "application { id }", application=application)
    assert await queue(world, "head") == [application]


@pytest.mark.rule("APP-7")
async def test_a_waiting_application_follows_a_new_supervisor_of_the_directory(each_world: ApiClient) -> None:
    world = each_world
    follows, stays = await world.submitted("ann", "MENTEE"), await world.submitted("abe", "MENTEE")
    await world.done("abe", "nameSupervisor", NAMED, **named("chief", stays))
    await world.import_directory(changed("ann", supervisor="deputy"), changed("abe", supervisor="deputy"))
    assert await queue(world, "deputy") == [follows]
    assert await queue(world, "chief") == [stays]
    assert (await world.timeline("ann", "Application", follows))[-1] == (
        "The program rerouted it from Boss Doe to Deputy Doe."
    )
