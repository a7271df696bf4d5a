"""The topics of an event, from its data. Only subscribers of these topics are notified; each decides what to
show."""

from collections.abc import Iterable

from moments.application.live.event import Happening, Topic
from moments.domain.shared.ids import DepartmentCode, PersonId

OFFICE: Topic = ("office", "")
DIRECTORY: Topic = ("directory", "")
"""Followed by all who follow anything: an import may change what anybody may see."""
LISTS: Topic = ("lists", "")
"""Followed by all who follow what is theirs: tens of thousands may have got a list by one event."""

_STANDING = "standing"
_OWN_ROLES = ("applicant", "mentor", "mentee", "person")
_NOT_THE_APPLICANTS = ("DecisionSeen",)
"""That a supervisor has reviewed a decision taken in lieu is between them and the deciders (APR-5)."""
_SUPERVISORS = ("supervisor", "from_supervisor", "to_supervisor")


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
    yield OFFICE
    if happening.action == "DirectoryImported":
        yield DIRECTORY
    if happening.action == "ListsSent":
        yield LISTS
    for mentee in happening.listed_by:
        yield listing(mentee)
    if happening.action not in _NOT_THE_APPLICANTS:
        for role in _OWN_ROLES:
            if person := happening.fact(role):
                yield own(person)
    if happening.kind in ("department", "office"):
        yield standing_of(happening.facts["person"])
    for role in _SUPERVISORS:
        if person := happening.fact(role):
            yield supervised_by(person)
    for each in happening.waiting:
        yield supervised_by(each.supervisor)
    if happening.department:
        yield of_department(happening.department)
