"""What an import reads, under the locks that keep it true until the end."""

from moments.application.directory.update import Snapshot
from moments.application.unit_of_work import UnitOfWork


async def read_snapshot(work: UnitOfWork) -> Snapshot:
    """Participants are locked, in order of id, before applications are, as everywhere."""
    people = await work.directory.all()
    departments = await work.directory.departments()
    applicants = await work.directory.applicants()
    participants = await work.participants.lock(*applicants)
    applications = await work.applications.of_people(set(applicants))
    administrators = [each for code in departments for each in await work.administrators.of(code)]
    office = await work.office.members()
    return Snapshot(people, departments, participants, applications, administrators, office)
