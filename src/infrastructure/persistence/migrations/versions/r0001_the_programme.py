"""The programme's first schema, with the handbook's catalogue (APP-5) and the surveys' choices (SUR-3).

Written out in full: the tables of a later version must not change what this revision makes.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(64)
MOMENT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SKILLS = (
    ("career", "Change Management"),
    ("career", "Collaboration"),
    ("career", "Decision Making"),
    ("career", "Delegation"),
    ("career", "Networking"),
    ("soft", "Goal Setting"),
    ("soft", "Growth Mindset"),
    ("soft", "Interpersonal Communication"),
    ("soft", "Resiliency"),
    ("soft", "Time Management"),
)
CHOICES = {
    "how_often": ("Weekly", "Every two weeks", "Monthly", "Every two or three months", "Less often", "We did not meet"),
    "how_met": ("In person", "By video call", "By telephone", "In several ways", "We did not meet"),
    "rating": ("Excellent", "Good", "Fair", "Poor"),
}


def upgrade() -> None:
    _create_directory()
    _create_lists()
    _create_aggregates()
    _create_journal()
    _create_search()
    _add_skills()
    _add_choices()


def downgrade() -> None:
    op.drop_table("mentor_listing")
    op.drop_table("idempotency_keys")
    op.drop_table("letters")
    op.drop_table("audit")
    op.drop_table("events")
    op.drop_table("surveys")
    op.drop_table("meetings")
    op.drop_table("mentorships")
    op.drop_table("applications")
    op.drop_table("participants")
    op.drop_table("survey_choices")
    op.drop_table("office_members")
    op.drop_table("administrators")
    op.drop_table("skills")
    op.drop_table("employees")
    op.drop_table("departments")


def _partial(name: str, table: str, columns: list[str], where: str, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


def _create_directory() -> None:
    op.create_table(
        "departments",
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("hr_contact", sa.String(400), nullable=False),
        sa.Column("travel_contact", sa.String(400), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_departments"),
    )
    op.create_table(
        "employees",
        sa.Column("id", ID, nullable=False),
        sa.Column("first_name", sa.String(200), nullable=False),
        sa.Column("last_name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("department", sa.String(32), nullable=False),
        sa.Column("division", sa.String(200)),
        sa.Column("job_title", sa.String(200), nullable=False),
        sa.Column("work_location", sa.String(200), nullable=False),
        sa.Column("hire_date", sa.Date(), nullable=False),
        sa.Column("employment", sa.String(32), nullable=False),
        sa.Column("supervisor", ID),
        sa.Column("on_leave_until", sa.Date()),
        sa.Column("evaluated_on", sa.Date()),
        sa.Column("at_risk", sa.Boolean()),
        sa.Column("improvement_plan", sa.Boolean(), nullable=False),
        sa.Column("discipline", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date()),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_employees"),
        sa.ForeignKeyConstraint(["department"], ["departments.code"], name="fk_employees_department"),
    )
    op.create_index("ix_employees_department", "employees", ["department"])
    op.create_index("ix_employees_name", "employees", ["name_key", "id"])
    op.create_index("ix_employees_supervisor", "employees", ["supervisor"])
    _partial("uq_employees_email_key", "employees", ["email_key"], "left_on IS NULL", unique=True)


def _create_lists() -> None:
    op.create_table(
        "skills",
        sa.Column("id", ID, nullable=False),
        sa.Column("category", sa.String(16), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("retired_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_skills"),
        sa.UniqueConstraint("name_key", name="uq_skills_name_key"),
        sa.UniqueConstraint("number", name="uq_skills_number"),
    )
    op.create_table(
        "administrators",
        sa.Column("department", sa.String(32), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("named_by", ID, nullable=False),
        sa.Column("named_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("department", "person", name="pk_administrators"),
        sa.ForeignKeyConstraint(["department"], ["departments.code"], name="fk_administrators_department"),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_administrators_person"),
    )
    op.create_index("ix_administrators_person", "administrators", ["person"])
    op.create_table(
        "office_members",
        sa.Column("person", ID, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_office_members"),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_office_members_person"),
    )
    op.create_table(
        "survey_choices",
        sa.Column("question", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("question", "position", name="pk_survey_choices"),
    )


def _create_aggregates() -> None:
    op.create_table(
        "participants",
        sa.Column("id", ID, nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("since", MOMENT),
        sa.Column("mentor_approved", sa.Boolean(), nullable=False),
        sa.Column("mentee_approved", sa.Boolean(), nullable=False),
        sa.Column("available", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("mentees", sa.Integer(), nullable=False),
        sa.Column("mentors", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participants"),
        sa.ForeignKeyConstraint(["id"], ["employees.id"], name="fk_participants_id"),
        sa.CheckConstraint("capacity IN (1, 2)", name=op.f("ck_participants_capacity")),
        sa.CheckConstraint("mentees BETWEEN 0 AND 2", name=op.f("ck_participants_mentees")),
        sa.CheckConstraint("mentors BETWEEN 0 AND 2", name=op.f("ck_participants_mentors")),
    )
    op.create_table(
        "applications",
        sa.Column("id", ID, nullable=False),
        sa.Column("applicant", ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("bio", sa.Text()),
        sa.Column("bio_key", sa.Text()),
        sa.Column("working_hours", ID),
        sa.Column("career", sa.JSON(), nullable=False),
        sa.Column("soft", sa.JSON(), nullable=False),
        sa.Column("ranks", sa.Text(), nullable=False),
        sa.Column("supervisor", ID),
        sa.Column("supervisor_first_name", sa.String(200)),
        sa.Column("supervisor_last_name", sa.String(200)),
        sa.Column("supervisor_email", sa.String(320)),
        sa.Column("supervisor_chosen", sa.Boolean(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("held_since", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.Column("outcome", sa.String(16)),
        sa.Column("decided_by", ID),
        sa.Column("decided_by_name", sa.Text()),
        sa.Column("decided_for", ID),
        sa.Column("decided_at", MOMENT),
        sa.Column("message", sa.Text()),
        sa.Column("ground", sa.Text()),
        sa.Column("seen_at", MOMENT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
        sa.ForeignKeyConstraint(["applicant"], ["employees.id"], name="fk_applications_applicant"),
        sa.UniqueConstraint("applicant", "kind", name="uq_applications_applicant_kind"),
    )
    op.create_index("ix_applications_decided", "applications", ["decided_for", "decided_at", "id"])
    _partial("ix_applications_queue", "applications", ["supervisor", "held_since", "id"], "state = 'submitted'")
    op.create_index("ix_applications_submitted", "applications", ["submitted_at", "id"])
    _partial("ix_applications_unseen", "applications", ["decided_for", "decided_at", "id"], "ground IS NOT NULL")
    _partial("ix_applications_waiting", "applications", ["held_since", "id"], "state = 'submitted'")
    op.create_table(
        "mentorships",
        sa.Column("id", ID, nullable=False),
        sa.Column("mentor", ID, nullable=False),
        sa.Column("mentee", ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("held_since", MOMENT, nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_at", MOMENT),
        sa.Column("mentor_place", sa.Integer()),
        sa.Column("mentee_place", sa.Integer()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_by", ID),
        sa.Column("goals", sa.Text()),
        sa.Column("schedule", sa.Text()),
        sa.Column("obstacles", sa.Text()),
        sa.Column("agreement_ends_on", sa.Date()),
        sa.Column("agreement_by", ID),
        sa.Column("agreement_proposed_at", MOMENT),
        sa.Column("agreement_agreed_at", MOMENT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mentorships"),
        sa.ForeignKeyConstraint(["mentor"], ["participants.id"], name="fk_mentorships_mentor"),
        sa.ForeignKeyConstraint(["mentee"], ["participants.id"], name="fk_mentorships_mentee"),
        sa.CheckConstraint("mentor <> mentee", name=op.f("ck_mentorships_two_people")),
        sa.CheckConstraint(
            "(state = 'active') = (mentor_place IS NOT NULL)", name=op.f("ck_mentorships_mentor_place_held")
        ),
        sa.CheckConstraint(
            "(state = 'active') = (mentee_place IS NOT NULL)", name=op.f("ck_mentorships_mentee_place_held")
        ),
        sa.CheckConstraint("mentor_place IN (1, 2)", name=op.f("ck_mentorships_mentor_place")),
        sa.CheckConstraint("mentee_place IN (1, 2)", name=op.f("ck_mentorships_mentee_place")),
    )
    op.create_index("ix_mentorships_mentee", "mentorships", ["mentee", "requested_at", "id"])
    op.create_index("ix_mentorships_mentor", "mentorships", ["mentor", "requested_at", "id"])
    op.create_index("ix_mentorships_requested", "mentorships", ["requested_at", "id"])
    _partial("uq_mentorships_mentee_place", "mentorships", ["mentee", "mentee_place"], "state = 'active'", unique=True)
    _partial("uq_mentorships_mentor_place", "mentorships", ["mentor", "mentor_place"], "state = 'active'", unique=True)
    _partial(
        "uq_mentorships_open_pair", "mentorships", ["mentor", "mentee"], "state IN ('requested', 'active')", unique=True
    )
    op.create_table(
        "meetings",
        sa.Column("id", ID, nullable=False),
        sa.Column("mentorship", ID, nullable=False),
        sa.Column("mentor", ID, nullable=False),
        sa.Column("mentee", ID, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("agenda", sa.Text()),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("outside_hours", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.ForeignKeyConstraint(["mentorship"], ["mentorships.id"], name="fk_meetings_mentorship"),
        sa.CheckConstraint("minutes BETWEEN 1 AND 480", name=op.f("ck_meetings_minutes")),
    )
    op.create_index("ix_meetings_mentorship", "meetings", ["mentorship", "starts_at", "id"])
    op.create_table(
        "surveys",
        sa.Column("mentorship", ID, nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("answers", sa.JSON()),
        sa.Column("contact_me", sa.Boolean(), nullable=False),
        sa.Column("followed_up_at", MOMENT),
        sa.Column("followed_up_by", ID),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("mentorship", "side", name="pk_surveys"),
        sa.ForeignKeyConstraint(["mentorship"], ["mentorships.id"], name="fk_surveys_mentorship"),
        sa.ForeignKeyConstraint(["person"], ["employees.id"], name="fk_surveys_person"),
    )
    _partial("ix_surveys_answered", "surveys", ["answered_at", "mentorship", "side"], "answered_at IS NOT NULL")
    op.create_index("ix_surveys_due", "surveys", ["due_at", "mentorship", "side"])
    _partial(
        "ix_surveys_follow_up",
        "surveys",
        ["answered_at", "mentorship", "side"],
        "contact_me AND followed_up_at IS NULL",
    )
    _partial("ix_surveys_unanswered", "surveys", ["person", "due_at"], "answered_at IS NULL")


def _create_journal() -> None:
    op.create_table(
        "events",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("type", ID, nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("by", ID),
        sa.Column("subject_kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sqlite_autoincrement=True,
    )
    _partial(
        "ix_events_reference",
        "events",
        ["id"],
        "type IN ('DirectoryImported', 'SkillAdded', 'SkillReinstated', 'SkillRetired')",
    )
    op.create_table(
        "audit",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", ID),
        sa.Column("action", ID, nullable=False),
        sa.Column("subject_kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_subject", "audit", ["subject_kind", "subject", "id"])
    op.create_table(
        "letters",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("message_id", sa.String(300), nullable=False),
        sa.Column("kind", ID, nullable=False),
        sa.Column("recipient", ID, nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.ForeignKeyConstraint(["recipient"], ["employees.id"], name="fk_letters_recipient"),
        sa.UniqueConstraint("key", name="uq_letters_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("person", ID, nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("action", ID, nullable=False),
        sa.Column("fingerprint", ID, nullable=False),
        sa.Column("result", sa.String(128), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name="pk_idempotency_keys"),
    )


def _create_search() -> None:
    op.create_table(
        "mentor_listing",
        sa.Column("person", ID, nullable=False),
        sa.Column("application", ID, nullable=False),
        sa.Column("first_name", sa.String(200), nullable=False),
        sa.Column("last_name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("department", sa.String(32), nullable=False),
        sa.Column("division", sa.String(200)),
        sa.Column("job_title", sa.String(200), nullable=False),
        sa.Column("work_location", sa.String(200), nullable=False),
        sa.Column("bio", sa.Text(), nullable=False),
        sa.Column("working_hours", ID, nullable=False),
        sa.Column("career", sa.JSON(), nullable=False),
        sa.Column("soft", sa.JSON(), nullable=False),
        sa.Column("ranks", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("open_places", sa.Integer(), nullable=False),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_mentor_listing"),
        sa.ForeignKeyConstraint(["person"], ["participants.id"], name="fk_mentor_listing_person"),
    )
    op.create_index("ix_mentor_listing_approved", "mentor_listing", ["approved_at", "person"])
    op.create_index("ix_mentor_listing_name", "mentor_listing", ["name_key", "person"])


def _column(name: str) -> sa.ColumnClause[Any]:
    return sa.column(name)


def _add_skills() -> None:
    skills = sa.table("skills", *(_column(name) for name in ("id", "category", "name", "name_key", "number")))
    rows = [
        {
            "id": f"{category}-{name.lower().replace(' ', '-')}",
            "category": category,
            "name": name,
            "name_key": name.casefold(),
            "number": number,
        }
        for number, (category, name) in enumerate(SKILLS, 1)
    ]
    op.bulk_insert(skills, rows)


def _add_choices() -> None:
    choices = sa.table("survey_choices", *(_column(name) for name in ("question", "position", "label")))
    rows = [
        {"question": question, "position": position, "label": label}
        for question, labels in CHOICES.items()
        for position, label in enumerate(labels, 1)
    ]
    op.bulk_insert(choices, rows)
