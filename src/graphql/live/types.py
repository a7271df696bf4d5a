"""The messages of the subscriptions."""

from datetime import datetime
from typing import Annotated

import strawberry

import moments.graphql.email.types  # noqa: F401  # it describes EmailKind, which has to be before the kind is a field
from moments.application.events import EventKind
from moments.application.live import queues
from moments.application.queries.rows import Counts
from moments.domain.email.kinds import EmailKind
from moments.graphql.applications.types import Application
from moments.graphql.matching.trial_runs import TrialRun
from moments.graphql.mentorships.types import Meeting, Mentorship
from moments.graphql.participants.types import Person
from moments.graphql.program.cycle_types import Cycle
from moments.graphql.shared.enums import described_enum
from moments.graphql.surveys.types import Survey

REFETCH = (
    "Events after your cursor are no longer available. Refetch your data; this subscription continues from the cursor "
    "in this message."
)

QueueChange = described_enum(
    queues.QueueChange,
    name="QueueChange",
    description="What changed in a queue.",
    values={
        queues.QueueChange.SUBMITTED: "An application was submitted.",
        queues.QueueChange.REROUTED_HERE: "An application was rerouted to the viewer; in the supervisor's queue only.",
        queues.QueueChange.REROUTED_AWAY: (
            "An application was rerouted from the viewer to another supervisor; in the supervisor's queue only."
        ),
        queues.QueueChange.REROUTED: (
            "An application was rerouted from one supervisor to another; in the department's queue only."
        ),
        queues.QueueChange.WITHDRAWN: "An application was withdrawn.",
        queues.QueueChange.APPROVED: "An application was approved.",
        queues.QueueChange.DENIED: "An application was denied.",
        queues.QueueChange.DECISION_SEEN: "A decision made in lieu of the supervisor was marked as seen.",
        queues.QueueChange.ELIGIBILITY_LOST: (
            "The applicant lost eligibility while the application waits for a decision."
        ),
        queues.QueueChange.ELIGIBILITY_REGAINED: (
            "The applicant regained eligibility while the application waits for a decision."
        ),
        queues.QueueChange.DIRECTORY_IMPORTED: (
            "The directory was imported, which concerns no single application: refetch the queue."
        ),
        queues.QueueChange.OTHER: "A change that this server does not know.",
    },
)


@strawberry.interface(description="A message of a subscription.")
class LiveEvent:
    cursor: str = strawberry.field(description="Cursor of this event; pass it as `after` to resume.")
    occurred_at: datetime = strawberry.field(description="When the event occurred.")


@strawberry.type(description="Events were missed: refetch your data. The subscription continues from `cursor`.")
class Lagged(LiveEvent):
    message: str = strawberry.field(description="Message to developers of clients: what to do about the gap.")


@strawberry.type(description="A change in a queue of applications; apply it by the application's ID, in any order.")
class QueueEvent(LiveEvent):
    change: queues.QueueChange = strawberry.field(description="Type of the change.")
    application_id: strawberry.ID | None = strawberry.field(
        description="ID of the application that changed, by which to remove one that the viewer may no longer see; null"
        " after a directory import."
    )
    in_queue: bool = strawberry.field(
        description="Whether the application is in the viewer's queue now; if false, remove it."
    )
    application: Application | None = strawberry.field(
        description="The current application; null if the viewer may no longer see it."
    )
    actor: Person | None = strawberry.field(description="The person who acted; null if the program did by itself.")
    in_lieu: bool | None = strawberry.field(
        description="Whether the decision was made in lieu of the supervisor; null for other changes."
    )
    ground: str | None = strawberry.field(
        description="Ground that the administrator stated (APR-4); null if there is none."
    )


@strawberry.type(description="A change in the viewer's own applications, mentorships, meetings or surveys.")
class MyProgramEvent(LiveEvent):
    action: EventKind = strawberry.field(description="Type of the event.")
    actor: Person | None = strawberry.field(description="The person who acted; null if the program did by itself.")
    message: str = strawberry.field(description="The event as a sentence.")
    changes_next_steps: bool = strawberry.field(
        description="Whether the viewer's next steps or counts may have changed, so that they should be refetched."
    )
    application: Application | None = strawberry.field(
        description="The viewer's current application; null if the event is not about one."
    )
    mentorship: Mentorship | None = strawberry.field(
        description="The current mentorship; null if the event is not about one."
    )
    meeting: Meeting | None = strawberry.field(description="The current meeting; null if the event is not about one.")
    survey: Survey | None = strawberry.field(
        description="The viewer's current survey; null if the event is not about one."
    )


@strawberry.type(
    description="A mentor on the viewer's list can no longer be requested, or can be requested again (MAT-4)."
)
class SuggestionChange(LiveEvent):
    person: Person | None = strawberry.field(
        description="The mentor on the list; null if the directory does not know them any more."
    )
    can_request: bool = strawberry.field(description="Whether the viewer can request the mentor now.")
    message: str = strawberry.field(description="The change as a sentence to show to the user.")


@strawberry.type(description="Number of people affected by an import of the directory.")
class ImportResult:
    added: int = strawberry.field(description="Number of people who are new.")
    changed: int = strawberry.field(
        description="Number of people whose record changed, or who are back in the State's service."
    )
    left: int = strawberry.field(description="Number of people who are no longer in the file.")
    suspended: int = strawberry.field(description="Number of participants who lost eligibility (ELIG-4).")
    reinstated: int = strawberry.field(description="Number of participants who regained eligibility.")
    rerouted: int = strawberry.field(description="Number of applications routed to a new supervisor (APP-7).")
    requests_closed: int = strawberry.field(description="Number of requests closed, because a side has left (DIR-1).")
    applications_withdrawn: int = strawberry.field(
        description="Number of submitted applications withdrawn, because their applicant has left (DIR-1)."
    )


@strawberry.type(description="Current counts of the program.")
class ProgramCounts:
    applications_waiting: int = strawberry.field(description="Number of applications that wait for a decision.")
    participants: int = strawberry.field(description="Number of people who are approved in a role and not suspended.")
    active_mentorships: int = strawberry.field(description="Number of active mentorships.")
    surveys_due: int = strawberry.field(description="Number of surveys that are due and not answered.")

    @classmethod
    def of(cls, counts: Counts) -> "ProgramCounts":
        return cls(
            applications_waiting=counts.applications_waiting,
            participants=counts.participants,
            active_mentorships=counts.active_mentorships,
            surveys_due=counts.surveys_due,
        )


@strawberry.type(description="An email that could not be delivered.")
class FailedEmail:
    id: strawberry.ID = strawberry.field(description="ID of the email, whose `recipient` tells the addressee.")
    kind: EmailKind = strawberry.field(description="Kind of email.")
    problem: str | None = strawberry.field(
        description="Why delivery failed; null if the office has resent or discarded the email since."
    )


@strawberry.type(description="An event of the program, without names of people.")
class ProgramEvent(LiveEvent):
    action: EventKind = strawberry.field(description="Type of the event.")
    message: str = strawberry.field(description="The event as a sentence.")
    counts: ProgramCounts = strawberry.field(description="Current counts of the program.")
    imported: ImportResult | None = strawberry.field(description="Result of a directory import; null for other events.")
    failed_email: FailedEmail | None = strawberry.field(description="The email that failed; null for other events.")
    cycle: Cycle | None = strawberry.field(
        description="The current cycle, after an event about one of its stages; null for other events."
    )
    trial_run: TrialRun | None = strawberry.field(
        description="The current trial run, after it was requested or finished; null for other events."
    )


QueueMessage = Annotated[
    QueueEvent | Lagged, strawberry.union("QueueMessage", description="Messages of the queue subscriptions.")
]
MyProgramMessage = Annotated[
    MyProgramEvent | SuggestionChange | Lagged,
    strawberry.union("MyProgramMessage", description="Messages of `myProgram`."),
]
ProgramMessage = Annotated[
    ProgramEvent | Lagged, strawberry.union("ProgramMessage", description="Messages of the `program` subscription.")
]
