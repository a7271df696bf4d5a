"""What those who follow are told."""

from datetime import datetime
from typing import Annotated

import strawberry

from moments.application.events import EventKind
from moments.application.live import queues
from moments.application.queries.rows import Counts
from moments.domain.email.kinds import EmailKind
from moments.graphql.applications.types import Application
from moments.graphql.mentorships.types import Meeting, Mentorship
from moments.graphql.program.cycle_types import Cycle
from moments.graphql.surveys.types import Survey

REFETCH = (
    "Events after your cursor are no longer available. Refetch your data; this subscription continues from the cursor "
    "in this message."
)

QueueChange = strawberry.enum(
    queues.QueueChange,
    name="QueueChange",
    description="What changed in a queue. REROUTED_HERE and REROUTED_AWAY are the supervisor's view, REROUTED the "
    "department's; DIRECTORY_IMPORTED concerns no one application: fetch the queue anew. OTHER: a "
    "change that this server does not know.",
)


@strawberry.interface(description="Something that those who follow are told.")
class LiveEvent:
    cursor: str = strawberry.field(description="Cursor of this event; pass it as `after` to resume.")
    occurred_at: datetime = strawberry.field(description="When it happened.")


@strawberry.type(description="The stream has a gap: fetch anew. `cursor`: where it goes on.")
class Lagged(LiveEvent):
    message: str = strawberry.field(description="For people who write clients.")


@strawberry.type(description="A change in a queue of applications; applied by the application's id, in any order.")
class QueueEvent(LiveEvent):
    change: queues.QueueChange = strawberry.field(description="What happened.")
    application_id: strawberry.ID | None = strawberry.field(description="To which; null after an import.")
    in_queue: bool = strawberry.field(description="Whether it waits in the viewer's queue now; if not, take it out.")
    application: Application | None = strawberry.field(
        description="As it is now, to draw the row; null where the viewer may see it no longer."
    )
    actor_name: str | None = strawberry.field(description="Name of the person who acted; null for automatic actions.")
    in_lieu: bool | None = strawberry.field(description="Of a decision: whether it was in lieu of the supervisor.")
    ground: str | None = strawberry.field(description="The ground stated for that (APR-4).")


@strawberry.type(description="A change in what is the viewer's own.")
class MyProgramEvent(LiveEvent):
    action: EventKind = strawberry.field(description="Type of the event.")
    actor_name: str | None = strawberry.field(description="Name of the person who acted; null for automatic actions.")
    message: str = strawberry.field(description="The event as a sentence.")
    application: Application | None = strawberry.field(description="The viewer's, as it is now.")
    mentorship: Mentorship | None = strawberry.field(description="As it is now.")
    meeting: Meeting | None = strawberry.field(description="As it is now.")
    survey: Survey | None = strawberry.field(description="The viewer's, as it is now.")


@strawberry.type(
    description="That a mentor on the viewer's list can no longer be asked, or can be asked again (MAT-4)."
)
class SuggestionChange(LiveEvent):
    mentor_name: str = strawberry.field(description="As on the list. More is nobody else's business.")
    can_request: bool = strawberry.field(description="Whether the viewer can ask them now.")
    message: str = strawberry.field(description="The same, for people.")


@strawberry.type(description="How many people an import of the directory touched.")
class ImportResult:
    added: int = strawberry.field(description="New people.")
    changed: int = strawberry.field(description="With another record, or back in the State's service.")
    left: int = strawberry.field(description="In the file no longer.")
    suspended: int = strawberry.field(description="Participants who are not eligible now (ELIG-4).")
    reinstated: int = strawberry.field(description="Participants who are eligible again.")
    rerouted: int = strawberry.field(description="Applications that follow a new supervisor (APP-7).")


@strawberry.type(description="Where the program stands.")
class ProgramCounts:
    applications_waiting: int = strawberry.field(description="For a decision.")
    participants: int = strawberry.field(description="Approved in a role and not suspended.")
    active_mentorships: int = strawberry.field(description="Number of active mentorships.")
    surveys_due: int = strawberry.field(description="Not answered yet.")

    @classmethod
    def of(cls, counts: Counts) -> "ProgramCounts":
        return cls(
            applications_waiting=counts.applications_waiting,
            participants=counts.participants,
            active_mentorships=counts.active_mentorships,
            surveys_due=counts.surveys_due,
        )


@strawberry.type(description="An email that nobody could deliver.")
class FailedEmail:
    id: strawberry.ID = strawberry.field(description="Of the email, which says to whom.")
    kind: EmailKind = strawberry.field(description="Kind of email.")
    reason: str | None = strawberry.field(description="Why; null where it has been decided about since.")


@strawberry.type(description="Something that happened in the program, without anybody's name.")
class ProgramEvent(LiveEvent):
    action: EventKind = strawberry.field(description="Type of the event.")
    message: str = strawberry.field(description="The event as a sentence.")
    counts: ProgramCounts = strawberry.field(description="As they are now.")
    imported: ImportResult | None = strawberry.field(description="Of an import of the directory.")
    failed_email: FailedEmail | None = strawberry.field(description="Of an email that failed.")
    cycle: Cycle | None = strawberry.field(description="Of a stage of a quarter's cycle, as it is now.")
    trial_run_id: strawberry.ID | None = strawberry.field(description="Of a trial run that was asked for or is done.")


QueueMessage = Annotated[
    QueueEvent | Lagged, strawberry.union("QueueMessage", description="Messages of the queue subscriptions.")
]
MyProgramMessage = Annotated[
    MyProgramEvent | SuggestionChange | Lagged,
    strawberry.union("MyProgramMessage", description="Messages of `myProgram`."),
]
ProgramMessage = Annotated[
    ProgramEvent | Lagged, strawberry.union("ProgramMessage", description="What the program office is told.")
]
