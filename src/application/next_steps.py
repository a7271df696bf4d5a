"""What a person can do next, in the order of who waits on whom; reminders and digests tell of the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from moments.application.events import EventKind
from moments.application.scheduling.reminders import NO_MEETING_YET
from moments.domain.program.common_hours import clock_time
from moments.domain.program.working_hours import STATE_TIME


class NextStepKind(Enum):
    """In the order in which the steps are shown: first what others wait for. The value names the thing's type."""

    ANSWER_REQUEST = "Mentorship", "answer_request"
    DECIDE_APPLICATIONS = "Application", "decide_applications"
    ANSWER_MEETING = "Meeting", "answer_meeting"
    CONFIRM_HOURS = "Meeting", "confirm_hours"
    ANSWER_AGREEMENT = "Mentorship", "answer_agreement"
    FINISH_APPLICATION = "Application", "finish_application"
    CHOOSE_MENTOR = None, "choose_mentor"
    SET_UP_FIRST_MEETING = "Mentorship", "set_up_first_meeting"
    LOG_MEETING = "Meeting", "log_meeting"
    ANSWER_SURVEY = "Survey", "answer_survey"
    REVIEW_DECISIONS = "Application", "review_decisions"
    SEE_DEPARTMENT_QUEUE = "Application", "see_department_queue"
    SEE_FAILED_EMAILS = None, "see_failed_emails"
    HANDLE_FOLLOW_UPS = "Survey", "handle_follow_ups"
    REVISE_APPLICATION = "Application", "revise_application"

    @property
    def thing(self) -> str | None:
        """The type of the thing that the step is about; None for a step about no single thing."""
        thing: str | None = self.value[0]
        return thing

    @property
    def key(self) -> str:
        key: str = self.value[1]
        return key

    @property
    def place(self) -> int:
        return list(NextStepKind).index(self)


@dataclass(frozen=True, slots=True)
class NextStep:
    """`thing`: the identity of what it is about; of several, of the one that waits longest. `since`: since when it
    waits. `number`: how many things wait. `name`: of the other person. `moment`: of the meeting. `detail`: the role of
    an application.
    """

    kind: NextStepKind
    thing: str | None
    since: datetime | None
    number: int = 1
    name: str | None = None
    moment: datetime | None = None
    detail: str | None = None

    @property
    def message(self) -> str:
        return _SENTENCES[self.kind](self)

    @property
    def due_at(self) -> datetime | None:
        """When the reminder of it is sent, where there is one."""
        delay = REMINDED_AFTER.get(self.kind)
        return self.since + delay if delay is not None and self.since is not None else None


LEAVE_NEXT_STEPS = frozenset({EventKind.APPLICATION_EDITED, EventKind.AVAILABILITY_CHANGED})
"""Events by which nothing more and nothing less waits for anybody."""
REMINDED_AFTER: Mapping[NextStepKind, timedelta] = {NextStepKind.SET_UP_FIRST_MEETING: NO_MEETING_YET}


def _day(moment: datetime | None) -> str:
    local = moment.astimezone(STATE_TIME) if moment else None
    return f"{local:%A}, {local:%B} {local.day}" if local else "a day"


def _time(moment: datetime | None) -> str:
    return f"at {clock_time(moment.astimezone(STATE_TIME).time())} on {_day(moment)}" if moment else "some time"


def _counted(number: int, one: str, several: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {several}"


def _applications(step: NextStep) -> str:
    return _counted(step.number, "application waits", "applications wait")


def _mentors(step: NextStep) -> str:
    if not step.number:
        return "Nobody on your list of recommended mentors can be asked now. Ask for others, or search all mentors."
    return f"You have {_counted(step.number, 'recommended mentor', 'recommended mentors')}. Ask one."


_SENTENCES: Mapping[NextStepKind, Callable[[NextStep], str]] = {
    NextStepKind.ANSWER_REQUEST: lambda step: f"{step.name} asks you to be a mentor.",
    NextStepKind.DECIDE_APPLICATIONS: lambda step: (
        f"{_applications(step)} for your decision, since {_day(step.since)}."
    ),
    NextStepKind.ANSWER_MEETING: lambda step: f"{step.name} proposes to meet {_time(step.moment)}.",
    NextStepKind.CONFIRM_HOURS: lambda step: (
        f"{step.name} logged your meeting of {_day(step.moment)}. Confirm the hours."
    ),
    NextStepKind.ANSWER_AGREEMENT: lambda step: f"{step.name} sent you a mentorship agreement.",
    NextStepKind.FINISH_APPLICATION: lambda step: f"Your {step.detail} application is not sent yet.",
    NextStepKind.CHOOSE_MENTOR: _mentors,
    NextStepKind.SET_UP_FIRST_MEETING: lambda step: f"Set up your first meeting with {step.name}.",
    NextStepKind.LOG_MEETING: lambda step: f"Did you and {step.name} meet on {_day(step.moment)}? Log the meeting.",
    NextStepKind.ANSWER_SURVEY: lambda step: f"Tell us how it went with {step.name}.",
    NextStepKind.REVIEW_DECISIONS: lambda step: (
        f"{_counted(step.number, 'application was', 'applications were')} decided while you were out."
    ),
    NextStepKind.SEE_DEPARTMENT_QUEUE: lambda step: f"{_applications(step)} in your departments.",
    NextStepKind.SEE_FAILED_EMAILS: lambda step: f"{_counted(step.number, 'email', 'emails')} could not be delivered.",
    NextStepKind.HANDLE_FOLLOW_UPS: lambda step: (
        f"{_counted(step.number, 'person asks', 'people ask')} to be contacted."
    ),
    NextStepKind.REVISE_APPLICATION: lambda step: (
        f"Your {step.detail} application was not approved. You can change it and send it again."
    ),
}
