"""Pairs of the demo, and what one of the two does apart from the page that is tried."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from tests.site.server import SiteServer

ACTIVE = """
query ActivePairs { viewer { officeDashboard { mentorships(states: [ACTIVE], first: 60) { nodes {
  id mentor { email name } mentee { email name }
} } } } }
"""
PROPOSE = """
mutation Propose($input: ProposeMeetingInput!) { proposeMeeting(input: $input) { errors { message } meeting { id } } }
"""
MOVE = "mutation Move($input: MoveMeetingInput!) { moveMeeting(input: $input) { errors { message } } }"
STEP = 6
"""So many times are offered at first."""
STATE = "query State($id: ID!) { node(id: $id) { ... on Meeting { state startsAt } } }"
TIMES = """
query Times($id: ID!) { node(id: $id) { ... on Mentorship {
  commonTimes(perDay: 1, first: 10) { nodes { startsAt } }
} } }
"""


@dataclass(frozen=True, slots=True)
class Pair:
    id: str
    mentor: str
    mentee: str
    mentor_name: str
    mentee_name: str

    @property
    def path(self) -> str:
        return f"/mentorships/{self.id}"

    @property
    def mentor_first(self) -> str:
        return self.mentor_name.split(" ", 1)[0]

    @property
    def mentee_first(self) -> str:
        return self.mentee_name.split(" ", 1)[0]


def active_pairs(site: SiteServer) -> list[Pair]:
    """Mentorships that go on, in which both can meet; nobody is in two of them."""
    nodes = site.ask("program office", ACTIVE)["viewer"]["officeDashboard"]["mentorships"]["nodes"]
    taken: set[str] = set()
    pairs: list[Pair] = []
    for each in nodes:
        mentor, mentee = each["mentor"], each["mentee"]
        if taken.isdisjoint((mentor["email"], mentee["email"])) and _share_hours(site, each):
            taken |= {mentor["email"], mentee["email"]}
            pairs.append(Pair(each["id"], mentor["email"], mentee["email"], mentor["name"], mentee["name"]))
    return pairs


def _share_hours(site: SiteServer, node: Any) -> bool:
    answer = site.ask(node["mentee"]["email"], TIMES, {"id": node["id"]})
    return len((answer["node"]["commonTimes"] or {"nodes": []})["nodes"]) > STEP


async def ask(page: Page, query: str, **variables: Any) -> Any:
    """What the server answers the person of that page, apart from what the page shows."""
    answer = await page.evaluate(
        """async asked => (await fetch(new URL("graphql", document.baseURI), {
          method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked),
        })).json()""",
        {"query": query, "variables": variables},
    )
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


async def propose(page: Page, pair: Pair, starts_at: str) -> str:
    """The person of that page proposes a meeting. Returns its id."""
    done = (await ask(page, PROPOSE, input={"mentorship": pair.id, "startsAt": starts_at}))["proposeMeeting"]
    assert done["errors"] == []
    return str(done["meeting"]["id"])


async def free_times(page: Page, pair: Pair) -> list[str]:
    nodes = (await ask(page, TIMES, id=pair.id))["node"]["commonTimes"]["nodes"]
    return [each["startsAt"] for each in nodes]
