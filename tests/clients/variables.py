"""The variables of operations that need some, found in what earlier operations showed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Data = Callable[[str], Any]
"""The data that the operation of that name was answered with."""
TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)

LATE = ["AFTER_AGREED_END"]
"""The pair's agreed end may have come: it depends on the day."""


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


def _recommended(data: Data) -> str:
    found = data("SuggestionsQuery")["viewer"]["suggestionList"]["suggestions"]["nodes"]
    asked = _mentor(data)  # whose request was taken back, so that the next waits a day
    return next(each["mentor"]["id"] for each in found if each["canRequest"] and each["mentor"]["id"] != asked)  # type: ignore[no-any-return]


def _received(data: Data) -> str:
    return data("RequestsQuery")["viewer"]["requestsReceived"]["nodes"][0]["id"]  # type: ignore[no-any-return]


def _survey(data: Data) -> str:
    return data("SurveysDueQuery")["viewer"]["surveysDue"]["nodes"][0]["id"]  # type: ignore[no-any-return]


def _choice(data: Data, question: str) -> str:
    found = data("SurveysDueQuery")["surveyChoices"]
    return next(each["choices"][0] for each in found if each["question"] == question)  # type: ignore[no-any-return]


def _waiting(data: Data, number: int) -> Any:
    return data("QueueQuery")["viewer"]["supervisorDashboard"]["queue"]["nodes"][number]


def _decision(application: Any) -> dict[str, Any]:
    return {"application": application["id"], "submittedAt": application["submittedAt"]}


def _department(data: Data) -> Any:
    return data("DepartmentQuery")["viewer"]["administratorDashboard"]


def _groups(data: Data) -> Any:
    return _department(data)["queueBySupervisor"]["nodes"]


def _in_lieu(data: Data, number: int) -> dict[str, Any]:
    found = data("DepartmentQueueQuery")["viewer"]["administratorDashboard"]["queue"]["nodes"]
    return _input(items=[_decision(found[number])], inLieuGround="Extended leave")


def _other_supervisor(data: Data) -> dict[str, str]:
    """As the applicant types it."""
    found = _groups(data)[0]["supervisor"]
    return {
        "supervisorFirstName": found["firstName"],
        "supervisorLastName": found["lastName"],
        "supervisorEmail": found["email"],
    }


def _seen(data: Data) -> Any:
    return data("DecidedInLieuQuery")["viewer"]["supervisorDashboard"]["decidedInLieu"]["nodes"][0]


def _office(data: Data, operation: str) -> Any:
    return data(operation)["viewer"]["officeDashboard"]


def _staff(data: Data) -> Any:
    """Somebody of the department who is no administrator."""
    found = data("DepartmentParticipationQuery")["viewer"]["administratorDashboard"]["participants"]["nodes"]
    named = {each["person"]["id"] for each in _department(data)["departments"][0]["administrators"]["nodes"]}
    return next(each["person"] for each in found if each["person"]["id"] not in named)


def _coming(data: Data) -> Any:
    """The first quarter of which nothing is done yet."""
    found = _office(data, "CyclesQuery")["cycles"]["nodes"]
    return next(each for each in found if all(stage["state"] == "PLANNED" for stage in each["stages"]))


def _later(moment: str) -> str:
    return (datetime.fromisoformat(moment) + timedelta(hours=1)).isoformat()


def _closing(data: Data) -> Any:
    return next(each for each in _coming(data)["stages"] if each["stage"] == "CLOSE")


def _run(data: Data) -> str:
    return _office(data, "RunsQuery")["matchingRuns"]["nodes"][0]["id"]  # type: ignore[no-any-return]


def _failed(data: Data, number: int) -> str:
    return _office(data, "EmailsQuery")["emails"]["nodes"][number]["id"]  # type: ignore[no-any-return]


def _somebody(data: Data) -> Any:
    return _office(data, "PeopleQuery")["people"]["nodes"][0]


def _added_skill(data: Data) -> str:
    return data("AddSkillMutation")["addSkill"]["skill"]["id"]  # type: ignore[no-any-return]


def _choices_of(data: Data) -> Any:
    return data("ChoicesQuery")["surveyChoices"][0]


def _bound(data: Data) -> str:
    """Somebody who has signed in, but for the office's own."""
    office = {each["id"] for each in _office(data, "MembersQuery")["members"]["nodes"]}
    found = _office(data, "SignInsQuery")["signIns"]["nodes"]
    return next(each["person"]["id"] for each in found if each["person"]["id"] not in office)  # type: ignore[no-any-return]


def _logged(data: Data) -> Any:
    return data("LogMutation")["logMeeting"]["meeting"]


def _meeting(meeting: Any, *more: str) -> dict[str, Any]:
    return _input(meeting=meeting["id"], **{name: meeting[name] for name in ("startsAt", *more)})


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
        mentorship=_pair(data)["id"],
        startsAt=_offered(data, 0)["startsAt"],
        minutes=60,
        agenda="Goals",
        acceptWarnings=LATE,
    ),
    "MeetingQuery": lambda data: {"id": _proposed(data)["id"]},
    "MoveMutation": lambda data: _input(
        meeting=_proposed(data)["id"],
        startsAt=_proposed(data)["startsAt"],
        newStartsAt=_offered(data, 1)["startsAt"],
        acceptWarnings=LATE,
    ),
    "CallOffMutation": lambda data: _meeting(_moved(data)),
    "ConfirmMeetingMutation": lambda data: _meeting(_moved(data), "minutes"),
    "ConfirmHoursMutation": lambda data: _meeting(_logged(data), "minutes"),
    "AcceptAgreementMutation": lambda data: _input(
        mentorship=_pair(data)["id"],
        proposedAt=data("ProposeAgreementMutation")["proposeAgreement"]["mentorship"]["agreement"]["proposedAt"],
    ),
    "LogMutation": lambda data: _input(mentorship=_pair(data)["id"], startsAt=_on(-1, 3), minutes=30, agenda="Coffee"),
    "ProposeAgreementMutation": lambda data: _input(
        mentorship=_pair(data)["id"],
        proposedAt=(data("MentorshipQuery")["node"]["agreement"] or {}).get("proposedAt"),
        goals="To lead.",
        schedule="Each month.",
        obstacles="Time.",
        endsOn=_date(200),
    ),
    "HoursQuery": lambda _: {"since": _date(-365), "until": _date(0)},
    "SurveyQuery": lambda data: {"id": _survey(data)},
    "AnswerMutation": lambda data: _input(
        survey=_survey(data),
        howOften=_choice(data, "HOW_OFTEN"),
        rating=_choice(data, "RATING"),
        comments="Good.",
        contactMe=True,
    ),
    "LowerQuery": lambda _: _input(capacity=1),
    "RemindersMutation": lambda data: _input(
        muted=["FIRST_MEETING_DUE"], expectedRevision=data("SettingsQuery")["viewer"]["reminders"]["revision"]
    ),
    "AskRecommendedMutation": lambda data: _input(mentor=_recommended(data)),
    "DeclineMutation": lambda data: _input(
        mentorship=data("AskRecommendedMutation")["requestMentor"]["mentorship"]["id"], message="I have no time now."
    ),
    "ReplaceMutation": lambda _: _input(),
    "EndOtherSessionsMutation": lambda _: _input(),
    "ApproveMutation": lambda data: _input(**_decision(_waiting(data, 0)), message="Welcome."),
    "DenyMutation": lambda data: _input(**_decision(_waiting(data, 1)), message="Let's talk first."),
    "TeamQuery": lambda _: {"takesPart": True},
    "GroupQuery": lambda data: {"supervisor": _groups(data)[0]["supervisor"]["id"]},
    "DepartmentQueueQuery": lambda _: {"rerouted": False},
    "ApproveInLieuMutation": lambda data: _in_lieu(data, 0),
    "DenyInLieuMutation": lambda data: _in_lieu(data, 1),
    "DepartmentDecidedQuery": lambda _: {"inLieu": True},
    "NewAdministratorQuery": lambda data: {"email": _staff(data)["email"]},
    "NameAdministratorMutation": lambda data: _input(
        department=_department(data)["departments"][0]["id"], email=_staff(data)["email"]
    ),
    "RemoveAdministratorMutation": lambda data: _input(
        department=_department(data)["departments"][0]["id"], person=_staff(data)["id"]
    ),
    "MarkSeenMutation": lambda data: _input(
        application=_seen(data)["id"], decidedAt=_seen(data)["decision"]["decidedAt"]
    ),
    "NotApprovedQuery": lambda data: {"id": _waiting(data, 1)["id"]},
    "ReviseMutation": lambda data: _input(application=_waiting(data, 1)["id"]),
    "NameSupervisorMutation": lambda data: _input(
        application=_waiting(data, 1)["id"], onExtendedLeave=True, **_other_supervisor(data)
    ),
    "MoveStagesMutation": lambda data: _input(
        cycle=_coming(data)["id"],
        expectedRevision=_coming(data)["revision"],
        stages=[{"stage": "CLOSE", "dueAt": _later(_closing(data)["dueAt"])}],
    ),
    "SkipStageMutation": lambda data: _input(cycle=_coming(data)["id"], stage="ANNOUNCE", reason="Announced by post."),
    "RunStageMutation": lambda data: _input(cycle=_coming(data)["id"], stage="OPEN"),
    "RunQuery": lambda data: {"id": _run(data)},
    "TrialRunMutation": lambda data: _input(baseRun=_run(data), parameters={"workingHoursRule": "TIE_BREAK"}),
    "TrialRunQuery": lambda data: {"id": data("TrialRunMutation")["requestTrialRun"]["trialRun"]["id"]},
    "ShortageQuery": lambda _: {"category": "SOFT"},
    "EmailsQuery": lambda _: {"state": "FAILED"},
    "ResendMutation": lambda data: _input(email=_failed(data, 0)),
    "DiscardMutation": lambda data: _input(email=_failed(data, 1), reason="They were told by telephone."),
    "PeopleQuery": lambda data: {"search": _waiting(data, 0)["applicant"]["name"]},
    "OnePersonQuery": lambda data: {"participant": _somebody(data)["id"], "person": _somebody(data)["person"]["id"]},
    "ParticipantsQuery": lambda _: {"role": "MENTOR", "suspended": False},
    "ApplicationsQuery": lambda _: {"states": ["SUBMITTED", "DRAFT"]},
    "AllMentorshipsQuery": lambda _: {"states": ["ACTIVE"]},
    "SurveysQuery": lambda _: {"role": "MENTEE", "since": _date(-365)},
    "FollowUpMutation": lambda data: _input(survey=_office(data, "FollowUpsQuery")["followUps"]["nodes"][0]["id"]),
    "ResultsQuery": lambda _: {"year": TODAY.year},
    "AddSkillMutation": lambda _: _input(category="SOFT", name="Listening to the other side"),
    "RetireSkillMutation": lambda data: _input(skill=_added_skill(data)),
    "ReinstateSkillMutation": lambda data: _input(skill=_added_skill(data)),
    "SetHolidayMutation": lambda _: _input(day="2027-03-05", name="Snow day"),
    "RemoveHolidayMutation": lambda _: _input(day="2027-01-18"),
    "SetChoicesMutation": lambda data: _input(
        question=_choices_of(data)["question"],
        choices=[*_choices_of(data)["choices"], "In another way"],
        expectedRevision=_choices_of(data)["revision"],
    ),
    "AddMemberMutation": lambda data: _input(email=_staff(data)["email"]),
    "RemoveMemberMutation": lambda data: _input(person=_staff(data)["id"]),
    "UnbindMutation": lambda data: _input(person=_bound(data)),
    "DecideRenumberingMutation": lambda data: _input(
        renumbering=_office(data, "RenumberingsQuery")["renumberings"]["nodes"][0]["id"], verdict="SAME_PERSON"
    ),
    "AuditQuery": lambda _: {"actions": ["APPLICATION_APPROVED", "SKILL_ADDED"], "since": _date(-30)},
    "SubjectsQuery": lambda data: {
        "ids": [each["subject"]["id"] for each in _office(data, "AuditQuery")["audit"]["nodes"]][:10]
    },
    "ResourceQuery": lambda data: {"slug": data("ResourcesQuery")["resources"]["nodes"][0]["slug"]},
    "OfficeResourceQuery": lambda data: {"slug": data("OfficeResourcesQuery")["resources"]["nodes"][0]["slug"]},
    "PreviewQuery": lambda data: {"markdown": data("OfficeResourceQuery")["resource"]["markdown"]},
    "ReviseResourceMutation": lambda data: _input(
        resource=data("OfficeResourceQuery")["resource"]["id"],
        markdown=data("OfficeResourceQuery")["resource"]["markdown"] + "\n\nAsk us.",
        expectedVersion=data("OfficeResourceQuery")["resource"]["version"],
    ),
    "CompleteMutation": lambda data: _input(mentorship=_pair(data)["id"]),
    "DiscontinueMutation": lambda data: _input(mentorship=_received(data)),
}
