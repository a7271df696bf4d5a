"""Which pages are looked at, as whom, and what is clicked there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """`role`: of the demo's people; None for somebody who is not signed in. `click`: the beginning of the name of a
    link or a button on the page."""

    path: str
    role: str | None
    click: str


VISITS = (
    Visit("/", None, "Be a Mentee"),
    Visit("/resources", None, "MOMENTS"),
    Visit("/be-a-mentee/application", "has not applied yet", "Add"),
    Visit("/", "mentee who looks for a mentor", "Find a mentor"),
    Visit("/search", "mentee who looks for a mentor", "Apply filters"),
    Visit("/suggestions", "mentee who looks for a mentor", "Resources"),
    Visit("/mentorships", "mentor, a request waits", "Home"),
    Visit("/settings", "mentor, a request waits", "Home"),
    Visit("/queue", "supervisor, applications wait", "Approve"),
    Visit("/queue/team", "supervisor, applications wait", "Home"),
    Visit("/department", "department's administrator", "Decide"),
    Visit("/office", "program office", "Cycle"),
    Visit("/office/people", "program office", "Search"),
    Visit("/office/results", "program office", "Overview"),
)
