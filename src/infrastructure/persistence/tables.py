"""The tables. Rows are mapped to aggregates by hand (docs/adr/0005); migrations are in `migrations/`."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from moments.application.events import names_where
from moments.infrastructure.persistence.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID = String(64)
_CHANGES = ", ".join(f"'{name}'" for name in names_where(lambda entry: entry.changes_reference))
REFERENCE_CHANGES = f"type IN ({_CHANGES})"
"""The events by which departments or skills change."""
_KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""A key of `domain/shared/comparison.py`, sorted by code points, as SQLite does, whatever the server's language."""
_NUMBER_KEY = String(64).with_variant(String(64, collation="C"), "postgresql")
"""An employee id without capitals and spaces, sorted as keys are."""
_SERIAL = BigInteger().with_variant(Integer, "sqlite")


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of the rows that `where` selects; the constant is written out, as a bound one is not matched."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


# --- the directory, as the last import left it ---------------------------------------------------------

departments = Table(
    "departments",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("hr_contact", String(400), nullable=False),
    Column("travel_contact", String(400), nullable=False),
    Column("former_codes", JSON, nullable=False, server_default=text("'[]'")),
    Column("retired_on", Date),
)

employees = Table(
    "employees",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("employee_number", _ID, nullable=False, server_default=text("''")),
    Column("number_key", _NUMBER_KEY, nullable=False, server_default=text("''")),
    Column("first_name", String(200), nullable=False),
    Column("last_name", String(200), nullable=False),
    Column("email", String(320), nullable=False),
    Column("email_key", Text, nullable=False),  # case-folded
    Column("department", String(32), ForeignKey("departments.code"), nullable=False, index=True),
    Column("division", String(200)),
    Column("job_title", String(200), nullable=False),
    Column("work_location", String(200), nullable=False),
    Column("hire_date", Date, nullable=False),
    Column("employment", String(32), nullable=False),
    Column("supervisor", _ID, index=True),
    Column("on_leave_until", Date),
    Column("evaluated_on", Date),
    Column("at_risk", Boolean),
    Column("improvement_plan", Boolean, nullable=False),
    Column("discipline", Boolean, nullable=False),
    Column("left_on", Date),
    Column("name_key", _KEY, nullable=False),  # last name, first name
    Column("title_key", _KEY, nullable=False),  # the job title's words
    Column("division_key", _KEY),
    Column("location_key", _KEY, nullable=False, server_default=text("''")),
    Column("email_since", UtcDateTime),
    _partial("uq_employees_email_key", "email_key", where="left_on IS NULL", unique=True),
    _partial("uq_employees_number_key", "number_key", where="left_on IS NULL AND number_key <> ''", unique=True),
    Index("ix_employees_name", "name_key", "id"),
)

renumberings = Table(
    "renumberings",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("person", _ID, ForeignKey("employees.id"), nullable=False),
    Column("number", _ID, nullable=False),  # that the row has
    Column("likenesses", JSON, nullable=False),
    Column("found_at", UtcDateTime, nullable=False),
    Column("row", JSON(none_as_null=True)),  # an Employee, until it is decided whose it is
    Column("supervisor", _ID),  # the number that the row names
    Column("is_gone", Boolean, nullable=False),
    Column("verdict", String(16)),
    Column("decided_by", _ID),
    Column("decided_at", UtcDateTime),
    Index("ix_renumberings_person", "person"),
    _partial("ix_renumberings_open", "found_at", "id", where="verdict IS NULL"),
)
"""People who look like a row of another employee id, and what was decided of them."""

former_numbers = Table(
    "former_numbers",
    metadata,
    Column("person", _ID, ForeignKey("employees.id"), primary_key=True),
    Column("number_key", _NUMBER_KEY, primary_key=True),
    Column("number", _ID, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

# --- the program's own lists ----------------------------------------------------------------------------

skills = Table(
    "skills",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("category", String(16), nullable=False),
    Column("name", String(60), nullable=False),
    Column("name_key", _KEY, nullable=False, unique=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("retired_at", UtcDateTime),
)

administrators = Table(
    "administrators",
    metadata,
    Column("department", String(32), ForeignKey("departments.code"), primary_key=True),
    Column("person", _ID, ForeignKey("employees.id"), primary_key=True, index=True),
    Column("named_by", _ID, nullable=False),
    Column("named_at", UtcDateTime, nullable=False),
)

office_members = Table("office_members", metadata, Column("person", _ID, ForeignKey("employees.id"), primary_key=True))

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("person", _ID, ForeignKey("employees.id"), primary_key=True),
    Column("issuer", String(400), primary_key=True),
    Column("subject", String(255)),  # null while unbound
    Column("bound_at", UtcDateTime),
    Column("unbound_at", UtcDateTime),
    UniqueConstraint("issuer", "subject"),
)
"""Who is which subject of an identity provider."""

survey_choices = Table(
    "survey_choices",
    metadata,
    Column("question", String(32), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("label", String(200), nullable=False),
)

holiday_changes = Table(
    "holiday_changes",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", String(60)),
)
"""What the office changed of the holidays that the law gives; no name: the State works on the day."""

resource_versions = Table(
    "resource_versions",
    metadata,
    Column("resource", _ID, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("markdown", Text, nullable=False),
    Column("by", _ID),
    Column("at", UtcDateTime),
)
"""The guidance, from the office's first change of each text on; `by` and `at` are null in what came with MOMENTS."""

# --- aggregates -------------------------------------------------------------------------------------------

participants = Table(
    "participants",
    metadata,
    Column("id", _ID, ForeignKey("employees.id"), primary_key=True),
    Column("standing", String(16), nullable=False),
    Column("since", UtcDateTime),
    Column("mentor_approved", Boolean, nullable=False),
    Column("mentee_approved", Boolean, nullable=False),
    Column("available", Boolean, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("mentees", Integer, nullable=False, default=0),  # how many active mentorships they mentor
    Column("mentors", Integer, nullable=False, default=0),  # how many active mentorships they are the mentee of
    Column("version", Integer, nullable=False),
    Index("ix_participants_since", "since", "id"),
    CheckConstraint("capacity IN (1, 2)", name="capacity"),
    CheckConstraint("mentees BETWEEN 0 AND 2", name="mentees"),
    CheckConstraint("mentors BETWEEN 0 AND 2", name="mentors"),
)

applications = Table(
    "applications",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("applicant", _ID, ForeignKey("employees.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("bio", Text),
    Column("bio_key", _KEY),  # the bio's words
    Column("working_hours", String(64)),
    Column("career", JSON, nullable=False),  # ids of skills, rank 1 first
    Column("soft", JSON, nullable=False),
    Column("ranks", Text, nullable=False),  # one digit a skill of the catalog, at its number; 0: not chosen
    Column("supervisor", _ID),
    Column("supervisor_first_name", String(200)),
    Column("supervisor_last_name", String(200)),
    Column("supervisor_email", String(320)),
    Column("supervisor_chosen", Boolean, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("held_since", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("outcome", String(16)),
    Column("decided_by", _ID),
    Column("decided_by_name", Text),
    Column("decided_for", _ID),  # the supervisor it was routed to when it was decided
    Column("decided_at", UtcDateTime),
    Column("message", Text),
    Column("ground", Text),
    Column("seen_at", UtcDateTime),
    Column("decided_parts", JSON(none_as_null=True)),  # the revision of each part of the form that was decided
    Column("version", Integer, nullable=False),
    UniqueConstraint("applicant", "kind"),
    _partial("ix_applications_queue", "supervisor", "held_since", "id", where="state = 'submitted'"),
    _partial("ix_applications_waiting", "held_since", "id", where="state = 'submitted'"),
    _partial("ix_applications_unseen", "decided_for", "decided_at", "id", where="ground IS NOT NULL"),
    Index("ix_applications_submitted", "submitted_at", "id"),
    Index("ix_applications_decided", "decided_for", "decided_at", "id"),
    Index("ix_applications_decided_at", "decided_at"),
)

supervisor_tries = Table(
    "supervisor_tries",
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("person", _ID, ForeignKey("employees.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_supervisor_tries_person", "person", "at"),
)

mentorships = Table(
    "mentorships",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("mentor", _ID, ForeignKey("participants.id"), nullable=False),
    Column("mentee", _ID, ForeignKey("participants.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("requested_at", UtcDateTime, nullable=False),
    Column("held_since", UtcDateTime, nullable=False),
    Column("note", Text),
    Column("answer", Text),
    Column("answered_at", UtcDateTime),
    Column("mentor_place", Integer),
    Column("mentee_place", Integer),
    Column("ends_on", Date),
    Column("ended_at", UtcDateTime),
    Column("ended_by", _ID),
    Column("end_reason", String(16)),  # of one that the program ended
    Column("goals", Text),
    Column("schedule", Text),
    Column("obstacles", Text),
    Column("agreement_ends_on", Date),
    Column("agreement_by", _ID),
    Column("agreement_proposed_at", UtcDateTime),
    Column("agreement_agreed_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    CheckConstraint("mentor <> mentee", name="two_people"),
    CheckConstraint("(state = 'active') = (mentor_place IS NOT NULL)", name="mentor_place_held"),
    CheckConstraint("(state = 'active') = (mentee_place IS NOT NULL)", name="mentee_place_held"),
    CheckConstraint("mentor_place IN (1, 2)", name="mentor_place"),
    CheckConstraint("mentee_place IN (1, 2)", name="mentee_place"),
    _partial("uq_mentorships_mentor_place", "mentor", "mentor_place", where="state = 'active'", unique=True),
    _partial("uq_mentorships_mentee_place", "mentee", "mentee_place", where="state = 'active'", unique=True),
    _partial("uq_mentorships_open_pair", "mentor", "mentee", where="state IN ('requested', 'active')", unique=True),
    Index("ix_mentorships_mentor", "mentor", "requested_at", "id"),
    Index("ix_mentorships_mentee", "mentee", "requested_at", "id"),
    Index("ix_mentorships_requested", "requested_at", "id"),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("mentorship", _ID, ForeignKey("mentorships.id"), nullable=False),
    Column("mentor", _ID, nullable=False),
    Column("mentee", _ID, nullable=False),
    Column("state", String(16), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("agenda", Text),
    Column("proposed_by", _ID, nullable=False),
    Column("proposed_at", UtcDateTime, nullable=False),
    Column("outside_hours", Boolean, nullable=False),
    # of the calendars' entry
    Column("organizer", _ID, nullable=False),
    Column("sequence", Integer, nullable=False, server_default=text("0")),
    Column("shared", Boolean, nullable=False, server_default=text("false")),
    # of one that was held
    Column("logged_by", _ID),
    Column("hours_confirmed_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    CheckConstraint("minutes BETWEEN 1 AND 480", name="minutes"),
    CheckConstraint("(state = 'held') = (logged_by IS NOT NULL)", name="logged_by"),
    Index("ix_meetings_mentorship", "mentorship", "starts_at", "id"),
    Index("ix_meetings_mentor", "mentor", "starts_at", "id"),
    Index("ix_meetings_mentee", "mentee", "starts_at", "id"),
)

surveys = Table(
    "surveys",
    metadata,
    Column("mentorship", _ID, ForeignKey("mentorships.id"), primary_key=True),
    Column("side", String(16), primary_key=True),
    Column("person", _ID, ForeignKey("employees.id"), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("answers", JSON(none_as_null=True)),
    Column("contact_me", Boolean, nullable=False),
    Column("followed_up_at", UtcDateTime),
    Column("followed_up_by", _ID),
    Column("version", Integer, nullable=False),
    Index("ix_surveys_due", "due_at", "mentorship", "side"),
    Index("ix_surveys_person", "person"),
    _partial("ix_surveys_unanswered", "person", "due_at", where="answered_at IS NULL"),
    _partial("ix_surveys_answered", "answered_at", "mentorship", "side", where="answered_at IS NOT NULL"),
    _partial(
        "ix_surveys_follow_up", "answered_at", "mentorship", "side", where="contact_me AND followed_up_at IS NULL"
    ),
)

# --- what else a transaction writes ---------------------------------------------------------------------------

events = Table(
    "events",
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("type", String(64), nullable=False),  # the stored name in the catalog of events
    Column("occurred_at", UtcDateTime, nullable=False),
    Column("by", _ID),
    Column("subject_kind", String(32), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("data", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),  # of the fields in `data`
    Index("ix_events_subject", "subject_kind", "subject", "id"),
    Index("ix_events_occurred", "occurred_at", "id"),
    Index("ix_events_by", "by", "occurred_at", "id"),
    Index("ix_events_type", "type", "occurred_at", "id"),
    # the version of what the readers keep in memory: departments and skills
    _partial(
        "ix_events_reference",
        "id",
        where=REFERENCE_CHANGES,
    ),
    sqlite_autoincrement=True,
)

event_people = Table(
    "event_people",  # whom an event names, the actor among them: the audit of a person
    metadata,
    Column("person", _ID, primary_key=True),
    Column("event", _SERIAL, ForeignKey("events.id"), primary_key=True, autoincrement=False),
)

private_reads = Table(
    "private_reads",  # who has read whose private facts; a row for each day, reader, facts and role
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("person", _ID, ForeignKey("employees.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("reader", _ID, ForeignKey("employees.id"), nullable=False),
    Column("facts", String(32), nullable=False),
    Column("role", String(32), nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("person", "day", "reader", "facts", "role"),
    Index("ix_private_reads_first", "first_at", "id"),
    Index("ix_private_reads_of", "person", "first_at", "id"),
    Index("ix_private_reads_by", "reader", "first_at", "id"),
    Index("ix_private_reads_day", "day"),
    sqlite_autoincrement=True,
)

imports = Table(
    "imports",  # of the directory, by the office: previews and what became of them
    metadata,
    Column("id", _ID, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("uploaded_by", _ID),  # none for the command line
    Column("uploaded_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    Column("counts", JSON(none_as_null=True)),
    Column("problems", JSON, nullable=False),
    Column("message", Text),
    Index("ix_imports_uploaded", "uploaded_at", "id"),
)

import_changes = Table(
    "import_changes",  # what an import changed, or would change
    metadata,
    Column("import", _ID, ForeignKey("imports.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("person", _ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("department", _ID, nullable=False),
    Column("words", Text, nullable=False),
    Column("application", _ID),
    Column("mentorship", _ID),
    Index("ix_import_changes_kind", "import", "kind", "number"),
)

imported_files = Table(
    "imported_files",  # of employees, whoever imported them
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False),  # SHA-256 of the content
    Column("as_of", Date),  # the date that the file states
    Column("imported_at", UtcDateTime, nullable=False),
)

stream_floor = Table(
    "stream_floor",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("event", BigInteger, nullable=False),  # live streams are resumed behind this one, no earlier
    CheckConstraint("id = 1", name="one_row"),
)

emails = Table(
    "letters",
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("key", String(300), nullable=False, unique=True),
    Column("message_id", String(300), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("recipient", _ID, ForeignKey("employees.id"), nullable=False),
    Column("data", JSON, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False, server_default=text("'waiting'")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("fence", Integer, nullable=False, server_default=text("0")),
    Column("claimed_at", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("problem", Text),
    Column("about", String(300)),  # of those about the same thing that wait, the newest is sent
    Column("caused_by", _ID),
    _partial("ix_letters_about", "recipient", "about", where="state = 'waiting'"),
    _partial("ix_letters_caused", "caused_by", "recipient", "next_at", where="caused_by IS NOT NULL"),
    Index("ix_letters_state", "state", "next_at", "id"),
    Index("ix_letters_claimed", "claimed_at"),
    Index("ix_letters_due", "due_at", "id"),
    Index("ix_letters_recipient", "recipient", "due_at", "id"),
    Index("ix_letters_kind", "kind", "due_at", "id"),
    sqlite_autoincrement=True,
)

muted_reminders = Table(
    "muted_reminders",
    metadata,
    Column("person", _ID, ForeignKey("employees.id"), primary_key=True),
    Column("reminder", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

# --- who is signed in -----------------------------------------------------------------------------------------

browser_sessions = Table(
    "browser_sessions",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("person", _ID, ForeignKey("employees.id"), nullable=False, index=True),
    Column("cookie_hash", LargeBinary(32), nullable=False, unique=True),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("sid", Text),  # of the identity provider's own session
    Column("device", String(64), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_used_at", UtcDateTime, nullable=False),
    Column("idle_ends_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Index("ix_browser_sessions_subject", "subject"),
    Index("ix_browser_sessions_sid", "sid"),
)

used_logout_tokens = Table(
    "used_logout_tokens",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("token_id", Text, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)

# --- what the program does by itself --------------------------------------------------------------------------

job_runs = Table(
    "job_runs",
    metadata,
    Column("job", String(64), primary_key=True),
    Column("due", UtcDateTime, primary_key=True),
    Column("ran_at", UtcDateTime, nullable=False),
    Column("outcome", JSON, nullable=False),
    Index("ix_job_runs_ran", "ran_at"),
)

cycles = Table(
    "cycles",
    metadata,
    Column("quarter", String(6), primary_key=True),
    Column("stages", JSON, nullable=False),
    Column("version", Integer, nullable=False),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("person", _ID, primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("action", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("result", String(128), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# --- the matching -----------------------------------------------------------------------------------------------

matching_runs = Table(
    "matching_runs",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("quarter", String(6), nullable=False, unique=True),  # once a quarter (MAT-8)
    Column("made_at", UtcDateTime, nullable=False),
    Column("made_by", _ID),
    Column("published_at", UtcDateTime),  # when the lists were sent; nobody but the office sees them before
    Column("salt", String(64), nullable=False),
    Column("code_version", String(64), nullable=False),  # the version of the software that made it
    Column("parameters", JSON, nullable=False),
    Column("fingerprint", String(64), nullable=False),  # of the inputs
    Column("lists_digest", String(64), nullable=False),
    Column("bound", BigInteger, nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("spread_cost", BigInteger, nullable=False, server_default=text("0")),  # the fit given up (MAT-4)
    Column("beyond_limits", Integer, nullable=False, server_default=text("0")),  # lists for which a limit gave way
    Column("figures", JSON, nullable=False),
    Column("inputs", LargeBinary, nullable=False),  # the whole market, gzipped JSON
    Column("exposures", LargeBinary, nullable=False),  # each mentor's price, limit and showings, gzipped JSON
    Index("ix_matching_runs_published", "published_at"),
)

suggestion_lists = Table(
    "suggestion_lists",
    metadata,
    Column("run", _ID, ForeignKey("matching_runs.id"), primary_key=True),
    Column("mentee", _ID, ForeignKey("employees.id"), primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),  # later than the run where it was made by the run's prices
    Column("empty_reason", String(32)),
    Column("would_give", JSON),  # [[skill, mentors], ...] of an empty list
    Index("ix_suggestion_lists_mentee", "mentee", "made_at"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("run", _ID, primary_key=True),
    Column("mentee", _ID, primary_key=True),
    Column("place", Integer, primary_key=True),  # 1 is the best; those that came as replacements go on behind
    Column("mentor", _ID, ForeignKey("employees.id"), nullable=False),
    Column("score", Integer, nullable=False),
    Column("common", JSON, nullable=False),  # [{skill, mentee_rank, mentor_rank, share}, ...]
    Column("added_at", UtcDateTime),  # of one that came after the run: as a replacement, or on a late list
    Column("replaced_at", UtcDateTime),
    ForeignKeyConstraint(["run", "mentee"], ["suggestion_lists.run", "suggestion_lists.mentee"]),
    UniqueConstraint("run", "mentee", "mentor"),
    _partial("ix_suggestions_mentor", "mentor", "mentee", where="replaced_at IS NULL"),
    _partial("ix_suggestions_since", "run", "mentor", where="added_at IS NOT NULL OR replaced_at IS NOT NULL"),
)

rehearsals = Table(
    "rehearsals",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("asked_by", _ID, nullable=False),
    Column("basis", String(64)),  # a run, whose inputs are replayed; null: the people of today
    Column("parameters", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("taken_until", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("report", JSON(none_as_null=True)),
    Column("problem", Text),
    Column("version", Integer, nullable=False),
    Index("ix_rehearsals_asked", "asked_at", "id"),
    _partial("ix_rehearsals_waiting", "asked_at", "id", where="state = 'waiting'"),
)

# --- the search: mentors who take requests, each in one row ------------------------------------------------------

mentor_listing = Table(
    "mentor_listing",
    metadata,
    Column("person", _ID, ForeignKey("participants.id"), primary_key=True),
    Column("application", _ID, nullable=False),
    Column("first_name", String(200), nullable=False),
    Column("last_name", String(200), nullable=False),
    Column("name_key", _KEY, nullable=False),  # last name, first name
    Column("department", String(32), nullable=False),
    Column("division", String(200)),
    Column("job_title", String(200), nullable=False),
    Column("work_location", String(200), nullable=False),
    Column("bio", Text, nullable=False),
    Column("working_hours", String(64), nullable=False),
    Column("career", JSON, nullable=False),
    Column("soft", JSON, nullable=False),
    Column("ranks", Text, nullable=False),
    Column("words", _KEY, nullable=False),  # of title and bio
    Column("division_key", _KEY),
    Column("location_key", _KEY, nullable=False, server_default=text("''")),
    Column("open_places", Integer, nullable=False),
    Column("approved_at", UtcDateTime, nullable=False),
    Index("ix_mentor_listing_name", "name_key", "person"),
    Index("ix_mentor_listing_approved", "approved_at", "person"),
)
