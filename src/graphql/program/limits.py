"""The limits that inputs have to keep, from the constants that the domain checks."""

import strawberry

from moments.application.applications.decide_several import MAX_AT_ONCE
from moments.domain.applications.decision import GROUND_LIMIT
from moments.domain.applications.form import BIO_LIMIT
from moments.domain.applications.supervisor import NAME_LIMIT
from moments.domain.email.email import REASON_LIMIT as DISCARD_REASON_LIMIT
from moments.domain.mentorships.agreement import PART_LIMIT
from moments.domain.mentorships.meeting import AGENDA_LIMIT
from moments.domain.mentorships.meeting_time import MAX_MINUTES, MIN_MINUTES
from moments.domain.mentorships.mentorship import NOTE_LIMIT
from moments.domain.participants.participant import CAP, MIN_CAPACITY
from moments.domain.program.cycle import REASON_LIMIT
from moments.domain.program.holidays import HOLIDAY_NAME_LIMIT
from moments.domain.program.resources import MARKDOWN_LIMIT
from moments.domain.program.skills import MAX_SKILLS, MIN_SKILLS, SKILL_NAME_LIMIT
from moments.domain.shared.text import EMAIL_LIMIT, MESSAGE_LIMIT
from moments.domain.surveys.choices import CHOICE_LIMIT, MAX_CHOICES, MIN_CHOICES
from moments.graphql.shared.context import Info
from moments.graphql.shared.mutations import MAX_KEY_LENGTH


@strawberry.type(
    description="Lengths of texts, numbers of things and sizes that inputs have to keep. A length is counted in "
    "Unicode code points of the text in NFC, without blanks around it: in JavaScript, "
    '`[...text.normalize("NFC").trim()].length`.'
)
class Limits:
    bio: int = strawberry.field(default=BIO_LIMIT, description="Length of an application's bio, at most.")
    fewest_skills: int = strawberry.field(
        default=MIN_SKILLS, description="Skills of an application, career and soft together, at least (APP-4)."
    )
    most_skills: int = strawberry.field(
        default=MAX_SKILLS, description="Skills of an application, career and soft together, at most (APP-4)."
    )
    fewest_mentees: int = strawberry.field(
        default=MIN_CAPACITY, description="Mentees that a mentor may wish for at a time, at least (CAP-2)."
    )
    most_mentees: int = strawberry.field(
        default=CAP, description="Mentees that a mentor may wish for at a time, at most (CAP-2)."
    )
    supervisor_name: int = strawberry.field(
        default=NAME_LIMIT, description="Length of a supervisor's first name, or last name, at most."
    )
    email: int = strawberry.field(default=EMAIL_LIMIT, description="Length of an email address, at most.")
    decision_message: int = strawberry.field(
        default=MESSAGE_LIMIT, description="Length of the message with an approval or a denial, at most."
    )
    in_lieu_ground: int = strawberry.field(
        default=GROUND_LIMIT, description="Length of the ground for deciding in lieu, at most (APR-4)."
    )
    decisions_at_once: int = strawberry.field(
        default=MAX_AT_ONCE, description="Applications that one mutation decides, at most."
    )
    request_message: int = strawberry.field(
        default=NOTE_LIMIT, description="Length of the message with a request, at most."
    )
    response_message: int = strawberry.field(
        default=NOTE_LIMIT, description="Length of a mentor's message with the answer to a request, at most."
    )
    agreement_part: int = strawberry.field(
        default=PART_LIMIT, description="Length of an agreement's goals, schedule or obstacles, each, at most (MEN-1)."
    )
    agenda: int = strawberry.field(default=AGENDA_LIMIT, description="Length of a meeting's agenda, at most.")
    shortest_meeting: int = strawberry.field(
        default=MIN_MINUTES, description="Length of a meeting in minutes, at least."
    )
    longest_meeting: int = strawberry.field(default=MAX_MINUTES, description="Length of a meeting in minutes, at most.")
    survey_comments: int = strawberry.field(
        default=MESSAGE_LIMIT, description="Length of the comments in a survey, at most."
    )
    fewest_choices: int = strawberry.field(
        default=MIN_CHOICES, description="Choices of a survey's question, at least (SUR-3)."
    )
    most_choices: int = strawberry.field(
        default=MAX_CHOICES, description="Choices of a survey's question, at most (SUR-3)."
    )
    choice: int = strawberry.field(
        default=CHOICE_LIMIT, description="Length of a choice of a survey's question, at most."
    )
    skill_name: int = strawberry.field(default=SKILL_NAME_LIMIT, description="Length of a skill's name, at most.")
    holiday_name: int = strawberry.field(default=HOLIDAY_NAME_LIMIT, description="Length of a holiday's name, at most.")
    skip_reason: int = strawberry.field(
        default=REASON_LIMIT, description="Length of the reason for skipping a stage, at most."
    )
    resource: int = strawberry.field(
        default=MARKDOWN_LIMIT, description="Length of a resource's text in Markdown, at most (WEB-3)."
    )
    discard_reason: int = strawberry.field(
        default=DISCARD_REASON_LIMIT, description="Length of the reason for discarding an email, at most."
    )
    idempotency_key: int = strawberry.field(
        default=MAX_KEY_LENGTH, description="Length of an idempotency key, at most."
    )


@strawberry.type
class LimitsQuery:
    @strawberry.field(description="The limits that inputs have to keep, so that a form can tell before it is sent.")
    async def limits(self, info: Info) -> Limits:
        await info.context.viewer()
        return Limits()
