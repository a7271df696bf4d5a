"""A program in which things of each kind stand in each of their states, and who is what to each of them.

The table THINGS is written by hand from RULES.md, not from the code it tests.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from moments.application.access.relations import Relation as R
from moments.application.directory.file_problem import FileProblem
from moments.application.ports.imports import (
    ImportChange,
    ImportChangeKind,
    ImportCounts,
    ImportRecord,
    ImportState,
)
from moments.application.scheduling.scheduler import Scheduler
from moments.domain.participants.employee import Employee, Evaluation
from moments.domain.participants.renumbering import Verdict
from moments.domain.shared.ids import (
    ApplicationId,
    DepartmentCode,
    ImportId,
    MentorshipId,
    PersonId,
    TrialRunId,
)
from moments.graphql.shared import ids
from tests.api.api_client import ALL_WARNINGS, OA, PEOPLE, ApiClient, a_world, employee
from tests.api.matching_setup import match_and_send, runs
from tests.renumberings import add_renumbering

REVISED = "# The agreement\n\nRead it first.\n\n## Parts\n\n- [Goals](/resources/first-meeting)\n\nThat is **all**."


@dataclass(frozen=True, slots=True)
class Thing:
    """`relations`: everybody who is more to it than a team member, in that one relation."""

    kind: str
    relations: Mapping[str, R] = field(default_factory=dict)


OA_DECIDERS = {"boss": R.SUPERVISOR, "adam": R.ADMINISTRATOR, "olga": R.OFFICE}
DPS_DECIDERS = {"head": R.SUPERVISOR, "dora": R.ADMINISTRATOR, "olga": R.OFFICE}


def _application(applicant: str, *, asked: str | None = None) -> Thing:
    return Thing("Application", {applicant: R.SELF, **OA_DECIDERS, **({asked: R.REQUESTED_MENTOR} if asked else {})})


def _mentorship(mentee: str, mentor: str, kind: str = "Mentorship") -> Thing:
    return Thing(kind, {mentee: R.MENTEE, mentor: R.MENTOR, **({"olga": R.OFFICE} if kind == "Mentorship" else {})})


THINGS: Mapping[str, Thing] = {
    "draft": Thing("Application", {"drew": R.SELF}),
    "draft revised": Thing("Application", {"redo": R.SELF}),
    "draft withdrawn": Thing("Application", {"wyn": R.SELF}),
    "submitted": _application("sue"),
    "submitted and rerouted": Thing(
        "Application", {"wren": R.SELF, "deputy": R.SUPERVISOR, "adam": R.ADMINISTRATOR, "olga": R.OFFICE}
    ),
    "withdrawn": Thing("Application", {"wes": R.SELF, "olga": R.OFFICE}),
    "withdrawn, decision unseen": Thing("Application", {"una": R.SELF, "boss": R.SUPERVISOR, "olga": R.OFFICE}),
    "denied": _application("dan"),
    "approved in lieu, request waiting": _application("lou", asked="mia"),
    "approved, mentorship active": _application("amy", asked="mia"),
    "approved, request declined": _application("dec"),
    "approved, request cancelled": _application("can"),
    "approved, request closed": _application("clo"),
    "approved, mentorship completed": _application("com"),
    "approved, mentorship discontinued": _application("dis"),
    "mentor's, approved": Thing("Application", {"mia": R.SELF, **DPS_DECIDERS}),
    "other mentor's, approved": Thing("Application", {"max": R.SELF, **DPS_DECIDERS}),
    "session": Thing("Session", {"amy": R.SELF}),
    "participant": Thing("Participant", {"amy": R.SELF, **OA_DECIDERS}),
    "participant suspended": Thing("Participant", {"lou": R.SELF, **OA_DECIDERS}),
    "participant as a mentor": Thing("Participant", {"mia": R.SELF, **DPS_DECIDERS}),
    "person": Thing("Person", {"amy": R.SELF, **OA_DECIDERS}),
    "person without a part": Thing("Person", {"ann": R.SELF, **OA_DECIDERS}),
    "request waiting": _mentorship("lou", "mia"),
    "mentorship active": _mentorship("amy", "mia"),
    "request declined": _mentorship("dec", "mia"),
    "request cancelled": _mentorship("can", "mia"),
    "request closed": _mentorship("clo", "max"),
    "mentorship completed": _mentorship("com", "mia"),
    "mentorship discontinued": _mentorship("dis", "max"),
    "meeting proposed": _mentorship("amy", "mia", "Meeting"),
    "meeting held": _mentorship("amy", "mia", "Meeting"),
    "mentee's survey": Thing("Survey", {"com": R.SELF, "olga": R.OFFICE}),
    "mentor's survey": Thing("Survey", {"mia": R.SELF, "olga": R.OFFICE}),
    "survey due": Thing("Survey", {"dis": R.SELF, "olga": R.OFFICE}),
    "mentor's survey due": Thing("Survey", {"max": R.SELF, "olga": R.OFFICE}),
    "cycle": Thing("Cycle", {"olga": R.OFFICE}),
    "import": Thing("DirectoryImport", {"olga": R.OFFICE}),
    "renumbering": Thing("Renumbering", {"olga": R.OFFICE}),
    "renumbering decided": Thing("Renumbering", {"olga": R.OFFICE}),
    "audit entry": Thing("AuditEntry", {"olga": R.OFFICE}),
    "email that failed": Thing("Email", {"olga": R.OFFICE}),
    "email sent": Thing("Email", {"olga": R.OFFICE}),
    "email waiting": Thing("Email", {"olga": R.OFFICE}),
    "matching run": Thing("MatchingRun", {"olga": R.OFFICE}),
    "trial run waiting": Thing("TrialRun", {"olga": R.OFFICE}),
    "trial run done": Thing("TrialRun", {"olga": R.OFFICE}),
    "trial run given up": Thing("TrialRun", {"olga": R.OFFICE}),
}

UNRELATED = ("stranger", "chief", "boss", "deputy", "adam", "dora", "head", "olga", "mia", "max", "amy", "com")
"""Whoever of them is not in a thing's relations has no part in it."""

NEWCOMERS = ["drew", "redo", "wyn", "sue", "wren", "wes", "una", "dan", "lou", "amy", "dec", "can", "clo", "com", "dis"]
TOWNSPEOPLE: tuple[Employee, ...] = (*PEOPLE, *(employee(name, OA, "boss") for name in NEWCOMERS))


@dataclass
class MatrixScenario(ApiClient):
    """`things`: the label in THINGS -> the global id."""

    things: dict[str, str] = field(default_factory=dict)

    def email(self, who: str) -> str:
        return next(person.email for person in TOWNSPEOPLE if person.id == who)

    async def content(self, who: str | None, query: str, **variables: Any) -> bytes:
        """The answer as it comes."""
        headers = {"authorization": f"Bearer {self.token(who)}"} if who else {}
        body = {"query": query, "variables": variables}
        return (await self.client.post("/graphql", json=body, headers=headers)).content

    # --- how it came to be ---

    async def _deny(self, who: str) -> str:
        application = await self._submitted(who)
        await self.done("boss", "denyApplication", "application { id }", application=application, message="Not yet.")
        return application

    async def _submitted(self, who: str) -> str:
        return await self.submitted(who, "MENTEE")

    async def _approved(self, who: str) -> str:
        application = await self._submitted(who)
        await self.done(
            "boss", "approveApplication", "application { id }", application=application, message="Well done."
        )
        return application

    async def _decided_in_lieu(self, who: str) -> str:
        application = await self._submitted(who)
        given = {"application": application, "message": "Welcome.", "inLieuGround": "FMLA leave"}
        await self.done("adam", "approveApplication", "application { id }", **given)
        return application

    async def _reviewed(self, who: str) -> str:
        application = await self._decided_in_lieu(who)
        await self.done("boss", "markDecisionSeen", "application { id }", application=application)
        return application

    async def _do(self, who: str, mutation: str, thing: str, **given: Any) -> None:
        kind = THINGS[thing].kind.lower()
        await self.done(who, mutation, f"{kind} {{ id }}", **{kind: self.things[thing]}, **given)

    async def _applications(self) -> None:
        make = self.things
        make["mentor's, approved"] = await self.approved("mia", "MENTOR")
        make["other mentor's, approved"] = await self.approved("max", "MENTOR")
        await self.done("max", "setAvailability", "participant { id }", available=True, capacity=1)
        make["draft"] = await self.draft("drew", "MENTEE")
        make["draft revised"] = await self._deny("redo")
        await self._do("redo", "reviseApplication", "draft revised")
        make["draft withdrawn"] = await self.draft("wyn", "MENTEE")
        await self._do("wyn", "withdrawApplication", "draft withdrawn")
        make["submitted"] = await self._submitted("sue")
        make["submitted and rerouted"] = await self._submitted("wren")
        named = {"supervisorFirstName": "Deputy", "supervisorLastName": "Doe", "supervisorEmail": self.email("deputy")}
        await self._do("wren", "nameSupervisor", "submitted and rerouted", **named)
        make["withdrawn"] = await self._submitted("wes")
        await self._do("wes", "withdrawApplication", "withdrawn")
        make["withdrawn, decision unseen"] = await self._decided_in_lieu("una")
        await self._do("una", "withdrawApplication", "withdrawn, decision unseen")
        make["denied"] = await self._deny("dan")
        make["approved in lieu, request waiting"] = await self._reviewed("lou")
        for who, what in (
            ("amy", "mentorship active"),
            ("dec", "request declined"),
            ("can", "request cancelled"),
            ("clo", "request closed"),
            ("com", "mentorship completed"),
            ("dis", "mentorship discontinued"),
        ):
            make[f"approved, {what}"] = await self._approved(who)

    async def _mentorships(self) -> None:
        make = self.things
        make["mentorship completed"] = await self.requested("com", "mia")
        await self._do("mia", "acceptRequest", "mentorship completed")
        await self._do("com", "completeMentorship", "mentorship completed")
        make["request closed"] = await self.requested("clo", "max")
        make["mentorship discontinued"] = await self.requested("dis", "max")
        await self._do("max", "acceptRequest", "mentorship discontinued")
        await self._do("dis", "discontinueMentorship", "mentorship discontinued")
        make["mentorship active"] = await self.requested("amy", "mia", "Would you?")
        await self._do("mia", "acceptRequest", "mentorship active", message="Gladly.")
        make["request declined"] = await self.requested("dec", "mia")
        await self._do("mia", "declineRequest", "request declined", message="No time.")
        make["request cancelled"] = await self.requested("can", "mia")
        await self._do("can", "cancelRequest", "request cancelled")
        make["request waiting"] = await self.requested("lou", "mia", "Please.")
        for side, person in (("mentee", "com"), ("mentor", "mia")):
            make[f"{side}'s survey"] = self._survey("mentorship completed", side)
            answers = {"howOften": "Monthly", "rating": "Good", "developmentImproved": True, "plans": "YES"}
            answers |= {"skillsWorkedOn": ["SOFT_SKILLS"], "comments": "Fine.", "contactMe": True}
            answers |= {"howMet": "In person", "ending": "COMPLETED"} if side == "mentor" else {"gainedAccess": True}
            await self._do(person, "submitSurvey", f"{side}'s survey", **answers)
            await self._do("olga", "handleFollowUp", f"{side}'s survey")
        make["survey due"] = self._survey("mentorship discontinued", "mentee")
        make["mentor's survey due"] = self._survey("mentorship discontinued", "mentor")

    def _survey(self, mentorship: str, side: str) -> str:
        return ids.encode("Survey", f"{ids.identity_of('Mentorship', self.things[mentorship])}:{side}")

    async def _life(self) -> None:
        given = {"goals": "To grow.", "schedule": "Mondays.", "obstacles": "None."}
        await self._do("mia", "proposeAgreement", "mentorship active", **given)
        await self._do("amy", "acceptAgreement", "mentorship active")
        now, mentorship = self.clock.now(), self.things["mentorship active"]
        for label, mutation, at in (
            ("meeting proposed", "proposeMeeting", now + timedelta(days=5, hours=12)),
            ("meeting held", "logMeeting", now - timedelta(hours=2)),
        ):
            held: dict[str, Any] = {"mentorship": mentorship, "startsAt": at.isoformat(), "agenda": "Goals"}
            if mutation == "proposeMeeting":
                held["acceptWarnings"] = ALL_WARNINGS
            payload = await self.done("mia", mutation, "meeting { id }", **held)
            self.things[label] = payload["meeting"]["id"]
        await self._do("amy", "confirmHours", "meeting held")
        self.things |= {
            "participant": ids.encode("Participant", "amy"),
            "participant suspended": ids.encode("Participant", "lou"),
            "participant as a mentor": ids.encode("Participant", "mia"),
            "person": ids.encode("Person", "amy"),
            "person without a part": ids.encode("Person", "ann"),
        }
        self.things["cycle"] = ids.encode("Cycle", "2026Q1")
        self.things["audit entry"] = ids.encode("AuditEntry", "1")
        self.things["import"] = ids.encode("DirectoryImport", "refused")
        record = ImportRecord(
            id=ImportId("refused"),
            state=ImportState.REFUSED,
            uploaded_by=PersonId("olga"),
            uploaded_at=now,
            done_at=now,
            counts=ImportCounts(*range(1, 15)),
            problems=(FileProblem("employees.csv", 4, "email", "The address is there twice."),),
            message="The files can't be imported as they are.",
        )
        await self.container.import_records().add(record, self._changes())
        work, stranger = self.container.unit_of_work, PersonId("stranger")
        open_one, decided = (
            await add_renumbering(work, stranger, now),
            await add_renumbering(work, stranger, now, "N-2", Verdict.TWO_PEOPLE),
        )
        self.things["renumbering"] = ids.encode("Renumbering", open_one)
        self.things["renumbering decided"] = ids.encode("Renumbering", decided)
        reason = {"stage": "ANNOUNCE", "reason": "The Governor did it."}
        await self.done("olga", "skipStage", "__typename", cycle=self.things["cycle"], **reason)
        await self._time()
        agreement = ids.encode("Resource", "agreement")
        await self.done("olga", "reviseResource", "__typename", resource=agreement, markdown=REVISED)
        added = await self.done("olga", "addSkill", "skill { id }", category="SOFT", name="Shorthand")
        await self.done("olga", "retireSkill", "skill { id }", skill=added["skill"]["id"])

    def _changes(self) -> list[ImportChange]:
        """Of an application and of a request, as a leaver's are."""
        application = ApplicationId(ids.identity_of("Application", self.things["approved, request closed"]))
        request = MentorshipId(ids.identity_of("Mentorship", self.things["request closed"]))
        clo = PersonId("clo"), "Clo Doe", DepartmentCode("OA")
        return [
            ImportChange(ImportChangeKind.APPLICATION_WITHDRAWN, *clo, "It is withdrawn.", application=application),
            ImportChange(ImportChangeKind.REQUEST_CLOSED, *clo, "It is closed.", mentorship=request),
        ]

    async def _matching(self) -> None:
        """A list with nobody on it, one with somebody who shares no hour and somebody who is gone since; and a second
        run to compare with the first."""
        nobodys = {"careerSkills": ["Change Management", "Decision Making"], "softSkills": ["Growth Mindset"]}
        mias = {"careerSkills": ["Networking", "Delegation"], "softSkills": ["Resiliency"]}
        await self._edit("approved, request declined", "dec", "mon-fri-0800-1700", nobodys)
        await self._edit("approved, request cancelled", "can", "mon-fri-2300-0730", mias)
        await match_and_send(self, ids.encode("Cycle", "2026Q2"))
        await match_and_send(self, ids.encode("Cycle", "2026Q3"))
        latest, _ = await runs(self, "id")
        self.things["matching run"] = latest["id"]
        parameters = {"maxListsPerOpenPlace": 3.5, "mentorCap": 3, "menteeCap": 1, "seed": "again"}
        for label in ("trial run done", "trial run given up", "trial run waiting"):
            payload = await self.done(
                "olga", "requestTrialRun", "trialRun { id }", baseRun=latest["id"], parameters=parameters
            )
            self.things[label] = payload["trialRun"]["id"]
            if label == "trial run done":
                await self._run_trials()
        await self._given_up("trial run given up")
        await self.done("max", "setAvailability", "participant { id }", available=False, capacity=1)

    async def _edit(self, label: str, who: str, hours: str, skills: Mapping[str, list[str]]) -> None:
        catalog = await self.skills()
        given = {kind: [catalog[name] for name in names] for kind, names in skills.items()}
        await self._do(who, "editApplication", label, bio=f"{who} has changed.", workingHours=hours, **given)

    async def _run_trials(self) -> None:
        jobs = [job for job in self.container.jobs() if job.name == "rehearsals"]
        await Scheduler(self.container.unit_of_work, self.clock, jobs).run_due_jobs()

    async def _given_up(self, label: str) -> None:
        """Whoever took it up died, each time."""
        async with self.container.unit_of_work() as work:
            trial_run = await work.matching.trial_run(TrialRunId(ids.identity_of("TrialRun", self.things[label])))
            while trial_run.take_up(at=self.clock.now()):
                pass
            await work.matching.save_trial_run(trial_run)
            await work.commit()

    async def _emails(self) -> None:
        self.things["email that failed"] = await self.failed_email()
        delivery_queue, now = self.container.delivery_queue(), self.clock.now()
        sent, waiting = await delivery_queue.claim(now, timedelta(minutes=3), 2)
        await delivery_queue.mark_sent(sent, now)
        for label, email in (("email sent", sent), ("email waiting", waiting)):
            self.things[label] = ids.encode("Email", str(email.id))

    async def _time(self) -> None:
        """The clock does what it does by itself, and the hour is the old one again."""
        scheduler, now = self.container.scheduler(), self.clock.at
        await scheduler.run_due_jobs()
        self.clock.pass_(days=7)
        await scheduler.run_due_jobs()
        self.clock.at = now

    async def _misfortune(self) -> None:
        """The records of some say that they are not eligible, and one of them is suspended."""
        at_risk = Evaluation(self.clock.now().date(), at_risk=True)
        await self.change_directory(
            *(replace(each, evaluation=at_risk) for each in TOWNSPEOPLE if each.id in ("dan", "lou"))
        )
        async with self.container.unit_of_work() as work:
            participant = (await work.participants.lock(PersonId("lou")))[PersonId("lou")]
            participant.suspend(at=self.clock.now())
            await work.participants.save(participant)
            await work.commit()
        await self.browser("amy")  # last, as sessions end soon
        self.things["session"] = await self.session("amy")


@asynccontextmanager
async def a_scenario(database_url: str, folder: Path) -> AsyncIterator[MatrixScenario]:
    async with a_world(database_url, folder) as world:
        town = MatrixScenario(world.container, world.client, world.issuer, world.clock, world.settings)
        await town.change_directory(*TOWNSPEOPLE)
        await town._applications()
        await town._mentorships()
        await town._life()
        await town._emails()
        await town._matching()
        await town._misfortune()
        assert set(town.things) == set(THINGS)
        yield town
