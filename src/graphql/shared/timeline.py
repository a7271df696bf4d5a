"""Timelines: what happened, when, by whom, in the order it happened (and the office's audit, newest first)."""

from datetime import datetime
from enum import Enum

import strawberry

from moments.application.queries.paging import PageRequest
from moments.application.queries.rows import TimelineRow
from moments.graphql.shared.context import Context
from moments.graphql.shared.pages import Connection, connection


@strawberry.enum(
    description="What happened; one for each event of the program. OTHER: one that this server does not know."
)
class TimelineAction(Enum):
    APPLICATION_STARTED = "ApplicationStarted"
    APPLICATION_EDITED = "ApplicationEdited"
    APPLICATION_SUBMITTED = "ApplicationSubmitted"
    APPLICATION_REROUTED = "ApplicationRerouted"
    APPLICATION_WITHDRAWN = "ApplicationWithdrawn"
    APPLICATION_REVISED = "ApplicationRevised"
    APPLICATION_APPROVED = "ApplicationApproved"
    APPLICATION_DENIED = "ApplicationDenied"
    DECISION_SEEN = "DecisionSeen"
    PARTICIPANT_SUSPENDED = "ParticipantSuspended"
    PARTICIPANT_REINSTATED = "ParticipantReinstated"
    AVAILABILITY_CHANGED = "AvailabilityChanged"
    MENTOR_REQUESTED = "MentorRequested"
    REQUEST_ACCEPTED = "RequestAccepted"
    REQUEST_DECLINED = "RequestDeclined"
    REQUEST_CANCELLED = "RequestCancelled"
    REQUEST_CLOSED = "RequestClosed"
    AGREEMENT_PROPOSED = "AgreementProposed"
    AGREEMENT_AGREED = "AgreementAgreed"
    MENTORSHIP_COMPLETED = "MentorshipCompleted"
    MENTORSHIP_DISCONTINUED = "MentorshipDiscontinued"
    MEETING_PROPOSED = "MeetingProposed"
    MEETING_MOVED = "MeetingMoved"
    MEETING_CONFIRMED = "MeetingConfirmed"
    MEETING_HELD = "MeetingHeld"
    MEETING_CALLED_OFF = "MeetingCalledOff"
    SURVEY_DUE = "SurveyDue"
    SURVEY_SUBMITTED = "SurveySubmitted"
    FOLLOW_UP_HANDLED = "FollowUpHandled"
    SURVEY_CHOICES_SET = "SurveyChoicesSet"
    SKILL_ADDED = "SkillAdded"
    SKILL_RETIRED = "SkillRetired"
    SKILL_REINSTATED = "SkillReinstated"
    ADMINISTRATOR_NAMED = "AdministratorNamed"
    ADMINISTRATOR_REMOVED = "AdministratorRemoved"
    OFFICE_MEMBER_ADDED = "OfficeMemberAdded"
    OFFICE_MEMBER_REMOVED = "OfficeMemberRemoved"
    DIRECTORY_IMPORTED = "DirectoryImported"
    LETTER_DIED = "LetterDied"
    LETTER_SENT_AGAIN = "LetterSentAgain"
    LETTER_DISCARDED = "LetterDiscarded"
    PERIOD_ANNOUNCED = "PeriodAnnounced"
    PERIOD_OPENED = "PeriodOpened"
    PERIOD_END_ANNOUNCED = "PeriodEndAnnounced"
    PERIOD_CLOSED = "PeriodClosed"
    MATCHING_RAN = "MatchingRan"
    LISTS_SENT = "ListsSent"
    STAGE_MOVED = "StageMoved"
    STAGE_SKIPPED = "StageSkipped"
    SUGGESTIONS_REPLACED = "SuggestionsReplaced"
    LIST_MADE = "ListMade"
    REHEARSAL_ASKED = "RehearsalAsked"
    REHEARSAL_DONE = "RehearsalDone"
    OTHER = "Other"

    @classmethod
    def _missing_(cls, value: object) -> "TimelineAction":
        """An event that this version does not know, such as one that a newer server wrote beside it."""
        return cls.OTHER


SENTENCES = {
    TimelineAction.APPLICATION_STARTED: "{by} started the application.",
    TimelineAction.APPLICATION_EDITED: "{by} edited the approved application.",
    TimelineAction.APPLICATION_SUBMITTED: "{by} submitted it to {supervisor}.",
    TimelineAction.APPLICATION_REROUTED: "{by} rerouted it from {from_supervisor} to {to_supervisor}.",
    TimelineAction.APPLICATION_WITHDRAWN: "{by} withdrew it.",
    TimelineAction.APPLICATION_REVISED: "{by} reopened the application for revision.",
    TimelineAction.APPLICATION_APPROVED: "{by} approved it.",
    TimelineAction.APPLICATION_DENIED: "{by} denied it.",
    TimelineAction.DECISION_SEEN: "{by} marked the decision taken in lieu as seen.",
    TimelineAction.PARTICIPANT_SUSPENDED: "A directory update suspended the participation.",
    TimelineAction.PARTICIPANT_REINSTATED: "A directory update lifted the suspension.",
    TimelineAction.AVAILABILITY_CHANGED: "{by} changed their availability.",
    TimelineAction.MENTOR_REQUESTED: "{by} asked the mentor.",
    TimelineAction.REQUEST_ACCEPTED: "{by} accepted the request.",
    TimelineAction.REQUEST_DECLINED: "{by} declined the request.",
    TimelineAction.REQUEST_CANCELLED: "{by} cancelled the request.",
    TimelineAction.REQUEST_CLOSED: "The request was closed: the mentor is no longer available.",
    TimelineAction.AGREEMENT_PROPOSED: "{by} proposed an agreement.",
    TimelineAction.AGREEMENT_AGREED: "{by} agreed to the agreement.",
    TimelineAction.MENTORSHIP_COMPLETED: "{by} completed the mentorship.",
    TimelineAction.MENTORSHIP_DISCONTINUED: "{by} discontinued the mentorship.",
    TimelineAction.MEETING_PROPOSED: "{by} proposed a meeting.",
    TimelineAction.MEETING_MOVED: "{by} moved a meeting to another time.",
    TimelineAction.MEETING_CONFIRMED: "{by} confirmed a meeting.",
    TimelineAction.MEETING_HELD: "{by} logged a meeting as held.",
    TimelineAction.MEETING_CALLED_OFF: "{by} called a meeting off.",
    TimelineAction.SURVEY_DUE: "A survey is due.",
    TimelineAction.SURVEY_SUBMITTED: "{by} answered the survey.",
    TimelineAction.FOLLOW_UP_HANDLED: "{by} handled the follow-up.",
    TimelineAction.SURVEY_CHOICES_SET: "{by} set the choices of a survey's question.",
    TimelineAction.SKILL_ADDED: "{by} added a skill.",
    TimelineAction.SKILL_RETIRED: "{by} retired a skill.",
    TimelineAction.SKILL_REINSTATED: "{by} reinstated a skill.",
    TimelineAction.ADMINISTRATOR_NAMED: "{by} named {person} an administrator.",
    TimelineAction.ADMINISTRATOR_REMOVED: "{by} removed {person} from the administrators.",
    TimelineAction.OFFICE_MEMBER_ADDED: "{by} added {person} to the program office.",
    TimelineAction.OFFICE_MEMBER_REMOVED: "{by} removed {person} from the program office.",
    TimelineAction.DIRECTORY_IMPORTED: "The directory was imported.",
    TimelineAction.LETTER_DIED: "A letter could not be delivered.",
    TimelineAction.LETTER_SENT_AGAIN: "{by} had a letter sent again that had failed.",
    TimelineAction.LETTER_DISCARDED: "{by} discarded a letter that had failed.",
    TimelineAction.PERIOD_ANNOUNCED: "{by} announced the application period.",
    TimelineAction.PERIOD_OPENED: "{by} opened the application period.",
    TimelineAction.PERIOD_END_ANNOUNCED: "{by} sent the reminder that the application period is ending.",
    TimelineAction.PERIOD_CLOSED: "{by} closed the application period.",
    TimelineAction.MATCHING_RAN: "{by} ran the matching.",
    TimelineAction.LISTS_SENT: "{by} sent the lists of recommended mentors.",
    TimelineAction.STAGE_MOVED: "{by} moved a stage of the quarterly cycle.",
    TimelineAction.STAGE_SKIPPED: "{by} skipped a stage of the quarterly cycle.",
    TimelineAction.SUGGESTIONS_REPLACED: "Unavailable mentors on a list were replaced.",
    TimelineAction.LIST_MADE: "A list of recommended mentors was made after the matching.",
    TimelineAction.REHEARSAL_ASKED: "{by} asked for a rehearsal of the matching.",
    TimelineAction.REHEARSAL_DONE: "A rehearsal of the matching is done.",
    TimelineAction.OTHER: "A change was made that this version of the site cannot describe.",
}


class _Names(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "somebody"


@strawberry.type(description="One thing that happened.")
class TimelineEntry:
    at: datetime = strawberry.field(description="When.")
    action: TimelineAction = strawberry.field(description="What happened, as a code.")
    by: str | None = strawberry.field(description="Whose doing, by name; null where the program itself acted.")
    sentence: str = strawberry.field(description="What, for people.")

    @classmethod
    def of(cls, row: TimelineRow) -> "TimelineEntry":
        action = TimelineAction(row.action)
        # Some events are hidden from some readers by their name, so an unknown one names nobody.
        by = None if action is TimelineAction.OTHER else row.by_name
        names = _Names(row.names, by=by or "The program")
        return cls(at=row.at, action=action, by=by, sentence=SENTENCES[action].format_map(names))


async def timeline(
    context: Context, kind: str, subject: str, page: PageRequest, *, reviews: bool = True
) -> Connection[TimelineEntry]:
    """That of one thing; those of all things of the kind in the operation are read by the same statements.

    `reviews`: with when a decision taken in lieu was marked as seen, which the applicant is not told.
    """

    async def load(subjects: list[str]) -> list[Connection[TimelineEntry]]:
        pages = await context.read(lambda screens: screens.timelines(kind, subjects, page, reviews=reviews))
        return [connection(pages[each], TimelineEntry.of) for each in subjects]

    return await context.loader(("timeline", kind, page, reviews), load).load(subject)
