"""The addresses of the site's pages that emails lead to: one for each thing that a reader is asked to do."""

from dataclasses import dataclass

from moments.application.global_ids import encode
from moments.domain.shared.kind import ApplicationKind


@dataclass(frozen=True, slots=True)
class Links:
    """`base_url`: the site's address, without a slash at its end."""

    base_url: str

    @property
    def queue(self) -> str:
        """The supervisor's."""
        return f"{self.base_url}/queue"

    @property
    def department(self) -> str:
        """The administrator's dashboard."""
        return f"{self.base_url}/department"

    @property
    def search(self) -> str:
        return f"{self.base_url}/search"

    @property
    def requests(self) -> str:
        return f"{self.base_url}/requests"

    @property
    def suggestions(self) -> str:
        return f"{self.base_url}/suggestions"

    @property
    def reminders(self) -> str:
        return f"{self.base_url}/reminders"

    def apply(self, kind: ApplicationKind) -> str:
        """WEB-1: "Be a Mentor" and "Be a Mentee"."""
        return f"{self.base_url}/be-a-{kind.value}"

    def application(self, identity: str) -> str:
        return self._thing("applications", "Application", identity)

    def request(self, identity: str) -> str:
        """Link to a request that is not answered yet."""
        return self._thing("requests", "Mentorship", identity)

    def mentorship(self, identity: str) -> str:
        return self._thing("mentorships", "Mentorship", identity)

    def meeting(self, identity: str) -> str:
        return self._thing("meetings", "Meeting", identity)

    def survey(self, mentorship: str, side: ApplicationKind) -> str:
        return self._thing("survey", "Survey", f"{mentorship}:{side.value}")

    def mentor(self, person: str) -> str:
        return self._thing("mentors", "MentorProfile", person)

    def resource(self, identity: str) -> str:
        return f"{self.base_url}/resources/{identity}"

    def unsubscribe(self, token: str) -> str:
        return f"{self.base_url}{UNSUBSCRIBE_PATH}?token={token}"

    def _thing(self, folder: str, kind: str, identity: str) -> str:
        return f"{self.base_url}/{folder}/{encode(kind, identity)}"


UNSUBSCRIBE_PATH = "/letters/unsubscribe"
