"""What lists can be narrowed by, said once; a filter that is not given holds for everything."""

from typing import Annotated

import strawberry

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.mentorships.lifecycle import MentorshipState
from moments.domain.shared.kind import ApplicationKind

Department = Annotated[strawberry.ID | None, strawberry.argument(description="Only this department's.")]
Kind = Annotated[ApplicationKind | None, strawberry.argument(description="Only for this role.")]
Name = Annotated[str | None, strawberry.argument(description="Each of its words is part of the person's name.")]
Rerouted = Annotated[
    bool | None, strawberry.argument(description="Only those the applicant rerouted, or only the others (APP-7).")
]
ApplicationStates = Annotated[list[ApplicationState] | None, strawberry.argument(description="Only in these states.")]
MentorshipStates = Annotated[list[MentorshipState] | None, strawberry.argument(description="Only in these states.")]
