"""Who is given power over others' data, and who loses it: told to the security log once it is so."""

from moments import security_log
from moments.domain.identity.sign_in import SignInUnbound
from moments.domain.program.administrators import AdministratorNamed, AdministratorRemoved
from moments.domain.program.office import OfficeMemberAdded, OfficeMemberRemoved
from moments.domain.shared.events import DomainEvent
from moments.security_log import SecurityEvent, in_snake_case


def record_change_of_power(event: DomainEvent) -> None:
    """Does nothing for the other events."""
    match event:
        case AdministratorNamed() | AdministratorRemoved():
            department: str | None = event.department
        case OfficeMemberAdded() | OfficeMemberRemoved() | SignInUnbound():
            department = None
        case _:
            return
    security_log.record(
        SecurityEvent.POWER_CHANGED,
        person=event.by,
        action=in_snake_case(type(event)),
        people=[event.person],
        department=department,
    )
