"""What every store promises the use-cases: one suite for the fake, SQLite and PostgreSQL."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from moments.application.ports.errors import ConcurrentUpdate, DuplicateKey, NotFound
from moments.application.ports.journal import Email, IdempotencyRecord
from moments.application.ports.mentorships import Pair
from moments.application.unit_of_work import UnitOfWork
from moments.domain.applications.application import Application
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.data import MentorshipEmail, RequestEmail
from moments.domain.email.kinds import Reminder
from moments.domain.matching.exclusions import Between, Exclusion
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Evaluation
from moments.domain.participants.participant import Participant, Standing
from moments.domain.program.administrators import Administrator
from moments.domain.program.skills import SkillAdded, SkillCategory
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    MeetingId,
    MentorshipId,
    PersonId,
    ResourceSlug,
    SkillId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, ChoiceQuestion, FuturePlans, SkillsWorkedOn, Survey
from tests.domain.builders import DEFAULT_CHOICES
from tests.infrastructure.persistence.conftest import Store
from tests.infrastructure.persistence.people import (
    ANN,
    BEN,
    BOSS,
    CAL,
    DOR,
    MIA,
    MOE,
    NOW,
    NewWork,
    a_department,
    accept,
    admit,
    an_active_mentorship,
    an_application,
    an_employee,
    discontinue,
    request,
    settle,
    settle_people,
)

MENTOR, MENTEE = ApplicationKind.MENTOR, ApplicationKind.MENTEE
GHOST = PersonId("E-GHOST")


async def write(new_work: NewWork, steps: Callable[[UnitOfWork], Awaitable[None]]) -> None:
    async with new_work() as work:
        await steps(work)
        await work.commit()


# --- the transaction -----------------------------------------------------------------------------------------


async def test_nothing_is_left_of_what_was_not_committed(store: Store, new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    async with new_work() as work:
        await work.participants.save(Participant(ANN))
        await work.applications.save(an_application(ANN, MENTEE))
        await work.outbox.add(Email("test", ANN, "a key", NOW, MentorshipEmail(MentorshipId("m-1"))))
        await work.keys.add(ANN, "key", IdempotencyRecord("action", "print", "result"), NOW)

    async with new_work() as work:
        assert await work.participants.lock(ANN) == {}
        assert await work.applications.of(ANN, MENTEE) is None
        assert await work.keys.find(ANN, "key") is None
    assert await store.events() == []
    assert await store.emails() == []


async def test_an_exception_rolls_back(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)

    async def fail(work: UnitOfWork) -> None:
        await work.participants.save(Participant(ANN))
        raise RuntimeError("in between")

    with pytest.raises(RuntimeError, match="in between"):
        await write(new_work, fail)

    async with new_work() as work:
        assert await work.participants.lock(ANN) == {}


async def test_a_transaction_sees_its_own_writes(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    async with new_work() as work:
        await work.applications.save(an_application(ANN, MENTEE))
        assert (await work.applications.get(ApplicationId("A-E-ANN-mentee"))).applicant == ANN


async def test_events_are_written_in_order_with_the_emails_they_make_due(store: Store, new_work: NewWork) -> None:
    await settle(new_work)
    before = len(await store.events())
    identity = await request(new_work, MOE, ANN)
    await accept(new_work, identity)

    assert (await store.events())[before:] == ["mentor.requested", "request.accepted"]
    kinds = [key.split(":")[0] for key in await store.emails() if identity in key]
    assert kinds == ["mentor_requested", "request_accepted", "mentorship_confirmed"]


async def test_an_event_of_no_aggregate_is_written_too(store: Store, new_work: NewWork) -> None:
    async with new_work() as work:
        work.record(SkillAdded(occurred_at=NOW, by=None, skill=SkillId("soft-new")))
        await work.commit()

    assert await store.events() == ["skill.added"]


async def test_an_email_of_a_key_is_written_once(store: Store, new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    email = Email("test", ANN, "one key", NOW, RequestEmail(MentorshipId("m-1"), "Ünïcode"))
    for _ in range(2):
        async with new_work() as work:
            await work.outbox.add(email)
            await work.outbox.add(email)
            await work.commit()

    assert await store.emails() == ["one key"]


async def test_a_key_is_its_senders_own_and_used_once(new_work: NewWork) -> None:
    done = IdempotencyRecord("acceptRequest", "f" * 64, "M-1")
    await write(new_work, lambda work: work.keys.add(ANN, "key", done, NOW))

    async with new_work() as work:
        assert await work.keys.find(ANN, "key") == done
        assert await work.keys.find(BEN, "key") is None
        with pytest.raises(DuplicateKey):
            await work.keys.add(ANN, "key", done, NOW)


# --- applications ---------------------------------------------------------------------------------------------


async def test_an_application_comes_back_as_it_was_saved(new_work: NewWork) -> None:
    await settle(new_work)
    async with new_work() as work:
        found = await work.applications.of(ANN, MENTEE)
        assert found is not None
        same = await work.applications.get(found.id)
        assert (same.state, same.version) == (ApplicationState.APPROVED, 1)
        assert same.form == found.form == an_application(ANN, MENTEE).form
        assert same.decision is not None
        assert same.decision == found.decision
        assert await work.applications.applicant_of(found.id) == ANN
        assert await work.applications.of(ANN, MENTOR) is None


async def test_applications_of_people_come_in_order_of_id(new_work: NewWork) -> None:
    await settle(new_work)
    async with new_work() as work:
        found = await work.applications.of_people({CAL, MOE, GHOST})
        assert [each.id for each in found] == ["A-E-CAL-mentee", "A-E-MOE-mentor"]
        assert await work.applications.of_people(set()) == []


async def test_what_is_not_there_is_refused_by_name(new_work: NewWork) -> None:
    await settle_people(new_work)
    async with new_work() as work:
        for missing in (
            work.applications.get(ApplicationId("none")),
            work.applications.applicant_of(ApplicationId("none")),
            work.mentorships.get(MentorshipId("none")),
            work.mentorships.pair_of(MentorshipId("none")),
            work.meetings.get(MeetingId("none")),
            work.meetings.pair_of(MeetingId("none")),
            work.meetings.mentorship_of(MeetingId("none")),
            work.surveys.get(MentorshipId("none"), MENTOR),
            work.directory.get(GHOST),
            work.directory.department(DepartmentCode("none")),
        ):
            with pytest.raises(NotFound):
                await missing


@pytest.mark.rule("APP-1")
async def test_a_person_has_one_application_of_a_kind(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    await write(new_work, lambda work: work.applications.save(an_application(ANN, MENTEE)))
    await write(new_work, lambda work: work.applications.save(an_application(ANN, MENTOR)))
    another = an_application(ANN, MENTEE)
    another.id = ApplicationId("another")

    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.applications.save(another)


async def test_a_stale_write_is_refused_and_changes_nothing(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    await write(new_work, lambda work: work.applications.save(an_application(ANN, MENTEE)))
    async with new_work() as work:
        stale = await work.applications.get(ApplicationId("A-E-ANN-mentee"))
    async with new_work() as work:
        fresh = await work.applications.get(stale.id)
        fresh.withdraw(at=NOW)
        await work.applications.save(fresh)
        await work.commit()

    async with new_work() as work:
        with pytest.raises(ConcurrentUpdate):
            await work.applications.save(stale)
    async with new_work() as work:
        assert (await work.applications.get(stale.id)).state is ApplicationState.WITHDRAWN


async def test_an_aggregate_may_be_saved_twice_in_a_transaction(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    async with new_work() as work:
        application = an_application(ANN, MENTEE)
        await work.applications.save(application)
        application.withdraw(at=NOW)
        await work.applications.save(application)
        await work.commit()

    async with new_work() as work:
        assert (await work.applications.get(application.id)).version == 2


# --- participants and mentorships ------------------------------------------------------------------------------


async def test_participants_come_back_as_they_were_saved(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    suspended = Participant(BEN)
    suspended.suspend(at=NOW)

    async def steps(work: UnitOfWork) -> None:
        await work.participants.save(Participant(ANN, available=False, capacity=1))
        await work.participants.save(suspended)

    await write(new_work, steps)
    async with new_work() as work:
        people = await work.participants.lock(BEN, ANN, GHOST)
        assert list(people) == [ANN, BEN]
        assert (people[ANN].available, people[ANN].capacity, people[ANN].since) == (False, 1, None)
        assert (people[BEN].standing, people[BEN].since) == (Standing.SUSPENDED, NOW)
        assert await work.participants.lock(GHOST) == {}


async def test_places_and_waiting_requests_follow_from_mentorships(new_work: NewWork) -> None:
    await settle(new_work)
    active, waiting = await an_active_mentorship(new_work, MOE, ANN), await request(new_work, MIA, ANN)

    async with new_work() as work:
        people = await work.participants.lock(ANN, MOE, MIA)
        assert (people[ANN].mentors, people[ANN].waiting) == ({1: active}, {waiting})
        assert (people[MOE].mentees, people[MOE].waiting) == ({1: active}, set())
        assert (people[MIA].mentees, people[MIA].mentors) == ({}, {})


async def test_two_who_write_one_participant_anew(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    await write(new_work, lambda work: work.participants.save(Participant(ANN)))

    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.participants.save(Participant(ANN))


async def test_a_mentorship_comes_back_as_it_was_saved(new_work: NewWork) -> None:
    await settle(new_work)
    identity = await an_active_mentorship(new_work)
    async with new_work() as work:
        mentorship = await work.mentorships.get(identity)
        proposal = Agreement.propose(
            goals="Grow", schedule="Monthly", obstacles="Travel", ends_on=date(2027, 6, 1), by=ANN, at=NOW
        )
        mentorship.propose_agreement(proposal, read=None)
        mentorship.accept_agreement(MOE, read=mentorship.agreement.proposed_at if mentorship.agreement else NOW, at=NOW)
        await work.mentorships.save(mentorship)
        await work.commit()

    async with new_work() as work:
        found = await work.mentorships.get(identity)
        assert await work.mentorships.pair_of(identity) == Pair(MOE, ANN)
        assert found.agreement == replace(proposal, agreed_at=NOW)
        assert (found.state, found.mentor_place, found.mentee_place) == (MentorshipState.ACTIVE, 1, 1)
        assert (found.note, found.ends_on, found.version) == ("Please", date(2027, 6, 1), 3)


@pytest.mark.rule("REQ-6")
async def test_a_pair_has_one_open_mentorship_in_a_direction(new_work: NewWork) -> None:
    await settle(new_work)
    await request(new_work, MOE, ANN)
    again = Mentorship(MentorshipId("again"), MOE, ANN, requested_at=NOW, held_since=NOW)

    async with new_work() as work:
        assert await work.matching.between(ANN, MOE, NOW) == Between(Exclusion.PENDING, NOW)
        assert await work.matching.between(BEN, MOE, NOW) is None
        with pytest.raises(DuplicateKey):
            await work.mentorships.save(again)
    async with new_work() as work:
        first = await work.mentorships.get(MentorshipId("M-E-MOE-E-ANN"))
        first.end_request(EndReason.MENTOR_FULL, at=NOW)
        await work.mentorships.save(first)
        await work.mentorships.save(again)
        await work.commit()


@pytest.mark.rule("CAP-1", "CAP-2", "CAP-4")
@pytest.mark.parametrize(("mentor", "mentee"), [(MOE, BEN), (MIA, ANN)], ids=["mentor's", "mentee's"])
async def test_a_place_is_held_once_whatever_a_use_case_believes(
    new_work: NewWork, mentor: PersonId, mentee: PersonId
) -> None:
    await settle(new_work)
    await an_active_mentorship(new_work, MOE, ANN)
    unaware = Mentorship(MentorshipId("unaware"), mentor, mentee, requested_at=NOW, held_since=NOW)
    unaware.state, unaware.mentor_place, unaware.mentee_place = MentorshipState.ACTIVE, 1, 1

    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.mentorships.save(unaware)


async def test_waiting_requests_come_oldest_first(new_work: NewWork) -> None:
    await settle(new_work)
    late = await request(new_work, MOE, ANN, at=NOW + timedelta(days=1))
    early = await request(new_work, MOE, BEN)
    other = await request(new_work, MIA, ANN)

    async with new_work() as work:
        assert [each.id for each in await work.mentorships.waiting_for(MOE)] == [early, late]
        assert [each.id for each in await work.mentorships.waiting_of(ANN)] == [other, late]
        assert await work.mentorships.waiting_for(CAL) == []


async def test_an_ended_mentorship_frees_its_places(new_work: NewWork) -> None:
    await settle(new_work)
    identity = await an_active_mentorship(new_work)
    await discontinue(new_work, identity)

    async with new_work() as work:
        people = await work.participants.lock(MOE, ANN)
        assert people[MOE].mentees == people[ANN].mentors == {}
    await accept(new_work, await request(new_work, MOE, BEN))


# --- meetings and surveys ------------------------------------------------------------------------------------


async def test_a_meeting_comes_back_as_it_was_saved(new_work: NewWork) -> None:
    await settle(new_work)
    mentorship = await an_active_mentorship(new_work)
    identity, starts_at = MeetingId("T-1"), NOW + timedelta(days=1)
    async with new_work() as work:
        meeting = Meeting.propose(
            identity,
            await work.mentorships.get(mentorship),
            by=ANN,
            starts_at=starts_at,
            minutes=45,
            agenda=None,
            outside_hours=True,
            at=NOW,
        )
        await work.meetings.save(meeting)
        await work.commit()

    async with new_work() as work:
        found = await work.meetings.get(identity)
        assert await work.meetings.pair_of(identity) == Pair(MOE, ANN)
        assert (found.state, found.starts_at, found.minutes) == (MeetingState.PROPOSED, starts_at, 45)
        found.confirm(MOE, read=found.starts_at, minutes=found.minutes, at=NOW)
        await work.meetings.save(found)
        assert (found.outside_hours, found.version) == (True, 2)


async def test_the_meetings_to_come_are_those_that_are_still_to_be_held(new_work: NewWork) -> None:
    await settle(new_work)
    mentorship, other = await an_active_mentorship(new_work), await an_active_mentorship(new_work, MIA, BEN)
    async with new_work() as work:
        for days, of in ((3, mentorship), (1, mentorship), (2, mentorship), (4, mentorship), (5, other)):
            found = await work.mentorships.get(of)
            starts_at = NOW + timedelta(days=days)
            said = {"starts_at": starts_at, "minutes": 60, "agenda": None, "outside_hours": False, "at": NOW}
            meeting = Meeting.propose(MeetingId(f"T-{days}"), found, by=found.mentee, **said)
            if days == 2:
                meeting.confirm(found.mentor, read=meeting.starts_at, minutes=meeting.minutes, at=NOW)
            if days == 4:
                meeting.cancel(found.mentor, read=meeting.starts_at, at=NOW)
            await work.meetings.save(meeting)
        await work.commit()

    async with new_work() as work:
        ahead = await work.meetings.to_come(mentorship, NOW + timedelta(days=1))
        assert [meeting.id for meeting in ahead] == ["T-2", "T-3"]
        assert (ahead[0].organizer, ahead[0].sequence, ahead[0].shared) == (ANN, 1, True)
        assert await work.meetings.mentorship_of(MeetingId("T-5")) == other


async def test_the_reminders_that_somebody_does_without_are_theirs_alone(new_work: NewWork) -> None:
    await settle(new_work)
    first, second = frozenset({Reminder.PERIOD_ENDING, Reminder.REQUEST_WAITING}), frozenset({Reminder.PERIOD_ENDING})
    for wanted in (first, second, second, frozenset[Reminder]()):
        async with new_work() as work:
            await work.reminders.mute_only(ANN, wanted, NOW)
            await work.commit()
        async with new_work() as work:
            assert await work.reminders.muted(ANN) == wanted
            assert await work.reminders.muted(BEN) == frozenset()


@pytest.mark.rule("SUR-1")
async def test_a_survey_is_asked_once_a_side_and_comes_back_as_answered(new_work: NewWork) -> None:
    await settle(new_work)
    mentorship = await an_active_mentorship(new_work)
    await write(new_work, lambda work: work.surveys.save(Survey.create(mentorship, MENTEE, ANN, at=NOW)))
    answers = Answers(
        how_often="Monthly",
        skills_worked_on=frozenset(SkillsWorkedOn),
        rating="Good",
        development_improved=True,
        comments="Thänks",
        plans=FuturePlans.YES,
        contact_me=True,
        gained_access=False,
    )

    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.surveys.save(Survey.create(mentorship, MENTEE, ANN, at=NOW))
    async with new_work() as work:
        survey = await work.surveys.get(mentorship, MENTEE)
        assert survey.answers is None
        survey.submit(answers, await work.surveys.choices(), at=NOW)
        await work.surveys.save(survey)
        await work.commit()
    async with new_work() as work:
        found = await work.surveys.get(mentorship, MENTEE)
        assert (found.answers, found.submitted_at, found.person) == (answers, NOW, ANN)


@pytest.mark.rule("SUR-3")
async def test_the_choices_of_a_question_are_the_offices_data(new_work: NewWork) -> None:
    async with new_work() as work:
        choices = await work.surveys.choices()
        assert {question: tuple(choices[question]) for question in choices} == dict(DEFAULT_CHOICES)
        await work.surveys.set_choices(ChoiceQuestion.RATING, ["Yes", "No"])
        await work.commit()

    async with new_work() as work:
        choices = await work.surveys.choices()
        assert list(choices[ChoiceQuestion.RATING]) == ["Yes", "No"]
        assert tuple(choices[ChoiceQuestion.HOW_MET]) == DEFAULT_CHOICES[ChoiceQuestion.HOW_MET]


@pytest.mark.rule("WEB-3")
async def test_a_text_has_versions_of_which_the_first_came_with_moments(new_work: NewWork) -> None:
    slug = ResourceSlug("basics")
    async with new_work() as work:
        first = await work.resources.get(slug)
        assert (first.number, first.by, first.at) == (1, None, None)
        second = replace(first, number=2, markdown="# Second", by=ANN, at=NOW)
        await work.resources.add(second, after=first)
        await work.commit()

    async with new_work() as work:
        assert await work.resources.get(slug) == second
        third = replace(second, number=3, markdown="# Third", at=NOW + timedelta(days=1))
        await work.resources.add(third, after=second)
        await work.commit()

    async with new_work() as work:
        assert await work.resources.get(slug) == third
        with pytest.raises(ConcurrentUpdate):
            await work.resources.add(replace(third, markdown="# Another third"), after=second)


async def test_there_are_no_other_texts_than_those_that_came_with_moments(new_work: NewWork) -> None:
    async with new_work() as work:
        with pytest.raises(NotFound):
            await work.resources.get(ResourceSlug("no-such-text"))


# --- the directory and the program's lists ---------------------------------------------------------------------


async def test_the_directory_answers_what_was_written(new_work: NewWork) -> None:
    gone = an_employee(CAL, left=date(2026, 10, 1), evaluation=Evaluation(date(2026, 1, 1), True))
    ann = an_employee(ANN, supervisor=MOE, division="Motor Vehicles", under_discipline=True)
    await settle_people(new_work, MOE)
    await write(new_work, lambda work: work.directory.write([gone, ann]))

    async with new_work() as work:
        directory = work.directory
        assert await directory.get(CAL) == gone
        assert await directory.by_email("ANN@mo.EXAMPLE") == ann
        assert await directory.by_email(gone.email) is None
        assert await directory.people({ANN, CAL, GHOST}) == {ANN: ann, CAL: gone}
        assert await directory.above(ANN) == (MOE, BOSS)
        assert await directory.above(BOSS) == ()
        assert await directory.above(GHOST) == ()
        assert await directory.department(DOR) == a_department()
        assert list(await directory.all()) == [ANN, BOSS, CAL, MOE]
        assert await directory.departments() == {DOR: a_department()}


async def test_a_second_import_writes_over_the_first(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)

    async def steps(work: UnitOfWork) -> None:
        await work.directory.write_departments([a_department(name="Department of Revenue")])
        await work.directory.write([an_employee(ANN, job_title="Director")])
        await work.directory.write([])

    await write(new_work, steps)
    async with new_work() as work:
        assert (await work.directory.get(ANN)).job_title == "Director"
        assert (await work.directory.department(DOR)).name == "Department of Revenue"


async def test_two_people_may_swap_addresses_in_one_import(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    ann, ben = an_employee(ANN, email="ben@mo.example"), an_employee(BEN, email="ann@mo.example")
    await write(new_work, lambda work: work.directory.write([ann, ben]))

    async with new_work() as work:
        assert await work.directory.by_email("ben@mo.example") == ann
        assert await work.directory.by_email("ann@mo.example") == ben


async def test_an_address_of_somebody_who_left_may_be_given_again(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    gone = an_employee(ANN, left=date(2026, 11, 1))
    heir = an_employee(BEN, email=gone.email)
    await write(new_work, lambda work: work.directory.write([heir, gone]))

    async with new_work() as work:
        assert await work.directory.by_email(gone.email) == heir


async def test_a_doubled_address_is_refused(new_work: NewWork) -> None:
    await settle_people(new_work, ANN)
    async with new_work() as work:
        with pytest.raises(DuplicateKey):
            await work.directory.write([an_employee(BEN, email="Ann@mo.example")])


async def test_applicants_are_everyone_who_has_an_application(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    await write(new_work, lambda work: work.applications.save(an_application(ANN, MENTEE)))
    await write(new_work, lambda work: work.applications.save(an_application(ANN, MENTOR)))

    async with new_work() as work:
        assert await work.directory.applicants() == {ANN}


@pytest.mark.rule("APP-5")
async def test_the_catalog_is_the_handbooks_and_the_offices_to_change(new_work: NewWork) -> None:
    async with new_work() as work:
        catalog = await work.skills.catalog()
        assert len(list(catalog)) == 10
        added = catalog.add(SkillCategory.SOFT, "Listening", SkillId("soft-listening"))
        await work.skills.save(added)
        await work.skills.save(catalog.retire(SkillId("career-delegation"), NOW))
        assert (await work.skills.catalog()).get(added.id) == added
        await work.commit()

    async with new_work() as work:
        catalog = await work.skills.catalog()
        assert [skill.number for skill in catalog] == list(range(1, 12))
        assert [skill.id for skill in catalog if skill.retired == NOW] == ["career-delegation"]
        with pytest.raises(DuplicateKey):
            await work.skills.save(replace(added, id=SkillId("another"), name="LISTENING", number=12))


@pytest.mark.rule("APR-8")
async def test_a_department_has_as_many_administrators_as_it_names(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)
    ann, ben = Administrator(ANN, DOR, BOSS, NOW), Administrator(BEN, DOR, ANN, NOW + timedelta(days=1))

    async def steps(work: UnitOfWork) -> None:
        await work.administrators.add(ben)
        await work.administrators.add(ann)

    await write(new_work, steps)
    async with new_work() as work:
        assert list(await work.administrators.of(DOR)) == [ann, ben]
        assert await work.administrators.departments_of(ANN) == {DOR}
        await work.administrators.remove(BEN, DOR)
        assert await work.administrators.departments_of(BEN) == frozenset()
        with pytest.raises(DuplicateKey):
            await work.administrators.add(ann)


async def test_the_office_has_members(new_work: NewWork) -> None:
    await settle_people(new_work, ANN, BEN)

    async def steps(work: UnitOfWork) -> None:
        await work.office.add(ANN)
        await work.office.add(BEN)
        await work.office.remove(ANN)

    await write(new_work, steps)
    async with new_work() as work:
        assert await work.office.members() == {BEN}
        assert [await work.office.is_member(each) for each in (ANN, BEN)] == [False, True]


async def test_one_person_may_hold_both_roles(new_work: NewWork) -> None:
    await settle(new_work)
    await admit(new_work, ANN, kind=MENTOR)
    async with new_work() as work:
        kinds: list[Application] = await work.applications.of_people({ANN})
        assert {each.kind for each in kinds} == {MENTOR, MENTEE}


async def test_an_email_that_nobody_wrote_is_not_found(new_work: NewWork) -> None:
    async with new_work() as work:
        with pytest.raises(NotFound):
            await work.outbox.get(7)
