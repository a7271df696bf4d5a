"""Filters and orders of lists, declared once; a filter that is not given includes everything."""

from datetime import date
from typing import Annotated

import strawberry

from moments.application.queries import filters as list_filters
from moments.application.queries.filters import ApplicationOrder, ParticipantOrder, TimeOrder
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.ids import DepartmentCode, PersonId, SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.edge.errors import ClientError
from moments.graphql.shared import ids
from moments.graphql.shared.context import Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.mentorship_role import MentorshipRole
from moments.graphql.shared.reference import Reference

TimeOrderName = described_enum(
    list_filters.TimeOrder,
    name="TimeOrder",
    description="Order of a list by a moment of its items.",
    values={
        list_filters.TimeOrder.NEWEST: "The latest comes first.",
        list_filters.TimeOrder.OLDEST: "The earliest comes first.",
    },
)
ApplicationOrderName = described_enum(
    list_filters.ApplicationOrder,
    name="ApplicationOrder",
    description="Order of a list of applications.",
    values={
        list_filters.ApplicationOrder.NEWEST: "The latest submission comes first.",
        list_filters.ApplicationOrder.OLDEST: "The earliest submission comes first.",
        list_filters.ApplicationOrder.NAME: "Sorted by the applicant's last name, then first name.",
    },
)
ParticipantOrderName = described_enum(
    list_filters.ParticipantOrder,
    name="ParticipantOrder",
    description="Order of a list of participants.",
    values={
        list_filters.ParticipantOrder.NAME: "Sorted by last name, then first name.",
        list_filters.ParticipantOrder.STANDING_SINCE: "The latest change of the standing comes first.",
    },
)


class UnknownFilter(ClientError):
    """BAD_USER_INPUT: there is no such thing among those that everybody can list."""

    def __init__(self, what: str, field: str) -> None:
        super().__init__(f"There is no {what} with this ID; `{field}` lists all of them. Choose one of those.")


Department = Annotated[
    strawberry.ID | None, strawberry.argument(description="Filter: ID of the only department to include.")
]
Kind = Annotated[ApplicationKind | None, strawberry.argument(description="Filter: applications of this kind only.")]
InRole = Annotated[MentorshipRole | None, strawberry.argument(description="Filter: people in this role only.")]
Name = Annotated[
    str | None, strawberry.argument(description="Filter: words of which each is part of the person's name.")
]
Rerouted = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for applications that the applicant rerouted only, false for the others only (APP-7)."
    ),
]
Unexplained = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for applications only that were rerouted though the directory's supervisor is not on "
        "leave, false for the others only (APP-7)."
    ),
]
ApplicationStates = Annotated[
    list[ApplicationState] | None, strawberry.argument(description="Filter: applications in these states only.")
]
MentorshipStates = Annotated[
    list[MentorshipState] | None, strawberry.argument(description="Filter: mentorships in these states only.")
]
PersonFilter = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Filter: ID of the only person to include, as `Person` or `Participant`."),
]
Suspended = Annotated[
    bool | None,
    strawberry.argument(
        description="Filter: true for suspended participants only, false for the others only (ELIG-4)."
    ),
]
Since = Annotated[
    date | None, strawberry.argument(description="Filter: this day and later only, in Central time (America/Chicago).")
]
Until = Annotated[
    date | None,
    strawberry.argument(description="Filter: this day and earlier only, in Central time (America/Chicago)."),
]
InTimeOrder = Annotated[
    TimeOrder | None, strawberry.argument(description="Order of the list; null for the order that the field describes.")
]
InApplicationOrder = Annotated[
    ApplicationOrder | None, strawberry.argument(description="Order of the list; null for the latest submission first.")
]
InParticipantOrder = Annotated[
    ParticipantOrder | None, strawberry.argument(description="Order of the list; null for the order by name.")
]


def person_of(identity: strawberry.ID | None) -> PersonId | None:
    """Raises InvalidId. Whether there is such a person shows in what the viewer may see of them alone."""
    return None if identity is None else PersonId(ids.identity_of("Person", identity, "Participant"))


async def department_of(info: Info, identity: strawberry.ID | None) -> DepartmentCode | None:
    """Raises InvalidId, and UnknownFilter for one that nobody can find among the departments."""
    return None if identity is None else known_department(await info.context.reference(), identity)


def known_department(reference: Reference, identity: str) -> DepartmentCode:
    code = DepartmentCode(ids.identity_of("Department", identity))
    if code not in reference.departments:
        raise UnknownFilter("department", "departments")
    return code


def known_skill(reference: Reference, identity: str) -> SkillId:
    """Also a retired one, which applications still have."""
    skill = SkillId(ids.identity_of("Skill", identity))
    if skill not in reference.skills:
        raise UnknownFilter("skill", "skills")
    return skill
