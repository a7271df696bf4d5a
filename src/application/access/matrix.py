"""Who may do what: a row for each mutation. Tests are generated from it and fail for a mutation without a row.

Read permissions of fields are in the adapter's table, which uses the same relations.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from moments.application.access.relations import Relation as R

MUTATIONS: Mapping[str, frozenset[R]] = {
    # applications
    "startApplication": frozenset({R.EMPLOYEE}),
    "editApplication": frozenset({R.SELF}),
    "nameSupervisor": frozenset({R.SELF}),
    "submitApplication": frozenset({R.SELF}),
    "withdrawApplication": frozenset({R.SELF}),
    "reviseApplication": frozenset({R.SELF}),
    "approveApplication": frozenset({R.SUPERVISOR, R.ADMINISTRATOR}),
    "denyApplication": frozenset({R.SUPERVISOR, R.ADMINISTRATOR}),
    "approveApplications": frozenset({R.SUPERVISOR, R.ADMINISTRATOR}),
    "denyApplications": frozenset({R.SUPERVISOR, R.ADMINISTRATOR}),
    "markDecisionSeen": frozenset({R.SUPERVISOR}),
    # participants
    "setAvailability": frozenset({R.EMPLOYEE}),
    "setReminders": frozenset({R.EMPLOYEE}),
    "endSession": frozenset({R.SELF}),
    "endOtherSessions": frozenset({R.EMPLOYEE}),
    "extendSession": frozenset({R.EMPLOYEE}),
    # requests and mentorships
    "requestMentor": frozenset({R.EMPLOYEE}),
    "acceptRequest": frozenset({R.MENTOR}),
    "declineRequest": frozenset({R.MENTOR}),
    "cancelRequest": frozenset({R.MENTEE}),
    "proposeAgreement": frozenset({R.MENTOR, R.MENTEE}),
    "acceptAgreement": frozenset({R.MENTOR, R.MENTEE}),
    "completeMentorship": frozenset({R.MENTOR, R.MENTEE}),
    "discontinueMentorship": frozenset({R.MENTOR, R.MENTEE}),
    "proposeMeeting": frozenset({R.MENTOR, R.MENTEE}),
    "moveMeeting": frozenset({R.MENTOR, R.MENTEE}),
    "confirmMeeting": frozenset({R.MENTOR, R.MENTEE}),
    "cancelMeeting": frozenset({R.MENTOR, R.MENTEE}),
    "markMeetingHeld": frozenset({R.MENTOR, R.MENTEE}),
    "logMeeting": frozenset({R.MENTOR, R.MENTEE}),
    "confirmHours": frozenset({R.MENTOR, R.MENTEE}),
    # lists of recommended mentors, and matching runs
    "replaceSuggestions": frozenset({R.EMPLOYEE}),
    "requestTrialRun": frozenset({R.OFFICE}),
    # surveys
    "submitSurvey": frozenset({R.SELF}),
    "handleFollowUp": frozenset({R.OFFICE}),
    "setSurveyChoices": frozenset({R.OFFICE}),
    # the guidance
    "reviseResource": frozenset({R.OFFICE}),
    # emails that failed
    "resendEmail": frozenset({R.OFFICE}),
    "discardEmail": frozenset({R.OFFICE}),
    # the program
    "addSkill": frozenset({R.OFFICE}),
    "retireSkill": frozenset({R.OFFICE}),
    "reinstateSkill": frozenset({R.OFFICE}),
    "nameAdministrator": frozenset({R.OFFICE, R.ADMINISTRATOR}),
    "removeAdministrator": frozenset({R.OFFICE, R.ADMINISTRATOR}),
    "moveStages": frozenset({R.OFFICE}),
    "runStage": frozenset({R.OFFICE}),
    "skipStage": frozenset({R.OFFICE}),
    "setHoliday": frozenset({R.OFFICE}),
    "removeHoliday": frozenset({R.OFFICE}),
    "addOfficeMember": frozenset({R.OFFICE}),
    "removeOfficeMember": frozenset({R.OFFICE}),
    "unbindSignIn": frozenset({R.OFFICE}),
    "decideRenumbering": frozenset({R.OFFICE}),
}

OF_SEVERAL: Mapping[str, str] = {"approveApplications": "approveApplication", "denyApplications": "denyApplication"}
"""The mutations of several things at once; each thing is decided by the row of the mutation of one."""

DENIED_WITH_RULE: Mapping[tuple[str, R], str] = {
    ("approveApplication", R.SELF): "APR-9",
    ("denyApplication", R.SELF): "APR-9",
    ("approveApplications", R.SELF): "APR-9",
    ("denyApplications", R.SELF): "APR-9",
}
"""Denied, but with the rule instead of NotFound, because the person already knows that the object exists."""


@dataclass(frozen=True, slots=True)
class PublicRefusal:
    """What is said to whoever may not change a thing that everybody may see."""

    sentence: str
    rule: str


_SKILLS = PublicRefusal("Only the program office changes the list of skills. Ask them if one is missing.", "APP-5")
_HOLIDAYS = PublicRefusal("Only the program office changes the holidays. Ask them if a day is wrong.", "MAT-2")
_ADMINISTRATORS = PublicRefusal(
    "Only this department's administrators and the program office change who its administrators are. Ask one of them.",
    "APR-8",
)
ON_PUBLIC_THINGS: Mapping[str, PublicRefusal] = {
    "addSkill": _SKILLS,
    "retireSkill": _SKILLS,
    "reinstateSkill": _SKILLS,
    "setHoliday": _HOLIDAYS,
    "removeHoliday": _HOLIDAYS,
    "nameAdministrator": _ADMINISTRATORS,
    "removeAdministrator": _ADMINISTRATORS,
    "setSurveyChoices": PublicRefusal(
        "Only the program office changes the answers to choose from. Ask them if one is missing.", "SUR-3"
    ),
    "reviseResource": PublicRefusal(
        "Only the program office changes this text. Write to them if something in it is wrong.", "WEB-3"
    ),
}
"""The mutations of what everybody may see. Denied, but never as if the thing did not exist."""
