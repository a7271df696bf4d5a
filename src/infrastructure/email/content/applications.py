"""Emails to applicants: their application was received, approved, denied (APR-2, APR-3)."""

from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.email.data import ApplicationEmail, DecisionEmail
from moments.infrastructure.email.content.base import Content, EmailContext, require, require_still
from moments.infrastructure.email.facts import ApplicationFacts


def received(context: EmailContext) -> Content:
    application = _application(context)
    require_still(application.state is ApplicationState.SUBMITTED, "the application no longer waits")
    return Content(_values(context, application) | {"holder": application.supervisor_name})


def approved(context: EmailContext) -> Content:
    application = _application(context)
    require_still(application.state is ApplicationState.APPROVED, "the application is no longer approved")
    return Content(_decided(context, application))


def denied(context: EmailContext) -> Content:
    """Whatever became of it since: the words of who denied it are owed (APR-2)."""
    return Content(_decided(context, _application(context)))


def _application(context: EmailContext) -> ApplicationFacts:
    return require(
        context.facts.applications.get(context.data(ApplicationEmail).application), "the application is gone"
    )


def _values(context: EmailContext, application: ApplicationFacts) -> dict[str, object]:
    links = context.links
    return {"role": application.kind.value, "act": links.application(application.id), "search": links.search}


def _decided(context: EmailContext, application: ApplicationFacts) -> dict[str, object]:
    said = context.data(DecisionEmail)
    values = {"decided_by": said.decided_by, "message": said.message}
    return _values(context, application) | values
