"""What an import changes, or would change, as rows for the office: one for each person, application or pair."""

from collections.abc import Iterator

from moments.application.directory.plan import ImportPlan
from moments.application.ports.imports import ImportChange, ImportChangeKind
from moments.domain.applications.supervisor import Supervisor
from moments.domain.shared.ids import PersonId

K = ImportChangeKind


def changes_of(plan: ImportPlan) -> Iterator[ImportChange]:
    """In the order of the kinds. No private facts (ELIG-5): which criterion failed is on the person's page, where each
    reading of it is recorded.
    """
    yield from _of_people(plan)
    yield from _of_applications(plan)
    yield from _of_pairs(plan)
    yield from _of_roles(plan)


def _of_people(plan: ImportPlan) -> Iterator[ImportChange]:
    for kind, people in ((K.CAME, plan.people.added), (K.RETURNED, plan.people.returned), (K.LEFT, plan.people.left)):
        yield from (_change(plan, kind, person.id, _SENTENCES[kind]) for person in people)
    for kind, ids in ((K.SUSPENDED, plan.standings.suspended), (K.REINSTATED, plan.standings.reinstated)):
        yield from (_change(plan, kind, person, _SENTENCES[kind]) for person in ids)


def _of_applications(plan: ImportPlan) -> Iterator[ImportChange]:
    for route in plan.rerouted:
        words = f"The {route.kind.value} application goes from {_name(route.before)} to {_name(route.after)}."
        yield _change(plan, K.REROUTED, route.applicant, words, application=route.application)
    for stuck in plan.stuck:
        words = (
            f"The {stuck.kind.value} application waits for {stuck.supervisor.name}, who can no longer decide it. The "
            "applicant has to name another supervisor."
        )
        yield _change(plan, K.WITHOUT_SUPERVISOR, stuck.applicant, words, application=stuck.application)
    for each in plan.settlements.applications:
        words = f"The {each.kind.value} application that waited is withdrawn."
        yield _change(plan, K.APPLICATION_WITHDRAWN, each.applicant, words, application=each.application)


def _of_pairs(plan: ImportPlan) -> Iterator[ImportChange]:
    for each in plan.settlements.requests:
        mentor, mentee = plan.after[each.mentor].name, plan.after[each.mentee].name
        words = f"{mentee}'s request to {mentor} is closed: {_listed(plan, each.gone)} left."
        yield _change(plan, K.REQUEST_CLOSED, each.gone[0], words, mentorship=each.mentorship)
    for pair in plan.mentorships:
        mentor, mentee = plan.after[pair.mentor].name, plan.after[pair.mentee].name
        words = f"The mentorship of {mentor} and {mentee} goes on, flagged: {_listed(plan, pair.affected_people)}."
        yield _change(plan, K.MENTORSHIP_FLAGGED, pair.affected_people[0], words, mentorship=pair.mentorship)


def _of_roles(plan: ImportPlan) -> Iterator[ImportChange]:
    for each in plan.roles.administrators:
        words = f"No longer an administrator of department {each.department}."
        yield _change(plan, K.ADMINISTRATOR_REMOVED, each.person, words)
    for person in plan.roles.office:
        yield _change(plan, K.OFFICE_MEMBER_REMOVED, person, _SENTENCES[K.OFFICE_MEMBER_REMOVED])


_SENTENCES = {
    K.CAME: "New in the directory.",
    K.RETURNED: "Had left and is back.",
    K.LEFT: "No longer in the directory.",
    K.SUSPENDED: "Not eligible by the directory, so their participation is suspended.",
    K.REINSTATED: "Eligible again, so the suspension is lifted.",
    K.OFFICE_MEMBER_REMOVED: "No longer a member of the program office.",
}


def _change(plan: ImportPlan, kind: ImportChangeKind, person: PersonId, words: str, **of: str) -> ImportChange:
    record = plan.after[person]
    return ImportChange(kind, person, record.name, record.department, words, **of)  # type: ignore[arg-type]


def _listed(plan: ImportPlan, people: tuple[PersonId, ...]) -> str:
    return " and ".join(plan.after[person].name for person in people)


def _name(supervisor: Supervisor | None) -> str:
    return supervisor.name if supervisor else "nobody"
