"""Who may read what: a row for each field of each type of the schema. Tests are generated from it.

Relations decide who may see an object (`application.access`, and the same rules in the queries' SQL). A field that
fewer people may read has its own row, and is null to the others.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from moments.application.access.relations import Relation as R

T = TypeVar("T")
AllowedRelations = frozenset[R]

PUBLIC: AllowedRelations = frozenset({R.ANYBODY, R.EMPLOYEE})
ANY_EMPLOYEE: AllowedRelations = frozenset({R.EMPLOYEE})
SELF_ONLY: AllowedRelations = frozenset({R.SELF})
DECIDERS: AllowedRelations = frozenset({R.SUPERVISOR, R.ADMINISTRATOR, R.OFFICE})
APPLICANT_AND_DECIDERS: AllowedRelations = SELF_ONLY | DECIDERS
APPLICATION_READERS: AllowedRelations = APPLICANT_AND_DECIDERS | {R.REQUESTED_MENTOR}
BOTH_SIDES: AllowedRelations = frozenset({R.MENTOR, R.MENTEE})
BOTH_SIDES_AND_OFFICE: AllowedRelations = BOTH_SIDES | {R.OFFICE}
OFFICE: AllowedRelations = frozenset({R.OFFICE})
ADMINISTRATOR_AND_OFFICE: AllowedRelations = frozenset({R.ADMINISTRATOR, R.OFFICE})


def _rows(fields: str, readers: AllowedRelations) -> dict[str, AllowedRelations]:
    return dict.fromkeys(fields.split(), readers)


SELF_AND_OFFICE: AllowedRelations = SELF_ONLY | OFFICE

FIELDS: Mapping[str, Mapping[str, AllowedRelations]] = {
    # entrances: every signed-in team member has them, and finds behind them what is theirs to see; what the front page
    # and the resources show is there without a sign-in, too (the viewer as null)
    "Query": {
        **_rows("viewer skills departments workingHours applicationPeriod holidays resources resource program", PUBLIC),
        **_rows(
            "node nodes searchMentors searchFacets checkMeeting surveyChoices liveCursor checkAvailability limits",
            ANY_EMPLOYEE,
        ),
        **_rows("personByEmail", ADMINISTRATOR_AND_OFFICE),
        **_rows("previewResource", OFFICE),
    },
    "Program": _rows("email telephone", PUBLIC),
    "Contact": _rows("name email telephone note", PUBLIC),
    "Viewer": {
        **_rows("viewerActions", SELF_ONLY),
        **_rows("id person participant roles conductNotice applicationForm applications suggestionList", SELF_ONLY),
        **_rows("requestsMade requestsReceived mentorships surveysDue statementOfHours", SELF_ONLY),
        **_rows("sessions session nextSteps counts liveCursor", SELF_ONLY),
        **_rows("reminders supervisorDashboard administratorDashboard officeDashboard", SELF_ONLY),
    },
    "NextStep": _rows("kind message since dueAt number thing", SELF_ONLY),
    "ViewerCounts": {
        **_rows("requestsToAnswer meetingsToAnswer hoursToConfirm agreementsToAnswer surveysDue", SELF_ONLY),
        **_rows("applicationsToDecide decisionsToReview departmentQueue failedEmails followUps", SELF_ONLY),
    },
    "Session": _rows("id device createdAt lastUsedAt idleExpiresAt expiresAt current viewerActions", SELF_ONLY),
    "Reminders": _rows("revision settings", SELF_ONLY),
    "ReminderSetting": _rows("reminder description muted", SELF_ONLY),
    "SupervisorDashboard": _rows(
        "queue decidedInLieu decided team denialHint denialOpenings", frozenset({R.SUPERVISOR})
    ),
    "AdministratorDashboard": {
        **_rows("departments queue queueBySupervisor applications participants", frozenset({R.ADMINISTRATOR})),
        **_rows("participation denialHint denialOpenings", frozenset({R.ADMINISTRATOR})),
    },
    "QueueGroup": _rows("supervisor onLeave waiting oldestSince applications", frozenset({R.ADMINISTRATOR})),
    "DenialOpening": _rows("label text", frozenset({R.SUPERVISOR, R.ADMINISTRATOR})),
    "Limits": {
        **_rows("bio fewestSkills mostSkills fewestMentees mostMentees supervisorName email", ANY_EMPLOYEE),
        **_rows(
            "decisionMessage inLieuGround decisionsAtOnce requestMessage responseMessage agreementPart", ANY_EMPLOYEE
        ),
        **_rows("agenda shortestMeeting longestMeeting surveyComments fewestChoices mostChoices choice", ANY_EMPLOYEE),
        **_rows("skillName holidayName skipReason discardReason resource idempotencyKey", ANY_EMPLOYEE),
    },
    "OfficeDashboard": {
        **_rows("people participant suggestionList participants applications mentorships surveys followUps", OFFICE),
        **_rows("members audit privateReads signIns imports renumberings", OFFICE),
        **_rows("cycles jobs jobRuns", OFFICE),
        **_rows("emails emailCounts holdsEmails", OFFICE),
        **_rows("surveyResults participation decisionTimes", OFFICE),
        **_rows("shortageBoard matchingRuns trialRuns", OFFICE),
    },
    "SignInBinding": _rows("person issuer subject boundAt viewerActions", OFFICE),
    "SurveyResults": _rows("year asOf base mentees mentors suppressed message questions", OFFICE),
    "SurveyQuestionFigures": _rows("question choices", OFFICE),
    "SurveyChoiceFigure": _rows("label mentees mentors total menteeShare mentorShare suppressed", OFFICE),
    "ParticipationFigures": _rows("asOf base mentors mentees suppressed message departments year months", OFFICE),
    "DepartmentParticipation": _rows(
        "department staff mentors mentees mentorShare menteeShare suppressed", ADMINISTRATOR_AND_OFFICE
    ),
    "MonthOfApprovals": _rows("month mentors mentees suppressed", OFFICE),
    "DecisionTimes": _rows(
        "year asOf base medianDays ninthDecileDays withinWeek suppressed message buckets months", OFFICE
    ),
    "DecisionBucket": _rows("firstDay lastDay applications suppressed", OFFICE),
    "MonthOfDecisions": _rows("month medianDays ninthDecileDays suppressed", OFFICE),
    "SkillShortageRow": _rows("skill cell message departments asOf base", OFFICE),
    "DepartmentShortage": _rows("department cell", OFFICE),
    # the office's: matching runs and trial runs
    "MatchingRun": {
        **_rows("id quarter label madeAt actor publishedAt parameters seed codeVersion fingerprint listsHash", OFFICE),
        **_rows("certificate figures change people viewerActions", OFFICE),
    },
    "RunParticipation": _rows("person takesPart absences", OFFICE),
    "MatchingParameters": {
        **_rows(
            "listLength menteeWeights mentorWeights maxListsPerOpenPlace unmatchedBonusPercent workingHoursRule", OFFICE
        ),
        **_rows("mentorCap menteeCap seed", OFFICE),
    },
    "MatchingCertificate": _rows("bound value gap spreadCost listsBeyondLimits message", OFFICE),
    "MatchingFigures": {
        **_rows("mentees mentors menteesNotTakingPart mentorsNotTakingPart openPlaces matched maxMatched", OFFICE),
        **_rows("suggestions emptyLists exposures departments asOf base", OFFICE),
    },
    "NonParticipationCount": _rows("reason people suppressed", OFFICE),
    "Exposure": _rows("lists mentors suppressed", OFFICE),
    "EmptyListCount": _rows("reason message lists suppressed", OFFICE),
    "DepartmentFigure": _rows("department mentees mentors matched suppressed", OFFICE),
    "MatchingChange": {
        **_rows("quarter mentees mentors openPlaces matched maxMatched suggestions emptyLists", OFFICE),
    },
    "TrialRun": _rows("id askedAt actor baseRun parameters state doneAt report problem", OFFICE),
    "TrialRunReport": {
        **_rows("current baseline previous changeFromBaseline changeFromPrevious listsDiffer identical", OFFICE),
        **_rows("seed codeVersion fingerprint listsHash", OFFICE),
    },
    "RunReport": _rows("run quarter madeAt parameters certificate figures", OFFICE),
    "ShortageCell": _rows("mentees demand mentors openPlaces ratio suppressed", OFFICE),
    # who may follow what, and what they are told of each event
    "Subscription": {
        "approvalQueue": frozenset({R.SUPERVISOR}),
        "departmentQueue": frozenset({R.ADMINISTRATOR}),
        "myProgram": SELF_ONLY,
        "program": OFFICE,
    },
    "QueueEvent": {
        **_rows("cursor occurredAt change applicationId inQueue", ANY_EMPLOYEE),
        **_rows("application", APPLICATION_READERS),
        **_rows("actor inLieu", APPLICANT_AND_DECIDERS),
        **_rows("ground", DECIDERS),
    },
    "MyProgramEvent": _rows(
        "cursor occurredAt action actor message application mentorship meeting survey changesNextSteps", SELF_ONLY
    ),
    "SuggestionChange": _rows("cursor occurredAt person canRequest message", SELF_ONLY),
    "ProgramEvent": _rows("cursor occurredAt action message cycle trialRun counts imported failedEmail", OFFICE),
    "ProgramCounts": _rows("applicationsWaiting participants activeMentorships surveysDue", OFFICE),
    "ImportResult": _rows(
        "added changed left suspended reinstated rerouted requestsClosed applicationsWithdrawn", OFFICE
    ),
    "Lagged": _rows("cursor occurredAt message", ANY_EMPLOYEE),
    # what one may do with a thing: for whoever is shown it
    "ViewerAction": _rows("action allowed code reason rule effect", ANY_EMPLOYEE),
    "AvailabilityCheck": _rows("effect errors", ANY_EMPLOYEE),
    "ActionEffect": {
        **_rows("message emails recipientCount recipients closesRequests endsMentorships", ANY_EMPLOYEE),
        **_rows("cancelsMeetings asksForSurveys", ANY_EMPLOYEE),
    },
    # people
    "Person": {
        **_rows(
            "id firstName lastName name email department division jobTitle workLocation viewerActions",
            APPLICANT_AND_DECIDERS | BOTH_SIDES | {R.REQUESTED_MENTOR, R.EMPLOYEE},
        ),
        **_rows("onLeave", ADMINISTRATOR_AND_OFFICE),
    },
    "Participant": {
        **_rows("id person hireDate eligibility standing standingSince isMentor isMentee", APPLICANT_AND_DECIDERS),
        **_rows("applications", APPLICANT_AND_DECIDERS),
        **_rows("activeMentees activeMentors", SELF_AND_OFFICE | {R.SUPERVISOR}),
        **_rows("available capacity mentorships", SELF_AND_OFFICE),
        **_rows("viewerActions", APPLICANT_AND_DECIDERS),
        **_rows("openPlacesAsMentor openPlacesAsMentee requestsWaiting suspendedInMentorship", SELF_AND_OFFICE),
    },
    "Eligibility": _rows("eligible unmet", APPLICANT_AND_DECIDERS),
    "UnmetCriterion": _rows("criterion message", APPLICANT_AND_DECIDERS),
    "ApplicationForm": {
        **_rows("kind firstName lastName supervisorFirstName supervisorLastName supervisorEmail", SELF_ONLY),
        **_rows("workLocation jobTitle hireDate agency division correctionContact", SELF_ONLY),
        **_rows("skillsQuestion fewestSkills mostSkills workingHoursChoices skillChoices viewerActions", SELF_ONLY),
    },
    # applications
    "Application": {
        **_rows("id kind state applicant hireDate bio workingHours skills supervisor startedAt", APPLICATION_READERS),
        **_rows("submittedAt assignee revision viewerActions", APPLICATION_READERS),
        **_rows("eligibility decision changedSinceDecision timeline", APPLICANT_AND_DECIDERS),
    },
    "ApplicationSupervisor": {
        **_rows("person chosenByApplicant", APPLICATION_READERS),
        **_rows("unexplained", ADMINISTRATOR_AND_OFFICE),
    },
    "Assignee": _rows("role person since", APPLICATION_READERS | BOTH_SIDES),
    "Decision": {
        **_rows("outcome decidedBy decidedAt message inLieu", APPLICANT_AND_DECIDERS),
        **_rows("ground seenAt", DECIDERS),
        **_rows("reminder", frozenset({R.SUPERVISOR})),
    },
    # mentorships
    "Mentorship": {
        **_rows(
            "id state mentor mentee requestedAt respondedAt assignee endsOn endedAt timeline", BOTH_SIDES_AND_OFFICE
        ),
        **_rows("viewerActions", BOTH_SIDES_AND_OFFICE),
        **_rows("requestMessage responseMessage agreement meetings survey viewerRole partner", BOTH_SIDES),
        **_rows("match commonHours commonTimes", BOTH_SIDES),
        **_rows("menteeApplication", frozenset({R.MENTOR})),
        **_rows("mentorProfile", frozenset({R.MENTEE})),
        **_rows("hasSuspendedSide", OFFICE),
    },
    "Agreement": _rows("goals schedule obstacles endsOn proposedByViewer proposedAt agreedAt", BOTH_SIDES),
    "Meeting": {
        **_rows("id state startsAt minutes agenda proposedByViewer proposedAt warnings", BOTH_SIDES),
        **_rows("mentorship proposedBy loggedBy confirmedAt viewerActions", BOTH_SIDES),
    },
    "SearchFacets": _rows("departments divisions locations skills", ANY_EMPLOYEE),
    "DepartmentFacet": _rows("department mentors", ANY_EMPLOYEE),
    "TextFacet": _rows("value mentors", ANY_EMPLOYEE),
    "SkillFacet": _rows("skill mentors", ANY_EMPLOYEE),
    "CommonHours": _rows("minutesPerWeek windows message", ANY_EMPLOYEE),
    "CommonTime": _rows("startsAt endsAt label", BOTH_SIDES),
    "MeetingCheck": _rows("warnings errors", BOTH_SIDES),
    "MeetingWarning": _rows("kind message", BOTH_SIDES),
    "StatementOfHours": _rows("person since until mentorships meetings confirmed unconfirmed notice", SELF_ONLY),
    "HoursOfMentorship": _rows("role other confirmed unconfirmed", SELF_ONLY),
    "HoursTotal": _rows("meetings minutes", SELF_ONLY),
    "MentorProfile": {
        **_rows("id firstName name department division jobTitle workLocation bio workingHours skills", ANY_EMPLOYEE),
        **_rows("openPlaces match commonHours canRequest requestBlocker viewerActions", ANY_EMPLOYEE),
    },
    "Match": _rows("score commonSkills", ANY_EMPLOYEE),
    "CommonSkill": _rows("skill menteeRank mentorRank share", ANY_EMPLOYEE),
    "SuggestionList": _rows(
        "quarter label madeAt emptyReason emptyMessage wouldAdd suggestions viewerActions", SELF_ONLY
    ),
    "MenteeList": _rows("quarter madeAt emptyReason mentors", OFFICE),
    "ListedMentor": _rows("rank person score blocker", OFFICE),
    "SkillHint": _rows("skill mentors message", SELF_ONLY),
    "Suggestion": {
        **_rows("rank person mentor canRequest requestBlocker score commonSkills", SELF_ONLY),
        **_rows("commonHours hoursWarning viewerActions", SELF_ONLY),
    },
    "RequestBlocker": _rows("code message possibleFrom", ANY_EMPLOYEE),
    "TimelineEntry": _rows("at action actor message", APPLICANT_AND_DECIDERS | BOTH_SIDES),
    "DirectoryImport": {
        **_rows("id state importedBy uploadedBy uploadedAt doneAt counts", OFFICE),
        **_rows("message problems changes", OFFICE),
    },
    "ImportCounts": {
        **_rows("added changed left returned suspended reinstated rerouted apart withoutSupervisor", OFFICE),
        **_rows("applicationsWithdrawn requestsClosed mentorshipsFlagged", OFFICE),
        **_rows("administratorsRemoved officeMembersRemoved", OFFICE),
    },
    "ImportChange": _rows("kind person name department message application mentorship", OFFICE),
    "ImportProblem": _rows("file line column message", OFFICE),
    "Renumbering": _rows("id person current row likenesses foundAt verdict viewerActions", OFFICE),
    "RenumberingRecord": _rows("employeeId name email hireDate departmentName jobTitle", OFFICE),
    "PrivateRead": _rows("person reader facts role firstAt lastAt times", OFFICE),
    "AuditEntry": _rows("id at action actor message subject", OFFICE),
    # surveys
    "Survey": _rows(
        "id role person other mentorship dueAt submittedAt answers followedUpAt conductNotice", SELF_AND_OFFICE
    )
    | _rows("viewerActions", SELF_AND_OFFICE),
    "SurveyAnswers": {
        **_rows("howOften howMet skillsWorkedOn ending rating gainedAccess", SELF_AND_OFFICE),
        **_rows("developmentImproved plans comments contactMe", SELF_AND_OFFICE),
    },
    # what the site shows to every team member
    "Administrator": _rows("person department namedAt viewerActions", ANY_EMPLOYEE),
    "Department": {
        **_rows("id code name hrContact travelContact viewerActions", PUBLIC),
        **_rows("administrators", ANY_EMPLOYEE),
    },
    "FailedEmail": _rows("id kind problem", OFFICE),
    "ApplicationPeriod": _rows("quarter label opensAt closesAt lastWorkingDay matchesAt isOpen", PUBLIC),
    # the office's: emails
    "Email": _rows("id kind recipient state dueAt attempts nextAttemptAt settledAt problem viewerActions", OFFICE),
    "EmailCounts": _rows("queued sent obsolete failed discarded", OFFICE),
    # the office's: the cycle, and what the scheduler did
    "Cycle": _rows("id quarter label stages revision", OFFICE),
    "CycleStage": _rows("stage title state dueAt dayOff at actor reason viewerActions wouldSend", OFFICE),
    "Job": _rows("name description nextDueAt lastRun", OFFICE),
    "JobRun": _rows("job dueAt ranAt figures", OFFICE),
    "JobFigure": _rows("name value", OFFICE),
    "Holiday": _rows("day name viewerActions", PUBLIC),
    "Skill": _rows("id category name retiredAt viewerActions", PUBLIC),
    "RankedSkill": _rows("rank skill", ANY_EMPLOYEE),
    "SkillSelection": _rows("career soft", ANY_EMPLOYEE),
    "WorkingHours": _rows("id label shifts", PUBLIC),
    "Shift": _rows("weekday start end", PUBLIC),
    "SurveyChoices": _rows("question choices revision viewerActions", ANY_EMPLOYEE),
    "Resource": {
        **_rows("id slug title markdown version updatedAt introduction sections viewerActions", PUBLIC),
        **_rows("history", OFFICE),
    },
    "ResourceSection": _rows("heading level anchor blocks paragraphs items links", PUBLIC),
    "ResourceBlock": _rows("kind text items", PUBLIC),
    "ResourceItem": _rows("text", PUBLIC),
    "ResourceInline": _rows("text strong emphasis href", PUBLIC),
    "ResourceVersion": _rows("version markdown revisedAt revisedBy", OFFICE),
    "ResourcePreview": _rows("title introduction sections errors", OFFICE),
    "ResourceLink": _rows("label path", PUBLIC),
}

NODES: Mapping[str, AllowedRelations] = {
    "Application": APPLICATION_READERS,
    "Participant": APPLICANT_AND_DECIDERS,
    "Person": ANY_EMPLOYEE,
    "Mentorship": BOTH_SIDES_AND_OFFICE,
    "Meeting": BOTH_SIDES,
    "Survey": SELF_AND_OFFICE,
    "MentorProfile": ANY_EMPLOYEE,
    "Viewer": SELF_ONLY,
    "Department": ANY_EMPLOYEE,
    "Skill": ANY_EMPLOYEE,
    "Resource": ANY_EMPLOYEE,
    "AuditEntry": OFFICE,
    "DirectoryImport": OFFICE,
    "Renumbering": OFFICE,
    "Cycle": OFFICE,
    "Email": OFFICE,
    "MatchingRun": OFFICE,
    "TrialRun": OFFICE,
    "Session": SELF_ONLY,
}
"""Relations that find an object by its ID; to others it does not exist. Whatever a page shows is found again. A
colleague is found by every team member, because IDs are random and cannot be guessed. A mentor's profile is found by
every approved mentee (SEA-1)."""


def can_read(kind: str, relations: AbstractSet[R]) -> bool:
    """Whether a person in these relations to an object of that type finds it by its ID."""
    return not NODES[kind].isdisjoint(relations)


class FieldAccess:
    """The fields of an object that a person in these relations to it may see."""

    def __init__(self, kind: str, relations: AbstractSet[R]) -> None:
        self._rows, self._relations = FIELDS[kind], relations

    def allows(self, field: str) -> bool:
        """Raises KeyError for a field without a row."""
        return not self._rows[field].isdisjoint(self._relations)

    def value_if_allowed(self, field: str, value: T) -> T | None:
        return value if self.allows(field) else None
