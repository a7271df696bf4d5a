"""Who may read what: a row for each field of each type of the graph. Tests are made from it.

Object-level access is decided by relations (`relations.py` and its SQL counterpart) (`application.access`, and their
twin in the
readers' SQL); a field that fewer may read has its own row, and is null to the others.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from moments.application.access.relations import Relation as R

T = TypeVar("T")
Readers = frozenset[R]

EVERYBODY: Readers = frozenset({R.EMPLOYEE})
OWN: Readers = frozenset({R.SELF})
DECIDERS: Readers = frozenset({R.SUPERVISOR, R.ADMINISTRATOR, R.OFFICE})
CONCERNED: Readers = OWN | DECIDERS
READERS: Readers = CONCERNED | {R.MENTOR_ASKED}
PAIR: Readers = frozenset({R.MENTOR, R.MENTEE})
PAIR_AND_OFFICE: Readers = PAIR | {R.OFFICE}
OFFICE: Readers = frozenset({R.OFFICE})


def _rows(fields: str, readers: Readers) -> dict[str, Readers]:
    return dict.fromkeys(fields.split(), readers)


OWN_AND_OFFICE: Readers = OWN | OFFICE

FIELDS: Mapping[str, Mapping[str, Readers]] = {
    # entrances: every signed-in team member has them, and finds behind them what is theirs to see
    "Query": {
        **_rows("viewer node nodes searchMentors skills departments workingHours surveyChoices resources", EVERYBODY),
        **_rows("liveCursor applicationPeriod", EVERYBODY),
    },
    "Viewer": {
        **_rows("person participant roles conductNotice applicationForm applications suggestionList", OWN),
        **_rows("requestsMade requestsReceived mentorships surveysDue statementOfHours", OWN),
        **_rows("reminders supervisorDesk administratorDesk officeDesk", OWN),
    },
    "ReminderSetting": _rows("reminder about muted", OWN),
    "SupervisorDesk": _rows("queue decidedInLieu decided", frozenset({R.SUPERVISOR})),
    "AdministratorDesk": _rows("departments queue applications", frozenset({R.ADMINISTRATOR})),
    "OfficeDesk": {
        **_rows("participants applications mentorships surveys followUps members audit", OFFICE),
        **_rows("cycles jobs jobRuns", OFFICE),
        **_rows("letters letterCounts", OFFICE),
        **_rows("shortageBoard matchingRuns rehearsals", OFFICE),
    },
    "SkillShortageRow": _rows("skill cell message departments", OFFICE),
    "DepartmentShortage": _rows("department cell", OFFICE),
    # the office's: matching runs and rehearsals
    "MatchingRun": {
        **_rows("id quarter label madeAt by publishedAt parameters salt program fingerprint listsDigest", OFFICE),
        **_rows("certificate figures change people", OFFICE),
    },
    "RunParticipation": _rows("person takesPart absences", OFFICE),
    "MatchingParameters": {
        **_rows("listLength menteeWeights mentorWeights shownPerPlace newcomersFirst hours", OFFICE),
        **_rows("mentorCap menteeCap salt", OFFICE),
    },
    "MatchingCertificate": _rows("bound value gap message", OFFICE),
    "MatchingFigures": {
        **_rows("mentees mentors menteesAbsent mentorsAbsent openPlaces matched matchedAtMost", OFFICE),
        **_rows("suggestions emptyLists exposures departments", OFFICE),
    },
    "AbsenceCount": _rows("reason people", OFFICE),
    "Exposure": _rows("lists mentors", OFFICE),
    "EmptyListCount": _rows("reason message lists", OFFICE),
    "DepartmentFigure": _rows("department mentees mentors matched empty", OFFICE),
    "MatchingChange": {
        **_rows("quarter mentees mentors openPlaces matched matchedAtMost suggestions emptyLists", OFFICE),
    },
    "Rehearsal": _rows("id askedAt by basisId parameters state doneAt report problem", OFFICE),
    "RehearsalReport": {
        **_rows("this basis last changeFromBasis changeFromLast listsDiffer identical", OFFICE),
        **_rows("salt program fingerprint listsDigest", OFFICE),
    },
    "RunReport": _rows("runId quarter madeAt parameters certificate figures", OFFICE),
    "ShortageCell": _rows("asked demand mentors openPlaces ratio hidden", OFFICE),
    # who may follow what, and what they are told of each event
    "Subscription": {
        "approvalQueue": frozenset({R.SUPERVISOR}),
        "departmentQueue": frozenset({R.ADMINISTRATOR}),
        "myProgram": OWN,
        "program": OFFICE,
    },
    "QueueEvent": {
        **_rows("cursor occurredAt change applicationId inQueue", EVERYBODY),
        **_rows("application", READERS),
        **_rows("by inLieu", CONCERNED),
        **_rows("ground", DECIDERS),
    },
    "OwnEvent": _rows("cursor occurredAt action by sentence application mentorship meeting survey", OWN),
    "SuggestionChange": _rows("cursor occurredAt mentorName possible sentence", OWN),
    "ProgramEvent": _rows("cursor occurredAt action sentence cycle rehearsalId counts imported failedLetter", OFFICE),
    "ProgramCounts": _rows("applicationsWaiting participants activeMentorships surveysDue", OFFICE),
    "ImportResult": _rows("added changed left suspended reinstated rerouted", OFFICE),
    "Lagged": _rows("cursor occurredAt message", EVERYBODY),
    # people
    "Person": _rows(
        "id firstName lastName name email department division jobTitle workLocation",
        CONCERNED | PAIR | {R.MENTOR_ASKED, R.EMPLOYEE},
    ),
    "Participant": {
        **_rows("id person hireDate eligibility standing standingSince isMentor isMentee", CONCERNED),
        **_rows("available capacity activeMentees activeMentors", OWN_AND_OFFICE),
        **_rows("openPlacesAsMentor openPlacesAsMentee requestsWaiting flagged", OWN_AND_OFFICE),
    },
    "Eligibility": _rows("eligible unmet", CONCERNED),
    "UnmetCriterion": _rows("criterion message", CONCERNED),
    "ApplicationForm": {
        **_rows("kind firstName lastName supervisorFirstName supervisorLastName supervisorEmail", OWN),
        **_rows("workLocation jobTitle hireDate agency division correctionContact", OWN),
        **_rows("skillsQuestion fewestSkills mostSkills workingHoursChoices skillChoices", OWN),
    },
    # applications
    "Application": {
        **_rows("id kind state applicant hireDate bio workingHours skills supervisor startedAt", READERS),
        **_rows("submittedAt holder", READERS),
        **_rows("eligibility decision timeline", CONCERNED),
    },
    "ApplicationSupervisor": _rows("firstName lastName email chosenByApplicant", READERS),
    "Holder": _rows("role name since", READERS | PAIR),
    "Decision": {
        **_rows("outcome decidedBy decidedAt message inLieu", CONCERNED),
        **_rows("ground seenAt", DECIDERS),
    },
    # mentorships
    "Mentorship": {
        **_rows("id state mentor mentee requestedAt answeredAt holder endsOn endedAt timeline", PAIR_AND_OFFICE),
        **_rows("note answer agreement meetings survey", PAIR),
        **_rows("menteeApplication", frozenset({R.MENTOR})),
        **_rows("flagged", OFFICE),
    },
    "Agreement": _rows("goals schedule obstacles endsOn proposedByViewer proposedAt agreedAt", PAIR),
    "Meeting": _rows("id state startsAt minutes agenda proposedByViewer proposedAt warnings", PAIR),
    "StatementOfHours": _rows("person since until mentorships meetings minutes notice", OWN),
    "HoursOfMentorship": _rows("role other meetings minutes", OWN),
    "MentorProfile": {
        **_rows("id name department division jobTitle workLocation bio workingHours skills", EVERYBODY),
        **_rows("openPlaces match", EVERYBODY),
    },
    "Match": _rows("score commonSkills", EVERYBODY),
    "CommonSkill": _rows("skill menteeRank mentorRank share", EVERYBODY),
    "SuggestionList": _rows("quarter label madeAt emptyReason emptyMessage wouldGive suggestions", OWN),
    "SkillThatGives": _rows("skill mentors message", OWN),
    "Suggestion": {
        **_rows("rank mentorName mentor possible impossibleBecause score commonSkills", OWN),
        **_rows("commonMinutes hoursWarning", OWN),
    },
    "Impossibility": _rows("code message", OWN),
    "TimelineEntry": _rows("at action by sentence", CONCERNED | PAIR),
    # surveys
    "Survey": _rows("id side person other dueAt answeredAt answers followedUpAt conductNotice", OWN_AND_OFFICE),
    "SurveyAnswers": {
        **_rows("howOften howMet skillsWorkedOn ending rating gainedAccess", OWN_AND_OFFICE),
        **_rows("developmentImproved plans comments contactMe", OWN_AND_OFFICE),
    },
    # what the site shows to every team member
    "Administrator": _rows("person department namedAt", EVERYBODY),
    "Department": _rows("id code name hrContact travelContact administrators", EVERYBODY),
    "FailedLetter": _rows("id kind reason", OFFICE),
    "ApplicationPeriod": _rows("quarter label opensAt closesAt matchesAt isOpen", EVERYBODY),
    # the office's: letters
    "Letter": _rows("id kind recipient state dueAt attempts nextAttemptAt settledAt problem", OFFICE),
    "LetterCounts": _rows("waiting sent dropped dead discarded", OFFICE),
    # the office's: the cycle, and what the clock did
    "Cycle": _rows("id quarter label stages", OFFICE),
    "CycleStage": _rows("stage title state dueAt at by reason", OFFICE),
    "Job": _rows("name description nextDueAt lastRun", OFFICE),
    "JobRun": _rows("job dueAt ranAt figures", OFFICE),
    "Figure": _rows("name value", OFFICE),
    "Skill": _rows("id category name retiredAt", EVERYBODY),
    "RankedSkill": _rows("rank skill", EVERYBODY),
    "SkillSelection": _rows("career soft", EVERYBODY),
    "WorkingHours": _rows("id label shifts", EVERYBODY),
    "Shift": _rows("weekday start end", EVERYBODY),
    "SurveyChoices": _rows("question choices", EVERYBODY),
    "Resource": _rows("id title sections", EVERYBODY),
    "ResourceSection": _rows("heading paragraphs", EVERYBODY),
}

NODES: Mapping[str, Readers] = {
    "Application": READERS,
    "Participant": CONCERNED,
    "Person": CONCERNED,
    "Mentorship": PAIR_AND_OFFICE,
    "Meeting": PAIR,
    "Survey": OWN_AND_OFFICE,
    "MentorProfile": EVERYBODY,
    "Department": EVERYBODY,
    "Skill": EVERYBODY,
    "Resource": EVERYBODY,
    "Cycle": OFFICE,
    "Letter": OFFICE,
    "MatchingRun": OFFICE,
    "Rehearsal": OFFICE,
}
"""Who finds a thing by its id; to the others there is no such thing. A colleague is shown where they appear, and
not found by an id alone, so that ids can't be tried out. A mentor's profile: whoever may search (SEA-1)."""


def finds(kind: str, relations: AbstractSet[R]) -> bool:
    """Whether somebody in these relations to a thing of that type finds it by its id."""
    return not NODES[kind].isdisjoint(relations)


class Shown:
    """What somebody in these relations to a thing sees of it."""

    def __init__(self, kind: str, relations: AbstractSet[R]) -> None:
        self._rows, self._relations = FIELDS[kind], relations

    def allows(self, field: str) -> bool:
        """KeyError for a field without a row."""
        return not self._rows[field].isdisjoint(self._relations)

    def __call__(self, field: str, value: T) -> T | None:
        return value if self.allows(field) else None
