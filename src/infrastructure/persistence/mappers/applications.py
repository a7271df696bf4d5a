"""An application and its row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from moments.domain.applications.application import Application
from moments.domain.applications.decision import Decision, Outcome
from moments.domain.applications.form import Form, FormPart
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.applications.supervisor import Supervisor
from moments.domain.program.skills import RankedSkills
from moments.domain.shared.comparison import search_key
from moments.domain.shared.ids import SkillId
from moments.domain.shared.kind import ApplicationKind
from moments.infrastructure.persistence.transaction import Values


def application_of(row: Row[Any]) -> Application:
    return Application(
        id=row.id,
        applicant=row.applicant,
        kind=ApplicationKind(row.kind),
        form=Form(row.bio, row.working_hours, RankedSkills(tuple(row.career), tuple(row.soft))),
        supervisor=supervisor_of(row),
        started_at=row.started_at,
        held_since=row.held_since,
        state=ApplicationState(row.state),
        submitted_at=row.submitted_at,
        decision=decision_of(row),
        version=row.version,
    )


def application_row(application: Application, numbers: Mapping[SkillId, int]) -> Values:
    """`numbers`: each skill of the catalog to its number."""
    form = application.form
    return {
        "id": application.id,
        "applicant": application.applicant,
        "kind": application.kind.value,
        "state": application.state.value,
        "bio": form.bio,
        "bio_key": search_key(form.bio) if form.bio is not None else None,
        "working_hours": form.working_hours,
        "career": list(form.skills.career),
        "soft": list(form.skills.soft),
        "ranks": ranks(form.skills, numbers),
        "started_at": application.started_at,
        "held_since": application.held_since,
        "submitted_at": application.submitted_at,
        **_supervisor_row(application.supervisor),
        **_decision_row(application.decision),
    }


def ranks(skills: RankedSkills, numbers: Mapping[SkillId, int]) -> str:
    """One digit a skill of the catalog, at its number: its rank, or 0 where it was not chosen."""
    digits = ["0"] * max(numbers.values(), default=0)
    for skill, rank in skills.ranks().items():
        digits[numbers[skill] - 1] = str(rank)
    return "".join(digits)


def supervisor_of(row: Row[Any]) -> Supervisor | None:
    if row.supervisor is None:
        return None
    return Supervisor(
        row.supervisor,
        row.supervisor_first_name,
        row.supervisor_last_name,
        row.supervisor_email,
        row.supervisor_chosen,
    )


def _supervisor_row(supervisor: Supervisor | None) -> Values:
    return {
        "supervisor": supervisor.person if supervisor else None,
        "supervisor_first_name": supervisor.first_name if supervisor else None,
        "supervisor_last_name": supervisor.last_name if supervisor else None,
        "supervisor_email": supervisor.email if supervisor else None,
        "supervisor_chosen": supervisor is not None and supervisor.chosen,
    }


def decision_of(row: Row[Any]) -> Decision | None:
    if row.outcome is None:
        return None
    return Decision(
        Outcome(row.outcome),
        row.decided_by,
        row.decided_by_name,
        row.decided_for,
        row.decided_at,
        row.message,
        row.ground,
        row.seen_at,
        None if row.decided_parts is None else {FormPart(part): each for part, each in row.decided_parts.items()},
    )


def _decision_row(decision: Decision | None) -> Values:
    return {
        "outcome": decision.outcome.value if decision else None,
        "decided_by": decision.by if decision else None,
        "decided_by_name": decision.by_name if decision else None,
        "decided_for": decision.supervisor if decision else None,
        "decided_at": decision.at if decision else None,
        "message": decision.message if decision else None,
        "ground": decision.ground if decision else None,
        "seen_at": decision.seen_at if decision else None,
        "decided_parts": _parts(decision),
    }


def _parts(decision: Decision | None) -> dict[str, int] | None:
    return {part.value: each for part, each in decision.parts.items()} if decision and decision.parts else None
