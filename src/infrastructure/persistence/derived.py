"""What follows from other rows and is kept so that screens need not work it out: counts and the listing.

Both are mended at the commit, for the people whom the transaction touched, from the tables themselves and
never by adding or subtracting: whatever a use-case did or forgot, they say what the mentorships say.
"""

from sqlalchemy import Text, and_, cast, delete, func, insert, select, update

from moments.infrastructure.persistence.array_parameters import in_array, sorted_ids
from moments.infrastructure.persistence.states import ACTIVE
from moments.infrastructure.persistence.tables import (
    applications,
    employees,
    mentor_listing,
    mentorships,
    participants,
)
from moments.infrastructure.persistence.transaction import Transaction

_LOCK = (
    select(participants.c.id)
    .where(in_array(participants.c.id))
    .order_by(participants.c.id)
    .with_for_update(key_share=True)
)

_COUNT = (
    update(participants)
    .where(in_array(participants.c.id))
    .values(
        mentees=select(func.count())
        .where(mentorships.c.mentor == participants.c.id, ACTIVE)
        .correlate(participants)
        .scalar_subquery(),
        mentors=select(func.count())
        .where(mentorships.c.mentee == participants.c.id, ACTIVE)
        .correlate(participants)
        .scalar_subquery(),
    )
)

_DELETE_SEARCH_ROWS = delete(mentor_listing).where(in_array(mentor_listing.c.person))


_OPEN_PLACES = participants.c.capacity - participants.c.mentees

# The mentors who take requests (ELIG-4, CAP-2, CAP-3), in the listing's columns.
_SEARCHABLE_MENTORS = (
    select(
        participants.c.id.label("person"),
        applications.c.id.label("application"),
        employees.c.first_name,
        employees.c.last_name,
        employees.c.name_key,
        employees.c.department,
        employees.c.division,
        employees.c.job_title,
        employees.c.work_location,
        applications.c.bio,
        applications.c.working_hours,
        applications.c.career,
        applications.c.soft,
        applications.c.ranks,
        cast(employees.c.title_key + " " + applications.c.bio_key, Text).label("words"),
        employees.c.division_key,
        employees.c.location_key,
        _OPEN_PLACES.label("open_places"),
        applications.c.decided_at.label("approved_at"),
    )
    .join(employees, employees.c.id == participants.c.id)
    .join(applications, and_(applications.c.applicant == participants.c.id, applications.c.kind == "mentor"))
    .where(
        applications.c.state == "approved",
        participants.c.mentor_approved,
        participants.c.standing == "eligible",
        participants.c.available,
        _OPEN_PLACES > 0,
        in_array(participants.c.id),
    )
)
_LIST = insert(mentor_listing).from_select(
    [column.name for column in _SEARCHABLE_MENTORS.selected_columns], _SEARCHABLE_MENTORS
)


async def refresh_derived(work: Transaction) -> None:
    """Brings the counts and the listing up to date, under the locks of the people they are about.

    A statement sees what was committed before it began. Locks the people in a separate, earlier statement; otherwise a
    concurrent change could be overwritten.
    """
    stale = work.stale
    if unlocked := (stale.counts | stale.listing) - stale.locked:
        await work.all(_LOCK, ids=sorted_ids(unlocked))
    if stale.counts:
        await work.run(_COUNT, {"ids": sorted_ids(stale.counts)})
    if stale.listing:
        people = {"ids": sorted_ids(stale.listing)}
        await work.run(_DELETE_SEARCH_ROWS, people)
        await work.run(_LIST, people)
