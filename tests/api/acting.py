"""What the graph says that somebody may do with a thing, and what comes of trying it with valid input."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from moments.graphql.shared import ids
from tests.api.api_client import ALL_WARNINGS, PEOPLE, ApiClient
from tests.api.snapshots import SURVEY

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "Application": (
        *("editApplication", "nameSupervisor", "submitApplication", "withdrawApplication", "reviseApplication"),
        *("approveApplication", "denyApplication", "markDecisionSeen"),
    ),
    "Mentorship": (
        *("acceptRequest", "declineRequest", "cancelRequest", "proposeAgreement", "acceptAgreement"),
        *("proposeMeeting", "logMeeting", "completeMentorship", "discontinueMentorship"),
    ),
    "Meeting": ("confirmMeeting", "moveMeeting", "cancelMeeting", "markMeetingHeld", "confirmHours"),
    "Survey": ("submitSurvey", "handleFollowUp"),
    "Email": ("resendEmail", "discardEmail"),
    "Skill": ("retireSkill", "reinstateSkill"),
    "Department": ("nameAdministrator",),
    "Administrator": ("removeAdministrator",),
    "Person": ("removeOfficeMember",),
    "SignInBinding": ("unbindSignIn",),
    "Renumbering": ("decideRenumbering",),
    "Session": ("endSession",),
    "CycleStage": ("moveStages", "runStage", "skipStage"),
    "MatchingRun": ("requestTrialRun",),
    "MentorProfile": ("requestMentor",),
    "Suggestion": ("requestMentor",),
    "SuggestionList": ("replaceSuggestions",),
    "Participant": ("setAvailability", "setReminders"),
    "Resource": ("reviseResource",),
    "SurveyChoices": ("setSurveyChoices",),
    "Holiday": ("setHoliday", "removeHoliday"),
    "ApplicationForm": ("startApplication",),
    "Viewer": (
        *("startApplication", "setAvailability", "setReminders", "endOtherSessions", "extendSession"),
        *("addSkill", "setHoliday", "addOfficeMember", "requestTrialRun"),
    ),
}
"""Type -> the actions that its `viewerActions` may name, in their order; the others have none."""
TOLD = "action allowed code reason rule"
AGREEMENT = {"goals": "To grow", "schedule": "Mondays", "obstacles": "None"}
STAGES = ("ANNOUNCE", "OPEN", "REMIND", "CLOSE", "MATCH", "SUGGEST")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Thing:
    """`identity`: the global id, of the department for an administrator, of the cycle for a stage. `part`: the
    administrator, the stage, the question, the kind of application or the mentor within it.
    """

    kind: str
    identity: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code`: of the first error; None for success."""

    code: str | None
    message: str | None


async def told(
    world: ApiClient, who: str, thing: Thing, shape: str = TOLD, only: str = ""
) -> Mapping[str, Json] | None:
    """Mutation -> what is said of its action; None where the thing is not there for them."""
    actions = f"viewerActions{only} {{ {shape} }}"
    found = await READERS.get(thing.kind, _node)(world, who, thing, actions)
    if found is None:
        return None
    return {_mutation(each["action"]): each for each in found["viewerActions"]}


async def tried(world: ApiClient, who: str, thing: Thing, mutation: str) -> Outcome:
    payload = await world.do(who, mutation, "__typename", **(await given(world, thing, mutation)))
    errors = payload["errors"]
    return Outcome(errors[0]["code"], " ".join(each["message"] for each in errors)) if errors else Outcome(None, None)


def _mutation(action: str) -> str:
    first, *others = action.lower().split("_")
    return first + "".join(each.capitalize() for each in others)


# --- where the actions of each type are read ---


async def _node(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    return await world.node(who, thing.kind, thing.identity, actions)  # type: ignore[no-any-return]


async def _stage(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    cycle = await world.node(who, "Cycle", thing.identity, f"stages {{ stage {actions} }}")
    return cycle and next(each for each in cycle["stages"] if each["stage"] == thing.part)


async def _administrator(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    shape = f"administrators(first: 100) {{ nodes {{ person {{ id }} {actions} }} }}"
    nodes = (await world.node(who, "Department", thing.identity, shape))["administrators"]["nodes"]
    return next((each for each in nodes if each["person"]["id"] == thing.part), None)


async def _viewer(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    return await world.viewer(who, actions)  # type: ignore[no-any-return]


async def _form(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    return (await world.viewer(who, f"applicationForm(kind: {thing.part}) {{ {actions} }}"))["applicationForm"]  # type: ignore[no-any-return]


async def _choices(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    found = await world.data(who, f"{{ surveyChoices {{ question {actions} }} }}")
    return next(each for each in found["surveyChoices"] if each["question"] == thing.part)  # type: ignore[no-any-return]


async def _holiday(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    found = await world.data(who, f"{{ holidays(year: {thing.part[:4]}) {{ day {actions} }} }}")
    return next((each for each in found["holidays"] if each["day"] == thing.part), None)


async def _list(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    return (await world.viewer(who, f"suggestionList {{ {actions} }}"))["suggestionList"]  # type: ignore[no-any-return]


async def _suggestion(world: ApiClient, who: str, thing: Thing, actions: str) -> Json | None:
    shape = f"suggestionList {{ suggestions {{ nodes {{ person {{ id }} {actions} }} }} }}"
    listed = (await world.viewer(who, shape))["suggestionList"]
    nodes = listed["suggestions"]["nodes"] if listed else []
    return next((each for each in nodes if each["person"]["id"] == ids.encode("Person", thing.part)), None)


READERS: Mapping[str, Callable[[ApiClient, str, Thing, str], Awaitable[Json | None]]] = {
    "CycleStage": _stage,
    "Administrator": _administrator,
    "Viewer": _viewer,
    "ApplicationForm": _form,
    "SurveyChoices": _choices,
    "Holiday": _holiday,
    "SuggestionList": _list,
    "Suggestion": _suggestion,
}

# --- input with which somebody succeeds, if anybody can ---

FIELD = {
    "Mentorship": "mentorship",
    "CycleStage": "cycle",
    "Administrator": "department",
    "MatchingRun": "baseRun",
    "MentorProfile": "mentor",
}
_numbers = count(1)


async def given(world: ApiClient, thing: Thing, mutation: str) -> Json:
    about = {FIELD.get(thing.kind, thing.kind.lower()): thing.identity} if thing.identity else {}
    if thing.kind in ("Participant", "Viewer"):
        about = {}
    return {**about, **await _more(world, thing, mutation)}


async def _more(world: ApiClient, thing: Thing, mutation: str) -> Json:
    now = world.clock.now()
    match mutation:
        case "editApplication":
            return await _filled_in(world)
        case "nameSupervisor":
            return await _another_supervisor(world, thing)
        case "approveApplication" | "denyApplication":
            return {"inLieuGround": "FMLA leave"}
        case "proposeAgreement":
            return AGREEMENT
        case "acceptAgreement":
            return await _as_read(world, thing)
        case "proposeMeeting" | "moveMeeting":
            field = "startsAt" if mutation == "proposeMeeting" else "newStartsAt"
            minutes = "minutes" if mutation == "proposeMeeting" else "newMinutes"
            starts_at = (now + timedelta(minutes=30 + next(_numbers))).isoformat()
            return {field: starts_at, minutes: 1, "acceptWarnings": ALL_WARNINGS}
        case "logMeeting":
            return {"startsAt": (now - timedelta(minutes=2 + next(_numbers))).isoformat(), "minutes": 1}
        case "markMeetingHeld":
            return {"minutes": 1}
        case "submitSurvey":
            return _answers(thing)
        case "discardEmail" | "skipStage":
            return {"reason": "They have left."} | ({"stage": thing.part} if thing.part else {})
        case "decideRenumbering":
            return {"verdict": "SAME_PERSON"}
        case "runStage":
            return {"stage": thing.part, "outsideFirstMonth": True}
        case "moveStages":
            return await _later(world, thing)
        case "nameAdministrator":
            return {"email": await _not_yet(world, thing)}
        case "removeAdministrator":
            return {"person": thing.part}
        case "requestMentor" if thing.kind == "Suggestion":
            return {"mentor": ids.encode("Person", thing.part)}
        case "setAvailability":
            return {"available": True, "capacity": 2}
        case "setReminders":
            return {"muted": []}
        case "setSurveyChoices":
            return {"question": thing.part, "choices": ["Good", f"Bad {next(_numbers)}", "Monthly", "In person"]}
        case "reviseResource":
            return {"markdown": f"# Text {next(_numbers)}\n\nIt is another."}
        case "startApplication":
            return {"kind": thing.part}
        case "addSkill":
            return {"category": "SOFT", "name": f"Patience {'x' * next(_numbers)}"[:60]}
        case "setHoliday":
            return {
                "day": thing.part if thing.kind == "Holiday" else "2027-03-05",
                "name": f"Snow day {next(_numbers)}",
            }
        case "removeHoliday":
            return {"day": thing.part}
        case "addOfficeMember":
            return {"email": await _not_in_office(world)}
        case _:
            return {}


async def _filled_in(world: ApiClient) -> Json:
    found = await world.data("ann", "{ skills(first: 100) { nodes { id category } } }")
    career, soft = ([n["id"] for n in found["skills"]["nodes"] if n["category"] == c] for c in ("CAREER", "SOFT"))
    return {
        "bio": f"Edited {next(_numbers)} times.",
        "workingHours": "mon-fri-0800-1700",
        "careerSkills": career[:2],
        "softSkills": soft[:1],
    }


async def _another_supervisor(world: ApiClient, thing: Thing) -> Json:
    """Of people whom the applicant is not above."""
    async with world.container.unit_of_work() as work:
        application = await work.applications.get(ids.identity_of("Application", thing.identity))  # type: ignore[arg-type]
    now = application.supervisor and application.supervisor.person
    who = next(each for each in ("deputy", "chief", "boss") if each not in (now, application.applicant))
    return {
        "supervisorFirstName": who.capitalize(),
        "supervisorLastName": "Doe",
        "supervisorEmail": next(each.email for each in PEOPLE if each.id == who),
        "onExtendedLeave": True,
    }


async def _as_read(world: ApiClient, thing: Thing) -> Json:
    async with world.container.unit_of_work() as work:
        mentorship = await work.mentorships.get(ids.identity_of("Mentorship", thing.identity))  # type: ignore[arg-type]
    agreement = mentorship.agreement
    return {"proposedAt": agreement.proposed_at.isoformat()} if agreement else {}


def _answers(thing: Thing) -> Json:
    answers = {**SURVEY, "contactMe": next(_numbers) % 2 == 0}
    if ids.identity_of("Survey", thing.identity).endswith(":mentor"):
        del answers["gainedAccess"]
        answers |= {"howMet": "In person", "ending": "COMPLETED"}
    return answers


async def _later(world: ApiClient, thing: Thing) -> Json:
    """The stage and all that are planned after it, each a day later than the one before."""
    cycle = await world.node("olga", "Cycle", thing.identity, "stages { stage state }")
    planned = [each["stage"] for each in cycle["stages"] if each["state"] == "PLANNED"]
    moved = [thing.part, *(each for each in planned if STAGES.index(each) > STAGES.index(thing.part))]
    begin = world.clock.now() + timedelta(days=400 + next(_numbers) * 10)
    dates = [{"stage": each, "dueAt": (begin + timedelta(days=day)).isoformat()} for day, each in enumerate(moved)]
    return {"stages": dates, "outsideFirstMonth": True}


async def _not_yet(world: ApiClient, thing: Thing) -> str:
    """The email of somebody of the department who is no administrator of it."""
    department = ids.identity_of("Department", thing.identity)
    async with world.container.unit_of_work() as work:
        present = {each.person for each in await work.administrators.of(department)}  # type: ignore[arg-type]
    theirs = [each for each in PEOPLE if each.department == department and each.id not in present]
    return theirs[-1].email


async def _not_in_office(world: ApiClient) -> str:
    async with world.container.unit_of_work() as work:
        members = await work.office.members()
    return next(each.email for each in PEOPLE if each.id not in members)
