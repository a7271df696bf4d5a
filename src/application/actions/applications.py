"""The steps of applications, and of a person's own part in the program."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from moments.application.access.relations import Actor, Relation
from moments.application.actions.action import Action
from moments.application.actions.offers import ALWAYS, Step, Steps
from moments.application.applications.decide_application import DecideApplicationCommand, decider_of
from moments.application.applications.mark_decision_seen import MarkDecisionSeenCommand
from moments.application.applications.revise_application import ReviseApplicationCommand
from moments.application.applications.start_application import StartApplicationCommand, check_may_start
from moments.application.applications.submit_application import SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplicationCommand, check_may_withdraw
from moments.domain.applications.application import Application
from moments.domain.applications.decision import InLieu
from moments.domain.applications.supervisor import check_may_try
from moments.domain.participants.eligibility import Ineligibility
from moments.domain.participants.participant import Participant
from moments.domain.program.skills import Catalog
from moments.domain.shared.ids import DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind

FORESEEN_GROUND = "FMLA leave"
"""Any ground has the same effect (APR-4)."""


def application_steps(
    application: Application,
    actor: Actor,
    relations: frozenset[Relation],
    *,
    viewer: Participant,
    department: DepartmentCode,
    above: PersonId | None,
    reasons: Sequence[Ineligibility],
    catalog: Catalog,
    tries: Sequence[datetime],
) -> Steps:
    """`viewer`: the actor as a participant. `department`, `reasons`: the applicant's. `above`: their supervisor in the
    directory. `tries`: when the applicant named somebody whom the directory does not have, within the last hour.
    """
    decider = decider_of(application, actor, relations, above=above, name="", ground=None)
    of = application.id
    ground, read = FORESEEN_GROUND if isinstance(decider, InLieu) else None, application.submitted_at
    decide = DecideApplicationCommand(of, read, ground=ground) if read else None
    decision = application.decision
    return {
        Action.EDIT_APPLICATION: Step(application.check_may_edit),
        Action.NAME_SUPERVISOR: Step(partial(_check_may_name_supervisor, application, tries)),
        Action.SUBMIT_APPLICATION: Step(
            partial(application.check_may_submit, reasons=reasons, catalog=catalog), SubmitApplicationCommand(of)
        ),
        Action.WITHDRAW_APPLICATION: Step(
            partial(check_may_withdraw, application, viewer), WithdrawApplicationCommand(of)
        ),
        Action.REVISE_APPLICATION: Step(application.check_may_revise, ReviseApplicationCommand(of)),
        Action.APPROVE_APPLICATION: Step(
            partial(application.check_may_approve, decider, department=department, reasons=reasons), decide
        ),
        Action.DENY_APPLICATION: Step(partial(application.check_may_deny, decider, department=department), decide),
        Action.MARK_DECISION_SEEN: Step(
            partial(application.check_may_mark_seen, actor.person),
            MarkDecisionSeenCommand(of, decision.at) if decision else None,
        ),
    }


def _check_may_name_supervisor(application: Application, tries: Sequence[datetime]) -> None:
    application.check_may_name_supervisor()
    check_may_try(tries)


def start_steps(own: Mapping[ApplicationKind, Application], *kinds: ApplicationKind) -> Steps:
    """`own`: the person's applications. `kinds`: those that the person can choose from."""

    def check() -> None:
        taken = [own[kind] for kind in kinds if kind in own]
        check_may_start(taken[0] if len(taken) == len(kinds) else None)

    command = StartApplicationCommand(kinds[0]) if len(kinds) == 1 else None
    return {Action.START_APPLICATION: Step(check, command)}


def own_steps(viewer: Participant, own: Mapping[ApplicationKind, Application]) -> Steps:
    """For the person themselves. `own`: their applications."""
    applies = ApplicationKind.MENTOR in own
    return {
        Action.SET_AVAILABILITY: Step(partial(viewer.check_may_set_availability, applies_as_mentor=applies)),
        Action.SET_REMINDERS: ALWAYS,
    }


SESSION_STEPS: Steps = {Action.END_SESSION: ALWAYS}
"""For one of the person's own."""
SIGNED_IN_STEPS: Steps = {Action.END_OTHER_SESSIONS: ALWAYS, Action.EXTEND_SESSION: ALWAYS}
