"""People who look like a row of another employee id, as the office reads and decides them (DIR-2)."""

from datetime import date, datetime

import strawberry

from moments.application.actions.program import renumbering_steps
from moments.application.directory.decide_renumbering import DecideRenumberingCommand
from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import RenumberingRow
from moments.domain.participants.renumbering import Likeness, Verdict
from moments.domain.shared.ids import DepartmentCode, RenumberingId
from moments.graphql.participants.types import Person
from moments.graphql.shared import ids
from moments.graphql.shared.connection_field import connection_field
from moments.graphql.shared.connections import resolve_connection
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.inputs import Keyed
from moments.graphql.shared.mutations import run_use_case
from moments.graphql.shared.node import Node
from moments.graphql.shared.pages import Connection
from moments.graphql.shared.payloads import Changed, payload
from moments.graphql.shared.reference import Reference
from moments.graphql.shared.viewer_actions import VIEWER_ACTIONS, Only, ViewerAction, viewer_actions

RenumberingLikeness = described_enum(
    Likeness,
    name="RenumberingLikeness",
    description="What a person and a row of another employee ID have in common (DIR-2).",
    values={
        Likeness.EMAIL: "Both have one work email address.",
        Likeness.NAME_AND_HIRE_DATE: "Both are called alike and were hired on one day.",
    },
)
RenumberingVerdict = described_enum(
    Verdict,
    name="RenumberingVerdict",
    description="Whether two employee IDs are one person's (DIR-2).",
    values={
        Verdict.SAME_PERSON: "They are one person, who has another employee ID now.",
        Verdict.TWO_PEOPLE: "They are two people: the one has left, and the other is new.",
    },
)


@strawberry.type(description="What the directory or its file says of a person, as far as it helps to recognize them.")
class RenumberingRecord:
    employee_id: str | None = strawberry.field(
        description="The State's employee ID; null while another person has that of the person."
    )
    name: str = strawberry.field(description="First and last name.")
    email: str = strawberry.field(description="The work email address.")
    hire_date: date = strawberry.field(description="The day of hire.")
    department_name: str = strawberry.field(description="Name of the department, or its code if it is not known yet.")
    job_title: str = strawberry.field(description="The person's job title.")


@strawberry.type(
    description="A person of the directory who looks like a row of the last file that has another employee ID. Nothing "
    "of either is changed until it is decided whether they are one person (DIR-2)."
)
class Renumbering(Node):
    data: strawberry.Private[RenumberingRow]
    person: Person = strawberry.field(description="The person in the directory.")
    current: RenumberingRecord = strawberry.field(description="What the directory says of the person.")
    row: RenumberingRecord | None = strawberry.field(
        description="What the row says; null once it was decided and imported."
    )
    likenesses: list[Likeness] = strawberry.field(description="What the person and the row have in common.")
    found_at: datetime = strawberry.field(description="When an import first found the two.")
    verdict: Verdict | None = strawberry.field(description="What was decided; null until then.")

    @strawberry.field(description=VIEWER_ACTIONS)
    async def viewer_actions(self, info: Info, only: Only = None) -> list[ViewerAction]:
        relations = (await info.context.viewer()).actor.relations()
        return viewer_actions(relations, renumbering_steps(self.data.renumbering), only)

    @classmethod
    def of(cls, data: RenumberingRow, reference: Reference) -> "Renumbering":
        pair, person = data.renumbering, data.person
        current = RenumberingRecord(
            employee_id=data.number or None,
            name=f"{person.first_name} {person.last_name}",
            email=person.email,
            hire_date=person.hire_date,
            department_name=_name(person.department, reference),
            job_title=person.job_title,
        )
        return cls(
            data=data,
            id=ids.encode("Renumbering", pair.id),
            person=Person.of(person, reference),
            current=current,
            row=_row(data, reference),
            likenesses=list(pair.likenesses),
            found_at=pair.found_at,
            verdict=pair.verdict,
        )


def _row(data: RenumberingRow, reference: Reference) -> RenumberingRecord | None:
    row = data.renumbering.row
    if row is None:
        return None
    return RenumberingRecord(
        employee_id=row.number,
        name=row.name,
        email=row.email,
        hire_date=row.hire_date,
        department_name=_name(row.department, reference),
        job_title=row.job_title,
    )


def _name(code: DepartmentCode, reference: Reference) -> str:
    """The code of one that is new and whose own row is set apart."""
    department = reference.departments.get(code)
    return department.name if department else code


@strawberry.type
class RenumberingDashboard:
    @connection_field("People who may have another employee ID and are not decided yet, the oldest first (DIR-2).")
    async def renumberings(self, info: Info, page: PageRequest) -> Connection[Renumbering]:
        return await resolve_connection(
            info,
            page,
            lambda queries, actor, page: queries.renumberings(actor, page),
            lambda row, actor, reference: Renumbering.of(row, reference),
        )


@strawberry.input(description="Whether a person and a row of another employee ID are one person (DIR-2).")
class DecideRenumberingInput(Keyed):
    renumbering: strawberry.ID = strawberry.field(description="ID of the renumbering to decide.")
    verdict: Verdict = strawberry.field(description="One person or two.")


@payload
class DecideRenumberingPayload(Changed):
    outcome = "the decided renumbering"

    @strawberry.field(description="The decided renumbering; null if the mutation failed.")
    async def renumbering(self, info: Info) -> Renumbering | None:
        if self.identity is None:
            return None
        actor, key = (await info.context.viewer()).actor, RenumberingId(self.identity)
        found = await info.context.read(lambda queries: queries.renumberings_by_id(actor, [key]))
        return Renumbering.of(found[key], await info.context.reference()) if key in found else None


@strawberry.type
class RenumberingMutation:
    @strawberry.mutation(
        description="Decide whether a person and a row of another employee ID are one person; what follows is imported "
        "at once (DIR-2). For the program office."
    )
    async def decide_renumbering(self, info: Info, input: DecideRenumberingInput) -> DecideRenumberingPayload:
        identity = RenumberingId(ids.identity_of("Renumbering", input.renumbering))
        command = DecideRenumberingCommand(identity, input.verdict)
        outcome = await run_use_case(info, info.context.use_cases.decide_renumbering, command, input.idempotency_key)
        return DecideRenumberingPayload.of(outcome)
