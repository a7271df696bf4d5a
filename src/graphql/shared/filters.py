"""Filters of lists, declared once; a filter that is not given includes everything."""

from typing import Annotated

import strawberry

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.kind import ApplicationKind

Department = Annotated[
    strawberry.ID | None, strawberry.argument(description="Filter: ID of the only department to include.")
]
Kind = Annotated[ApplicationKind | None, strawberry.argument(description="Filter: applications for this role only.")]
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
