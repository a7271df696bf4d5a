"""What the viewer can do next, and how much waits for them."""

from datetime import datetime

import strawberry

from moments.application import next_steps as application
from moments.application.next_steps import NextStepKind
from moments.domain.participants.participant import CAP
from moments.graphql.matching.suggestions import suggestion_list
from moments.graphql.mentorships.requestability import may_request
from moments.graphql.program.cycle_dashboard import application_period
from moments.graphql.shared import ids
from moments.graphql.shared.context import Context, Info
from moments.graphql.shared.enums import described_enum
from moments.graphql.shared.node import Node

NextStepKindName = described_enum(
    NextStepKind,
    name="NextStepKind",
    description="Kind of a next step; the values are in the order in which the steps are shown.",
    values={
        NextStepKind.ANSWER_REQUEST: "Accept or decline a request to be a mentor (REQ-4).",
        NextStepKind.DECIDE_APPLICATIONS: "Decide the applications that wait for the viewer (APR-1).",
        NextStepKind.ANSWER_MEETING: "Confirm or move a meeting that the partner proposed (MEN-2).",
        NextStepKind.CONFIRM_HOURS: "Confirm the hours of a meeting that the partner logged (MEN-4).",
        NextStepKind.ANSWER_AGREEMENT: "Accept the agreement that the partner proposed, or propose another (MEN-1).",
        NextStepKind.FINISH_APPLICATION: "Submit an application that was started.",
        NextStepKind.CHOOSE_MENTOR: "Request a mentor from the list of recommended mentors (MAT-4).",
        NextStepKind.SET_UP_FIRST_MEETING: "Propose the first meeting to the mentor (REQ-5).",
        NextStepKind.LOG_MEETING: "Say whether a confirmed meeting was held (MEN-4).",
        NextStepKind.ANSWER_SURVEY: "Answer the survey of a mentorship that ended (SUR-1).",
        NextStepKind.REVIEW_DECISIONS: "Review the decisions made in lieu of the viewer (APR-5).",
        NextStepKind.SEE_DEPARTMENT_QUEUE: "See the applications that wait in the viewer's departments (APR-7).",
        NextStepKind.SEE_FAILED_EMAILS: "Resend or discard the emails that could not be delivered.",
        NextStepKind.HANDLE_FOLLOW_UPS: "Contact the people who ask for it in their survey (SUR-4).",
        NextStepKind.REVISE_APPLICATION: "Change an application that was denied, and submit it again (APP-9).",
    },
)


@strawberry.type(description="Something that the viewer can do next.")
class NextStep:
    step: strawberry.Private[application.NextStep]
    kind: NextStepKind = strawberry.field(description="Machine-readable kind of the step.")
    message: str = strawberry.field(description="The step as a sentence to show to the user.")
    since: datetime | None = strawberry.field(
        description="Time since which it waits, the earliest of several things; null if it is not known."
    )
    due_at: datetime | None = strawberry.field(
        description="Time by which it should be done, or at which a reminder is sent; null if there is none."
    )
    number: int = strawberry.field(description="Number of things that wait; 1 for a step about a single thing.")

    @classmethod
    def of(cls, step: application.NextStep, due_at: datetime | None = None) -> "NextStep":
        return cls(
            step=step,
            kind=step.kind,
            message=step.message,
            since=step.since,
            due_at=due_at or step.due_at,
            number=step.number,
        )

    @strawberry.field(
        description="What the step is about, of several things the one that waits longest; null for a list of "
        "recommended mentors and for emails."
    )
    async def thing(self, info: Info) -> Node | None:
        from moments.graphql.nodes import find  # late: nodes find the viewer, too

        context, kind, identity = info.context, self.step.kind.thing, self.step.thing

        async def load(keys: list[str]) -> list[Node | None]:
            return await find(context, keys)

        if kind is None or identity is None:
            return None
        return await context.loader("nodes", load).load(ids.encode(kind, identity))


@strawberry.type(description="Number of things that wait for the viewer, by kind; 0 for roles that the viewer lacks.")
class ViewerCounts:
    requests_to_answer: int = strawberry.field(description="Number of requests to the viewer as a mentor.")
    meetings_to_answer: int = strawberry.field(description="Number of meetings that wait for the viewer's answer.")
    hours_to_confirm: int = strawberry.field(description="Number of logged meetings that the viewer can confirm.")
    agreements_to_answer: int = strawberry.field(description="Number of agreements that the viewer can accept.")
    surveys_due: int = strawberry.field(description="Number of surveys that the viewer has not answered.")
    applications_to_decide: int = strawberry.field(description="Length of the queue of the viewer as a supervisor.")
    decisions_to_review: int = strawberry.field(description="Number of decisions made in lieu of the viewer (APR-5).")
    department_queue: int = strawberry.field(description="Length of the queue of the viewer's departments.")
    failed_emails: int = strawberry.field(description="Number of failed emails, for the program office.")
    follow_ups: int = strawberry.field(description="Number of requests for contact, for the program office (SUR-4).")


async def next_steps(context: Context) -> list[NextStep]:
    """In the order of their kinds; one statement, one for a list of recommended mentors, and two for a draft's date."""
    actor, now = (await context.viewer()).actor, context.now()
    found = await context.read(lambda queries: queries.next_steps(actor, now))
    is_draft = any(step.kind is NextStepKind.FINISH_APPLICATION for step in found)
    period = await application_period(context) if is_draft else None
    steps = [
        NextStep.of(step, period.closes_at if period and step.kind is NextStepKind.FINISH_APPLICATION else None)
        for step in found
    ]
    choice = await _choice_of_mentor(context)
    if choice:
        steps.append(NextStep.of(choice))
    return sorted(steps, key=lambda each: each.kind.place)


async def _choice_of_mentor(context: Context) -> application.NextStep | None:
    """None unless the viewer could ask one more mentor now and has a list."""
    row = (await context.viewer()).participant
    if not may_request(row) or CAP - row.mentors <= row.waiting:
        return None
    listed = await suggestion_list(context)
    if listed is None or not listed.row.suggestions:
        return None
    possible = sum(each.request_blocker is None for each in listed.row.suggestions)
    return application.NextStep(NextStepKind.CHOOSE_MENTOR, None, listed.row.made_at, possible)


async def viewer_counts(context: Context) -> ViewerCounts:
    actor, now = (await context.viewer()).actor, context.now()
    found = await context.read(lambda queries: queries.waiting_counts(actor, now))
    return ViewerCounts(
        requests_to_answer=found[NextStepKind.ANSWER_REQUEST],
        meetings_to_answer=found[NextStepKind.ANSWER_MEETING],
        hours_to_confirm=found[NextStepKind.CONFIRM_HOURS],
        agreements_to_answer=found[NextStepKind.ANSWER_AGREEMENT],
        surveys_due=found[NextStepKind.ANSWER_SURVEY],
        applications_to_decide=found[NextStepKind.DECIDE_APPLICATIONS],
        decisions_to_review=found[NextStepKind.REVIEW_DECISIONS],
        department_queue=found.get(NextStepKind.SEE_DEPARTMENT_QUEUE, 0),
        failed_emails=found.get(NextStepKind.SEE_FAILED_EMAILS, 0),
        follow_ups=found.get(NextStepKind.HANDLE_FOLLOW_UPS, 0),
    )
