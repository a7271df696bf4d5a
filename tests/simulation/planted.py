"""Faults put into the program on purpose: the simulation that does not find one can't be trusted with the others."""

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from sqlalchemy import true

from moments.application import endings, unit_of_work
from moments.application.directory import import_directory
from moments.application.live import queues
from moments.application.scheduling import digests
from moments.domain.applications import application
from moments.domain.mentorships.meeting_time import PairSchedule
from moments.domain.participants.eligibility import SENTENCES, Ineligibility
from moments.domain.participants.participant import Participant
from moments.infrastructure.delivery.delivery_queue import SqlDeliveryQueue
from moments.infrastructure.email import composer
from moments.infrastructure.email.content import applications, digest, meetings, mentorships, periods, surveys
from moments.infrastructure.persistence import unit_of_work as sql_unit_of_work
from moments.infrastructure.persistence.stores.journal import SqlJournal
from moments.infrastructure.persistence.stores.keys import SqlKeys
from moments.infrastructure.persistence.stores.matching import SqlMatching
from moments.infrastructure.persistence.stores.meetings import SqlMeetings
from moments.infrastructure.persistence.stores.surveys import SqlSurveys
from moments.infrastructure.queries import applications as application_queries
from moments.infrastructure.queries.mentor_search import MentorSearchQueries
from moments.infrastructure.queries.next_steps import NextStepsQueries
from moments.infrastructure.queries.surveys import SurveysQueries

Plant = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Planted:
    """`found_by`: the invariants of which one has to break."""

    name: str
    plant: Plant
    found_by: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def _nothing(*_: Any, **__: Any) -> None: ...


def _instead(owner: object, name: str, what: Any) -> Plant:
    return lambda: patch.object(owner, name, what)


def _unguarded(owner: object, name: str) -> Plant:
    return _instead(owner, name, _nothing)


def _wrapped(owner: Any, name: str, make: Callable[[Any], Any]) -> Plant:
    return lambda: patch.object(owner, name, make(getattr(owner, name)))


# --- of what may be done -----------------------------------------------------------------------------------------


def _takes_part_suspended(self: Participant, approved: bool, role: str) -> None:
    """ELIG-4 forgotten."""


def _no_between(_original: Any) -> Any:
    async def between(*_: object) -> None:
        return None

    return between


# --- of what follows ---------------------------------------------------------------------------------------------


def _keeps_slot(original: Any) -> Any:
    def release(self: Participant, identity: Any) -> None:
        if identity in self.waiting:
            original(self, identity)

    return release


# --- of events, letters and keys ---------------------------------------------------------------------------------


def _twice(original: Any) -> Any:
    async def write(self: SqlJournal, events: list[Any]) -> None:
        await original(self, [*events, *(each for each in events if type(each).__name__ == "RequestAccepted")])

    return write


def _letter_lost(original: Any) -> Any:
    def letters(event: Any, aggregate: Any) -> Iterator[Any]:
        return (each for each in original(event, aggregate) if each.kind != "request_closed")

    return letters


def _letter_twice(original: Any) -> Any:
    def letters(event: Any, aggregate: Any) -> Iterator[Any]:
        for each in original(event, aggregate):
            yield each
            if each.kind == "application_approved":
                yield replace(each, dedupe_key=f"{each.dedupe_key}:again")

    return letters


async def _forgets_keys(*_: object) -> None:
    return None


async def _never_settled(*_: object) -> bool:
    return True


# --- of what people are shown ------------------------------------------------------------------------------------


@contextmanager
def _sees_all() -> Generator[None]:
    """It is built into statements that are kept, which are built anew."""
    kept = (application_queries.visible, application_queries._by_id, application_queries._list)
    try:
        for each in kept:
            each.cache_clear()
        with patch.object(application_queries, "visible_applications", lambda *_: true()):
            yield
    finally:
        for each in kept:
            each.cache_clear()


def _shows_full_mentors(original: Any) -> Any:
    async def mentors(self: Any, actor: Any, skills: Any, criteria: Any, order: Any, page: Any, at: Any) -> Any:
        found = await original(self, actor, skills, criteria, order, page, at)
        return replace(found, rows=found.rows[1:], keys=found.keys[1:])

    return mentors


def _other_sides_surveys(original: Any) -> Any:
    async def by_id(self: Any, actor: Any, ids: Any) -> Any:
        return await original(self, replace(actor, office=True), ids)

    return by_id


def _no_reroutes(original: Any) -> Any:
    def changes(recorded: Any, supervisor: Any) -> Any:
        found = original(recorded, supervisor)
        return [each for each in found if each.what is not queues.QueueChange.REROUTED_AWAY]

    return changes


def _counts_more(original: Any) -> Any:
    async def counts(self: Any, actor: Any, at: Any) -> Any:
        found = await original(self, actor, at)
        return {kind: number + (number > 1) for kind, number in found.items()}

    return counts


def _no_suspension(original: Any) -> Any:
    def plan(*given: object, **more: object) -> Any:
        made = original(*given, **more)
        return replace(made, standings=replace(made.standings, suspended=()))

    return plan


async def _none_to_come(*_: object) -> list[object]:
    return []


@contextmanager
def _never_untrue() -> Generator[None]:
    with ExitStack() as planted:
        for content in (applications, digest, meetings, mentorships, periods, surveys):
            planted.enter_context(patch.object(content, "require_still", _nothing))
        yield


def _one_left_out(original: Any) -> Any:
    def by_person(self: Any, administrators: Any) -> Iterator[Any]:
        return (each for number, each in enumerate(original(self, administrators)) if number)

    return by_person


def _tells(original: Any) -> Any:
    def compose(self: Any, email: Any, facts: Any) -> Any:
        made = original(self, email, facts)
        if hasattr(made, "text") and email.kind == "mentor_requested":
            return replace(made, text=made.text + SENTENCES[Ineligibility.UNDER_DISCIPLINE])
        return made

    return compose


async def _nothing_later(*_: Any, **__: Any) -> None: ...


def _keeps_powers(original: Any) -> Any:
    def plan(*given: object, **more: object) -> Any:
        made = original(*given, **more)
        return replace(made, roles=replace(made.roles, administrators=(), office=()))

    return plan


def _one_fewer(original: Any) -> Any:
    async def applications(self: Any, actor: Any, criteria: Any, page: Any) -> Any:
        found = await original(self, actor, criteria, page)
        return replace(found, rows=found.rows[1:], keys=found.keys[1:])

    return applications


PLANTED: tuple[Planted, ...] = (
    Planted("a suspended mentor accepts", _instead(Participant, "_check_takes_part", _takes_part_suspended),
            ("what the rules forbid is refused",)),
    Planted("a mentee asks whom they please", _unguarded(Participant, "check_may_request"),
            ("what the rules forbid is refused", "nobody has more than their places")),
    Planted("a full mentor is asked", _unguarded(Participant, "check_may_be_asked"),
            ("what the rules forbid is refused",)),
    Planted("nothing stands between two", _wrapped(SqlMatching, "between", _no_between),
            ("what the rules forbid is refused", "an action breaks nothing")),
    Planted("an administrator needs no ground", _instead(application, "ground_of", lambda decider: "none"),
            ("what the rules forbid is refused", "applications are as they should be")),
    Planted("an applicant decides their own", _unguarded(application, "check_may_decide"),
            ("what the rules forbid is refused",)),
    Planted("whoever mentors withdraws", _unguarded(Participant, "check_may_leave"),
            ("what the rules forbid is refused",)),
    Planted("an import suspends nobody", _wrapped(import_directory, "plan_import", _no_suspension),
            ("participants are as they should be",)),
    Planted("an end frees no place", _wrapped(Participant, "release_slot", _keeps_slot),
            ("participants are as they should be", "what the rules allow is done", "an action breaks nothing")),
    Planted("an application does not follow the directory",
            _instead(application.Application, "follow_directory", lambda *_, **__: False),
            ("applications are as they should be", "each event is there once")),
    Planted("meetings may overlap", _instead(PairSchedule, "_overlapping", lambda *_: iter(())),
            ("nobody is in two meetings at a time",)),
    Planted("an end calls no meeting off", _instead(SqlMeetings, "to_come", _none_to_come),
            ("no meeting is to come of an ended mentorship",)),
    Planted("an acceptance is told twice", _wrapped(SqlJournal, "write", _twice), ("each event is there once",)),
    Planted("nobody is told that a request is closed", _wrapped(unit_of_work, "emails_for", _letter_lost),
            ("each letter is there once",)),
    Planted("an approval is written twice", _wrapped(unit_of_work, "emails_for", _letter_twice),
            ("each letter is there once",)),
    Planted("keys are forgotten", _instead(SqlKeys, "find", _forgets_keys),
            ("what the rules allow is done", "an action breaks nothing", "each event is there once",
             "applications are as they should be", "mentorships are as they should be")),
    Planted("a sent letter is not marked", _instead(SqlDeliveryQueue, "mark_sent", _never_settled),
            ("a letter is sent once",)),
    Planted("old letters are sent as they are", _never_untrue, ("no letter is untrue",)),
    Planted("the digest repeats one's own", _instead(digests, "_is_theirs", lambda *_: False),
            ("the digest has the queue",)),
    Planted("everybody sees every application", _sees_all, ("nobody reads what they may not",)),
    Planted("the office's members see answers about themselves", _wrapped(SurveysQueries, "surveys_by_id",
            _other_sides_surveys), ("nobody reads what they may not",)),
    Planted("the search leaves one out", _wrapped(MentorSearchQueries, "mentors", _shows_full_mentors),
            ("the search finds whom it should",)),
    Planted("a queue does not hear of what goes to another", _wrapped(queues, "for_supervisor", _no_reroutes),
            ("the stream has the queue",)),
    Planted("who loses a role keeps their requests", _instead(endings, "_end_requests", _nothing_later),
            ("no request waits on anybody who cannot answer", "mentorships are as they should be")),
    Planted("who moves away administers still", _wrapped(import_directory, "plan_import", _keeps_powers),
            ("powers are as they should be",)),
    Planted("no survey is kept", _instead(SqlSurveys, "save", _nothing_later), ("surveys are as they should be",)),
    Planted("the listing is not mended", _instead(sql_unit_of_work, "refresh_derived", _nothing_later),
            ("the listing has whoever takes requests", "participants are as they should be")),
    Planted("a queue leaves one out", _wrapped(application_queries.ApplicationsQueries, "applications", _one_fewer),
            ("the list has the queue",)),
    Planted("counts are one more", _wrapped(NextStepsQueries, "waiting_counts", _counts_more),
            ("the count has the queue",)),
    Planted("one supervisor gets no digest", _wrapped(digests._Lists, "by_person", _one_left_out),
            ("the digest has the queue",)),
    Planted("a letter tells why somebody is not eligible", _wrapped(composer.Composer, "compose", _tells),
            ("no letter tells what is private",)),
)  # fmt: skip
