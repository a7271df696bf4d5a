"""A screen's query is a small number of SQL statements, however many rows it shows.

What is counted, for 5 rows and for 50, once departments and skills are in memory (they are read again when they
change) and the query is compiled; each begins with two statements that say who is asking, and where others' eligibility
is shown, the last one records that:

| screen | statements |
| --- | --- |
| the form | 3 |
| a participant's dashboard, all of it | 19 |
| mentorships with meetings, timelines and surveys | 7 |
| requests with the mentees' applications | 6 |
| the search | 3 |
| the search, narrowed and by name | 3 |
| a supervisor's queue | 6 |
| a supervisor's dashboard, all of it | 8 |
| an administrator's queue | 6 |
| the office's participants | 4 |
| the office's applications | 6 |
| the office's mentorships | 5 |
| the office's surveys and follow-ups | 4 |
| the office's audit | 4 |
| departments with their administrators, the resources, the skills | 4 |
| a mentee's recommended mentors | 4 |
| the office's matching runs | 3 |
| who took part in a run | 4 |
| the office's trial runs | 3 |
| the shortage board | 4 |
| a supervisor's queue, with what may be done | 6 |
| requests, with what may be done | 5 |
| mentorships with meetings, with what may be done | 9 |
| the search, with what may be done | 6 |
| what the viewer may do | 3 |
| the pairs' facts | 6 |
| what waits for somebody | 6 |
| the statement of hours | 5 |
| what the search can be narrowed by | 4 |
| four things by their ids | 6 |
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient
from tests.api.matching_setup import match_and_send
from tests.api.snapshots import SURVEY
from tests.api.statements import counted

TIMELINE = "timeline(first: 3) { nodes { message actor { name department { name } } } }"
APPLICATION = f"""id state applicant {{ name department {{ name }} }} bio workingHours {{ label shifts {{ start }} }}
    skills {{ career {{ rank skill {{ name }} }} soft {{ skill {{ name }} }} }} supervisor {{ person {{ email }} }}
    assignee {{ person {{ name }} }}
    eligibility {{ eligible unmet {{ message }} }} decision {{ outcome decidedBy {{ name }} ground }} {TIMELINE}"""
MENTORSHIP = f"""id state mentor {{ name }} mentee {{ name department {{ name }} }} requestMessage agreement {{ goals }}
    hasSuspendedSide
    meetings(first: 3) {{ nodes {{ startsAt warnings }} }} {TIMELINE} survey {{ id answers {{ rating }} }}"""
REQUEST = f"id requestMessage mentee {{ name }} menteeApplication {{ {APPLICATION} }} {TIMELINE}"
ACTIONS = "viewerActions { action allowed code reason rule }"
ADMINISTRATORS = "administrators(first: 5) { nodes { person { name } } }"

SCREENS: Mapping[str, tuple[str, str]] = {
    "the form": ("stranger", "viewer { applicationForm(kind: MENTEE) { supervisorEmail skillChoices { name } } }"),
    "a participant's dashboard, all of it": (
        "mia",
        f"""viewer {{
            person {{ name department {{ name {ADMINISTRATORS} }} }} participant {{ available openPlacesAsMentor }}
            roles conductNotice applicationForm(kind: MENTEE) {{ supervisorEmail }}
            applications(first: 2) {{ nodes {{ {APPLICATION} }} }} suggestionList {{ quarter }}
            requestsMade(first: 5) {{ nodes {{ id }} }} requestsReceived(first: 5) {{ nodes {{ {REQUEST} }} }}
            mentorships(role: MENTOR, first: 5, states: [COMPLETED]) {{ totalCount nodes {{ {MENTORSHIP} }} }}
            surveysDue(first: 5) {{ totalCount nodes {{ id }} }}
            statementOfHours(since: "2026-01-01", until: "2026-12-31") {{ confirmed {{ minutes }}
                mentorships {{ other {{ name }} }} }}
            supervisorDashboard {{ queue(first: 5) {{ nodes {{ id }} }} }}
            administratorDashboard {{ departments {{ name }} }}
            officeDashboard {{ members(first: 5) {{ nodes {{ name }} }} }}
        }}""",
    ),
    "mentorships with meetings, timelines and surveys": (
        "mia",
        f"""viewer {{ mentorships(role: MENTOR, first: 50, states: [COMPLETED]) {{
            totalCount nodes {{ {MENTORSHIP} }} }} }}""",
    ),
    "requests with the mentees' applications": (
        "mia",
        f"viewer {{ requestsReceived(first: 50) {{ totalCount nodes {{ {REQUEST} }} }} }}",
    ),
    "the search": (
        "abe",
        """searchMentors(first: 50) { totalCount errors { code } nodes {
            name bio department { name } workingHours { label } skills { career { skill { name } } }
            openPlaces match { score commonSkills { menteeRank mentorRank skill { name } } } } }""",
    ),
    "the search, narrowed and by name": (
        "abe",
        """searchMentors(
            first: 50, orderBy: NAME, where: {text: "teach", location: "jefferson", division: "general"}
        ) { totalCount nodes { name department { name } match { score } } }""",
    ),
    "a supervisor's queue": (
        "boss",
        f"viewer {{ supervisorDashboard {{ queue(first: 50) {{ totalCount nodes {{ {APPLICATION} }} }} }} }}",
    ),
    "a supervisor's dashboard, all of it": (
        "boss",
        f"""viewer {{ supervisorDashboard {{ queue(first: 20) {{ totalCount nodes {{ {APPLICATION} }} }}
            decidedInLieu(first: 20) {{ nodes {{ {APPLICATION} }} }}
            decided(first: 20) {{ totalCount nodes {{ {APPLICATION} }} }} }} }}""",
    ),
    "an administrator's queue": (
        "adam",
        f"""viewer {{ administratorDashboard {{ departments {{ name }}
            queue(first: 50) {{ totalCount nodes {{ {APPLICATION} }} }} }} }}""",
    ),
    "the office's participants": (
        "olga",
        """viewer { officeDashboard { participants(first: 50) { totalCount nodes { person { name department { name } }
            eligibility { eligible } activeMentees requestsWaiting suspendedInMentorship } } } }""",
    ),
    "the office's applications": (
        "olga",
        f"viewer {{ officeDashboard {{ applications(first: 50) {{ totalCount nodes {{ {APPLICATION} }} }} }} }}",
    ),
    "the office's mentorships": (
        "olga",
        f"viewer {{ officeDashboard {{ mentorships(first: 50) {{ totalCount nodes {{ {MENTORSHIP} }} }} }} }}",
    ),
    "the office's surveys and follow-ups": (
        "olga",
        """viewer { officeDashboard { surveys(first: 50) { totalCount nodes { person { name } answers { rating } } }
            followUps(first: 50) { totalCount nodes { other { name } } } } }""",
    ),
    "the office's audit": ("olga", "viewer { officeDashboard { audit(first: 50) { totalCount nodes { message } } } }"),
    "departments with their administrators, the resources, the skills": (
        "ann",
        f"""departments(first: 50) {{ nodes {{ name {ADMINISTRATORS} }} }}
            resources {{ nodes {{ title }} }} skills {{ nodes {{ name }} }}""",
    ),
    "a mentee's recommended mentors": (
        "abe",
        """viewer { suggestionList { quarter emptyReason wouldAdd { nodes { message } } suggestions(first: 5) { nodes {
            person { name } mentor { bio department { name } match { score } } canRequest requestBlocker { message }
            commonSkills { skill { name } } hoursWarning } } } }""",
    ),
    "the office's matching runs": (
        "olga",
        """viewer { officeDashboard { matchingRuns(first: 50) { totalCount nodes { quarter actor { name }
            certificate { message }
            parameters { listLength } change { matched } figures { matched exposures(first: 5) { nodes { lists } }
            departments(first: 5) { nodes { department { name } } } } } } } }""",
    ),
    "who took part in a run": (
        "olga",
        """viewer { officeDashboard { matchingRuns(first: 1) { nodes {
            people(role: MENTOR, first: 50) { nodes { person { name department { name } } absences } } } } } }""",
    ),
    "the office's trial runs": (
        "olga",
        """viewer { officeDashboard { trialRuns(first: 50) { totalCount nodes { actor { name } baseRun { quarter } state
            parameters { workingHoursRule }
            report { current { figures { matched } } } } } } }""",
    ),
    "the shortage board": (
        "olga",
        """viewer { officeDashboard { shortageBoard(first: 10) { nodes { message cell { mentees ratio }
            departments(first: 5) { nodes { department { name } cell { openPlaces } } } } } } }""",
    ),
    "a supervisor's queue, with what may be done": (
        "boss",
        f"viewer {{ supervisorDashboard {{ queue(first: 50) {{ totalCount nodes {{ {APPLICATION} {ACTIONS} }} }} }} }}",
    ),
    "requests, with what may be done": (
        "mia",
        f"viewer {{ requestsReceived(first: 50) {{ totalCount nodes {{ id mentee {{ name }} {ACTIONS} }} }} }}",
    ),
    "mentorships with meetings, with what may be done": (
        "mia",
        f"""viewer {{ mentorships(role: MENTOR, first: 50, states: [COMPLETED]) {{
            totalCount nodes {{ {MENTORSHIP} {ACTIONS} more: meetings(first: 3) {{ nodes {{ {ACTIONS} }} }} }} }} }}""",
    ),
    "the search, with what may be done": (
        "abe",
        f"searchMentors(first: 50) {{ totalCount nodes {{ name {ACTIONS} }} }}",
    ),
    "what the viewer may do": ("abe", f"viewer {{ {ACTIONS} }}"),
    "the pairs' facts": (
        "mia",
        """viewer { requestsReceived(first: 50) { totalCount nodes { match { score commonSkills { menteeRank } }
            commonHours { message } commonTimes(first: 2) { nodes { label } } } } }""",
    ),
    "what waits for somebody": (
        "mia",
        """viewer { counts { requestsToAnswer surveysDue }
            nextSteps { message thing { ... on Mentorship { state } ... on Survey { dueAt } } } }""",
    ),
    "the statement of hours": (
        "mia",
        """viewer { statementOfHours(since: "2026-01-01", until: "2026-12-31") { confirmed { minutes }
            meetings(first: 50) { totalCount nodes {
                minutes loggedBy { name } mentorship { mentee { name } } } } } }""",
    ),
    "what the search can be narrowed by": (
        "abe",
        "searchFacets { departments { nodes { mentors } } skills { nodes { skill { name } mentors } } }",
    ),
    "four things by their ids": ("olga", "nodes(ids: [IDS]) { id }"),
}


def stated() -> dict[str, int]:
    """The table above."""
    rows = re.findall(r"^\| (.+?) \| (\d+) \|$", __doc__ or "", re.M)
    return {screen: int(count) for screen, count in rows}


async def a_program(world: ApiClient) -> dict[str, str]:
    """One of each, to be copied: an applicant who waits, a mentee who asks, one who is through. Their ids."""
    await world.approved("mia", "MENTOR")
    await world.approved("max", "MENTOR")
    found = {"waiting": await world.submitted("ann", "MENTEE"), "asking": await world.approved("abe", "MENTEE")}
    found["through"] = await world.approved("adam", "MENTEE")
    found["completed"] = await world.active("adam", "mia")
    starts_at = world.clock.now().isoformat()
    world.clock.pass_(hours=2)
    held = {"mentorship": found["completed"], "startsAt": starts_at}
    found["meeting"] = (await world.done("mia", "logMeeting", "meeting { id }", **held))["meeting"]["id"]
    await world.done("mia", "completeMentorship", "mentorship { id }", mentorship=found["completed"])
    survey = ids.encode("Survey", f"{ids.identity_of('Mentorship', found['completed'])}:mentee")
    await world.done("adam", "submitSurvey", "survey { id }", survey=survey, contactMe=True, **SURVEY)
    found["requested"] = await world.requested("abe", "mia", "Would you?")
    await match_and_send(world)
    await world.done("olga", "requestTrialRun", "trialRun { id }")
    return found


COPIED = {
    "ann": ["waiting"],
    "abe": ["asking", "requested"],
    "adam": ["through", "completed", "meeting"],
    "max": [],
}
TABLES = ["employees", "participants", "applications", "mentor_listing", "mentorships", "meetings", "surveys", "events"]


def copied(value: object, names: Mapping[str, str]) -> object:
    """The value with every name in it changed, as a whole, in JSON or before an email's @."""
    if not isinstance(value, str):
        return value
    for old, new in names.items():
        value = new if value == old else value.replace(f'"{old}"', f'"{new}"').replace(f"{old}@", f"{new}@")
    return value


def multiply(world: ApiClient, things: Mapping[str, str], copies: range) -> None:
    """So many more of each, row by row."""
    file = world.settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database, database:
        for person, theirs in COPIED.items():
            for number in copies:
                decoded = [found[1] for each in theirs if (found := ids.decode(things[each]))]
                names = {name: f"{name}-{number}" for name in [person, *decoded]}
                for table in TABLES:
                    for row in list(_rows_of(database, table, person)):
                        _insert(database, table, {column: copied(value, names) for column, value in row.items()})
        for number in copies:
            for table, more in (
                ("matching_runs", {"quarter": f"{2030 + number // 4}Q{number % 4 + 1}"}),
                ("rehearsals", {}),
            ):
                row = next(_all_rows(database, table))
                _insert(database, table, {**row, "id": f"{row['id']}-{number}", **more})


def _rows_of(database: sqlite3.Connection, table: str, person: str) -> Iterator[dict[str, object]]:
    keys = ("id", "person", "applicant", "mentee", "mentorship", "data")
    for row in _all_rows(database, table):
        own = any(row.get(key) == person or f'"{person}"' in str(row.get(key)) for key in keys)
        if own or (table == "surveys" and person == "adam" and "-" not in str(row["mentorship"])):
            if table == "events":
                del row["id"]
            yield row


def _all_rows(database: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    cursor = database.execute(f"SELECT * FROM {table}")
    columns = [each[0] for each in cursor.description]
    for values in cursor.fetchall():
        yield dict(zip(columns, values, strict=True))


def _insert(database: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    columns = ", ".join(f'"{column}"' for column in row)
    database.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", list(row.values()))


async def measure(world: ApiClient, things: Mapping[str, str], rows: int) -> dict[str, int]:
    found = {}
    wanted = [things["waiting"], things["requested"], things["meeting"], ids.encode("Person", "ann")]
    for screen, (who, query) in SCREENS.items():
        text = f"{{ {query} }}".replace("IDS", ", ".join(f'"{each}"' for each in wanted * 12))
        await world.data(who, text)
        with counted(world) as statements:
            answer = await world.data(who, text)
        found[screen] = len(statements.all)
        totals = [int(total) for total in re.findall(r"'totalCount': (\d+)", str(answer))]
        assert len(totals) == text.count("totalCount"), screen
        assert all(total >= rows for total in totals if total), (screen, totals)
        assert not totals or max(totals) >= rows, (screen, totals)
    return found


async def test_a_screen_is_a_few_statements_whatever_the_number_of_rows(world: ApiClient) -> None:
    things = await a_program(world)
    multiply(world, things, range(1, 5))
    few = await measure(world, things, 5)
    multiply(world, things, range(5, 50))
    many = await measure(world, things, 50)

    for found in (few, many):
        assert found == stated()


APPROVAL = 20
"""2 to know who asks and who is shown the answer, 1 for the answer, 17 of the use-case: 10 read, with the decider's
standing under the transaction, and 7 write, one of them whom the event names."""


async def test_an_approval_finds_out_who_asks_once(world: ApiClient) -> None:
    application = await world.submitted("ann", "MENTEE")
    read = await world.as_read("boss", "approveApplication", {"application": application})
    with counted(world) as sent:  # the reference data are in memory from now on
        await world.done("boss", "approveApplication", "application { id state }", application=application, **read)
    assert len(sent.all) == APPROVAL
    assert sum("email_key = " in each for each in sent.all) == 1
