"""How many statements a screen's part takes does not depend on how many rows it has."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from moments.application.access.relations import Actor
from moments.application.figures.period import FiguresYear
from moments.application.ports.imports import ImportChangeKind
from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    AuditFilter,
    EmailFilter,
    JobRunFilter,
    MentorFilter,
    MentorOrder,
    MentorshipFilter,
    MentorshipList,
    ParticipantFilter,
    ParticipantList,
    SurveyFilter,
    SurveyList,
)
from moments.application.queries.matching_rows import ParticipationFilter
from moments.application.queries.paging import PageRequest
from moments.application.queries.queries import Queries
from moments.application.queries.rows import SuggestionListRow
from moments.domain.identity.sign_in import ProviderIdentity
from moments.domain.matching.inputs import Inputs
from moments.domain.matching.market import Market
from moments.domain.matching.people import Mentee
from moments.domain.program.quarter import Quarter
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    ImportId,
    MeetingId,
    MentorshipId,
    PersonId,
    RenumberingId,
    ResourceSlug,
    RunId,
    TrialRunId,
)
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.matching.serialization import record_of
from moments.infrastructure.persistence.database import Database
from moments.infrastructure.queries.read_transactions import SqlReadTransactions
from tests.infrastructure.queries.row_builder import NOON, SKILLS, RowBuilder

SIZE = 60


def _world() -> RowBuilder:
    """Boss supervises and administers everyone, and is the office, a mentor, a mentee."""
    world = RowBuilder()
    world.department()
    world.person("boss")
    world.participant("boss")
    world.administrator("boss")
    world.office_member("boss")
    for number in range(SIZE):
        name = f"p{number:02}"
        world.person(name, supervisor="boss")
        world.participant(name)
        world.listed(name)
        world.administrator(name)
        world.office_member(name)
        world.sign_in(name)
        world.application(name, supervisor="boss")
        world.application(name, "mentor", "denied", supervisor="boss", ground="FMLA")
        for identity, mentor, mentee in ((f"a{number:02}", "boss", name), (f"b{number:02}", name, "boss")):
            world.mentorship(identity, mentor, mentee, "completed")
            world.meeting(f"{identity}-1", identity)
            world.survey(identity, "mentor")
            world.survey(identity, "mentee", answered_at=NOON, contact_me=True)
        world.email(number, name)
        world.run(f"20{number:02}Q1", _recorded())
        world.trial_run(name, "boss")
        world.job_run(name)
        world.imported(f"i{number}", name)
        world.import_changed("i0", number, name)
        world.supervisor_tried("boss")
        world.renumbered(f"r{number}", name)
        world.resource_version(number)
        world.audit(f"{name}-mentee", "application.submitted", by=name, applicant=name)
    world.suggested("2059Q1", "boss", *_names(5))
    return world


def _recorded() -> bytes:
    """The inputs of a run that everybody was in."""
    mentees = [Mentee(name, PersonId(name), "OA", None, SKILLS, 2, hours="mon-fri-0800-1700") for name in _names(SIZE)]
    return record_of(Inputs(Market(tuple(mentees), ())))


@pytest.fixture(scope="module")
def module_world(settle_once: Callable[[RowBuilder], RowBuilder]) -> RowBuilder:
    return settle_once(_world())


def _names(count: int) -> list[str]:
    return [f"p{number:02}" for number in range(count)]


NOBODY = Actor(PersonId("nobody"))
"""Whose reports are left out of no search."""
OF_ONE = ("applications own", "queue_groups")
"""The lists that have one row here: all is one person's, and all waits for one supervisor."""
Part = Callable[[Queries, Actor, int], Awaitable[Any]]
BOSS = PersonId("boss")
OFFICE = Actor(BOSS, office=True)
OA = DepartmentCode("OA")
RUN = RunId("2059Q1")


def _page(size: int) -> PageRequest:
    return PageRequest(limit=size, total=True)


PARTS: dict[str, tuple[int, Part]] = {
    "viewer": (1, lambda s, actor, n: s.viewer(BOSS)),
    "identity_facts": (
        1,
        lambda s, actor, n: s.identity_facts(
            ProviderIdentity("https://idp", "sub", NOON, "boss@oa.example", True, "7")
        ),
    ),
    **{
        f"applications {which.value}": (
            1,
            lambda s, actor, n, which=which: s.applications(actor, ApplicationFilter(which), _page(n)),  # type: ignore[misc]
        )
        for which in ApplicationList
    },
    "applications_by_id": (
        1,
        lambda s, actor, n: s.applications_by_id(actor, [ApplicationId(f"{name}-mentee") for name in _names(n)]),
    ),
    "mentee_applications": (1, lambda s, actor, n: s.mentee_applications(actor, [PersonId(i) for i in _names(n)])),
    **{
        f"mentorships {which.value}": (
            1,
            lambda s, actor, n, which=which: s.mentorships(actor, MentorshipFilter(which), _page(n)),  # type: ignore[misc]
        )
        for which in MentorshipList
    },
    "applications_of": (
        1,
        lambda s, actor, n: s.applications_of(actor, [PersonId(i) for i in _names(n)], (), _page(2)),
    ),
    "mentorships_of": (
        1,
        lambda s, actor, n: s.mentorships_of(
            actor, ApplicationKind.MENTOR, [PersonId(i) for i in _names(n)], (), _page(2)
        ),
    ),
    "queue_groups": (1, lambda s, actor, n: s.queue_groups(actor, OA, date(2026, 1, 5), _page(n))),
    "queue_of_supervisors": (1, lambda s, actor, n: s.queue_of_supervisors(actor, None, [BOSS, None], _page(n))),
    "person_with_email": (1, lambda s, actor, n: s.person_with_email("boss@oa.example")),
    "participants_for_guards": (1, lambda s, actor, n: s.participants_for_guards([PersonId(i) for i in _names(n)])),
    "sessions": (1, lambda s, actor, n: s.sessions(BOSS, NOON)),
    "mentorships_by_id": (1, lambda s, actor, n: s.mentorships_by_id(actor, _mentorships(n))),
    "meetings": (1, lambda s, actor, n: s.meetings(actor, _mentorships(n), _page(2))),
    "meetings_by_id": (1, lambda s, actor, n: s.meetings_by_id(actor, [MeetingId(f"{m}-1") for m in _mentorships(n)])),
    **{
        f"surveys {which.value}": (1, lambda s, actor, n, which=which: s.surveys(actor, SurveyFilter(which), _page(n)))  # type: ignore[misc]
        for which in SurveyList
    },
    "surveys_by_id": (
        1,
        lambda s, actor, n: s.surveys_by_id(actor, [(m, ApplicationKind.MENTOR) for m in _mentorships(n)]),
    ),
    "hours": (1, lambda s, actor, n: s.hours(BOSS, date(2026, 1, 1), date(2026, 12, 31))),
    "mentor_facets": (3, lambda s, actor, n: s.mentor_facets(actor, MentorFilter(), NOON)),  # one as for shortages
    **{
        f"participants {which.value}": (
            1,
            lambda s, actor, n, which=which: s.participants(actor, ParticipantFilter(which), _page(n)),  # type: ignore[misc]
        )
        for which in ParticipantList
    },
    "next_steps": (1, lambda s, actor, n: s.next_steps(actor, NOON)),
    "waiting_counts": (1, lambda s, actor, n: s.waiting_counts(actor, NOON)),
    "held_meetings": (
        1,
        lambda s, actor, n: s.held_meetings(BOSS, date(2026, 1, 1), date(2026, 12, 31), None, _page(n)),
    ),
    "pairs": (1, lambda s, actor, n: s.pairs(actor, _mentorships(n))),
    "open_proposals": (1, lambda s, actor, n: s.open_proposals(_mentorships(n), NOON)),
    "engagements": (1, lambda s, actor, n: s.engagements(actor, _mentorships(n), NOON, NOON + timedelta(days=14))),
    "participants_by_id": (1, lambda s, actor, n: s.participants_by_id(actor, [PersonId(i) for i in _names(n)])),
    "people": (1, lambda s, actor, n: s.people([PersonId(i) for i in _names(n)])),
    "mentors": (
        1,
        lambda s, actor, n: s.mentors(NOBODY, SKILLS, MentorFilter(), MentorOrder.BEST_MATCH, _page(n), NOON),
    ),
    "mentors_by_id": (1, lambda s, actor, n: s.mentors_by_id(SKILLS, [PersonId(i) for i in _names(n)])),
    "between": (3, lambda s, actor, n: _between(s, [PersonId(i) for i in _names(n)])),
    "request_blockers": (3, lambda s, actor, n: _blockers(s, [PersonId(i) for i in _names(n)])),
    "administrators": (1, lambda s, actor, n: s.administrators([OA], _page(n))),
    "sign_ins": (1, lambda s, actor, n: s.sign_ins(None, _page(n))),
    "office_members": (1, lambda s, actor, n: s.office_members(None, _page(n))),
    "office_member_ids": (1, lambda s, actor, n: s.office_member_ids()),
    "timelines": (2, lambda s, actor, n: s.timelines("application", [f"{i}-mentee" for i in _names(n)], _page(2))),
    "audit": (2, lambda s, actor, n: s.audit(actor, AuditFilter(), _page(n))),
    "emails": (1, lambda s, actor, n: s.emails(actor, EmailFilter(), _page(n))),
    "audit_by_id": (2, lambda s, actor, n: s.audit_by_id(actor, range(1, n + 1))),
    "search_people": (1, lambda s, actor, n: s.search_people(actor, "oa", _page(n))),
    "emails_by_id": (1, lambda s, actor, n: s.emails_by_id(actor, range(1, n + 1))),
    "email_counts": (1, lambda s, actor, n: s.email_counts()),
    "muted_reminders": (1, lambda s, actor, n: s.muted_reminders(BOSS)),
    "cycles": (2, lambda s, actor, n: s.cycles(Quarter(2026, 1), Quarter(2026 + n // 4, 1))),
    "first_quarter": (1, lambda s, actor, n: s.first_quarter()),
    "job_runs": (1, lambda s, actor, n: s.job_runs(JobRunFilter(), _page(n))),
    "last_runs": (1, lambda s, actor, n: s.last_runs(_names(n))),
    "suggestion_list": (3, lambda s, actor, n: _list_of_boss(s)),
    "matching_runs": (1, lambda s, actor, n: s.matching_runs(actor, None, _page(n))),
    "matching_runs_by_id": (
        1,
        lambda s, actor, n: s.matching_runs_by_id(actor, [RunId(f"20{i:02}Q1") for i in range(n)]),
    ),
    "participation": (
        1,
        lambda s, actor, n: s.participation(actor, RUN, ParticipationFilter(ApplicationKind.MENTEE), _page(n)),
    ),
    "trial_runs": (1, lambda s, actor, n: s.trial_runs(actor, None, _page(n))),
    "trial_runs_by_id": (1, lambda s, actor, n: s.trial_runs_by_id(actor, [TrialRunId(i) for i in _names(n)])),
    "shortages": (3, lambda s, actor, n: s.shortages()),  # with the skills' version, which `viewer` brings else
    "survey_results": (2, lambda s, actor, n: s.survey_results(FiguresYear(2026, 4))),
    "decided_applications": (1, lambda s, actor, n: s.decided_applications(FiguresYear(2026, 4))),
    "participation_by_department": (2, lambda s, actor, n: s.participation_by_department()),  # and their version
    "imports": (1, lambda s, actor, n: s.imports(actor, True, _page(n))),
    "imports_by_id": (1, lambda s, actor, n: s.imports_by_id(actor, [ImportId(f"i{i}") for i in range(n)])),
    "import_changes": (
        1,
        lambda s, actor, n: s.import_changes(actor, ImportId("i0"), [ImportChangeKind.CAME], _page(n)),
    ),
    "renumberings": (1, lambda s, actor, n: s.renumberings(actor, _page(n))),
    "renumberings_by_id": (
        1,
        lambda s, actor, n: s.renumberings_by_id(actor, [RenumberingId(f"r{i}") for i in range(n)]),
    ),
    "resources": (1, lambda s, actor, n: s.resources()),
    "resource_versions": (1, lambda s, actor, n: s.resource_versions(actor, ResourceSlug("basics"), _page(n))),
    "state_calendar": (1, lambda s, actor, n: s.state_calendar()),
    "survey_choices": (1, lambda s, actor, n: s.survey_choices()),
    "last_event": (1, lambda s, actor, n: s.last_event()),
    "counts": (1, lambda s, actor, n: s.counts()),
    "supervisor_tries": (1, lambda s, actor, n: s.supervisor_tries(BOSS, NOON - timedelta(days=1))),
    "mentees_of": (1, lambda s, actor, n: s.mentees_of(RUN)),
}


async def _list_of_boss(queries: Queries) -> SuggestionListRow:
    viewer = await queries.viewer(BOSS)
    assert viewer is not None
    found = await queries.suggestion_list(viewer.participant.person, SKILLS, NOON, may_request=True)
    assert found is not None
    assert len(found.suggestions) == 5
    return found


async def _blockers(queries: Queries, mentors: list[PersonId]) -> object:
    viewer = await queries.viewer(BOSS)
    assert viewer is not None
    return await queries.request_blockers(viewer.participant.person, mentors, NOON, may_request=True)


async def _between(queries: Queries, mentors: list[PersonId]) -> object:
    viewer = await queries.viewer(BOSS)
    assert viewer is not None
    return await queries.between(viewer.participant.person, mentors, NOON)


def _mentorships(count: int) -> list[MentorshipId]:
    return [MentorshipId(f"a{number:02}") for number in range(count)]


@pytest.mark.parametrize("part", PARTS)
async def test_it_takes_as_many_statements_for_fifty_rows_as_for_two(
    settled: Database, module_world: RowBuilder, hearing: Callable[[], Any], part: str
) -> None:
    expected, ask = PARTS[part]
    read_transactions, actor = SqlReadTransactions(settled), module_world.actor("boss")
    async with read_transactions() as queries:
        await queries.skills()  # the search takes the skills' numbers from memory, as do others
        await queries.departments()
        await queries.participation(actor, RUN, ParticipationFilter(ApplicationKind.MENTEE), _page(1))
    for size in (2, 50):
        with hearing() as heard:
            async with read_transactions() as queries:
                answer = await ask(queries, actor, size)
        assert len(heard) == expected
        if hasattr(answer, "keys") and part not in OF_ONE and isinstance(answer.keys, tuple):
            assert len(answer.rows) == size


def test_every_method_of_the_port_is_counted() -> None:
    methods = {name for name in vars(Queries) if not name.startswith("_")}
    elsewhere = {"departments", "skills", "private_reads"}  # see test_reference, tests/api/test_private_reads.py
    assert methods - {part.split()[0] for part in PARTS} == elsewhere
