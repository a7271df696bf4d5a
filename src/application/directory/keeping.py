"""Writes what an import says of employee ids and of departments' codes (DIR-2, DIR-3)."""

from datetime import datetime

from moments.application.directory.plan import ImportPlan
from moments.application.directory.update import Snapshot
from moments.application.unit_of_work import UnitOfWork
from moments.domain.participants.employee import DepartmentMoved
from moments.domain.participants.renumbering import PersonRenumbered, Renumbering, Verdict, number_key
from moments.domain.shared.ids import PersonId


async def keep_renumberings(
    plan: ImportPlan, present: Snapshot, work: UnitOfWork, by: PersonId | None, at: datetime, *, of_file: bool = True
) -> None:
    """The pairs are those of the last file. What was decided stays, without the row once it is imported."""
    for person, before in plan.renumbered.items():
        await work.renumberings.add_former(person, before, at)
        work.record(PersonRenumbered(occurred_at=at, by=by, person=person))
    pairs = {each.id: each for each in plan.pairs}
    if of_file:
        await work.renumberings.remove(
            [each.id for each in present.renumberings if each.verdict is None and each.id not in pairs]
        )
    for pair in pairs.values():
        await work.renumberings.save(pair)
    for decided in present.renumberings:
        if decided.row is not None and decided.id not in pairs and _is_followed(decided, plan):
            await work.renumberings.save(decided.without_row())


def _is_followed(decided: Renumbering, plan: ImportPlan) -> bool:
    """A decision for one person waits for a file that has the row."""
    if decided.verdict is Verdict.SAME_PERSON:
        return number_key(plan.after[decided.person].number) == number_key(decided.number)
    return decided.verdict is Verdict.TWO_PEOPLE


async def move_departments(plan: ImportPlan, work: UnitOfWork, by: PersonId | None, at: datetime) -> None:
    if not plan.moves.to:
        return
    await work.directory.move(plan.moves.to)
    for each in plan.administrators.removed:
        await work.administrators.remove(each.person, each.department)
    for each in plan.administrators.added:
        await work.administrators.add(each)
    for former, department in plan.moves.to.items():
        work.record(DepartmentMoved(occurred_at=at, by=by, department=department, former=former))
