"""`node(id)`: the object with this ID, or null if there is none that the viewer may see."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from moments.application.access.relations import relations_to_mentorship
from moments.application.queries.rows import ParticipantRow
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    ImportId,
    MeetingId,
    MentorshipId,
    PersonId,
    RenumberingId,
    RunId,
    SkillId,
    TrialRunId,
)
from moments.graphql.applications.types import Application
from moments.graphql.dashboards.audit import AuditEntry
from moments.graphql.dashboards.viewer import Viewer
from moments.graphql.email.types import Email, email_number
from moments.graphql.imports.renumberings import Renumbering
from moments.graphql.imports.types import DirectoryImport
from moments.graphql.matching.trial_runs import TrialRun
from moments.graphql.matching.types import MatchingRun
from moments.graphql.mentorships.requestability import may_request
from moments.graphql.mentorships.search_types import MentorProfile
from moments.graphql.mentorships.types import Meeting, Mentorship
from moments.graphql.participants.participant import Participant
from moments.graphql.participants.types import Department, Person
from moments.graphql.program.cycle_dashboard import cycles_by_name
from moments.graphql.program.resources import resources_by_slug
from moments.graphql.program.types import Skill
from moments.graphql.sessions.types import own_sessions
from moments.graphql.shared import ids
from moments.graphql.shared.context import Context
from moments.graphql.shared.field_access import can_read
from moments.graphql.shared.node import Node
from moments.graphql.surveys.keys import survey_key
from moments.graphql.surveys.types import Survey

Finder = Callable[[Context, list[str]], Awaitable[dict[str, Node]]]


async def applications(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    keys = [ApplicationId(each) for each in wanted]
    rows = await context.read(lambda queries: queries.applications_by_id(actor, keys))
    return {key: Application.of(row, actor, reference) for key, row in rows.items()}


async def mentorships(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    keys = [MentorshipId(each) for each in wanted]
    rows = await context.read(lambda queries: queries.mentorships_by_id(actor, keys))
    return {key: Mentorship.of(row, actor, reference) for key, row in rows.items()}


async def meetings(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor = (await context.viewer()).actor
    keys = [MeetingId(each) for each in wanted]
    rows = await context.read(lambda queries: queries.meetings_by_id(actor, keys))
    return {
        key: Meeting.of(row, actor.person)
        for key, row in rows.items()
        if can_read("Meeting", relations_to_mentorship(actor, mentor=row.mentor, mentee=row.mentee))
    }


async def surveys(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    keys = [key for each in wanted if (key := survey_key(each))]
    rows = await context.read(lambda queries: queries.surveys_by_id(actor, keys))
    return {f"{key[0]}:{key[1].value}": Survey.of(row, reference) for key, row in rows.items()}


async def _participants(context: Context, wanted: list[str]) -> dict[PersonId, ParticipantRow]:
    actor = (await context.viewer()).actor
    people = [PersonId(each) for each in wanted]
    return dict(await context.read(lambda queries: queries.participants_by_id(actor, people)))


async def participants(context: Context, wanted: list[str]) -> dict[str, Node]:
    rows, actor, reference = (
        await _participants(context, wanted),
        (await context.viewer()).actor,
        await context.reference(),
    )
    return {key: Participant.of(row, actor, reference) for key, row in rows.items()}


async def viewers(context: Context, wanted: list[str]) -> dict[str, Node]:
    me = (await context.viewer()).actor.person
    return {me: await Viewer.signed_in(context)} if me in wanted else {}


async def people(context: Context, wanted: list[str]) -> dict[str, Node]:
    """For every team member: IDs are random, so who has one was shown the person."""
    reference, keys = await context.reference(), [PersonId(each) for each in wanted]
    rows = await context.read(lambda queries: queries.people(keys))
    return {key: Person.of(row, reference) for key, row in rows.items()}


async def mentor_profiles(context: Context, wanted: list[str]) -> dict[str, Node]:
    """For approved mentees. One who cannot request learns nothing of the mentor's places (CAP-1, SEA-1)."""
    viewer, reference = await context.viewer(), await context.reference()
    if not viewer.participant.mentee_approved:
        return {}
    sought, shows_places = viewer.mentee_skills or RankedSkills(), may_request(viewer.participant)
    keys = [PersonId(each) for each in wanted if each != viewer.actor.person]
    rows = await context.read(lambda queries: queries.mentors_by_id(sought, keys))
    return {
        key: MentorProfile.of(row if shows_places else replace(row, open_places=None), reference)
        for key, row in rows.items()
    }


async def departments(context: Context, wanted: list[str]) -> dict[str, Node]:
    found = (await context.reference()).departments
    return {each: Department.of(found[code]) for each in wanted if (code := DepartmentCode(each)) in found}


async def skills(context: Context, wanted: list[str]) -> dict[str, Node]:
    found = (await context.reference()).skills
    return {each: Skill.of(found[skill]) for each in wanted if (skill := SkillId(each)) in found}


async def guidance(context: Context, wanted: list[str]) -> dict[str, Node]:
    return dict(await resources_by_slug(context, wanted))


async def cycles(context: Context, wanted: list[str]) -> dict[str, Node]:
    if not can_read("Cycle", (await context.viewer()).actor.relations()):
        return {}
    return dict(await cycles_by_name(context, wanted))


async def emails(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    numbers = {email_number(ids.encode("Email", each)): each for each in wanted}
    rows = await context.read(lambda queries: queries.emails_by_id(actor, numbers))
    return {numbers[number]: Email.of(row, reference) for number, row in rows.items()}


async def audit_entries(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    numbers = {int(each): each for each in wanted if each.isascii() and each.isdecimal() and len(each) < 19}
    rows = await context.read(lambda queries: queries.audit_by_id(actor, numbers))
    return {numbers[number]: AuditEntry.of(row, reference) for number, row in rows.items()}


async def imports(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    rows = await context.read(lambda queries: queries.imports_by_id(actor, [ImportId(each) for each in wanted]))
    return {key: DirectoryImport.of(row, reference) for key, row in rows.items()}


async def renumberings(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    keys = [RenumberingId(each) for each in wanted]
    rows = await context.read(lambda queries: queries.renumberings_by_id(actor, keys))
    return {key: Renumbering.of(row, reference) for key, row in rows.items()}


async def matching_runs(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    rows = await context.read(lambda queries: queries.matching_runs_by_id(actor, [RunId(each) for each in wanted]))
    return {key: MatchingRun.of(row, reference) for key, row in rows.items()}


async def sessions(context: Context, wanted: list[str]) -> dict[str, Node]:
    own = {ids.identity_of("Session", each.id): each for each in await own_sessions(context)}
    return {key: own[key] for key in wanted if key in own}


async def trial_runs(context: Context, wanted: list[str]) -> dict[str, Node]:
    actor, reference = (await context.viewer()).actor, await context.reference()
    rows = await context.read(lambda queries: queries.trial_runs_by_id(actor, [TrialRunId(each) for each in wanted]))
    return {key: TrialRun.of(row, reference) for key, row in rows.items()}


FINDERS: dict[str, Finder] = {
    "Application": applications,
    "AuditEntry": audit_entries,
    "Cycle": cycles,
    "Department": departments,
    "DirectoryImport": imports,
    "Email": emails,
    "MatchingRun": matching_runs,
    "Meeting": meetings,
    "MentorProfile": mentor_profiles,
    "Mentorship": mentorships,
    "Participant": participants,
    "Person": people,
    "Renumbering": renumberings,
    "TrialRun": trial_runs,
    "Resource": guidance,
    "Session": sessions,
    "Skill": skills,
    "Survey": surveys,
    "Viewer": viewers,
}


async def find(context: Context, wanted: Sequence[str]) -> list[Node | None]:
    """Runs one statement for each type among the IDs; null for an ID that is unknown or not visible to the viewer.
    Raises InvalidId for a text that is none, or of no type that there is."""
    await context.viewer()
    decoded = [_decoded(each) for each in wanted]
    found: dict[tuple[str, str], Node] = {}
    for kind, finder in FINDERS.items():
        keys = [identity for each, identity in decoded if each == kind]
        if keys:
            found |= {(kind, key): node for key, node in (await finder(context, keys)).items()}
    return [found.get(each) for each in decoded]


def _decoded(identity: str) -> tuple[str, str]:
    found = ids.decode(identity)
    if found is None or found[0] not in FINDERS:
        raise ids.InvalidId(identity, ())
    return found
