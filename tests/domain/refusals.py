"""The refusals of the domain: one example, or more, of each class, as its own guards word it."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

import pytest

import moments.domain
from moments.domain.applications.application import NothingToReview
from moments.domain.applications.decision import (
    AlreadyDecided,
    ApplicationChanged,
    CannotDecideOwn,
    Decision,
    GroundRequired,
    NotTheSupervisor,
    OtherDepartment,
    Outcome,
)
from moments.domain.applications.form import Form
from moments.domain.applications.lifecycle import APPLICATION
from moments.domain.applications.supervisor import Colleague, SupervisorInput, TooManySupervisorTries, name_supervisor
from moments.domain.email.email import EmailState, OutboxEmail
from moments.domain.identity.sign_in import SignInNotBound
from moments.domain.matching.errors import ListNotAvailableYet, NoReplacementAvailable, NothingToReplace
from moments.domain.matching.exclusions import Between, Exclusion
from moments.domain.matching.fit import Weights
from moments.domain.matching.parameters import Parameters
from moments.domain.matching.request_blockers import blocked_by
from moments.domain.matching.run_parameters import RunParameters
from moments.domain.matching.trial_run import TRIAL_RUN
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.end_reason import EndReason
from moments.domain.mentorships.errors import (
    AgreementChanged,
    AskedTooSoon,
    HoursAlreadyConfirmed,
    InvalidEndDate,
    MeetingChanged,
    MeetingOnRecord,
    MeetingsOverlap,
    NoAgreementProposed,
    PairExists,
    RequestWasClosed,
    SelfMentoring,
    SupervisionBetween,
    TooManyProposals,
)
from moments.domain.mentorships.lifecycle import MEETING, MENTORSHIP, MeetingState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.meeting_time import MeetingWarning, MeetingWarningKind, UnacceptedWarnings
from moments.domain.participants.eligibility import Ineligibility, Ineligible, NotEligibleByRecords
from moments.domain.participants.errors import (
    ActiveMentorshipExists,
    CapacityOutOfRange,
    MenteeAtCapacity,
    MenteeSuspended,
    MentorAtCapacity,
    MentorNoLongerAvailable,
    NotApprovedYet,
    OnlyForMentors,
    Suspended,
    TooManyPendingRequests,
)
from moments.domain.participants.participant import STANDING
from moments.domain.participants.renumbering import RenumberingDecided
from moments.domain.program.administrators import name_administrator, remove_administrator
from moments.domain.program.common_hours import Span
from moments.domain.program.cycle import STAGE, Cycle, MatchingSkipped, Stage
from moments.domain.program.office import check_leaving_member, check_new_member
from moments.domain.program.quarter import Quarter
from moments.domain.program.resources import InvalidResource
from moments.domain.program.skills import (
    AlreadyRetired,
    NotRetired,
    RankedSkills,
    SkillExists,
)
from moments.domain.program.working_hours import UnknownWorkingHours
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import ApplicationId, MeetingId, MentorshipId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.lifecycle import Lifecycle
from moments.domain.shared.revision import ChangedMeanwhile, Revised
from moments.domain.shared.text import optional_text, required_text
from moments.domain.surveys.choices import check_choices
from moments.domain.surveys.survey import (
    NoFollowUp,
    NothingAnswered,
    QuestionNotAsked,
    SurveyAlreadySubmitted,
    check_answers,
)
from tests.domain.assertions import triggers_of
from tests.domain.builders import (
    ADA,
    ANN,
    CAREER,
    DEFAULT_CHOICES,
    HEALTH,
    MOE,
    NOW,
    REVENUE,
    SAM,
    SOFT,
    ZOE,
    a_form,
    a_meeting,
    a_mentorship,
    a_supervisor,
    an_application,
    an_employee,
    later,
    mentee_answers,
    mentor_answers,
    skill_id,
    the_handbook,
    the_two,
)
from tests.domain.state_calendar import CALENDAR


def caught(call, *args: object, **kwargs: object) -> DomainError:
    """The refusal that the call meets, as the domain itself words it."""
    with pytest.raises(DomainError) as raised:
        call(*args, **kwargs)
    return raised.value


LIFECYCLES: tuple[Lifecycle[Any], ...] = (APPLICATION, MENTORSHIP, MEETING, STANDING, STAGE, TRIAL_RUN)


def _illegal() -> Iterator[DomainError]:
    for lifecycle in LIFECYCLES:
        states: type[Enum] = lifecycle.states
        for state in states:
            for trigger in sorted(triggers_of(lifecycle)):
                if not lifecycle.can(state, trigger):
                    yield lifecycle.refusal(state, trigger)


def _supervisors() -> Iterator[DomainError]:
    def named(*, record=None, last="Stone", directory=None, **facts) -> DomainError:
        written = SupervisorInput.read(first_name="Sam", last_name=last, email="sam@mo.example", on_leave=False)
        colleague = record and Colleague(record, **facts)
        return caught(name_supervisor, written, named=colleague, applicant=ANN, directory=directory)

    sam = an_employee(SAM, first_name="Sam", last_name="Stone")
    yield named()
    yield caught(SupervisorInput.read, first_name="", last_name="x" * 300, email="\x00", on_leave=True)
    yield named(record=an_employee(ANN, last_name="Stone"))
    yield named(record=sam, last="Stein")
    yield named(record=sam, above=(ANN,))
    yield named(record=sam, supervises=False)
    yield named(record=sam, decided_by_applicant=True)
    yield named(record=sam, directory=a_supervisor(ZOE))
    yield caught(an_application().submitted().build().name_supervisor, a_supervisor(), at=NOW)
    yield caught(an_application().routed_to(None).build().submit, reasons=(), catalog=the_handbook(), at=NOW)


def _administrators() -> Iterator[DomainError]:
    person = an_employee(ADA)
    for found, department, present in ((None, REVENUE, ()), (person, HEALTH, ()), (person, REVENUE, (ADA,))):
        yield caught(name_administrator, found, department, present, by=ZOE, at=NOW)
    yield caught(remove_administrator, ADA, REVENUE, (), by=ZOE, at=NOW)
    yield caught(remove_administrator, ADA, REVENUE, (ADA,), by=ADA, at=NOW)


def _office() -> Iterator[DomainError]:
    yield caught(check_new_member, None, ())
    yield caught(check_new_member, an_employee(ADA), (ADA,))
    yield caught(check_leaving_member, ADA, ())
    yield caught(check_leaving_member, ADA, (ADA,))


def _skills() -> Iterator[DomainError]:
    book = the_handbook(retired=("Networking",))
    yield caught(book.choose, (), CAREER[:1])
    yield caught(book.choose, CAREER[:1], ())
    yield caught(book.choose, (*CAREER[:2], CAREER[0]), SOFT)
    yield caught(book.choose, (skill_id("Juggling"), skill_id("Networking"), CAREER[0]), ())
    yield caught(book.draft, (skill_id("Juggling"), skill_id("Juggling")), ())


def _forms() -> Iterator[DomainError]:
    yield from a_form(bio=None, working_hours=None, skills=RankedSkills()).missing_parts(the_handbook(), ())
    yield caught(
        Form.draft,
        bio="\x00",
        working_hours_id="whenever",
        career=(skill_id("Juggling"),),
        soft=(),
        catalog=the_handbook(),
        kept=RankedSkills(),
    )
    yield caught(Agreement.propose, goals="", schedule="x" * 3000, obstacles="\x00", ends_on=NOW.date(), by=ANN, at=NOW)
    yield caught(required_text, " ", "bio", "The short bio")
    yield caught(optional_text, "\ud800", "bio", "The short bio")
    yield caught(optional_text, "\u200b", "bio", "The short bio")
    yield caught(optional_text, "x" * 3000, "bio", "The short bio")


def _meetings() -> Iterator[DomainError]:
    said = {"minutes": 60, "agenda": None, "outside_hours": False, "at": NOW}
    active = a_mentorship().active().build()
    for make in (Meeting.propose, Meeting.log):
        yield caught(make, MeetingId("T"), a_mentorship().build(), by=ANN, starts_at=NOW, **said)
        for starts_at in (later(days=-9), later(days=9)):
            with_time = {**said, "minutes": 0} if (starts_at > NOW) is (make == Meeting.propose) else said
            yield caught(make, MeetingId("T"), active, by=ANN, starts_at=starts_at, **with_time)
    yield caught(Meeting.propose, MeetingId("T"), active, by=ZOE, starts_at=later(days=1), **said)
    yield caught(a_meeting().build().confirm, ANN, read=later(days=1), minutes=60, at=NOW)
    yield caught(a_meeting().build().confirm, ZOE, read=later(days=1), minutes=60, at=NOW)
    yield caught(a_meeting().build().confirm, MOE, read=later(days=2), minutes=60, at=NOW)
    yield caught(a_meeting().build().confirm, MOE, read=later(days=1), minutes=30, at=NOW)
    moved = {"read": later(days=1), "minutes": 60, "outside_hours": False, "at": NOW}
    for by, starts_at in ((ANN, NOW), (ANN, later(days=1)), (ZOE, later(days=2))):
        yield caught(a_meeting().build().move, by, starts_at=starts_at, **moved)
    yield caught(
        a_meeting().in_state(MeetingState.CONFIRMED).build().mark_held, ANN, read=later(days=1), minutes=60, at=NOW
    )
    yield caught(a_mentorship().active().build().complete, ZOE, **the_two(), at=NOW)
    yield caught(a_mentorship().active().build().accept_agreement, ANN, read=NOW, at=NOW)
    yield caught(a_mentorship().active().build().accept_agreement, ZOE, read=NOW, at=NOW)
    yield caught(a_mentorship().completed().build().accept_agreement, ANN, read=NOW, at=NOW)


def _surveys() -> Iterator[DomainError]:
    yield from check_answers(
        mentor_answers(how_met=None, ending=None, how_often="?", rating="?", comments="\x00"),
        ApplicationKind.MENTOR,
        DEFAULT_CHOICES,
    )
    for state in (EmailState.QUEUED, EmailState.SENT, EmailState.OBSOLETE, EmailState.DISCARDED):
        email = OutboxEmail(id=1, kind="request_closed", state=state, attempts=1)
        yield caught(email.send_again, SAM, at=NOW)
    yield caught(check_choices, ["Good"])
    yield caught(check_choices, ["Good", "good"])
    yield caught(check_choices, ["Good", ""])
    yield from check_answers(mentee_answers(gained_access=None), ApplicationKind.MENTEE, DEFAULT_CHOICES)


def _cycles() -> Iterator[DomainError]:
    quarter = Quarter(2027, 1)
    cycle, over = Cycle.planned(quarter, CALENDAR), Cycle.planned(quarter, CALENDAR)
    due = {stage: planned.due for stage, planned in cycle.stages.items()}
    for stage in Stage:
        over.run(stage, by=None, at=due[stage])
        yield caught(over.run, stage, by=ZOE, at=NOW)
        yield caught(Cycle.planned(quarter, CALENDAR).move, {stage: NOW}, by=ZOE, at=NOW)
    for stage in tuple(Stage)[1:]:
        yield caught(cycle.run, stage, by=ZOE, at=NOW)
        yield caught(cycle.move, {stage: later(days=1)}, by=ZOE, at=NOW, outside_first_month=True)
    yield caught(cycle.move, {}, by=ZOE, at=NOW)
    yield caught(cycle.move, {Stage.MATCH: later(days=90), Stage.SUGGEST: due[Stage.SUGGEST]}, by=ZOE, at=NOW)
    yield MatchingSkipped()
    for day in (date(2027, 3, 6), date(1999, 3, 5)):
        yield caught(CALENDAR.set, day, "Snow day")
    yield caught(CALENDAR.remove, date(2027, 3, 5))


def _decided(outcome: Outcome) -> Decision:
    return Decision(outcome, SAM, "Sam Stone", SAM, NOW)


EXAMPLES: list[DomainError] = [
    *_illegal(),
    *_supervisors(),
    *_administrators(),
    *_office(),
    *_skills(),
    *_forms(),
    *_meetings(),
    *_surveys(),
    *_cycles(),
    *(AlreadyDecided(_decided(outcome)) for outcome in Outcome),
    *(Ineligible((reason,), "ELIG-1", PersonId("p")) for reason in Ineligibility),
    Ineligible(tuple(Ineligibility), "ELIG-2", PersonId("p")),
    NotEligibleByRecords(),
    *(NotApprovedYet(kind.value) for kind in ApplicationKind),
    *(MentorAtCapacity(capacity) for capacity in (1, 2)),
    *(TooManyPendingRequests(places) for places in (1, 2)),
    *(PairExists(active) for active in (True, False)),
    *(SupervisionBetween(blocked_by(Between(why)).sentence) for why in (Exclusion.SUPERVISOR, Exclusion.DIRECT_REPORT)),
    *(
        AskedTooSoon(NOW, blocked_by(Between(why, NOW)).sentence)
        for why in (Exclusion.DECLINED, Exclusion.WITHIN_THE_YEAR, Exclusion.CANCELED)
    ),
    *(RequestWasClosed(reason) for reason in (None, *EndReason)),
    ApplicationChanged(ApplicationId("A-1"), "submittedAt"),
    MeetingChanged(MeetingId("T-1")),
    AgreementChanged(MentorshipId("M-1")),
    MeetingsOverlap(),
    MeetingsOverlap(MeetingId("T-1"), Span(NOW, 60)),
    MeetingOnRecord(MeetingId("T-1")),
    TooManyProposals(3),
    TooManySupervisorTries(NOW),
    HoursAlreadyConfirmed(),
    UnacceptedWarnings([MeetingWarning(MeetingWarningKind.FAR_AHEAD, "This is more than three months from now.")]),
    *(InvalidEndDate(date(2027, month, 1)) for month in (1, 12)),
    GroundRequired(),
    NotTheSupervisor(),
    OtherDepartment(),
    CannotDecideOwn(),
    NothingToReview(),
    NoAgreementProposed(),
    ListNotAvailableYet(),
    NothingToReplace(),
    *(NoReplacementAvailable(change) for change in (None, ("Networking", 1), ("Networking", 1200))),
    *(caught(Weights, **weights) for weights in ({"wish": (1,)}, {"offer": (1, 2, 3, 4, 5, 6)})),
    *(
        caught(Parameters, **{name: wrong})
        for name, wrong in (("list_length", 6), ("max_lists_per_open_place", 0.5), ("unmatched_bonus_percent", 101))
    ),
    *(
        caught(RunParameters, **{name: wrong})
        for name, wrong in (("mentor_cap", 0), ("mentee_cap", 6), ("seed", ""), ("seed", "x" * 65))
    ),
    SelfMentoring(),
    CapacityOutOfRange(),
    OnlyForMentors("capacity"),
    *(ChangedMeanwhile(what, "1") for what in Revised),
    MenteeAtCapacity(),
    MenteeSuspended(),
    MentorNoLongerAvailable(),
    ActiveMentorshipExists(),
    Suspended(),
    AlreadyRetired("Networking"),
    NotRetired("Networking"),
    *(SkillExists("Networking", retired=retired) for retired in (True, False)),
    NothingAnswered(),
    QuestionNotAsked("gainedAccess"),
    UnknownWorkingHours(),
    NoFollowUp(),
    SurveyAlreadySubmitted(),
    SignInNotBound(),
    RenumberingDecided(),
    InvalidResource(3, "A picture cannot be shown. Describe it in words."),
]
FLAT = [each for example in EXAMPLES for each in (example, *example.all)]
BY_SENTENCE = {str(error): error for error in FLAT}


def all_errors() -> set[type[DomainError]]:
    """Every class of refusal in the domain, wherever it is written."""
    for module in pkgutil.walk_packages(moments.domain.__path__, "moments.domain."):
        importlib.import_module(module.name)
    found: set[type[DomainError]] = set()
    waiting = [DomainError]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind.__module__.startswith("moments.domain."):
                found.add(kind)
                waiting.append(kind)
    return found
