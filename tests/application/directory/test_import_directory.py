"""An import of the directory, and what follows from it for the program, in memory and on both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from moments.application.directory.limits import ImportLimits, TooManyDepartures, check_limits
from moments.application.directory.update import DirectoryUpdate, Statement
from moments.application.mentorships.request_mentor import RequestMentor, RequestMentorCommand
from moments.application.ports.sessions import BrowserSession, ProviderLogin
from moments.domain.participants.errors import Suspended
from moments.domain.participants.renumbering import Verdict
from moments.domain.shared.ids import EmployeeNumber, PersonId, SessionId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.stores.journal import SqlJournal
from tests.application.directory.scenario import (
    ADA,
    ANN,
    BOB,
    DEPARTMENTS,
    DNR,
    DOR,
    HEAD,
    MOE,
    OLA,
    PEOPLE,
    SAM,
    SUE,
    TODAY,
    ImportScenario,
    employee,
    with_changes,
    without,
)
from tests.application.fakes.stores import FakeJournal


async def test_the_same_file_again_changes_nothing_and_is_noted(town: ImportScenario) -> None:
    before, noted = await town.everything(), len(await town.events("directory.imported"))

    plan = await town.import_people(PEOPLE)

    assert plan.changes_nothing
    assert await town.everything() == before
    assert len(await town.events("directory.imported")) == noted + 1


@pytest.mark.rule("ELIG-4")
async def test_who_becomes_ineligible_is_suspended_and_reinstated_by_a_later_update(town: ImportScenario) -> None:
    mentorship = await town.pair()

    fallen = await town.import_people(with_changes(PEOPLE, ANN, under_discipline=True))

    assert fallen.standings.suspended == (ANN,)
    assert [(each.mentorship, each.affected_people) for each in fallen.mentorships] == [(mentorship, (ANN,))]
    assert (await town.participant(ANN)).suspended
    assert (await town.participant(ANN)).mentors == {1: mentorship}, "an active mentorship goes on"
    with pytest.raises(Suspended):
        await town.do(RequestMentor, RequestMentorCommand(BOB), ANN)

    raised = await town.import_people(PEOPLE)

    assert raised.standings.reinstated == (ANN,)
    assert not (await town.participant(ANN)).suspended


@pytest.mark.rule("ELIG-4")
async def test_a_suspended_mentor_is_not_searchable(town: ImportScenario) -> None:
    await town.approved(MOE, SUE, ApplicationKind.MENTOR)
    assert (await town.everything())["mentor_listing"]

    await town.import_people(with_changes(PEOPLE, MOE, under_improvement_plan=True))

    assert not (await town.everything())["mentor_listing"]


@pytest.mark.rule("APP-7")
async def test_a_waiting_application_follows_to_the_new_supervisor(town: ImportScenario) -> None:
    application = await town.submit(ANN)

    plan = await town.import_people(with_changes(PEOPLE, ANN, supervisor=SUE))

    holder = (await town.application(application)).supervisor
    assert holder is not None
    assert (holder.person, holder.chosen) == (SUE, False)
    assert [route.application for route in plan.rerouted] == [application]
    assert await town.events("application.rerouted") == [("application.rerouted", application, None)]


@pytest.mark.rule("APP-7")
async def test_a_supervisor_whom_the_applicant_named_stays_with_their_new_address(town: ImportScenario) -> None:
    application = await town.submit(ANN)
    await town.name_supervisor(application, ANN, PEOPLE[2])

    plan = await town.import_people(
        with_changes(with_changes(PEOPLE, ANN, supervisor=HEAD), SUE, last_name="Winter", email="s.winter@mo.example")
    )

    holder = (await town.application(application)).supervisor
    assert holder is not None
    assert (holder.person, holder.email, holder.chosen) == (SUE, "s.winter@mo.example", True)
    assert not plan.rerouted


@pytest.mark.rule("APP-7")
async def test_an_application_whose_named_supervisor_left_goes_to_the_directorys(town: ImportScenario) -> None:
    application = await town.submit(ANN)
    await town.name_supervisor(application, ANN, PEOPLE[2])

    await town.import_people(without(PEOPLE, SUE))

    holder = (await town.application(application)).supervisor
    assert holder is not None
    assert holder.person == SAM


@pytest.mark.rule("APP-7")
async def test_a_named_supervisor_who_now_reports_to_the_applicant_decides_no_longer(town: ImportScenario) -> None:
    application = await town.submit(ANN)
    await town.name_supervisor(application, ANN, PEOPLE[2])

    await town.import_people(with_changes(PEOPLE, SUE, supervisor=ANN))

    holder = (await town.application(application)).supervisor
    assert holder is not None
    assert holder.person == SAM


async def test_a_draft_follows_without_a_word(town: ImportScenario) -> None:
    application = await town.draft(ANN)

    plan = await town.import_people(with_changes(PEOPLE, ANN, supervisor=SUE))

    holder = (await town.application(application)).supervisor
    assert holder is not None
    assert holder.person == SUE
    assert not plan.rerouted
    assert not await town.events("application.rerouted")


async def test_an_application_that_has_nobody_to_go_to_is_reported_as_stuck(town: ImportScenario) -> None:
    application = await town.submit(ANN)

    plan = await town.import_people(with_changes(without(PEOPLE, SAM), ANN, supervisor=None))

    assert [each.application for each in plan.stuck] == [application]
    holder = (await town.application(application)).supervisor
    assert holder is not None
    assert holder.person == SAM


@pytest.mark.rule("APP-7", "APR-1")
async def test_a_decided_application_stays_with_who_decided_it(town: ImportScenario) -> None:
    application = await town.approved(ANN, SAM, ApplicationKind.MENTEE)

    await town.import_people(with_changes(PEOPLE, ANN, supervisor=SUE))

    holder = (await town.application(application)).supervisor
    assert holder is not None
    assert holder.person == SAM


@pytest.mark.rule("APR-4", "APR-8")
@pytest.mark.parametrize("how", ["left", "moved"])
async def test_an_administrator_who_left_or_moved_is_one_no_longer(town: ImportScenario, how: str) -> None:
    await town.staff()
    people = without(PEOPLE, ADA) if how == "left" else with_changes(PEOPLE, ADA, department=DNR)

    plan = await town.import_people(people)

    assert [each.person for each in plan.roles.administrators] == [ADA]
    assert not (await town.everything())["administrators"]
    assert await town.events("administrator.removed") == [("administrator.removed", DOR, None)]


async def test_the_office_loses_who_left_but_never_its_last(town: ImportScenario) -> None:
    await town.staff()

    plan = await town.import_people(without(PEOPLE, OLA))

    assert (plan.roles.office, plan.roles.office_left_unchanged) == ((), (OLA,))
    assert len((await town.everything())["office_members"]) == 1


async def test_who_left_keeps_their_record_and_may_return(town: ImportScenario) -> None:
    gone = await town.import_people(without(PEOPLE, BOB))
    assert [(each.id, each.left) for each in gone.people.left] == [(BOB, TODAY)]

    back = await town.import_people(PEOPLE)
    assert [each.id for each in back.people.returned] == [BOB]
    async with town.units_of_work() as work:
        assert (await work.directory.get(BOB)).left is None


@pytest.mark.rule("DIR-5")
async def test_who_left_is_signed_out_and_nobody_else(town: ImportScenario) -> None:
    sessions = {person: SessionId(f"S-{person}") for person in (ANN, BOB)}
    at = town.clock.now()
    async with town.units_of_work() as work:
        for person, session in sessions.items():
            login = ProviderLogin("https://idp.example", person)
            ends = at + timedelta(days=1)
            opened = BrowserSession(session, person, session.encode().ljust(32), login, "A browser", at, ends, ends)
            await work.sessions.add(opened, at_most=10)
        await work.commit()

    await town.import_people(without(PEOPLE, BOB))

    async with town.units_of_work() as work:
        still = {person: await work.sessions.extend(each, at, at) for person, each in sessions.items()}
    assert still == {ANN: True, BOB: False}


async def test_people_may_exchange_addresses_and_a_newcomer_may_take_a_leavers(town: ImportScenario) -> None:
    people = with_changes(
        with_changes(without(PEOPLE, BOB), ANN, email="moe.moss@mo.example"), MOE, email="a@mo.example"
    )
    newcomer = employee(type(BOB)("E9"), "Bob Brown", SAM)

    somebody_else = Statement(EmployeeNumber(BOB), EmployeeNumber("E9"), Verdict.TWO_PEOPLE, is_option=True)
    await town.take(DirectoryUpdate([*people, newcomer], DEPARTMENTS, statements=[somebody_else]))

    async with town.units_of_work() as work:
        for email, person in (("moe.moss@mo.example", ANN), ("a@mo.example", MOE), ("bob.brown@mo.example", "E9")):
            found = await work.directory.by_email(email)
            assert found is not None
            assert found.id == person


async def test_a_file_that_lacks_more_than_a_tenth_of_the_people_is_refused(town: ImportScenario) -> None:
    before = await town.everything()

    with pytest.raises(TooManyDepartures, match="lacks 1 of the 8 people"):
        await town.import_people(without(PEOPLE, BOB), leavers=0.1)

    assert await town.everything() == before
    with pytest.raises(TooManyDepartures):
        check_limits(await town.preview(without(PEOPLE, BOB)), ImportLimits())


async def test_a_preview_is_what_the_import_then_does_and_changes_nothing(town: ImportScenario) -> None:
    await town.staff()
    await town.pair()
    await town.submit(BOB)
    people = with_changes(with_changes(without(PEOPLE, ADA, SAM), ANN, under_discipline=True), MOE, department=DNR)
    before = await town.everything(), await town.events()

    foreseen = await town.preview(people)

    assert (await town.everything(), await town.events()) == before
    assert await town.import_people(people) == foreseen
    assert (await town.preview(people)).changes_nothing


async def test_a_failure_in_the_middle_leaves_nothing(town: ImportScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.staff()
    await town.pair()
    await town.submit(BOB)
    before = await town.everything(), await town.events()

    async def fail(*_: Any) -> None:
        raise RuntimeError("the lights went out")

    for journal in (SqlJournal, FakeJournal):
        monkeypatch.setattr(journal, "write", fail)
    with pytest.raises(RuntimeError):
        await town.import_people(with_changes(without(PEOPLE, SAM, ADA), ANN, under_discipline=True))

    assert (await town.everything(), await town.events()) == before


async def test_a_department_follows_the_file(town: ImportScenario) -> None:
    from tests.application.directory import scenario as the_town

    changed = (replace(the_town.DEPARTMENTS[0], hr_contact="somebody else"), the_town.DEPARTMENTS[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(the_town, "DEPARTMENTS", changed)
        plan = await town.import_people(PEOPLE)

    assert plan.departments == (changed[0],)
    async with town.units_of_work() as work:
        assert (await work.directory.department(DOR)).hr_contact == "somebody else"


async def test_people_are_known_by_their_number_and_keep_their_id_and_new_ones_get_the_one_that_came(
    town: ImportScenario,
) -> None:
    """The reader has no ids to go by: each file comes with new ones."""
    before = {person.number: person for person in PEOPLE}
    new = employee(PersonId("new"), "Nia Noble", SAM, number=EmployeeNumber("E77"))
    others = {person.id: PersonId(f"another {person.id}") for person in (*PEOPLE, new)}
    come = [
        replace(person, id=others[person.id], supervisor=person.supervisor and others[person.supervisor])
        for person in (*PEOPLE, new)
    ]

    plan = await town.import_people(come)

    assert [(person.id, person.supervisor) for person in plan.people.added] == [("another new", SAM)]
    assert plan.people.all == plan.people.added
    async with town.units_of_work() as work:
        known = {person.number: person for person in (await work.directory.all()).values()}
    assert {number: known[number] for number in before} == before
