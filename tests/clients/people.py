"""Who runs a page that belongs to nobody of the demo's roles: somebody whom an earlier page showed, by email."""

from collections.abc import Callable, Mapping

from tests.clients.variables import Data

PEOPLE: Mapping[str, Callable[[Data], str]] = {
    "mentor who was asked": lambda data: data("AskRecommendedMutation")["requestMentor"]["mentorship"]["partner"][
        "email"
    ],
    "mentor of the mentee": lambda data: data("MentorshipQuery")["node"]["partner"]["email"],
    "supervisor who was decided in lieu of": lambda data: data("ApproveInLieuMutation")["approveApplications"][
        "results"
    ][0]["application"]["supervisor"]["person"]["email"],
    "applicant, not approved": lambda data: data("DenyMutation")["denyApplication"]["application"]["applicant"][
        "email"
    ],
}
