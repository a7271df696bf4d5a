"""Every field of everything that is somebody's, read by everybody: a value where the table says so, null elsewhere.

Made from the table (`graphql/shared/field_access.py`) and from who is what to each thing (`town.py`); the queries are
made from the schema, so that a new field is asked for as soon as it is there.
"""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from moments.application.access.relations import Relation as R
from moments.edge.documents.gate import OperationGate
from moments.graphql.shared import ids
from moments.graphql.shared.field_access import FIELDS, NODES, can_read
from tests.api.scenario import THINGS, UNRELATED, MatrixScenario, a_scenario
from tests.api.schema_walk import Cell, Path, askings, cells, selection
from tests.databases import Databases

pytestmark = pytest.mark.asyncio(loop_scope="module")

READER_S_OWN = {"survey", "viewerActions"}
"""Fields whose values are about the reader, not about the thing."""
NOBODY = {"data": {"node": None}}
SEEN_BY_WHOM = [
    pytest.param(thing, who, id=f"{thing}-{who}")
    for thing, its in THINGS.items()
    for who in dict.fromkeys((*its.relations, *UNRELATED))
]


class NodeReads:
    """The answers of `node(id)`, each asked for once."""

    def __init__(self, town: MatrixScenario) -> None:
        self.town = town
        self._answers: dict[tuple[str, str], Any] = {}

    async def node(self, thing: str, who: str) -> Any:
        """What that person sees of it; None for nothing."""
        if (thing, who) not in self._answers:
            kind = THINGS[thing].kind
            query = f"query($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ {selection(kind)} }} }} }}"
            self._answers[thing, who] = (await self.town.data(who, query, id=self.town.things[thing]))["node"]
        return self._answers[thing, who]

    async def cells(self, thing: str, who: str) -> dict[Path, Cell]:
        node = await self.node(thing, who)
        found = cells(THINGS[thing].kind, node) if node else ()
        return {cell.path: cell for cell in found if not READER_S_OWN & {*cell.path[:-1]}}

    async def known(self, thing: str) -> set[Path]:
        """Where a value is, as somebody sees it."""
        seen = [await self.cells(thing, who) for who in THINGS[thing].relations]
        return {path for each in seen for path, cell in each.items() if cell.value is not None}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def looks(sqlite_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[NodeReads]:
    async with a_scenario(sqlite_databases.fresh(), tmp_path_factory.mktemp("town")) as town:
        yield NodeReads(town)


def relations(thing: str, who: str, path: Path = ()) -> set[R]:
    """Who that person is to it, or to what is within it there."""
    if "menteeApplication" in path[:-1]:
        return {R.EMPLOYEE, R.REQUESTED_MENTOR}
    own = THINGS[thing].relations.get(who)
    if "mentorship" in path[:-1] and own is R.SELF:  # whose survey it is, is a side of its mentorship
        own = R.MENTOR if thing.startswith("mentor's") else R.MENTEE
    return {R.EMPLOYEE, own} if own else {R.EMPLOYEE}


@pytest.mark.rule("ELIG-5", "REQ-3", "SUR-4")
@pytest.mark.parametrize(("thing", "who"), SEEN_BY_WHOM)
async def test_everybody_sees_what_the_table_says(looks: NodeReads, thing: str, who: str) -> None:
    kind = THINGS[thing].kind
    if not can_read(kind, relations(thing, who)):
        assert await looks.node(thing, who) is None
        return
    known, seen = await looks.known(thing), await looks.cells(thing, who)
    assert seen
    wrong = []
    for path, cell in seen.items():
        allowed = not FIELDS[cell.kind][cell.field].isdisjoint(relations(thing, who, path))
        if (cell.value is not None) != (allowed and path in known):
            wrong.append(f"{cell.kind}.{cell.field} at {path}: {cell.value!r}, {allowed=}")
    assert wrong == []


@pytest.mark.parametrize("thing", THINGS)
async def test_who_may_not_see_a_thing_is_told_what_they_are_told_of_none(looks: NodeReads, thing: str) -> None:
    kind = THINGS[thing].kind
    query = f"query($id: ID!) {{ node(id: $id) {{ __typename id ... on {kind} {{ {selection(kind)} }} }} }}"
    made_up = ids.encode(kind, "nobody:mentee" if kind == "Survey" else "nobody")
    for who in UNRELATED:
        if not can_read(kind, relations(thing, who)):
            answers = [await looks.town.content(who, query, id=each) for each in (looks.town.things[thing], made_up)]
            assert answers[0] == answers[1]


@pytest.mark.parametrize("thing", THINGS)
async def test_nobody_sees_anything_without_signing_in(looks: NodeReads, thing: str) -> None:
    query = "query($id: ID!) { node(id: $id) { __typename id } }"
    answer = await looks.town.ask(None, query, id=looks.town.things[thing])
    assert "data" not in answer
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["UNAUTHENTICATED"]


@pytest.fixture
def no_stranger_s_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a type at once is more than a stranger may ask for; here it is what they may see that counts."""
    admit = OperationGate.admit
    monkeypatch.setattr(OperationGate, "admit", lambda *given, is_stranger, **more: admit(*given, **more))


@pytest.mark.usefixtures("no_stranger_s_limits")
@pytest.mark.rule("WEB-3")
@pytest.mark.parametrize("entrance", FIELDS["Query"])
async def test_without_a_sign_in_there_is_what_the_table_shows_to_anybody(looks: NodeReads, entrance: str) -> None:
    for piece in askings("Query", entrance):
        answer = await looks.town.ask(None, f"{{ {piece} }}")
        if R.ANYBODY in FIELDS["Query"][entrance]:
            assert "errors" not in answer, answer
            for cell in cells("Query", answer["data"]):
                assert cell.value is None or R.ANYBODY in FIELDS[cell.kind][cell.field], cell
        else:
            assert "data" not in answer
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["UNAUTHENTICATED"]


@pytest.mark.usefixtures("no_stranger_s_limits")
@pytest.mark.rule("APR-8", "WEB-3")
async def test_what_the_front_page_shows_is_the_same_signed_in_or_not(looks: NodeReads) -> None:
    for entrance in FIELDS["Query"]:
        if R.ANYBODY in FIELDS["Query"][entrance] and entrance != "viewer":
            (query,) = (f"{{ {piece} }}" for piece in askings("Query", entrance))
            shown, known = await plain_values(looks, None, query), await plain_values(looks, "stranger", query)
            assert {(path[-1], value) for path, value in shown.items() - known.items()} <= {("administrators", None)}


async def plain_values(looks: NodeReads, who: str | None, query: str) -> dict[Path, Any]:
    found = cells("Query", (await looks.town.ask(who, query))["data"])
    return {cell.path: cell.value for cell in found if not isinstance(cell.value, dict | list)}


@pytest.mark.rule("REQ-3")
@pytest.mark.parametrize(
    ("what", "mentor", "sees"),
    [
        ("request waiting", "mia", True),
        ("mentorship active", "mia", True),
        ("request declined", "mia", False),
        ("request cancelled", "mia", False),
        ("request closed", "max", False),
        ("mentorship completed", "mia", False),
        ("mentorship discontinued", "max", False),
    ],
)
async def test_a_mentor_reads_the_mentee_s_application_while_asked(
    looks: NodeReads, what: str, mentor: str, sees: bool
) -> None:
    application = next(label for label in THINGS if label.startswith("approved") and label.endswith(what))

    assert ((await looks.node(application, mentor)) is not None) == sees
    assert ((await looks.node(what, mentor))["menteeApplication"] is not None) == sees


@pytest.mark.rule("SUR-4")
@pytest.mark.parametrize(
    ("what", "who", "own"),
    [
        ("mentorship completed", "com", "mentee's survey"),
        ("mentorship completed", "mia", "mentor's survey"),
        ("mentorship discontinued", "dis", "survey due"),
        ("mentorship discontinued", "max", "mentor's survey due"),
    ],
)
async def test_a_mentorship_shows_each_side_their_own_survey(looks: NodeReads, what: str, who: str, own: str) -> None:
    survey = await looks.node(own, who)
    assert survey.pop("mentorship")["id"] == (mentorship := await looks.node(what, who))["id"]
    assert mentorship["survey"] == survey


ENTRANCES = {
    # whoever may search, for the rows of profiles; the others are any employee's
    "can": [
        "skills",
        "departments",
        "workingHours",
        "surveyChoices",
        "resources",
        "resource",
        "program",
        "viewer",
        "searchMentors",
        "searchFacets",
    ],
    "stranger": [
        "liveCursor",
        "applicationPeriod",
        *("skills", "departments", "workingHours", "holidays", "surveyChoices", "resources", "viewer", "limits"),
    ],
    "amy": ["viewer"],
    "drew": ["viewer"],
    "dec": ["viewer", "searchMentors"],
    "com": ["viewer"],
    "boss": ["viewer"],
    "deputy": ["viewer"],
    "adam": ["viewer", "personByEmail"],
    "olga": ["viewer", "personByEmail", "previewResource", "resource"],
}
TOO_SMALL = {
    *(("ShortageCell", "mentors"), ("ShortageCell", "openPlaces"), ("ShortageCell", "ratio")),
    *(("DepartmentFigure", each) for each in ("mentees", "mentors", "matched")),
    *(("SurveyResults", each) for each in ("base", "mentees", "mentors")),
    *(("SurveyChoiceFigure", each) for each in ("mentees", "mentors", "total", "menteeShare", "mentorShare")),
    *(("ParticipationFigures", each) for each in ("mentees", "mentors")),
    *(("DepartmentParticipation", each) for each in ("mentees", "mentors", "menteeShare", "mentorShare")),
    *((kind, name) for kind in ("MonthOfApprovals", "MonthOfDecisions") for name in FIELDS[kind]),
    *(("DecisionTimes", each) for each in ("base", "medianDays", "ninthDecileDays", "withinWeek")),
    *(("DecisionBucket", "applications"), ("SkillShortageRow", "base")),
    *(("Exposure", "mentors"), ("NonParticipationCount", "people"), ("EmptyListCount", "lists")),
}
TOO_SMALL |= {
    *(("DepartmentFacet", "department"), ("TextFacet", "value"), ("SkillFacet", "skill")),
    *((f"{kind}Facet", "mentors") for kind in ("Department", "Text", "Skill")),
}
"""The town has fewer people than are shown; tests/api/test_shortage_board.py and
tests/application/figures have more."""
TOO_SMALL |= {("MatchingCertificate", "listsBeyondLimits")}
OF_ANOTHER_QUARTER = {("CycleStage", "dayOff")}
"""No stage of the cycles here is on a day off; tests/api/test_holidays.py has one."""
OF_A_BROWSER = {("Viewer", "session")}
"""Everybody here has a token; tests/api/test_sessions.py has browsers."""
FOLLOWED = (
    *("Subscription", "QueueEvent", "MyProgramEvent", "ProgramEvent", "ProgramCounts", "ImportResult", "FailedEmail"),
    "Lagged",
    *("SuggestionChange", "AvailabilityCheck", "MeetingCheck", "MeetingWarning"),
)
"""Told to those who follow, and tried by tests/live; and what would be, tried by tests/api/test_effects.py and
tests/api/test_rules_mentorship.py."""


async def entered(looks: NodeReads, who: str) -> list[Cell]:
    pieces = [piece for entrance in ENTRANCES[who] for piece in askings("Query", entrance)]
    answers = [await looks.town.data(who, f"{{ {piece} }}") for piece in pieces]
    return [cell for answer in answers for cell in cells("Query", answer)]


async def test_no_row_of_the_table_is_untried(looks: NodeReads) -> None:
    """Each field has been seen with a value by somebody, so that no null above was for want of one."""
    tried: set[tuple[str, str]] = {("Query", "node"), ("Query", "nodes")}
    tried |= {
        ("Query", "checkAvailability"),
        ("Query", "checkMeeting"),
        ("OfficeDashboard", "participant"),
        ("OfficeDashboard", "suggestionList"),
    }
    tried |= {(kind, name) for kind in ("MenteeList", "ListedMentor") for name in FIELDS[kind]}  # test_rules_matching
    for thing, its in THINGS.items():
        for who in its.relations:
            tried |= {(c.kind, c.field) for c in (await looks.cells(thing, who)).values() if c.value is not None}
    for who in ENTRANCES:
        tried |= {(cell.kind, cell.field) for cell in await entered(looks, who) if cell.value is not None}
    rows = {(kind, name) for kind, names in FIELDS.items() if kind not in FOLLOWED for name in names}
    assert rows - tried - TOO_SMALL - OF_A_BROWSER - OF_ANOTHER_QUARTER == set()


@pytest.mark.parametrize("kind", sorted({its.kind for its in THINGS.values()}))
async def test_no_cell_of_the_table_is_untried(looks: NodeReads, kind: str) -> None:
    """Each relation that finds the thing has met each of its fields where there was a value to be shown or kept."""
    tried: set[tuple[str, R]] = set()
    for thing, its in THINGS.items():
        if its.kind == kind:
            met = {path[0] for path in await looks.known(thing) if len(path) == 1}
            tried |= {(str(name), relation) for name in met for relation in (R.EMPLOYEE, *its.relations.values())}
    untried = {(name, relation) for name in FIELDS[kind] for relation in NODES[kind]} - tried
    assert untried <= {("assignee", R.REQUESTED_MENTOR)}, "an approved application, which they see, waits for nobody"


LISTS = """{ viewer {
  applications { nodes { id } } requestsMade { nodes { id } } requestsReceived { nodes { id } }
  asMentor: mentorships(role: MENTOR) { nodes { id } } asMentee: mentorships(role: MENTEE) { nodes { id } }
  surveysDue { nodes { id } }
  supervisorDashboard { queue { nodes { id } } decided { nodes { id } } decidedInLieu { nodes { id } } }
  administratorDashboard { queue { nodes { id } } applications { nodes { id } } }
  officeDashboard {
    applications(first: 100) { nodes { id } } mentorships(first: 100) { nodes { id } }
    surveys { nodes { id } } followUps { nodes { id } }
  }
} }"""
DASHBOARDS = {
    "supervisorDashboard": R.SUPERVISOR,
    "administratorDashboard": R.ADMINISTRATOR,
    "officeDashboard": R.OFFICE,
}
HOLDS = {
    ("viewer", "applications"): ("Application", R.SELF, ""),
    ("viewer", "requestsMade"): ("Mentorship", R.MENTEE, "request waiting"),
    ("viewer", "requestsReceived"): ("Mentorship", R.MENTOR, "request waiting"),
    ("viewer", "asMentor"): ("Mentorship", R.MENTOR, ""),
    ("viewer", "asMentee"): ("Mentorship", R.MENTEE, ""),
    ("viewer", "surveysDue"): ("Survey", R.SELF, "survey due"),
    ("supervisorDashboard", "queue"): ("Application", R.SUPERVISOR, "^submitted"),
    ("supervisorDashboard", "decided"): ("Application", R.SUPERVISOR, "approved|^denied"),
    ("supervisorDashboard", "decidedInLieu"): ("Application", R.SUPERVISOR, "decision unseen"),
    ("administratorDashboard", "queue"): ("Application", R.ADMINISTRATOR, "submitted"),
    ("administratorDashboard", "applications"): ("Application", R.ADMINISTRATOR, ""),
    ("officeDashboard", "applications"): ("Application", R.OFFICE, ""),
    ("officeDashboard", "mentorships"): ("Mentorship", R.OFFICE, ""),
    ("officeDashboard", "surveys"): ("Survey", R.OFFICE, "'s survey$"),
    ("officeDashboard", "followUps"): ("Survey", R.OFFICE, "none: all were handled"),
}
"""List -> of which kind, in which relation to the viewer, and what in their labels."""


@pytest.mark.rule("APR-5", "REQ-3", "SUR-4")
@pytest.mark.parametrize("who", [*UNRELATED, "drew", "lou", "dis"])
async def test_lists_hold_what_is_the_viewer_s_and_nothing_of_others(looks: NodeReads, who: str) -> None:
    viewer = (await looks.town.data(who, LISTS))["viewer"]

    for dashboard, part in DASHBOARDS.items():
        is_allowed = any(its.relations.get(who) is part for its in THINGS.values())
        if is_allowed or who not in ("chief", "mia"):  # who have reports, but no application to decide
            assert (viewer[dashboard] is not None) == is_allowed, dashboard
    for (place, name), (kind, relation, label) in HOLDS.items():
        holder = viewer if place == "viewer" else viewer[place]
        if holder is not None:
            theirs = {
                looks.town.things[thing]
                for thing, its in THINGS.items()
                if its.kind == kind and its.relations.get(who) is relation and re.search(label, thing)
            }
            assert {node["id"] for node in holder[name]["nodes"]} == theirs, (place, name)
