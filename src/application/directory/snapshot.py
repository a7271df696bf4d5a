"""Reads the data of an import, under locks that keep it valid until the transaction ends."""

from moments.application.directory.update import Snapshot
from moments.application.unit_of_work import UnitOfWork


async def read_snapshot(work: UnitOfWork) -> Snapshot:
    """Locks participants, in order of id, before applications, as all use cases do."""
    people = await work.directory.all()
    departments = await work.directory.departments()
    applicants = await work.directory.applicants()
    participants = await work.participants.lock(*applicants)
    applications = await work.applications.of_people(set(applicants))
    waiting = await work.mentorships.waiting()
    administrators = [each for code in departments for each in await work.administrators.of(code)]
    office = await work.office.members()
    return Snapshot(
        people, departments, participants, applications, waiting, administrators, office,
        renumberings=await work.renumberings.all(), former_numbers=await work.renumberings.former_numbers(),
    )  # fmt: skip
