"""A small State for tests that speak GraphQL: A small data set and an in-process client for the real application."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeVar

import httpx
import pytest
from dependency_injector import providers
from graphql import GraphQLInputObjectType
from sqlalchemy import select

from moments.application.directory.import_directory import ImportDirectory
from moments.application.directory.limits import ImportLimits
from moments.application.directory.plan import ImportPlan
from moments.application.directory.update import DirectoryUpdate
from moments.application.ports.sessions import ProviderLogin
from moments.domain.identity.sign_in import ProviderIdentity
from moments.domain.mentorships.meeting_time import MeetingWarningKind
from moments.domain.participants.employee import Department, Employee, Employment, Evaluation
from moments.domain.shared.ids import DepartmentCode, EmployeeNumber, PersonId
from moments.edge.operation_schema import OperationSchema
from moments.graphql.schema import build_schema
from moments.graphql.shared import ids
from moments.graphql.shared.mutations import input_paths
from moments.infrastructure.authentication import DevelopmentIssuer
from moments.infrastructure.persistence.tables import emails, metadata, private_reads
from moments.infrastructure.persistence.unit_of_work import SqlUnitOfWork
from moments.infrastructure.settings import Settings
from moments.main import Container, serve_app
from tests.steps import Steps
from tests.unbounded import unbounded

Result = TypeVar("Result")
ALL_WARNINGS = [kind.name for kind in MeetingWarningKind]
"""For `acceptWarnings`: whatever speaks against the time of a meeting."""
BEGIN = datetime(2026, 1, 12, 15, 0, tzinfo=UTC)
"""A Monday, 9 o'clock in Jefferson City."""

OA = Department(DepartmentCode("OA"), "Office of Administration", "hr@oa.mo.example", "travel@oa.mo.example")
DPS = Department(
    DepartmentCode("DPS"),
    "Department of Public Safety",
    "Human Resources, room 430, hr@dps.mo.example, 573-555-0106",
    "travel@dps.mo.example",
)


def employee(name: str, department: Department, supervisor: str | None, **facts: Any) -> Employee:
    """`name` is id, first name and the email's beginning; the last name is Doe."""
    return Employee(
        id=PersonId(name),
        number=EmployeeNumber(name),
        first_name=name.capitalize(),
        last_name="Doe",
        email=f"{name}@{department.code.lower()}.mo.example",
        department=department.code,
        division=facts.pop("division", "General Services"),
        job_title=facts.pop("job_title", "Analyst"),
        work_location=facts.pop("work_location", "Jefferson City"),
        hire_date=date(2019, 5, 1),
        employment=facts.pop("employment", Employment.FULL_TIME),
        supervisor=PersonId(supervisor) if supervisor else None,
        **facts,
    )


PEOPLE = (
    employee("chief", OA, None, job_title="Director"),
    employee("boss", OA, "chief", job_title="Manager"),
    employee("deputy", OA, "chief", job_title="Manager"),
    employee("temp", OA, "deputy"),
    employee("ann", OA, "boss"),
    employee("abe", OA, "boss"),
    employee("risky", OA, "boss", evaluation=Evaluation(date(2025, 12, 1), at_risk=True)),
    employee("parttime", OA, "boss", employment=Employment.PART_TIME),
    employee("adam", OA, "chief"),
    employee("olga", OA, "chief"),
    employee("head", DPS, None, job_title="Director"),
    employee("mia", DPS, "head", job_title="Crime Laboratory Manager", work_location="Springfield"),
    employee("max", DPS, "head"),
    employee("moe", DPS, "head"),
    employee("dora", DPS, "head"),
    employee("stranger", DPS, "mia"),
)


class Email(NamedTuple):
    """An email due, as the outbox has it."""

    kind: str
    recipient: str
    data: dict[str, str | None]


class UserErrorSeen(NamedTuple):
    """`field`: the last part of the path of the input at fault, or the field that was saved with another input."""

    code: str
    rule: str | None
    field: str | None


AS_READ: dict[str, tuple[str, dict[str, str]]] = {
    "approveApplication": ("Application", {"submittedAt": "submittedAt"}),
    "denyApplication": ("Application", {"submittedAt": "submittedAt"}),
    "markDecisionSeen": ("Application", {"decidedAt": "decision { decidedAt }"}),
    "proposeAgreement": ("Mentorship", {"proposedAt": "agreement { proposedAt }"}),
    "acceptAgreement": ("Mentorship", {"proposedAt": "agreement { proposedAt }"}),
    "moveMeeting": ("Meeting", {"startsAt": "startsAt"}),
    "confirmMeeting": ("Meeting", {"startsAt": "startsAt", "minutes": "minutes"}),
    "cancelMeeting": ("Meeting", {"startsAt": "startsAt"}),
    "markMeetingHeld": ("Meeting", {"startsAt": "startsAt"}),
    "confirmHours": ("Meeting", {"startsAt": "startsAt", "minutes": "minutes"}),
    "editApplication": ("Application", {"expectedRevision": "revision"}),
    "moveStages": ("Cycle", {"expectedRevision": "revision"}),
    "reviseResource": ("Resource", {"expectedVersion": "version"}),
}
"""Mutation -> the type of its thing, and what of it the input carries as it was read."""
UNREAD: dict[str, Any] = dict.fromkeys(("submittedAt", "decidedAt", "proposedAt", "startsAt"), "2000-01-01T00:00Z")
UNREAD |= {"minutes": 60, "expectedRevision": 0, "expectedVersion": 0}
MAY_BE_THE_FIRST = {"proposeAgreement"}
"""Of those, what also makes the first of its kind; then the input carries null."""
UNCOMPARED: dict[str, list[tuple[Any, ...]]] = {"supervisor_tries": []}
"""What a refusal writes: that it was tried."""
UNLESS_SAID: dict[str, dict[str, Any]] = {"nameSupervisor": {"onExtendedLeave": True}}
"""What is said where a test is about something else."""
READ_OF_ALL = {
    "setSurveyChoices": "{ surveyChoices { question revision } }",
    "setReminders": "{ viewer { reminders { revision } } }",
}
"""Mutation -> the query that tells the revision of what has no ID."""


def _leads_into_the_input(error: dict[str, Any], mutation: str) -> bool:
    """Whether the error's path is that of a field of that very input, where a field is at fault."""
    input_ = _schema()._schema.type_map[f"{mutation[0].upper()}{mutation[1:]}Input"]
    assert isinstance(input_, GraphQLInputObjectType)
    if error["__typename"] == "SavedFieldError":
        return mutation == "submitApplication" and error["field"] == ["input", "application"]
    return error["field"] is None or error["field"] in input_paths(input_).values()


def _found(seen: Any, shape: str) -> Any:
    """The value of the shape's innermost field."""
    for field in shape.replace("{", " ").replace("}", " ").split():
        seen = (seen or {}).get(field)
    return seen


class MovableClock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Each look is a little later, so that no two things happen at one moment."""
        self.at += timedelta(milliseconds=1)
        return self.at

    def pass_(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class ApiClient:
    """`adam` administers OA, `dora` DPS; `olga` is the program office."""

    container: Container
    client: httpx.AsyncClient
    issuer: DevelopmentIssuer
    clock: MovableClock
    settings: Settings
    steps: Steps | None = None
    """None where each is taken anew."""

    async def ask(self, who: str | None, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer, errors and all. `who`: a person's id, or None for nobody."""
        headers = {"authorization": f"Bearer {self.token(who)}"} if who else {}
        answer = await self.client.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        return answer.json()  # type: ignore[no-any-return]

    async def data(self, who: str, query: str, **variables: Any) -> Any:
        """What was asked for; an answer with top-level errors fails the test."""
        answer = await self.ask(who, query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def do(self, who: str, mutation: str, shape: str, **given: Any) -> dict[str, Any]:
        """The payload of a mutation, its errors with code, message, field and rule. What has to be read before is read
        now, unless it is given.
        """
        given = UNLESS_SAID.get(mutation, {}) | given
        given |= await self.as_read(who, mutation, given)
        name = mutation[0].upper() + mutation[1:]
        query = (
            f"mutation($input: {name}Input!) {{ {mutation}(input: $input) "
            f"{{ {shape} errors {{ __typename code message field rule ... on SavedFieldError {{ savedField }} }} }} }}"
        )
        payload = (await self.data(who, query, input=given))[mutation]
        assert all(_leads_into_the_input(error, mutation) for error in payload["errors"]), payload["errors"]
        return payload  # type: ignore[no-any-return]

    async def as_read(self, who: str | None, mutation: str, given: dict[str, Any]) -> dict[str, Any]:
        """What the input carries of the thing as `who` reads it; something else where they may not see it."""
        if mutation in READ_OF_ALL and "expectedRevision" not in given:
            return {"expectedRevision": await self._revision(who, mutation, given)}
        if "items" in given:
            items: list[dict[str, Any]] = given["items"]
            return {"items": [{**each, **await self.as_read(who, mutation.removesuffix("s"), each)} for each in items]}
        kind, shapes = AS_READ.get(mutation, ("", {}))
        shapes = {name: shape for name, shape in shapes.items() if name not in given}
        if not shapes:
            return {}
        shape = f"__typename {' '.join(shapes.values())}"
        seen = (await self.node(who, kind, given[kind.lower()], shape) or {}) if who else {}
        unread = dict.fromkeys(shapes) if mutation in MAY_BE_THE_FIRST and seen else UNREAD
        return {name: _found(seen, shape) or unread[name] for name, shape in shapes.items()}

    async def _revision(self, who: str | None, mutation: str, given: dict[str, Any]) -> int:
        data = (await self.ask(who, READ_OF_ALL[mutation])).get("data") or {}
        if data.get("viewer"):
            return data["viewer"]["reminders"]["revision"]  # type: ignore[no-any-return]
        asked = [each for each in data.get("surveyChoices", ()) if each["question"] == given["question"]]
        return asked[0]["revision"] if asked else 0

    async def done(self, who: str, mutation: str, shape: str, **given: Any) -> dict[str, Any]:
        """As `do`, but a refusal fails the test."""
        payload = await self.do(who, mutation, shape, **given)
        assert payload["errors"] == [], payload["errors"]
        return payload

    async def browser(self, who: str, device: str = "Firefox on Linux") -> str:
        """The cookie of a browser in which they are signed in."""
        login = ProviderLogin(self.settings.issuer, self.issuer.subject_of(self.email(who), PersonId(who)), f"{who}'s")
        return await self.container.browser_sessions().begin(PersonId(who), login, device)

    async def session(self, who: str) -> str:
        """The id of the browser session that they have used last."""
        return str((await self.viewer(who, "sessions { id }"))["sessions"][0]["id"])

    def token(self, who: str) -> str:
        return self.issuer.token_for(self.email(who), person=PersonId(who))

    def email(self, who: str) -> str:
        return next(person.email for person in PEOPLE if person.id == who)

    async def change_directory(self, *changed: Employee) -> None:
        """Writes records as they are, without an import's consequences."""
        async with self.container.unit_of_work() as work:
            await work.directory.write(changed)
            await work.commit()

    async def import_directory(self, *changed: Employee, gone: Collection[str] = (), **said: Any) -> ImportPlan:
        """The whole directory comes in anew, with these records changed and those people gone.

        `said`: what else a DirectoryUpdate says.
        """
        people = {person.id: person for person in (*PEOPLE, *changed)}
        employees = [person for person in people.values() if person.id not in gone]
        use_case = ImportDirectory(self.container.unit_of_work, self.clock)
        update = DirectoryUpdate(employees, said.pop("departments", (OA, DPS)), **said)
        return await use_case(update, limits=ImportLimits(leavers=1.0))

    # --- what tests look at ---

    async def refusals(self, who: str, mutation: str, **given: Any) -> list[dict[str, Any]]:
        """The payload's errors. Fails the test unless it was refused, and nothing at all was written."""
        before = await self.dump() | UNCOMPARED
        errors = (await self.do(who, mutation, "__typename", **given))["errors"]
        assert errors, f"{mutation} was not refused"
        assert await self.dump() | UNCOMPARED == before, "something was written all the same"
        return errors  # type: ignore[no-any-return]

    async def refused(self, who: str, mutation: str, **given: Any) -> list[UserErrorSeen]:
        """As `refusals`; the codes."""
        errors = await self.refusals(who, mutation, **given)
        return [
            UserErrorSeen(each["code"], each["rule"], each.get("savedField") or (each["field"] and each["field"][-1]))
            for each in errors
        ]

    async def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, but for who has read what: a refusal that names a criterion is a read."""
        async with self.container.database().reading() as connection:
            return {
                table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
                for table in metadata.sorted_tables
                if table is not private_reads
            }

    async def emails(self, *kinds: str) -> list[Email]:
        """The emails due, in the order they were written; of these kinds, if any are named."""
        statement = select(emails.c.kind, emails.c.recipient, emails.c.data).order_by(emails.c.id)
        async with self.container.database().reading() as connection:
            rows = (await connection.execute(statement)).all()
        return [Email(row.kind, row.recipient, row.data) for row in rows if not kinds or row.kind in kinds]

    async def failed_email(self, problem: str = "550 no such mailbox") -> str:
        """The id of an email that is due, and that nobody can deliver from now on."""
        delivery_queue, now = self.container.delivery_queue(), self.clock.now()
        (email,) = await delivery_queue.claim(now, timedelta(minutes=3), 1)
        assert await delivery_queue.mark_failed(email, now, problem)
        return ids.encode("Email", str(email.id))

    async def viewer(self, who: str, shape: str) -> Any:
        return (await self.data(who, f"{{ viewer {{ {shape} }} }}"))["viewer"]

    async def node(self, who: str, kind: str, identity: str, shape: str) -> Any:
        """What `who` sees of that thing: None where there is no such thing for them."""
        query = f"query($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ {shape} }} }} }}"
        return (await self.data(who, query, id=identity))["node"]

    async def state(self, who: str, kind: str, identity: str) -> str:
        return (await self.node(who, kind, identity, "state"))["state"]  # type: ignore[no-any-return]

    async def timeline(self, who: str, kind: str, identity: str) -> list[str]:
        seen = await self.node(who, kind, identity, "timeline(first: 100) { nodes { message } }")
        return [entry["message"] for entry in seen["timeline"]["nodes"]]

    async def assignee(self, who: str, kind: str, identity: str) -> tuple[str, str, datetime] | None:
        """Role, name and since when; None where nobody has to act."""
        held = (await self.node(who, kind, identity, "assignee { role person { name } since }"))["assignee"]
        return held and (held["role"], held["person"]["name"], datetime.fromisoformat(held["since"]))

    async def found(self, mentee: str, where: dict[str, Any] | None = None, order: str = "BEST_MATCH") -> list[str]:
        """The mentors whom that search finds, in its order, by the ids of PEOPLE."""
        query = (
            "query($where: MentorFilterInput, $order: MentorOrder!) "
            "{ searchMentors(where: $where, orderBy: $order, first: 100) { nodes { name } errors { code } } }"
        )
        answer = (await self.data(mentee, query, where=where, order=order))["searchMentors"]
        assert answer["errors"] == [], answer["errors"]
        return [node["name"].split()[0].lower() for node in answer["nodes"]]

    async def may_not_search(self, who: str) -> tuple[str, str]:
        """The code and the rule with which the search is refused."""
        found = await self.data(who, "{ searchMentors { nodes { name } errors { code rule } } }")
        assert found["searchMentors"]["nodes"] == []
        (error,) = found["searchMentors"]["errors"]
        return error["code"], error["rule"]

    async def department(self, code: str) -> str:
        """The id of the department."""
        found = await self.data("ann", "{ departments { nodes { id code } } }")
        return next(node["id"] for node in found["departments"]["nodes"] if node["code"] == code)  # type: ignore[no-any-return]

    # --- steps that many tests begin with ---

    async def skills(self) -> dict[str, str]:
        """Name -> id."""
        found = await self.data("ann", "{ skills(first: 100, includeRetired: true) { nodes { id name } } }")
        return {node["name"]: node["id"] for node in found["skills"]["nodes"]}

    async def step(self, name: Hashable, taken: Callable[[], Awaitable[Result]]) -> Result:
        """What follows from what was before and from the name alone is done once for all worlds."""
        return await (self.steps.take(name, taken) if self.steps else taken())

    async def draft(self, who: str, kind: str, career: list[str] | None = None, soft: list[str] | None = None) -> str:
        """A complete draft's id."""

        async def taken() -> str:
            ids = await self.skills()
            payload = await self.done(
                who,
                "startApplication",
                "application { id }",
                kind=kind,
                bio=f"{who} likes to learn and to teach.",
                workingHours="mon-fri-0800-1700",
                careerSkills=[ids[name] for name in (career or ["Networking", "Delegation"])],
                softSkills=[ids[name] for name in (soft or ["Resiliency"])],
            )
            return payload["application"]["id"]  # type: ignore[no-any-return]

        return await self.step(("draft", who, kind, tuple(career or ()), tuple(soft or ())), taken)

    async def submitted(self, who: str, kind: str, **skills: list[str]) -> str:
        async def taken() -> str:
            application = await self.draft(who, kind, **skills)
            await self.done(who, "submitApplication", "application { id }", application=application)
            return application

        return await self.step(("submitted", who, kind, _named(skills)), taken)

    async def approved(self, who: str, kind: str, **skills: list[str]) -> str:
        async def taken() -> str:
            application = await self.submitted(who, kind, **skills)
            supervisor = next(person.supervisor for person in PEOPLE if person.id == who)
            assert supervisor
            await self.done(supervisor, "approveApplication", "application { id }", application=application)
            return application

        return await self.step(("approved", who, kind, _named(skills)), taken)

    async def ready(self, mentees: str = "ann", mentors: str = "mia max moe") -> None:
        """Everybody approved in their role, in that order, mentors first."""

        async def taken() -> None:
            for mentor in mentors.split():
                await self.approved(mentor, "MENTOR")
            for mentee in mentees.split():
                await self.approved(mentee, "MENTEE")

        await self.step(("ready", mentees, mentors), taken)

    async def profile(self, mentee: str, mentor: str) -> str:
        """The id of the mentor's profile, as that mentee's search finds it."""
        found = await self.data(mentee, "{ searchMentors(first: 100) { nodes { id name } errors { code } } }")
        nodes = found["searchMentors"]["nodes"]
        return next(node["id"] for node in nodes if node["name"] == f"{mentor.capitalize()} Doe")  # type: ignore[no-any-return]

    async def requested(self, mentee: str, mentor: str, message: str | None = None) -> str:
        """The mentorship's id; both have to be approved."""

        async def taken() -> str:
            profile = await self.profile(mentee, mentor)
            payload = await self.done(mentee, "requestMentor", "mentorship { id }", mentor=profile, message=message)
            return payload["mentorship"]["id"]  # type: ignore[no-any-return]

        return await self.step(("requested", mentee, mentor, message), taken)

    async def active(self, mentee: str, mentor: str) -> str:
        async def taken() -> str:
            mentorship = await self.requested(mentee, mentor)
            await self.done(mentor, "acceptRequest", "mentorship { id }", mentorship=mentorship)
            return mentorship

        return await self.step(("active", mentee, mentor), taken)


def _named(skills: dict[str, list[str]]) -> Hashable:
    return tuple((kind, tuple(names)) for kind, names in skills.items())


@cache
def _issuer(base_url: str) -> DevelopmentIssuer:
    """One for all worlds: a new key costs a tenth of a second."""
    with TemporaryDirectory() as folder:
        return DevelopmentIssuer.open(Settings(base_url=base_url, data_directory=Path(folder)))


@cache
def _schema(**options: Any) -> OperationSchema:
    """One for all worlds: to build it takes a tenth of a second."""
    return build_schema(**options)


@asynccontextmanager
async def a_world(database_url: str, folder: Path, *, copied: bool = True, **more: Any) -> AsyncIterator[ApiClient]:
    """`database_url`: of a fresh, migrated database; `more`: settings. No worker runs unless they say so.

    `copied`: whether steps may be copies, which a crash of the database server may lose."""
    quiet: dict[str, Any] = {"worker_in_server": False, **unbounded()}
    settings = Settings(database_url=database_url, data_directory=folder, **(quiet | more))
    container = Container(settings=settings)
    clock = MovableClock(BEGIN)
    container.clock.override(providers.Object(clock))
    container.development_issuer.override(providers.Object(_issuer(settings.base_url)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("moments.main.build_schema", _schema)
        app = serve_app(settings, container)
    async with _running(app):
        steps = None
        if copied and not settings.worker_in_server:  # a worker writes when it likes
            steps = await Steps.begin(container, clock, database_url, tuple(sorted(more.items())))
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://moments.test") as client:
            world = ApiClient(container, client, container.development_issuer(), clock, settings, steps)
            await world.step("people", lambda: _fill(container.unit_of_work(), world.issuer.issuer))
            yield world
        if steps:
            await steps.end()


@asynccontextmanager
async def _running(app: Any) -> AsyncIterator[None]:
    """The ASGI lifespan, begun and ended as a server does."""
    import asyncio

    inbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    outbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    task = asyncio.create_task(app({"type": "lifespan", "asgi": {"version": "3.0"}}, inbox.get, outbox.put))
    await inbox.put({"type": "lifespan.startup"})
    assert (await outbox.get())["type"] == "lifespan.startup.complete"
    try:
        yield
    finally:
        await inbox.put({"type": "lifespan.shutdown"})
        await outbox.get()
        await task


async def _fill(new_work: SqlUnitOfWork, issuer: str) -> None:
    """Everybody has been here before, so that no test's first request writes."""
    from moments.domain.program.administrators import Administrator

    async with new_work as work:
        await work.directory.write_departments([OA, DPS])
        await work.directory.write(PEOPLE)
        for person, department in (("adam", OA), ("dora", DPS)):
            await work.administrators.add(Administrator(PersonId(person), department.code, PersonId("olga"), BEGIN))
        await work.office.add(PersonId("olga"))
        for person in PEOPLE:
            subject = DevelopmentIssuer.subject_of(person.email, person.id)
            await work.sign_ins.bind(person.id, ProviderIdentity(issuer, subject, BEGIN), BEGIN)
        await work.commit()


def changed(person: str, **facts: Any) -> Employee:
    """The record of that person with some facts changed."""
    return replace(next(each for each in PEOPLE if each.id == person), **facts)
