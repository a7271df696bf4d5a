"""The topics of an event, from its data. Only subscribers of these topics are notified; each decides what to
show."""

from collections.abc import Iterable

from moments.application.events import Audience, Role, people_of
from moments.application.live.event import Happening, Topic
from moments.domain.shared.ids import DepartmentCode, PersonId

OFFICE: Topic = ("office", "")
DIRECTORY: Topic = ("directory", "")
"""Followed by all who follow anything: an import may change what anybody may see."""
LISTS: Topic = ("lists", "")
"""Followed by all who follow what is theirs: tens of thousands may have got a list by one event."""

_STANDING = "standing"
_SUPERVISORS = (Role.SUPERVISOR, Role.FROM_SUPERVISOR, Role.TO_SUPERVISOR)
_OWN_ROLES = tuple(role for role in Role if role not in _SUPERVISORS)


def own(person: PersonId) -> Topic:
    return "person", person


def listing(mentee: PersonId) -> Topic:
    """Of the mentors on that mentee's list."""
    return "listing", mentee


def supervised_by(person: PersonId) -> Topic:
    return "supervisor", person


def of_department(code: DepartmentCode) -> Topic:
    return "department", code


def standing_of(person: PersonId) -> Topic:
    return _STANDING, person


def changes_rights(topic: Topic) -> bool:
    """Whether its events may change what those who follow it may see."""
    return topic == DIRECTORY or topic[0] == _STANDING


def topics_of(happening: Happening) -> frozenset[Topic]:
    return frozenset(_topics(happening))


def _topics(happening: Happening) -> Iterable[Topic]:
    audience, people = happening.action.value.audience, people_of(happening.event)
    yield OFFICE
    if Audience.EVERYBODY in audience:
        yield DIRECTORY
    if Audience.PARTICIPANTS in audience:
        yield LISTS
    for mentee in happening.listed_by:
        yield listing(mentee)
    if Audience.PEOPLE in audience:
        yield from (own(people[role]) for role in _OWN_ROLES if role in people)
    if Audience.ACCESS in audience and Role.PERSON in people:
        yield standing_of(people[Role.PERSON])
    if Audience.SUPERVISORS in audience:
        yield from (supervised_by(people[role]) for role in _SUPERVISORS if role in people)
    for each in happening.waiting:
        yield supervised_by(each.supervisor)
    if happening.department:
        yield of_department(happening.department)
