"""What people are shown: lists, counts and live queues, against what the model says that they may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, cast

from moments.application.access.relations import Actor
from moments.application.global_ids import decode
from moments.application.live.event import RecordedEvent
from moments.application.live.feed import Feed
from moments.application.live.queues import QueueChange
from moments.application.live.row_cache import RowCache
from moments.application.live.services import LiveServices
from moments.application.next_steps import NextStepKind
from moments.application.queries.filters import (
    ApplicationFilter,
    ApplicationList,
    MentorFilter,
    MentorOrder,
    SurveyFilter,
    SurveyList,
)
from moments.application.queries.paging import PageRequest
from moments.application.queries.queries import Queries
from moments.application.queries.rows import ViewerRow
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.ids import PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.live.queues import ApprovalQueue, DepartmentQueue, QueueStream
from moments.graphql.live.types import QueueEvent
from tests.simulation.model import Model
from tests.simulation.world import Broken, World

ALL = PageRequest(limit=100, total=True)
Name = str


def _same(name: str, who: PersonId, found: object, wanted: object) -> None:
    if found != wanted:
        if isinstance(found, set) and isinstance(wanted, set):
            raise Broken(name, f"{who}: too many {sorted(found - wanted)[:4]}, missing {sorted(wanted - found)[:4]}")
        raise Broken(name, f"{who}: is {found}, should be {wanted}")


# --- what is asked for -------------------------------------------------------------------------------------------


async def check_readers(world: World, readers: Iterable[PersonId]) -> None:
    async with world.reads() as queries:
        for reader in readers:
            viewer = await queries.viewer(reader)
            if (viewer is not None) != (reader in world.model.here):
                raise Broken("nobody reads what they may not", f"{reader} is signed in, and has left")
            if viewer is not None:
                await _check_queues(world, queries, viewer)
                await _check_sight(world.model, queries, viewer)
                await _check_search(world, queries, viewer)


async def _check_queues(world: World, queries: Queries, viewer: ViewerRow) -> None:
    """APP-6, APR-7: the list, its total, the count beside the step, and the groups say the same."""
    model, actor, me = world.model, viewer.actor, viewer.actor.person
    _same("nobody reads what they may not", me, set(actor.departments), model.departments_of(me))
    counts = await queries.waiting_counts(actor, world.clock.now())
    for which, step, wanted in (
        (ApplicationList.QUEUE, NextStepKind.DECIDE_APPLICATIONS, model.queue(me)),
        (ApplicationList.DEPARTMENT_QUEUE, NextStepKind.SEE_DEPARTMENT_QUEUE, model.department_queue(me)),
    ):
        page = await queries.applications(actor, ApplicationFilter(which), ALL)
        _same("the list has the queue", me, {row.id for row in page.rows}, wanted)
        _same("the count has the queue", me, (page.total, counts.get(step, 0)), (len(wanted), len(wanted)))
    if actor.departments:
        groups = await queries.queue_groups(actor, None, world.clock.now().date(), ALL)
        waiting = sum(group.waiting for group in groups.rows)
        _same("the count has the queue", me, waiting, len(model.department_queue(me)))
    asked = len(model.waiting(me, "mentor"))
    _same("the count has the queue", me, counts[NextStepKind.ANSWER_REQUEST], asked)
    due = await queries.surveys(actor, SurveyFilter(SurveyList.DUE), ALL)
    _same("the list has the queue", me, {(r.mentorship, r.side.value) for r in due.rows}, _surveys_due(model, me))


def _surveys_due(model: Model, me: PersonId) -> set[tuple[str, str]]:
    def own(pair: Any, side: str) -> PersonId:
        return pair.mentor if side == "mentor" else pair.mentee  # type: ignore[no-any-return]

    return {key for key, answered in model.surveys.items() if not answered and own(model.pairs[key[0]], key[1]) == me}


async def _check_sight(model: Model, queries: Queries, viewer: ViewerRow) -> None:
    """REQ-3, ELIG-5, SUR-4: whatever id somebody asks for."""
    actor, me, name = viewer.actor, viewer.actor.person, "nobody reads what they may not"
    applications = await queries.applications_by_id(actor, list(model.apps))
    _same(name, me, set(applications), {a.id for a in model.apps.values() if model.sees_application(me, a)})
    pairs = await queries.mentorships_by_id(actor, list(model.pairs))
    _same(name, me, set(pairs), {pair.id for pair in model.pairs.values() if model.sees_pair(me, pair)})
    asked = [(key[0], ApplicationKind(key[1])) for key in model.surveys]
    surveys = await queries.surveys_by_id(actor, asked)
    seen = {(key[0], key[1].value) for key in surveys}
    _same(name, me, seen, {key for key in model.surveys if model.sees_survey(me, model.pairs[key[0]], key[1])})
    people = await queries.participants_by_id(actor, list(model.people))
    _same(name, me, set(people), {each for each in model.people if model.knows_criteria(me, each)})


async def _check_search(world: World, queries: Queries, viewer: ViewerRow) -> None:
    model, actor, me = world.model, viewer.actor, viewer.actor.person
    if not model.may_search(me):
        return
    skills = viewer.mentee_skills or RankedSkills()
    found = await queries.mentors(actor, skills, MentorFilter(), MentorOrder.NAME, ALL, world.clock.now())
    _same("the search finds whom it should", me, {row.person for row in found.rows}, model.mentors_for(me))


# --- what is followed live ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Follower:
    """A page that is left open: it keeps the applications of which the stream says that they are in the queue."""

    stream: QueueStream
    actor: Actor
    shown: set[str] = field(default_factory=set[str])


class Followers:
    """Every supervisor's and administrator's queue, open since the beginning. A page reads its list anew where the
    stream says that the directory came, and where its rights have changed.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._live = LiveServices(cast("Feed", None), RowCache(world.reads))
        self._pages: dict[tuple[str, PersonId], Follower] = {}

    async def close(self) -> None:
        await self._live.close()

    async def follow(self, events: Sequence[RecordedEvent]) -> None:
        for each in events:
            self._live.row_cache.invalidate(each)
        await self._open_pages()
        for each in events:
            await self._hear(each)
        for (name, who), page in self._pages.items():
            model = self._world.model
            wanted = model.queue(who) if name == ApprovalQueue.name else model.department_queue(who)
            _same("the stream has the queue", who, page.shown, set(wanted))

    async def _open_pages(self) -> None:
        """Of those who have one by now; who has left, or lost their departments, is signed out of theirs."""
        model = self._world.model
        wanted: dict[tuple[str, PersonId], Actor] = {}
        for who in {a.above for a in model.apps.values() if a.above in model.here}:
            if who is not None:
                wanted[ApprovalQueue.name, who] = self._actor(who)
        for who, _ in model.administrators:
            wanted[DepartmentQueue.name, who] = self._actor(who)
        for key in [key for key in self._pages if key not in wanted]:
            del self._pages[key]
        for key, actor in wanted.items():
            page = self._pages.get(key)
            if page is None or page.actor != actor:
                stream = ApprovalQueue() if key[0] == ApprovalQueue.name else DepartmentQueue()
                self._pages[key] = Follower(stream, actor)
                await self._read_anew(self._pages[key])

    def _actor(self, who: PersonId) -> Actor:
        model = self._world.model
        return Actor(who, frozenset(model.departments_of(who)), office=who in model.office)

    async def _read_anew(self, page: Follower) -> None:
        which = ApplicationList.QUEUE if page.stream.name == ApprovalQueue.name else ApplicationList.DEPARTMENT_QUEUE
        async with self._world.reads() as queries:
            rows = (await queries.applications(page.actor, ApplicationFilter(which), ALL)).rows
        page.shown = {row.id for row in rows}

    async def _hear(self, recorded: RecordedEvent) -> None:
        hearing = [page for page in self._pages.values() if page.stream.topics(page.actor) & recorded.topics]
        everybody = type(recorded.event).__name__ == "DirectoryImported"
        for page in list(self._pages.values()) if everybody else hearing:
            context = await page.stream.read(self._live, recorded)
            for _, message in page.stream.messages(context, page.actor):
                event = cast("QueueEvent", message.build())
                if event.change is QueueChange.DIRECTORY_IMPORTED:
                    await self._read_anew(page)
                elif event.application_id is not None:
                    found = decode(str(event.application_id))
                    assert found is not None
                    (page.shown.add if event.in_queue else page.shown.discard)(found[1])


def some_readers(model: Model, chance: Random, number: int) -> list[PersonId]:
    """Mostly those with something to see, and now and then somebody who has left."""
    busy = sorted({*model.taking_part, *(a.above for a in model.apps.values() if a.above), *model.office})
    powers = sorted({who for who, _ in model.administrators})
    pool = [*busy, *powers, *powers, chance.choice(sorted(model.people))]
    return [chance.choice(pool) for _ in range(number)]
