"""What people do: each action names whom and what, so that it can be taken again; what is not there is passed over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from moments.application.applications.decide_application import (
    ApproveApplication,
    DecideApplicationCommand,
    DenyApplication,
)
from moments.application.applications.filling_in import FilledIn, SupervisorWritten
from moments.application.applications.mark_decision_seen import MarkDecisionSeen, MarkDecisionSeenCommand
from moments.application.applications.name_supervisor import NameSupervisor, NameSupervisorCommand
from moments.application.applications.revise_application import ReviseApplication, ReviseApplicationCommand
from moments.application.applications.start_application import StartApplication, StartApplicationCommand
from moments.application.applications.submit_application import SubmitApplication, SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplication, WithdrawApplicationCommand
from moments.application.participants.set_availability import SetAvailability, SetAvailabilityCommand
from moments.application.program.administrators import (
    NameAdministrator,
    NameAdministratorCommand,
    RemoveAdministrator,
    RemoveAdministratorCommand,
)
from moments.application.program.office import (
    AddOfficeMember,
    AddOfficeMemberCommand,
    RemoveOfficeMember,
    RemoveOfficeMemberCommand,
)
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind
from tests.simulation.model import Model
from tests.simulation.world import HOURS, World


class Action(Protocol):
    async def perform(self, world: World) -> None: ...


@dataclass(frozen=True, slots=True)
class Start:
    """With `skills`: how many of each category; too few, and it can't be submitted."""

    by: PersonId
    kind: ApplicationKind
    first: int
    skills: int = 3

    async def perform(self, world: World) -> None:
        career, soft = world.skills
        chosen = tuple((career + career)[self.first : self.first + self.skills])
        form = FilledIn(
            bio="I like to learn.",
            working_hours=HOURS,
            career=chosen,
            soft=tuple((soft + soft)[self.first : self.first + self.skills]),
        )

        def then(model: Model, result: str) -> None:
            model.start(ApplicationId(result), self.by, self.kind.value)

        await world.attempt(
            StartApplication,
            StartApplicationCommand(self.kind, form),
            self.by,
            may=lambda model: model.app_of(self.by, self.kind.value) is None,
            then=then,
        )


@dataclass(frozen=True, slots=True)
class Submit:
    by: PersonId
    application: ApplicationId

    async def perform(self, world: World) -> None:
        await world.attempt(
            SubmitApplication,
            SubmitApplicationCommand(self.application),
            self.by,
            may=lambda model: model.may_submit(self.by, self.application),
            then=lambda model, _: model.submit(self.application),
        )


@dataclass(frozen=True, slots=True)
class Name:
    """APP-7: the supervisor is on leave, says the applicant. Only what is plainly refused is foretold."""

    by: PersonId
    application: ApplicationId
    supervisor: PersonId

    async def perform(self, world: World) -> None:
        record = world.model.people.get(self.supervisor)
        if record is None:
            return
        written = SupervisorWritten(
            first_name=record.first_name, last_name=record.last_name, email=record.email, on_leave=True
        )
        await world.attempt(
            NameSupervisor,
            NameSupervisorCommand(self.application, written),
            self.by,
            may=lambda model: None if model.may_name(self.by, self.application, self.supervisor) else False,
            then=lambda model, _: model.name_supervisor(self.application, self.supervisor),
        )


@dataclass(frozen=True, slots=True)
class Decide:
    by: PersonId
    application: ApplicationId
    read: datetime
    approves: bool
    ground: str | None = None

    async def perform(self, world: World) -> None:
        def may(model: Model) -> bool:
            app = model.apps.get(self.application)
            fresh = app is not None and app.submitted_at == self.read
            return fresh and model.may_decide(self.by, self.application, self.ground, approves=self.approves)

        await world.attempt(
            ApproveApplication if self.approves else DenyApplication,
            DecideApplicationCommand(self.application, self.read, None, self.ground),
            self.by,
            may=may,
            then=lambda model, _: model.decide(self.application, self.by, approves=self.approves),
        )


@dataclass(frozen=True, slots=True)
class MarkSeen:
    by: PersonId
    application: ApplicationId
    read: datetime

    async def perform(self, world: World) -> None:
        await world.attempt(
            MarkDecisionSeen,
            MarkDecisionSeenCommand(self.application, self.read),
            self.by,
            may=lambda model: None,
            then=lambda model, _: model.mark_seen(self.application),
        )


@dataclass(frozen=True, slots=True)
class Withdraw:
    by: PersonId
    application: ApplicationId

    async def perform(self, world: World) -> None:
        await world.attempt(
            WithdrawApplication,
            WithdrawApplicationCommand(self.application),
            self.by,
            may=lambda model: model.may_withdraw(self.by, self.application),
            then=lambda model, _: model.withdraw(self.application),
        )


@dataclass(frozen=True, slots=True)
class Revise:
    by: PersonId
    application: ApplicationId

    async def perform(self, world: World) -> None:
        def may(model: Model) -> bool:
            app = model.apps.get(self.application)
            return app is not None and app.applicant == self.by and app.state in ("denied", "withdrawn")

        await world.attempt(
            ReviseApplication,
            ReviseApplicationCommand(self.application),
            self.by,
            may=may,
            then=lambda model, _: model.revise(self.application),
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """CAP-3, CAP-2: whether a mentor takes requests, and how many mentees."""

    by: PersonId
    available: bool | None
    wishes: int | None

    async def perform(self, world: World) -> None:
        def may(model: Model) -> bool:
            return model.app_of(self.by, "mentor") is not None and self.wishes in (None, 1, 2)

        await world.attempt(
            SetAvailability,
            SetAvailabilityCommand(self.available, self.wishes),
            self.by,
            may=may,
            then=lambda model, _: model.set_availability(self.by, self.available, self.wishes),
        )


# --- who has which power -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddAdministrator:
    by: PersonId
    department: DepartmentCode
    person: PersonId

    async def perform(self, world: World) -> None:
        record = world.model.people.get(self.person)
        if record is None:
            return

        def may(model: Model) -> bool:
            fits = self.person in model.here and model.people[self.person].department == self.department
            new = (self.person, self.department) not in model.administrators
            return _rules(model, self.by, self.department) and fits and new

        def then(model: Model, _: str) -> None:
            model.administrators.add((self.person, self.department))
            model.events["AdministratorNamed", self.department] += 1

        await world.attempt(
            NameAdministrator, NameAdministratorCommand(self.department, record.email), self.by, may=may, then=then
        )


@dataclass(frozen=True, slots=True)
class DropAdministrator:
    by: PersonId
    department: DepartmentCode
    person: PersonId

    async def perform(self, world: World) -> None:
        def may(model: Model) -> bool:
            there = (self.person, self.department) in model.administrators
            return _rules(model, self.by, self.department) and there and self.by != self.person

        def then(model: Model, _: str) -> None:
            model.administrators.discard((self.person, self.department))
            model.events["AdministratorRemoved", self.department] += 1

        await world.attempt(
            RemoveAdministrator, RemoveAdministratorCommand(self.department, self.person), self.by, may=may, then=then
        )


def _rules(model: Model, by: PersonId, department: DepartmentCode) -> bool:
    return by in model.office or (by, department) in model.administrators


@dataclass(frozen=True, slots=True)
class JoinOffice:
    by: PersonId
    person: PersonId

    async def perform(self, world: World) -> None:
        record = world.model.people.get(self.person)
        if record is None:
            return

        def may(model: Model) -> bool:
            return self.by in model.office and self.person in model.here and self.person not in model.office

        def then(model: Model, _: str) -> None:
            model.office.add(self.person)
            model.events["OfficeMemberAdded", self.person] += 1

        await world.attempt(AddOfficeMember, AddOfficeMemberCommand(record.email), self.by, may=may, then=then)


@dataclass(frozen=True, slots=True)
class QuitOffice:
    by: PersonId
    person: PersonId

    async def perform(self, world: World) -> None:
        def may(model: Model) -> bool:
            return self.by in model.office and self.person in model.office and len(model.office) > 1

        def then(model: Model, _: str) -> None:
            model.office.discard(self.person)
            model.events["OfficeMemberRemoved", self.person] += 1

        await world.attempt(RemoveOfficeMember, RemoveOfficeMemberCommand(self.person), self.by, may=may, then=then)


# --- what the personnel system does, and what comes by itself -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Personal:
    """A change of somebody's record, by employee number; the program learns of it with the next import."""

    number: PersonId
    facts: tuple[tuple[str, Any], ...]

    async def perform(self, world: World) -> None:
        world.personnel.change(self.number, **dict(self.facts))


@dataclass(frozen=True, slots=True)
class Leave:
    number: PersonId

    async def perform(self, world: World) -> None:
        world.personnel.leave(self.number)


@dataclass(frozen=True, slots=True)
class ComeBack:
    number: PersonId

    async def perform(self, world: World) -> None:
        world.personnel.come_back(self.number)


@dataclass(frozen=True, slots=True)
class Hire:
    department: DepartmentCode
    supervisor: PersonId

    async def perform(self, world: World) -> None:
        from random import Random

        if self.supervisor in world.personnel.present:
            world.personnel.hire(Random(world.ids.step), self.department, self.supervisor)


@dataclass(frozen=True, slots=True)
class Import:
    """`bad`: the numbers of whom the file's rows are in error."""

    bad: tuple[PersonId, ...] = ()

    async def perform(self, world: World) -> None:
        await world.import_directory(self.bad)


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock's jobs."""

    async def perform(self, world: World) -> None:
        await world.tick()


@dataclass(frozen=True, slots=True)
class Deliver:
    async def perform(self, world: World) -> None:
        await world.deliver()
