"""The office says whether two employee ids are one person's; what follows is imported at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from moments.application.access.policy import authorize, load_actor
from moments.application.directory.claims import holders_of
from moments.application.directory.import_directory import write_plan
from moments.application.directory.plan import plan_import
from moments.application.directory.snapshot import read_snapshot
from moments.application.directory.update import DirectoryUpdate, RowApart, Snapshot
from moments.application.use_case import Call, UseCase
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import Renumbering, RenumberingAnswered, Verdict, number_key
from moments.domain.shared.ids import PersonId, RenumberingId


@dataclass(frozen=True, slots=True)
class DecideRenumberingCommand:
    renumbering: RenumberingId
    verdict: Verdict


class DecideRenumbering(UseCase[DecideRenumberingCommand]):
    """DIR-2: for the program office. One person has the new id, and all that the row says; of two people, the one is
    new and the other has left. Raises RenumberingDecided.

    While another pair names one of the two, or somebody else has the row's email, it waits for that, or the next file.
    """

    action = "decideRenumbering"

    async def execute(self, call: Call[DecideRenumberingCommand]) -> str:
        work, command = call.work, call.command
        authorize((await load_actor(work, call.by)).relations(), self.action, "renumbering")
        decided = (await work.renumberings.get(command.renumbering)).decided(command.verdict, call.by, call.at)
        await work.renumberings.save(decided)
        work.record(
            RenumberingAnswered(occurred_at=call.at, by=call.by, person=decided.person, verdict=command.verdict)
        )
        present = await read_snapshot(work)
        update = _as_decided(present, decided)
        if update is not None:
            plan = plan_import(present, update, call.at)
            await write_plan(plan, present, work, call.by, call.at, of_file=False)
        return decided.id


def _as_decided(present: Snapshot, decided: Renumbering) -> DirectoryUpdate | None:
    """The directory as it is, but for the people and the rows of the pair and of those that it is connected with.

    None if one of these is not decided, or if two people would have one email.
    """
    pairs = _connected(present, decided)
    gone = {each.person for each in pairs if each.is_gone or each.verdict is Verdict.SAME_PERSON}
    keys = {number_key(each.number) for each in pairs}
    people = [each for each in present.people.values() if each.left is None and each.id not in gone]
    staying = [each for each in people if number_key(each.number) not in keys | {""}]
    held = [each for each in people if number_key(each.number) == "" or _is_displaced(each, pairs)]
    rows = {number_key(each.number): _row_of(each) for each in pairs if each.row is not None}
    emails = [each.email for each in (*staying, *held, *rows.values())]
    if any(each.verdict is None for each in pairs) or len(set(emails)) < len(emails):
        return None
    return DirectoryUpdate(
        employees=(*staying, *rows.values()),
        departments=tuple(each for each in present.departments.values() if not each.retired),
        apart=tuple(RowApart(0, None, each.email) for each in held),
        numbers={_named(each): each.supervisor for each in pairs if each.supervisor},
    )


def _connected(present: Snapshot, decided: Renumbering) -> Sequence[Renumbering]:
    """The pairs with the same person or the same number, with the person who has the number now, and so on."""
    holders = holders_of(present.people)
    others = [each for each in present.renumberings if each.verdict is None or each.row is not None]
    found: dict[RenumberingId, Renumbering] = {}
    names: set[str] = set(_names(decided, holders))
    while more := [each for each in others if each.id not in found and not names.isdisjoint(_names(each, holders))]:
        found |= {each.id: each for each in more}
        names.update(name for each in more for name in _names(each, holders))
    return list(found.values())


def _names(pair: Renumbering, holders: Mapping[str, Employee]) -> Iterator[str]:
    yield pair.person
    yield f"number {number_key(pair.number)}"
    if (holder := holders.get(number_key(pair.number))) is not None:
        yield holder.id


def _is_displaced(person: Employee, pairs: Sequence[Renumbering]) -> bool:
    """Whether another person has their number now, so that only their email says who they are."""
    key = number_key(person.number)
    return any(number_key(each.number) == key and each.verdict is Verdict.SAME_PERSON for each in pairs)


def _row_of(pair: Renumbering) -> Employee:
    assert pair.row is not None
    return replace(pair.row, supervisor=_named(pair) if pair.supervisor else None)


def _named(pair: Renumbering) -> PersonId:
    """Stands for the supervisor whom the row names by number."""
    return PersonId(f"supervisor {pair.id}")
