"""Events are stored under names of their own, no longer under those of their classes, with a version."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAMES = {
    "ApplicationStarted": "application.started",
    "ApplicationEdited": "application.edited",
    "ApplicationSubmitted": "application.submitted",
    "ApplicationRerouted": "application.rerouted",
    "ApplicationWithdrawn": "application.withdrawn",
    "ApplicationRevised": "application.revised",
    "ApplicationApproved": "application.approved",
    "ApplicationDenied": "application.denied",
    "DecisionSeen": "decision.seen",
    "ParticipantSuspended": "participant.suspended",
    "ParticipantReinstated": "participant.reinstated",
    "AvailabilityChanged": "availability.changed",
    "MentorRequested": "mentor.requested",
    "RequestAccepted": "request.accepted",
    "RequestDeclined": "request.declined",
    "RequestCancelled": "request.cancelled",
    "RequestClosed": "request.closed",
    "AgreementProposed": "agreement.proposed",
    "AgreementAgreed": "agreement.agreed",
    "MentorshipCompleted": "mentorship.completed",
    "MentorshipDiscontinued": "mentorship.discontinued",
    "MeetingProposed": "meeting.proposed",
    "MeetingMoved": "meeting.moved",
    "MeetingConfirmed": "meeting.confirmed",
    "MeetingHeld": "meeting.held",
    "MeetingCalledOff": "meeting.cancelled",
    "SurveyDue": "survey.due",
    "SurveySubmitted": "survey.submitted",
    "FollowUpHandled": "follow_up.handled",
    "SurveyChoicesSet": "survey_choices.set",
    "SkillAdded": "skill.added",
    "SkillRetired": "skill.retired",
    "SkillReinstated": "skill.reinstated",
    "AdministratorNamed": "administrator.named",
    "AdministratorRemoved": "administrator.removed",
    "OfficeMemberAdded": "office_member.added",
    "OfficeMemberRemoved": "office_member.removed",
    "DirectoryImported": "directory.imported",
    "LetterDied": "email.failed",
    "LetterSentAgain": "email.resent",
    "LetterDiscarded": "email.discarded",
    "PeriodAnnounced": "period.announced",
    "PeriodOpened": "period.opened",
    "PeriodEndAnnounced": "period.end_announced",
    "PeriodClosed": "period.closed",
    "MatchingRan": "matching.ran",
    "ListsSent": "lists.sent",
    "StageMoved": "stage.moved",
    "StageSkipped": "stage.skipped",
    "SuggestionsReplaced": "suggestions.replaced",
    "ListMade": "list.created",
    "RehearsalAsked": "trial_run.requested",
    "RehearsalDone": "trial_run.done",
}
REFERENCE = ("DirectoryImported", "SkillAdded", "SkillReinstated", "SkillRetired")
COLUMNS = {"events": "type", "audit": "action"}


def upgrade() -> None:
    op.add_column("events", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.drop_index("ix_events_reference", "events")
    _rename(NAMES)
    _index(NAMES[name] for name in REFERENCE)


def downgrade() -> None:
    op.drop_index("ix_events_reference", "events")
    _rename({new: old for old, new in NAMES.items()})
    _index(REFERENCE)
    op.drop_column("events", "version")


def _rename(names: dict[str, str]) -> None:
    """What is in the table and not in `names`, such as a newer server's event, keeps its name."""
    for table, column in COLUMNS.items():
        named = sa.table(table, sa.column(column))
        op.execute(
            sa.update(named)
            .where(named.c[column].in_(names))
            .values({column: sa.case(names, value=named.c[column], else_=named.c[column])})
        )


def _index(names: Iterable[str]) -> None:
    listed = ", ".join(f"'{name}'" for name in names)
    where = sa.text(f"type IN ({listed})")
    op.create_index("ix_events_reference", "events", ["id"], sqlite_where=where, postgresql_where=where)
