"""A message is made once for all of one view: whoever is of that view would be shown the very same alone."""

from itertools import product
from typing import Any

from moments.application.access.relations import Actor
from moments.application.events import UnknownEvent
from moments.application.live.event import RecordedEvent
from moments.application.live.queues import QueueChange, QueueItemChange
from moments.application.live.row_cache import Versioned
from moments.domain.applications.decision import Outcome
from moments.domain.applications.events import ApplicationDenied, ApplicationSubmitted
from moments.domain.shared.events import DomainEvent
from moments.domain.shared.ids import ApplicationId, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.graphql.live.queues import ApprovalQueue, DepartmentQueue, _EventContext
from moments.graphql.shared import ids
from moments.graphql.shared.reference import Reference
from tests.api.api_client import BEGIN, OA, PEOPLE, ApiClient
from tests.live.test_audience import GROUND

VIEWERS = [
    Actor(person.id, departments, office)
    for person, departments, office in product(PEOPLE, (frozenset(), frozenset({OA.code})), (False, True))
]


async def shown_to_each(world: ApiClient, identity: ApplicationId) -> dict[tuple[Any, ...], set[str]]:
    """By its view, each message that was made for somebody."""
    async with world.container.read_transactions()() as queries:
        reference = await Reference.read(queries)
        row = (await queries.applications_by_id(Actor(PersonId("ann")), [identity]))[identity]
    found: dict[tuple[Any, ...], set[str]] = {}
    ann = PersonId("ann")
    about: dict[str, Any] = {"application": identity, "applicant": ann, "kind": ApplicationKind.MENTEE}
    known: dict[str, Any] = {**about, "supervisor": PersonId("boss"), "occurred_at": BEGIN, "by": ann}
    events: list[tuple[DomainEvent, QueueChange]] = [
        (ApplicationSubmitted(**known), QueueChange.SUBMITTED),
        (ApplicationDenied(**known, outcome=Outcome.DENIED, in_lieu=True), QueueChange.DENIED),
        (UnknownEvent(occurred_at=BEGIN, by=ann), QueueChange.OTHER),
    ]
    for event, what in events:
        recorded = RecordedEvent(1, event, "application", identity)
        context = _EventContext(recorded, Versioned(reference, 1), {identity: Versioned(row, 2)})
        change = QueueItemChange(what, identity, ann)
        for stream, actor in product((ApprovalQueue(), DepartmentQueue()), VIEWERS):
            message = stream._message(context, change, actor)
            found.setdefault(message.cache_key, set()).add(repr(message.build()))
    return found


async def test_whoever_is_of_one_view_is_shown_the_same(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    identity = ApplicationId(ids.identity_of("Application", application))
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("adam", "denyApplication", {"inLieuGround": GROUND, "message": "Not this year."}),
        ("ann", "reviseApplication", {}),
        (
            "ann",
            "nameSupervisor",
            {
                "supervisorFirstName": "Deputy",
                "supervisorLastName": "Doe",
                "supervisorEmail": world.email("deputy"),
            },
        ),
        ("ann", "submitApplication", {}),
        ("deputy", "approveApplication", {}),
    ]
    different: set[str] = set()
    for actor, mutation, more in steps:
        await world.done(actor, mutation, "__typename", application=application, **more)
        each = await shown_to_each(world, identity)
        assert max(map(len, each.values())) == 1, f"after {mutation}"
        different.update(*each.values())
    assert len(different) > 10
