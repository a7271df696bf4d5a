"""Aggregates in any condition a row can be in, also ones no use-case would make."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from moments.domain.applications.application import Application
from moments.domain.applications.decision import Decision, Outcome
from moments.domain.applications.form import Form
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.applications.supervisor import Supervisor
from moments.domain.mentorships.agreement import Agreement
from moments.domain.mentorships.lifecycle import MeetingState, MentorshipState
from moments.domain.mentorships.meeting import Meeting
from moments.domain.mentorships.mentorship import Mentorship
from moments.domain.participants.employee import Department, Employee, Employment, Evaluation
from moments.domain.participants.participant import Participant, Standing
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.kind import ApplicationKind
from moments.domain.surveys.survey import Answers, FuturePlans, MentorshipEnding, SkillsWorkedOn, Survey
from tests.application.fakes.memory import handbook_skills

words: Any = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
identities: Any = st.text("ABCDEF0123456789-", min_size=1, max_size=12)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
days = st.dates(date(1950, 1, 1), date(2090, 1, 1))


def maybe(strategy: Any) -> Any:
    return st.none() | strategy


versions = st.integers(0, 10_000)
kinds = st.sampled_from(ApplicationKind)

_chosen = st.lists(st.sampled_from(sorted(handbook_skills())), max_size=6, unique=True)
skills = _chosen.map(
    lambda chosen: RankedSkills(
        tuple(each for each in chosen if each.startswith("career")),
        tuple(each for each in chosen if each.startswith("soft")),
    )
)

applications: st.SearchStrategy[Application] = st.builds(
    Application,
    id=identities,
    applicant=identities,
    kind=kinds,
    form=st.builds(Form, bio=maybe(words), working_hours=maybe(words), skills=skills),
    supervisor=maybe(
        st.builds(Supervisor, person=identities, first_name=words, last_name=words, email=words, chosen=st.booleans())
    ),
    started_at=moments,
    held_since=moments,
    state=st.sampled_from(ApplicationState),
    submitted_at=maybe(moments),
    decision=maybe(
        st.builds(
            Decision,
            outcome=st.sampled_from(Outcome),
            by=identities,
            by_name=words,
            supervisor=identities,
            at=moments,
            message=maybe(words),
            ground=maybe(words),
            seen_at=maybe(moments),
        )
    ),
    version=versions,
)

participants: st.SearchStrategy[Participant] = st.builds(
    Participant,
    id=identities,
    standing=st.sampled_from(Standing),
    since=maybe(moments),
    mentor_approved=st.booleans(),
    mentee_approved=st.booleans(),
    available=st.booleans(),
    capacity=st.sampled_from([1, 2]),
    mentees=st.just({}),
    mentors=st.just({}),
    waiting=st.just(set()),
    version=versions,
)

mentorships: st.SearchStrategy[Mentorship] = st.builds(
    Mentorship,
    id=identities,
    mentor=identities,
    mentee=identities,
    requested_at=moments,
    held_since=moments,
    state=st.sampled_from(MentorshipState),
    note=maybe(words),
    response=maybe(words),
    responded_at=maybe(moments),
    mentor_place=maybe(st.sampled_from([1, 2])),
    mentee_place=maybe(st.sampled_from([1, 2])),
    ends_on=maybe(days),
    ended_at=maybe(moments),
    ended_by=maybe(identities),
    agreement=maybe(
        st.builds(
            Agreement,
            goals=words,
            schedule=words,
            obstacles=words,
            ends_on=days,
            proposed_by=identities,
            proposed_at=moments,
            agreed_at=maybe(moments),
        )
    ),
    version=versions,
)

meetings: st.SearchStrategy[Meeting] = st.builds(
    Meeting,
    id=identities,
    mentorship=identities,
    mentor=identities,
    mentee=identities,
    starts_at=moments,
    minutes=st.integers(1, 480),
    agenda=maybe(words),
    proposed_by=identities,
    proposed_at=moments,
    state=st.sampled_from(MeetingState),
    outside_hours=st.booleans(),
    organizer=identities,
    sequence=st.integers(0, 1000),
    shared=st.booleans(),
    logged_by=maybe(identities),
    hours_confirmed_at=maybe(moments),
    version=versions,
)

surveys: st.SearchStrategy[Survey] = st.builds(
    Survey,
    mentorship=identities,
    side=kinds,
    person=identities,
    due_at=moments,
    answers=maybe(
        st.builds(
            Answers,
            how_often=words,
            skills_worked_on=st.frozensets(st.sampled_from(SkillsWorkedOn)),
            rating=words,
            development_improved=st.booleans(),
            comments=maybe(words),
            plans=st.sampled_from(FuturePlans),
            contact_me=st.booleans(),
            gained_access=maybe(st.booleans()),
            how_met=maybe(words),
            ending=maybe(st.sampled_from(MentorshipEnding)),
        )
    ),
    submitted_at=maybe(moments),
    followed_up_at=maybe(moments),
    followed_up_by=maybe(identities),
    version=versions,
)

employees: st.SearchStrategy[Employee] = st.builds(
    Employee,
    id=identities,
    number=identities,
    first_name=words,
    last_name=words,
    email=words,
    department=identities,
    division=maybe(words),
    job_title=words,
    work_location=words,
    hire_date=days,
    employment=st.sampled_from(Employment),
    supervisor=maybe(identities),
    on_leave_until=maybe(days),
    evaluation=maybe(st.builds(Evaluation, on=days, at_risk=st.booleans())),
    under_improvement_plan=st.booleans(),
    under_discipline=st.booleans(),
    left=maybe(days),
)

departments: st.SearchStrategy[Department] = st.builds(
    Department, code=identities, name=words, hr_contact=words, travel_contact=words
)
