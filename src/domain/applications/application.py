"""An application to take part as a mentor or as a mentee."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypedDict

from moments.domain.applications.decision import (
    AlreadyDecided,
    ApplicationChanged,
    Decider,
    Decision,
    DirectSupervisor,
    NotTheSupervisor,
    Outcome,
    check_may_decide,
    ground_of,
)
from moments.domain.applications.events import (
    ApplicationApproved,
    ApplicationDenied,
    ApplicationEdited,
    ApplicationRerouted,
    ApplicationRevised,
    ApplicationStarted,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    DecisionSeen,
)
from moments.domain.applications.form import Form
from moments.domain.applications.lifecycle import APPLICATION, ApplicationState
from moments.domain.applications.supervisor import InvalidSupervisor, Supervisor
from moments.domain.participants.eligibility import Ineligibility, Ineligible, NotEligibleByRecords
from moments.domain.program.skills import Catalog
from moments.domain.shared.aggregate import Aggregate
from moments.domain.shared.errors import DomainError, collecting, raise_all
from moments.domain.shared.ids import ApplicationId, DepartmentCode, PersonId
from moments.domain.shared.kind import ApplicationKind
from moments.domain.shared.revision import revision_of
from moments.domain.shared.text import InvalidText, optional_text


class _EventFields(TypedDict):
    application: ApplicationId
    applicant: PersonId
    kind: ApplicationKind


class NothingToReview(DomainError):
    """APR-5."""

    rule = "APR-5"

    def __init__(self) -> None:
        super().__init__(
            "Nobody decided this application in lieu of you, so there is nothing to mark as seen. Open your "
            "queue to see what is waiting."
        )


def form_revision(form: Form, supervisor: Supervisor | None) -> int:
    """Of what the applicant fills in; a supervisor whom only the directory names is not of it."""
    named = supervisor.person if supervisor and supervisor.chosen else None
    return revision_of(form.bio, form.working_hours, form.skills.career, form.skills.soft, named)


@dataclass(slots=True, eq=False)
class Application(Aggregate):
    """One person's application of one kind, over all its revisions (APP-1, APP-9).

    `supervisor`: the person it is or will be routed to; None if the directory has none and the applicant named none.
    `held_since`: when the person who must act next received it. `decision`: the last one; it stays while the
    application is revised and pending again, until the next decision (APR-5).
    """

    id: ApplicationId
    applicant: PersonId
    kind: ApplicationKind
    form: Form
    supervisor: Supervisor | None
    started_at: datetime
    held_since: datetime
    state: ApplicationState = APPLICATION.initial
    submitted_at: datetime | None = None
    decision: Decision | None = None

    @classmethod
    def start(
        cls,
        identity: ApplicationId,
        *,
        applicant: PersonId,
        kind: ApplicationKind,
        form: Form,
        supervisor: Supervisor | None,
        at: datetime,
    ) -> "Application":
        """Creates a draft (APP-9)."""
        new = cls(identity, applicant, kind, form, supervisor, started_at=at, held_since=at)
        new._record(ApplicationStarted(occurred_at=at, by=applicant, **new._event_fields))
        return new

    @property
    def revision(self) -> int:
        return form_revision(self.form, self.supervisor)

    def edit(self, form: Form, catalog: Catalog, *, at: datetime) -> None:
        """APP-9: A draft can be edited freely. An approved application can be edited without new approval but must stay
        complete.

        APP-5: a retired skill can stay if the application already has it, but cannot be added.
        """
        state = self.check_may_edit()
        kept = self.form.skills.all
        if state is ApplicationState.DRAFT:
            catalog.draft(form.skills.career, form.skills.soft, kept)
        else:
            raise_all(form.missing_parts(catalog, kept))
            self._record(ApplicationEdited(occurred_at=at, by=self.applicant, **self._event_fields))
        self.form = form

    def check_may_edit(self) -> ApplicationState:
        """Returns the state after the edit; raises IllegalTransition."""
        return APPLICATION.next_state(self.state, "edit")

    def check_may_name_supervisor(self) -> ApplicationState:
        """APP-7: returns the state after; raises IllegalTransition unless the application is a draft or submitted."""
        if self.state is ApplicationState.DRAFT:
            return self.state
        return APPLICATION.next_state(self.state, "reroute")

    def name_supervisor(self, supervisor: Supervisor, *, at: datetime) -> None:
        """APP-7: a draft records the supervisor; a submitted application is routed to that person at once."""
        if self.check_may_name_supervisor() is ApplicationState.DRAFT:
            self.supervisor = supervisor
        else:
            self._reroute(supervisor, by=self.applicant, at=at)

    def follow_directory(self, supervisor: Supervisor | None, *, supervisor_left: bool, at: datetime) -> bool:
        """Applies the directory's current supervisor; returns True if the application changed.

        Keeps the current supervisor if the applicant named one who can still decide (APP-7), if a decision exists, or
        if a submitted application would be left without a supervisor. A new name or email of the same supervisor is
        copied and does not count as a reroute. `supervisor_left`: the current supervisor can no longer decide the
        application.
        """
        now = self.supervisor
        if now is not None and supervisor is not None and now.person == supervisor.person:
            supervisor = replace(supervisor, chosen=now.chosen)
        elif now is not None and now.chosen and not supervisor_left:
            return False
        if supervisor == now:
            return False
        if self.state is ApplicationState.SUBMITTED:
            if supervisor is None:
                return False
            if now is not None and now.person == supervisor.person:
                self.supervisor = supervisor
            else:
                self._reroute(supervisor, by=None, at=at)
            return True
        if self.state is ApplicationState.DRAFT:
            self.supervisor = supervisor
            return True
        return False

    def submit(self, *, reasons: Sequence[Ineligibility], catalog: Catalog, at: datetime) -> None:
        """Sends the application to the supervisor; raises the errors of `check_may_submit`."""
        state = self.check_may_submit(reasons=reasons, catalog=catalog)
        assert self.supervisor is not None
        self.state, self.submitted_at, self.held_since = state, self._time_of_submission(at), at
        self._record(
            ApplicationSubmitted(
                occurred_at=at, by=self.applicant, supervisor=self.supervisor.person, **self._event_fields
            )
        )

    def check_may_submit(self, *, reasons: Sequence[Ineligibility], catalog: Catalog) -> ApplicationState:
        """Raises all errors at once: Ineligible (ELIG-1, ELIG-2, ELIG-4), errors of the form (APP-3, APP-4), a missing
        supervisor (APP-2). Returns the state after the submission.
        """
        state = APPLICATION.next_state(self.state, "submit")
        errors = [*self._ineligible(reasons), *self.form.missing_parts(catalog, self.form.skills.all)]
        if self.supervisor is None:
            sentence = "The directory lists no supervisor for you. Name the one who is to decide."
            errors.append(InvalidText("supervisorEmail", "required", sentence, "APP-2"))
        raise_all(errors)
        return state

    def check_may_withdraw(self) -> ApplicationState:
        """Returns the state after the withdrawal; raises IllegalTransition."""
        return APPLICATION.next_state(self.state, "withdraw")

    def withdraw(self, *, has_left: bool = False, at: datetime) -> None:
        """APP-9: withdrawing an approved application ends the applicant's participation in that role. `has_left`: the
        applicant has left the State's service, and it is nobody's doing (DIR-1).
        """
        state = self.check_may_withdraw()
        routed = self.supervisor.person if self.supervisor and self.state is ApplicationState.SUBMITTED else None
        self._record(
            ApplicationWithdrawn(
                occurred_at=at,
                by=None if has_left else self.applicant,
                supervisor=routed,
                was=self.state.value,
                **self._event_fields,
            )
        )
        self.state, self.held_since = state, at

    def check_may_revise(self) -> ApplicationState:
        """Returns the state after the revision; raises IllegalTransition."""
        return APPLICATION.next_state(self.state, "revise")

    def revise(self, supervisor: Supervisor | None, *, at: datetime) -> None:
        """APP-9: turns a denied or withdrawn application into a draft, routed to the directory's current supervisor."""
        self.state = self.check_may_revise()
        self.supervisor, self.held_since = supervisor, at
        self._record(ApplicationRevised(occurred_at=at, by=self.applicant, **self._event_fields))

    def approve(
        self,
        decider: Decider,
        *,
        read: datetime,
        department: DepartmentCode,
        reasons: Sequence[Ineligibility],
        message: str | None,
        at: datetime,
    ) -> None:
        """APR-1, APR-4, APR-9. `read`: when the version that the decider has read was submitted. Raises the errors of
        `check_may_approve`, ApplicationChanged, GroundRequired.
        """
        self.check_may_approve(decider, department=department, reasons=reasons)
        self._check_read(read)
        decision = self._decide(Outcome.APPROVED, decider, message, at)
        self._record_decision(ApplicationState.APPROVED, decision)

    def deny(
        self, decider: Decider, *, read: datetime, department: DepartmentCode, message: str | None, at: datetime
    ) -> None:
        """APR-1: `message` is optional, from the decider. `read`: as for `approve`. Raises the errors of
        `check_may_deny`, ApplicationChanged, GroundRequired.
        """
        self.check_may_deny(decider, department=department)
        self._check_read(read)
        decision = self._decide(Outcome.DENIED, decider, message, at)
        self._record_decision(ApplicationState.DENIED, decision)

    def check_may_approve(
        self, decider: Decider, *, department: DepartmentCode, reasons: Sequence[Ineligibility]
    ) -> None:
        """Raises the errors of `check_may_deny`, and Ineligible (ELIG-4), or NotEligibleByRecords to a decider who may
        not know the criteria (ELIG-5).
        """
        self._check_may_decide(decider, department, "approve")
        if reasons and isinstance(decider, DirectSupervisor) and not decider.knows_criteria:
            raise NotEligibleByRecords
        raise_all(self._ineligible(reasons))

    def check_may_deny(self, decider: Decider, *, department: DepartmentCode) -> None:
        """Raises CannotDecideOwn, NotTheSupervisor, OtherDepartment, AlreadyDecided, IllegalTransition."""
        self._check_may_decide(decider, department, "deny")

    def mark_seen(self, by: PersonId, *, read: datetime, at: datetime) -> None:
        """APR-5: records that the supervisor reviewed a decision made in lieu of them; a second call changes nothing.

        `read`: when the decision that they have read was made. Raises NotTheSupervisor, NothingToReview,
        ApplicationChanged.
        """
        decision = self.check_may_mark_seen(by)
        if read != decision.at:
            raise ApplicationChanged(self.id, "decidedAt")
        if decision.seen_at is None:
            self.decision = replace(decision, seen_at=at)
            self._record(DecisionSeen(occurred_at=at, by=by, supervisor=by, **self._event_fields))

    def check_may_mark_seen(self, by: PersonId) -> Decision:
        """Returns the decision made in lieu; raises NotTheSupervisor, NothingToReview."""
        if self.decision is None or not self.decision.in_lieu:
            raise NothingToReview
        if by != self.decision.supervisor:
            raise NotTheSupervisor
        return self.decision

    def _check_may_decide(self, decider: Decider, department: DepartmentCode, trigger: str) -> None:
        """Checks authority first, so that an unauthorized user does not learn who decided."""
        supervisor = self.supervisor.person if self.supervisor else None
        check_may_decide(decider, applicant=self.applicant, supervisor=supervisor, department=department)
        if self.decision is not None and self.state in (ApplicationState.APPROVED, ApplicationState.DENIED):
            raise AlreadyDecided(self.decision)
        APPLICATION.next_state(self.state, trigger)

    def _check_read(self, submitted_at: datetime) -> None:
        if submitted_at != self.submitted_at:
            raise ApplicationChanged(self.id, "submittedAt")

    def _decide(self, outcome: Outcome, decider: Decider, message: str | None, at: datetime) -> Decision:
        errors, ground = list[DomainError](), None
        with collecting(errors):
            ground = ground_of(decider)
        with collecting(errors):
            message = optional_text(message, "message", "The message", rule="APR-1")
        raise_all(errors)
        assert self.supervisor is not None
        return Decision(
            outcome, decider.person, decider.name, self.supervisor.person, at, message, ground, parts=self.form.parts()
        )

    def _record_decision(self, state: ApplicationState, decision: Decision) -> None:
        assert self.supervisor is not None
        self.state, self.decision, self.held_since = state, decision, decision.at
        event = ApplicationApproved if state is ApplicationState.APPROVED else ApplicationDenied
        self._record(
            event(
                occurred_at=decision.at,
                by=decision.by,
                supervisor=self.supervisor.person,
                outcome=decision.outcome,
                in_lieu=decision.in_lieu,
                **self._event_fields,
            )
        )

    def _reroute(self, supervisor: Supervisor, *, by: PersonId | None, at: datetime) -> None:
        state = APPLICATION.next_state(self.state, "reroute")
        assert self.supervisor is not None
        if supervisor.person == self.supervisor.person:
            sentence = "The application is with this supervisor already. Name another, or leave it as it is."
            raise InvalidSupervisor("supervisorEmail", "same", sentence)
        before, self.supervisor = self.supervisor, supervisor
        self.state, self.held_since = state, at
        self._record(
            ApplicationRerouted(
                occurred_at=at,
                by=by,
                from_supervisor=before.person,
                to_supervisor=supervisor.person,
                **self._event_fields,
            )
        )

    def _time_of_submission(self, at: datetime) -> datetime:
        """Differs from that of any earlier submission, even if the clock was put back: it names what was submitted."""
        last = self.submitted_at
        return at if last is None or at > last else last + timedelta(milliseconds=1)

    def _ineligible(self, reasons: Sequence[Ineligibility]) -> list[DomainError]:
        return [Ineligible(reasons, self.kind.eligibility_rule, self.applicant)] if reasons else []

    @property
    def _event_fields(self) -> _EventFields:
        return {"application": self.id, "applicant": self.applicant, "kind": self.kind}
