"""The variables of operations that need some, found in what earlier operations showed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Data = Callable[[str], Any]
"""The data that the operation of that name was answered with."""
TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _on(days: int, hour: int = 0) -> str:
    return (TODAY + timedelta(days=days, hours=hour)).isoformat()


def _date(days: int) -> str:
    return (TODAY + timedelta(days=days)).date().isoformat()


def _form(data: Data) -> Any:
    return data("FormQuery")["viewer"]["applicationForm"]


def _skills(data: Data, category: str, count: int) -> list[str]:
    return [each["id"] for each in _form(data)["skillChoices"] if each["category"] == category][:count]


def _started(data: Data) -> Any:
    return data("StartMutation")["startApplication"]["application"]


def _own_application(data: Data) -> str:
    applications = data("OwnApplicationsQuery")["viewer"]["applications"]["nodes"]
    return next(each["id"] for each in applications if each["kind"] == "MENTEE")  # type: ignore[no-any-return]


def _change(data: Data) -> dict[str, Any]:
    """What the form sends back: all of it, with a word more."""
    found = data("ApplicationQuery")["node"]
    return {
        "application": found["id"],
        "expectedRevision": found["revision"],
        "bio": f"{found['bio']} I like to fish.",
        "workingHours": found["workingHours"]["id"],
        **{f"{kind}Skills": [each["skill"]["id"] for each in found["skills"][kind]] for kind in ("career", "soft")},
    }


def _pair(data: Data) -> Any:
    return next(each for each in data("MentorshipsQuery")["viewer"]["asMentee"]["nodes"] if each["state"] == "ACTIVE")


def _proposed(data: Data) -> Any:
    return data("ProposeMutation")["proposeMeeting"]["meeting"]


def _moved(data: Data) -> Any:
    return data("MoveMutation")["moveMeeting"]["meeting"]


def _offered(data: Data, number: int) -> Any:
    return data("MentorshipQuery")["node"]["commonTimes"]["nodes"][number]


def _mentor(data: Data) -> str:
    return data("SearchQuery")["searchMentors"]["nodes"][0]["id"]  # type: ignore[no-any-return]


def _received(data: Data) -> str:
    return data("RequestsQuery")["viewer"]["requestsReceived"]["nodes"][0]["id"]  # type: ignore[no-any-return]


def _survey(data: Data) -> str:
    return data("SurveysDueQuery")["viewer"]["surveysDue"]["nodes"][0]["id"]  # type: ignore[no-any-return]


def _choice(data: Data, question: str) -> str:
    found = data("SurveysDueQuery")["surveyChoices"]
    return next(each["choices"][0] for each in found if each["question"] == question)  # type: ignore[no-any-return]


def _input(**fields: Any) -> dict[str, Any]:
    return {"input": fields}


VARIABLES: Mapping[str, Callable[[Data], Mapping[str, Any]]] = {
    "StartMutation": lambda data: _input(kind="MENTEE", bio="I mend roads.", careerSkills=_skills(data, "CAREER", 2)),
    "SaveMutation": lambda data: _input(
        application=_started(data)["id"],
        expectedRevision=_started(data)["revision"],
        bio="I mend roads and bridges.",
        workingHours=_form(data)["workingHoursChoices"][0]["id"],
        careerSkills=_skills(data, "CAREER", 2),
        softSkills=_skills(data, "SOFT", 2),
    ),
    "DraftQuery": lambda data: {"id": _started(data)["id"]},
    "SendMutation": lambda data: _input(application=_started(data)["id"]),
    "WithdrawMutation": lambda data: _input(application=_started(data)["id"]),
    "ApplicationQuery": lambda data: {"id": _own_application(data)},
    "ChangeApprovedMutation": lambda data: {"input": _change(data)},
    "SearchQuery": lambda _: {"where": {"commonMinutesAtLeast": 60}, "first": 5},
    "MentorQuery": lambda data: {"id": _mentor(data)},
    "AskMutation": lambda data: _input(mentor=_mentor(data), message="I would like to learn from you."),
    "TakeBackMutation": lambda data: _input(mentorship=data("AskMutation")["requestMentor"]["mentorship"]["id"]),
    "AcceptMutation": lambda data: _input(mentorship=_received(data), message="Gladly.", last=False),
    "AvailabilityMutation": lambda _: _input(available=True),
    "MentorshipQuery": lambda data: {"id": _pair(data)["id"], "from": _on(1), "until": _on(40)},
    "CheckMeetingQuery": lambda data: {"mentorship": _pair(data)["id"], "startsAt": _on(3, 8), "minutes": 60},
    "ProposeMutation": lambda data: _input(
        mentorship=_pair(data)["id"], startsAt=_offered(data, 0)["startsAt"], minutes=60, agenda="Goals"
    ),
    "MeetingQuery": lambda data: {"id": _proposed(data)["id"]},
    "MoveMutation": lambda data: _input(
        meeting=_proposed(data)["id"],
        startsAt=_proposed(data)["startsAt"],
        newStartsAt=_offered(data, 1)["startsAt"],
        acceptWarnings=[],
    ),
    "CallOffMutation": lambda data: _input(meeting=_moved(data)["id"], startsAt=_moved(data)["startsAt"]),
    "LogMutation": lambda data: _input(mentorship=_pair(data)["id"], startsAt=_on(-1, 3), minutes=30, agenda="Coffee"),
    "ProposeAgreementMutation": lambda data: _input(
        mentorship=_pair(data)["id"], goals="To lead.", schedule="Each month.", obstacles="Time.", endsOn=_date(200)
    ),
    "HoursQuery": lambda _: {"since": _date(-365), "until": _date(0)},
    "SurveyQuery": lambda data: {"id": _survey(data)},
    "AnswerMutation": lambda data: _input(
        survey=_survey(data), howOften=_choice(data, "HOW_OFTEN"), rating=_choice(data, "RATING"), comments="Good."
    ),
    "LowerQuery": lambda _: _input(capacity=1),
    "RemindersMutation": lambda data: _input(
        muted=["FIRST_MEETING_DUE"], expectedRevision=data("SettingsQuery")["viewer"]["reminders"]["revision"]
    ),
}
