"""The topics of an event, from its data. Only subscribers of these topics are notified; each decides what to
show."""

from collections.abc import Iterable

from moments.application.events import SUPERVISOR_ROLES, Audience, Role, people_of
from moments.application.live.event import RecordedEvent, Topic
from moments.domain.shared.ids import DepartmentCode, PersonId

OFFICE: Topic = ("office", "")
DIRECTORY: Topic = ("directory", "")
"""All subscriptions include this topic, because an import can change anyone's permissions."""
LISTS_TOPIC: Topic = ("lists", "")
"""All personal subscriptions include this topic, because one event can publish tens of thousands of lists."""

ACCESS_TOPIC = "access"
_OWN_ROLES = tuple(role for role in Role if role not in SUPERVISOR_ROLES)


def person_topic(person: PersonId) -> Topic:
    return "person", person


def suggestion_list_topic(mentee: PersonId) -> Topic:
    """Events of the mentors on that mentee's list."""
    return "suggestion_list", mentee


def supervised_by(person: PersonId) -> Topic:
    return "supervisor", person


def of_department(code: DepartmentCode) -> Topic:
    return "department", code


def access_topic(person: PersonId) -> Topic:
    return ACCESS_TOPIC, person


def may_change_access(topic: Topic) -> bool:
    """Whether events of the topic can change the permissions of its subscribers."""
    return topic == DIRECTORY or topic[0] == ACCESS_TOPIC


def topics_of(recorded: RecordedEvent) -> frozenset[Topic]:
    return frozenset(_topics(recorded))


def _topics(recorded: RecordedEvent) -> Iterable[Topic]:
    audience, people = recorded.type.value.audience, people_of(recorded.event)
    yield OFFICE
    if Audience.EVERYBODY in audience:
        yield DIRECTORY
    if Audience.PARTICIPANTS in audience:
        yield LISTS_TOPIC
    for mentee in recorded.suggested_to:
        yield suggestion_list_topic(mentee)
    if Audience.PEOPLE in audience:
        yield from (person_topic(people[role]) for role in _OWN_ROLES if role in people)
    if Audience.ACCESS in audience and Role.PERSON in people:
        yield access_topic(people[Role.PERSON])
    if Audience.SUPERVISORS in audience:
        yield from (supervised_by(people[role]) for role in SUPERVISOR_ROLES if role in people)
    for each in recorded.pending:
        yield supervised_by(each.supervisor)
    if recorded.department:
        yield of_department(recorded.department)
