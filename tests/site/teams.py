"""Supervisors and their reports, who apply, withdraw and are decided about apart from any browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from tests.site.server import SiteServer

FRESH = """
SELECT e.department, e.email, e.first_name || ' ' || e.last_name, e.id FROM employees e
WHERE e.left_on IS NULL AND e.on_leave_until IS NULL AND e.employment = 'full_time'
  AND NOT coalesce(e.at_risk, 0) AND NOT e.improvement_plan AND NOT e.discipline
  AND e.id NOT IN (SELECT applicant FROM applications) AND e.id NOT IN (SELECT person FROM administrators)
  AND e.id NOT IN (SELECT supervisor FROM applications WHERE supervisor IS NOT NULL)
  AND e.id NOT IN (SELECT supervisor FROM employees WHERE supervisor IS NOT NULL)
ORDER BY e.department, e.email
"""
"""People without an application, who supervise nobody."""

FORM = """query($kind: ApplicationKind!) { viewer { applicationForm(kind: $kind) {
    workingHoursChoices { id } skillChoices { id category } } } }"""
START = """mutation($input: StartApplicationInput!) { startApplication(input: $input) {
    errors { code message } application { id } } }"""
SUBMIT = """mutation($input: SubmitApplicationInput!) { submitApplication(input: $input) {
    errors { code message } application { id submittedAt } } }"""
WITHDRAW = """mutation($input: WithdrawApplicationInput!) { withdrawApplication(input: $input) {
    errors { code message } application { id } } }"""
REVISE = """mutation($input: ReviseApplicationInput!) { reviseApplication(input: $input) {
    errors { code message } application { id } } }"""
APPROVE = """mutation($input: ApproveApplicationInput!) { approveApplication(input: $input) {
    errors { code message } application { id } } }"""
READ = "query($id: ID!) { node(id: $id) { ... on Application { submittedAt state decision { message } } } }"


@dataclass(frozen=True)
class Applied:
    """An application that waits."""

    id: str
    email: str
    name: str


@dataclass
class Team:
    site: SiteServer
    supervisor: str
    department: str
    reports: list[tuple[str, str]]
    """Emails and names of those who have not applied."""
    _forms: dict[str, Any] = field(default_factory=dict)

    @property
    def administrator(self) -> str:
        """Of their department."""
        found = self.site.rows(
            "SELECT e.email FROM administrators a JOIN employees e ON e.id = a.person WHERE a.department = ?"
            " AND e.left_on IS NULL ORDER BY e.email",
            self.department,
        )
        return str(found[0][0])

    def apply(self, count: int = 1, bio: str = "I would like to learn.") -> list[Applied]:
        return [self._apply(bio) for _ in range(count)]

    def _apply(self, bio: str) -> Applied:
        email, name = self.reports.pop()
        if not self._forms:
            self._forms = self.site.ask(email, FORM, {"kind": "MENTEE"})["viewer"]["applicationForm"]
        skills = {
            kind: [s["id"] for s in self._forms["skillChoices"] if s["category"] == kind] for kind in ("CAREER", "SOFT")
        }
        hours = self._forms["workingHoursChoices"][0]["id"]
        given = {"kind": "MENTEE", "bio": bio, "workingHours": hours}
        given |= {"careerSkills": skills["CAREER"][:2], "softSkills": skills["SOFT"][:1]}
        started = self._done(email, START, given)
        self._done(email, SUBMIT, {"application": started["application"]["id"]})
        return Applied(started["application"]["id"], email, name)

    def withdraw(self, application: Applied) -> None:
        self._done(application.email, WITHDRAW, {"application": application.id})

    def send_again(self, application: Applied) -> None:
        """Takes it back and sends it anew."""
        self.withdraw(application)
        self._done(application.email, REVISE, {"application": application.id})
        self._done(application.email, SUBMIT, {"application": application.id})

    def approve_in_lieu(self, application: Applied, ground: str = "Extended leave") -> None:
        read = self.site.ask(self.administrator, READ, {"id": application.id})["node"]
        given = {"application": application.id, "submittedAt": read["submittedAt"], "inLieuGround": ground}
        self._done(self.administrator, APPROVE, given)

    def read(self, application: Applied) -> Any:
        return self.site.ask(application.email, READ, {"id": application.id})["node"]

    def _done(self, who: str, mutation: str, given: dict[str, Any]) -> Any:
        (told,) = self.site.ask(who, mutation, {"input": given}).values()
        assert told["errors"] == [], told["errors"]
        return told


def teams(site: SiteServer, size: int) -> Iterator[Team]:
    """Teams of so many people who have not applied, each with a supervisor who was sent no application yet."""
    for department, found in groupby(site.rows(FRESH), itemgetter(0)):
        fresh = [(email, name, person) for _, email, name, person in found]
        while len(fresh) > size:
            (supervisor, _, leader), *fresh = fresh
            members, fresh = fresh[:size], fresh[size:]
            for _, _, person in members:
                site.rows("UPDATE employees SET supervisor = ? WHERE id = ?", leader, person)
            yield Team(site, supervisor, department, [(email, name) for email, name, _ in members])
