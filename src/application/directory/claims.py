"""Who was renumbered, as far as somebody has said so: a column of the file, an option, or the office (DIR-2)."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from moments.application.directory.update import People, Snapshot, Statement
from moments.domain.participants.employee import Employee
from moments.domain.participants.renumbering import Renumbering, Verdict, likenesses, number_key
from moments.domain.shared.errors import DomainError
from moments.domain.shared.ids import EmployeeNumber, PersonId

Rows = Mapping[str, Employee]
"""The file's rows by the keys of their numbers."""


class InvalidRenumbering(DomainError):
    """An option says of two employee ids what the directory or the file contradicts; nothing was imported."""

    rule = "DIR-2"

    def __init__(self, statement: Statement, reason: str) -> None:
        super().__init__(
            f"{statement.old}={statement.new}: {reason} Nothing was imported. Check the ids, then run it again."
        )


@dataclass(frozen=True, slots=True)
class ContradictedRow:
    """A row that names a former employee id which is another's now; it is not imported."""

    number: EmployeeNumber
    former: EmployeeNumber
    reason: str


@dataclass(frozen=True, slots=True)
class Claims:
    """`same`: the person of a row, by the row's key. `different`: pairs that are two people."""

    same: dict[str, PersonId] = field(default_factory=dict[str, PersonId])
    different: set[tuple[PersonId, str]] = field(default_factory=set[tuple[PersonId, str]])
    contradicted: list[ContradictedRow] = field(default_factory=list[ContradictedRow])


def holders_of(people: People) -> dict[str, Employee]:
    """Who has each number: a present person before those who have left, and of these the last one."""
    found: dict[str, Employee] = {}
    for person in sorted(people.values(), key=lambda each: (each.left is None, each.left)):
        if key := number_key(person.number):
            found[key] = person
    return found


class ClaimReader:
    """Raises InvalidRenumbering."""

    def __init__(self, present: Snapshot, rows: Rows, holders: Mapping[str, Employee]) -> None:
        self._present, self._rows, self._holders = present, rows, holders
        self._claims = Claims()
        self._claimed: dict[PersonId, str] = {}

    def read(self, statements: Sequence[Statement]) -> Claims:
        """Options go before what the office decided, and this before the file's column."""
        said = {number_key(each.new) for each in statements if each.verdict is Verdict.SAME_PERSON}
        for each in statements:
            if each.is_option:
                self._follow(each, said)
        for decided in self._present.renumberings:
            self._follow_decision(decided)
        for each in statements:
            if not each.is_option:
                self._follow(each, said)
        return self._claims

    def _follow_decision(self, decided: Renumbering) -> None:
        """A decision that two ids are one person's is followed once: its row is kept until then."""
        person, key = decided.key
        if decided.verdict is Verdict.TWO_PEOPLE and self._claims.same.get(key) != person:
            self._claims.different.add(decided.key)
        elif decided.verdict is Verdict.SAME_PERSON and decided.row is not None and key in self._rows:
            own = number_key(self._present.people[person].number)
            if not self._claims.same.get(key) and not self._is_own(own):
                self._claim(person, key)

    def _follow(self, statement: Statement, said: Set[str]) -> None:
        """`said`: the keys of all rows of which somebody says who they are."""
        old, new = number_key(statement.old), number_key(statement.new)
        person, holder = self._holders.get(old), self._holders.get(new)
        if holder is not None and (holder.id, old) in self._present.former_numbers:
            return  # an earlier import followed it
        if person is None or new not in self._rows or old == new:
            _refuse_option(statement, _reason(statement, person, old == new))
        elif statement.verdict is Verdict.TWO_PEOPLE:
            self._claims.different.add((person.id, new))
        elif old not in said and self._is_own(old):
            self._contradict(statement, new)
        elif not self._claim(person.id, new):
            _refuse_option(statement, "Another option says something else of one of the two ids.")

    def _is_own(self, key: str) -> bool:
        """Whether the file has a row of the person with this number that looks like them."""
        holder, row = self._holders.get(key), self._rows.get(key)
        return holder is not None and row is not None and is_alike(holder, row)

    def _contradict(self, statement: Statement, new: str) -> None:
        """A row that is somebody's already is theirs, whatever it says of a former id."""
        reason = f"The person with the id {statement.old} is still in the file with a row of their own."
        _refuse_option(statement, reason)
        if not self._is_own(new):
            self._claims.contradicted.append(ContradictedRow(statement.new, statement.old, reason))

    def _claim(self, person: PersonId, key: str) -> bool:
        """Returns False if the row, or the person, was claimed for another."""
        if self._claims.same.get(key, person) != person or self._claimed.get(person, key) != key:
            return False
        self._claims.same[key], self._claimed[person] = person, key
        return True


def is_alike(person: Employee, row: Employee) -> bool:
    return person.email == row.email or bool(likenesses(person, row))


def _reason(statement: Statement, person: Employee | None, is_one_id: bool) -> str:
    if is_one_id:
        return "The two ids are one, as capitals and spaces make no difference."
    if person is None:
        return f"Nobody in the directory has the id {statement.old}."
    return f"No row of the file has the id {statement.new}."


def _refuse_option(statement: Statement, reason: str) -> None:
    if statement.is_option:
        raise InvalidRenumbering(statement, reason)
