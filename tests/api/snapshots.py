"""One small program, kept at each of its stages: any of them is back in the database in a few milliseconds."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from moments.domain.shared.ids import PersonId
from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, a_world
from tests.renumberings import add_renumbering


@dataclass
class Snapshots:
    """`things`: what there is, by its type's name: its global id."""

    world: ApiClient
    file: Path
    folder: Path
    things: dict[str, str] = field(default_factory=dict)
    _moments: dict[str, datetime] = field(default_factory=dict)

    def keep(self, stage: str) -> None:
        with closing(sqlite3.connect(self.file)) as now, closing(sqlite3.connect(self.folder / stage)) as kept:
            now.backup(kept)
        self._moments[stage] = self.world.clock.at

    def back_to(self, stage: str) -> None:
        with closing(sqlite3.connect(self.folder / stage)) as kept, closing(sqlite3.connect(self.file)) as now:
            kept.backup(now)
        self.world.clock.at = self._moments[stage]
        self.world.container.read_transactions().invalidate()

    def dump(self) -> list[str]:
        """Every row of every table."""
        with closing(sqlite3.connect(self.file)) as now:
            return list(now.iterdump())


SURVEY = {"howOften": "Monthly", "rating": "Good", "developmentImproved": True, "plans": "NO", "gainedAccess": True}


async def _lead(stages: Snapshots) -> None:
    """Through the program, each stage kept on the way: ann, whose supervisor is boss, and her mentor mia."""
    world, things = stages.world, stages.things

    async def do(who: str, mutation: str, kind: str, **more: Any) -> dict[str, Any]:
        name = kind.lower()
        return await world.done(who, mutation, f"{name} {{ id }}", **{name: things[kind], **more})

    things["Resource"] = ids.encode("Resource", "basics")
    things["Skill"] = (await world.skills())["Delegation"]
    things["Department"] = ids.encode("Department", "OA")
    things["Cycle"] = ids.encode("Cycle", "2026Q2")
    renumbering = await add_renumbering(world.container.unit_of_work, PersonId("stranger"), world.clock.now())
    things["Renumbering"] = ids.encode("Renumbering", renumbering)
    await world.browser("ann")
    things["Session"] = await world.session("ann")
    stages.keep("begin")
    await world.done("olga", "retireSkill", "skill { id }", skill=things["Skill"])
    stages.keep("skill retired")
    stages.back_to("begin")
    await world.done("olga", "addOfficeMember", "person { id }", email=world.email("chief"))
    await world.done(
        "olga", "nameAdministrator", "department { id }", department=things["Department"], email=world.email("chief")
    )
    stages.keep("chief named")
    stages.back_to("begin")

    things["Application"] = await world.draft("ann", "MENTEE")
    stages.keep("draft")
    await do("ann", "submitApplication", "Application")
    stages.keep("submitted")
    await do("adam", "denyApplication", "Application", inLieuGround="FMLA leave")
    stages.keep("denied in lieu")
    stages.back_to("submitted")

    await do("boss", "approveApplication", "Application")
    await world.approved("mia", "MENTOR")
    await world.approved("max", "MENTOR")
    things["MentorProfile"] = await world.profile("ann", "mia")
    stages.keep("approved")
    things["Email"] = await world.failed_email()
    stages.keep("email failed")
    stages.back_to("approved")
    for stage in ("ANNOUNCE", "OPEN", "REMIND", "CLOSE", "MATCH", "SUGGEST"):
        given = {"cycle": things["Cycle"], "stage": stage, "outsideFirstMonth": True}
        await world.done("olga", "runStage", "__typename", **given)
    await world.approved("moe", "MENTOR")
    await world.done("max", "setAvailability", "participant { id }", available=False, capacity=2)
    stages.keep("a suggested mentor gone")
    stages.back_to("approved")
    things["Mentorship"] = await world.requested("ann", "mia")
    await world.requested("ann", "max")
    stages.keep("requested")
    await do("mia", "acceptRequest", "Mentorship")
    stages.keep("active")
    for side, person in (("mentor", "mia"), ("mentee", "ann")):
        await do(person, "proposeAgreement", "Mentorship", goals="To grow", schedule="Mondays", obstacles="None")
        starts_at = world.clock.now() + timedelta(hours=1)
        given = {"mentorship": things["Mentorship"], "startsAt": starts_at.isoformat()}
        payload = await world.done(person, "proposeMeeting", "meeting { id }", **given)
        things["Meeting"] = things[f"Meeting of the {side}"] = payload["meeting"]["id"]
        stages.keep(f"proposed by the {side}")
        world.clock.pass_(hours=3)
        stages.keep(f"met as the {side} proposed")
        await do(person, "markMeetingHeld", "Meeting")
        stages.keep(f"logged by the {side}")
        stages.back_to("active")
    await do("ann", "completeMentorship", "Mentorship")
    things["Survey"] = ids.encode("Survey", f"{ids.identity_of('Mentorship', things['Mentorship'])}:mentee")
    stages.keep("completed")
    await do("ann", "submitSurvey", "Survey", **SURVEY, contactMe=True)
    stages.keep("answered")


@asynccontextmanager
async def some_stages(database_url: str, folder: Path) -> AsyncIterator[Snapshots]:
    async with a_world(database_url, folder) as world:
        stages = Snapshots(world, Path(database_url.removeprefix("sqlite:///")), folder)
        await _lead(stages)
        yield stages
