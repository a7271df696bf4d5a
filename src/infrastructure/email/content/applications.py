"""Letters to applicants: their application was received, approved, denied (APR-2, APR-3)."""

from moments.application.email.data import ApplicationEmail, DecisionEmail
from moments.domain.applications.lifecycle import ApplicationState
from moments.infrastructure.email.content.base import Content, Occasion, expect, still
from moments.infrastructure.email.facts import ApplicationFacts


def received(about: Occasion) -> Content:
    application = _application(about)
    still(application.state is ApplicationState.SUBMITTED, "the application no longer waits")
    return Content(_values(about, application) | {"holder": application.supervisor_name})


def approved(about: Occasion) -> Content:
    application = _application(about)
    still(application.state is ApplicationState.APPROVED, "the application is no longer approved")
    return Content(_decided(about, application))


def denied(about: Occasion) -> Content:
    """Whatever became of it since: the words of who denied it are owed (APR-2)."""
    return Content(_decided(about, _application(about)))


def _application(about: Occasion) -> ApplicationFacts:
    return expect(about.facts.applications.get(about.data(ApplicationEmail).application), "the application is gone")


def _values(about: Occasion, application: ApplicationFacts) -> dict[str, object]:
    links = about.links
    return {"role": application.kind.value, "act": links.application(application.id), "search": links.search}


def _decided(about: Occasion, application: ApplicationFacts) -> dict[str, object]:
    said = about.data(DecisionEmail)
    values = {"decided_by": said.decided_by, "message": said.message}
    return _values(about, application) | values
