"""For each address of the site somebody for whom there is something at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from moments.application.global_ids import encode
from tests.site.server import SiteServer

OFFICE, SUPERVISOR, ADMINISTRATOR = "program office", "supervisor, applications wait", "department's administrator"
SEEKER, NEWCOMER = "mentee who looks for a mentor", "has not applied yet"


@dataclass(frozen=True, slots=True)
class Shown:
    """To whom, by role; or with `sql`, whose rows are an email and an identity. `kind`: of the thing at the address."""

    who: str = ""
    kind: str = ""
    sql: str = ""
    slug: str = ""
    asks: str = ""
    """What stands after the address; `:id` in it as in the address."""


def _applied(state: str) -> Shown:
    return Shown(
        kind="Application",
        sql="SELECT e.email, a.id FROM applications a JOIN employees e ON e.id = a.applicant"
        f" WHERE a.state = '{state}' AND e.left_on IS NULL ORDER BY a.id",
    )


def _paired(side: str, state: str) -> Shown:
    return Shown(
        kind="Mentorship",
        sql=f"SELECT e.email, m.id FROM mentorships m JOIN employees e ON e.id = m.{side}"
        f" WHERE m.state = '{state}' AND e.left_on IS NULL ORDER BY m.id",
    )


PAIR = _paired("mentee", "active")
SEVERAL = "?what=deny&id=:id"
SHOWN: Mapping[str, Shown] = {
    "/": Shown(SEEKER),
    "/be-a-mentor": Shown(),
    "/be-a-mentee": Shown(),
    "/be-a-mentor/application": Shown(NEWCOMER),
    "/be-a-mentee/application": Shown(NEWCOMER),
    "/applications/:id": _applied("submitted"),
    "/applications/:id/edit": _applied("approved"),
    "/suggestions": Shown(SEEKER),
    "/search": Shown(SEEKER),
    "/mentors/:id": Shown(
        kind="MentorProfile",
        sql="SELECT e.email, s.mentor FROM suggestions s JOIN employees e ON e.id = s.mentee"
        " WHERE e.left_on IS NULL ORDER BY s.mentee, s.place",
    ),
    "/requests": Shown("mentor, a request waits"),
    "/requests/:id": _paired("mentor", "requested"),
    "/mentorships": Shown("mentee with a mentor"),
    "/mentorships/:id": PAIR,
    "/mentorships/:id/agreement": PAIR,
    "/mentorships/:id/end": PAIR,
    "/mentorships/:id/meetings/new": PAIR,
    "/mentorships/:id/meetings/log": PAIR,
    "/meetings/:id": Shown(
        kind="Meeting",
        sql="SELECT e.email, m.id FROM meetings m JOIN mentorships s ON s.id = m.mentorship"
        " JOIN employees e ON e.id = CASE m.proposed_by WHEN s.mentor THEN s.mentee ELSE s.mentor END"
        " WHERE e.left_on IS NULL ORDER BY m.state <> 'proposed', m.id",
    ),
    "/hours": Shown("mentee with a mentor"),
    "/survey/:id": Shown(
        kind="Survey",
        sql="SELECT e.email, s.mentorship || ':' || s.side FROM surveys s JOIN employees e ON e.id = s.person"
        " WHERE s.answered_at IS NULL AND e.left_on IS NULL ORDER BY s.mentorship",
    ),
    "/settings": Shown("mentor, a request waits"),
    "/reminders": Shown("mentor, a request waits"),
    "/queue": Shown(SUPERVISOR),
    "/queue/decided": Shown(
        sql="SELECT e.email, a.id FROM applications a JOIN employees e ON e.id = a.supervisor"
        " WHERE a.state = 'approved' AND e.left_on IS NULL ORDER BY a.id"
    ),
    "/queue/decide": Shown(
        kind="Application",
        sql="SELECT e.email, a.id FROM applications a JOIN employees e ON e.id = a.supervisor"
        " WHERE a.state = 'submitted' AND e.left_on IS NULL ORDER BY a.id",
        asks=SEVERAL,
    ),
    "/queue/team": Shown(SUPERVISOR),
    "/department": Shown(ADMINISTRATOR),
    "/department/decide": Shown(
        kind="Application",
        sql="SELECT e.email, a.id FROM applications a JOIN employees o ON o.id = a.applicant"
        " JOIN administrators d ON d.department = o.department JOIN employees e ON e.id = d.person"
        " WHERE a.state = 'submitted' AND e.left_on IS NULL AND e.id <> a.applicant ORDER BY a.id",
        asks=SEVERAL,
    ),
    "/department/decided": Shown(ADMINISTRATOR),
    "/department/administrators": Shown(ADMINISTRATOR),
    "/department/participation": Shown(ADMINISTRATOR),
    "/office/matching/:id": Shown(OFFICE, "MatchingRun", "SELECT '', id FROM matching_runs ORDER BY made_at DESC"),
    "/office/people/:id": Shown(OFFICE, "Person", "SELECT '', mentee FROM mentorships ORDER BY id"),
    "/office/surveys/:id": Shown(
        OFFICE,
        "Survey",
        "SELECT '', mentorship || ':' || side FROM surveys WHERE answered_at IS NOT NULL ORDER BY mentorship",
    ),
    "/office/imports/:id": Shown(OFFICE, "DirectoryImport", "SELECT '', id FROM imports"),
    "/office/resources/:slug": Shown(OFFICE, slug="questions"),
    "/resources": Shown(),
    "/resources/:slug": Shown(slug="questions"),
}
"""The others, without a thing, are the office's."""


def place(site: SiteServer, address: str) -> tuple[str, str]:
    """Who is shown it (an email or a role; nobody: whoever comes) and the path."""
    shown = SHOWN.get(address, Shown(OFFICE))
    path = f"{address}{shown.asks}".replace(":slug", shown.slug)
    if not shown.sql:
        return shown.who, path
    email, identity = site.rows(shown.sql)[0]
    return shown.who or str(email), path.replace(":id", encode(shown.kind, str(identity)))
