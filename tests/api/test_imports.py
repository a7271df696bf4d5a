"""The office uploads the directory, reads what it would change, and imports it; nobody else can (DIR-1, ELIG-4)."""

import csv
import io
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from moments.application.directory.office_imports import record_import
from moments.domain.participants.employee import Employee
from moments.domain.shared.ids import ImportId
from moments.graphql.shared import ids
from moments.infrastructure.directory.writer import write_directory
from tests.api.api_client import DPS, OA, PEOPLE, ApiClient, changed, employee

Files = dict[str, tuple[str, bytes, str]]
RECORD = """id state importedBy { email } uploadedAt doneAt message
  counts {
    added changed left returned suspended reinstated rerouted apart withoutSupervisor applicationsWithdrawn
    requestsClosed mentorshipsFlagged administratorsRemoved officeMembersRemoved
  }
  problems { totalCount nodes { file line column message } }"""


def directory(folder: Path, *added: Employee, gone: Collection[str] = ()) -> Files:
    people = [each for each in (*PEOPLE, *added) if each.id not in gone]
    employees, departments = write_directory(people, (OA, DPS), folder)
    return {
        "employees": ("../../x.csv", employees.read_bytes(), "text/csv"),
        "departments": ("d.csv", departments.read_bytes(), "text/csv"),
    }


async def upload(world: ApiClient, who: str | None, files: Files, **headers: str) -> httpx.Response:
    authorization = {"authorization": f"Bearer {world.token(who)}"} if who else {}
    return await world.client.post("/imports", files=files, headers={**authorization, **headers})


async def apply(world: ApiClient, who: str, identity: str) -> httpx.Response:
    return await world.client.post(
        f"/imports/{identity}/apply", headers={"authorization": f"Bearer {world.token(who)}"}
    )


async def imports(world: ApiClient) -> list[Any]:
    seen = await world.viewer("olga", f"officeDashboard {{ imports {{ nodes {{ {RECORD} }} }} }}")
    return seen["officeDashboard"]["imports"]["nodes"]  # type: ignore[no-any-return]


def left_files(world: ApiClient) -> list[Path]:
    return [each for each in (world.settings.data_directory / "imports").glob("**/*") if each.is_file()]


async def test_an_upload_says_what_it_would_change_and_changes_nothing(each_world: ApiClient, tmp_path: Path) -> None:
    world = each_world
    before = await world.dump()
    answer = await upload(world, "olga", directory(tmp_path, employee("nina", OA, "boss"), gone=["stranger"]))
    assert answer.status_code == 200, answer.text
    preview = answer.json()
    assert (preview["state"], preview["counts"]["added"], preview["counts"]["left"]) == ("PREVIEWED", 1, 1)
    after = await world.dump()
    assert {name for name in after if after[name] != before[name]} == {"imports", "import_changes"}
    (record,) = await imports(world)
    assert (record["id"], record["state"], record["counts"]) == (preview["id"], "PREVIEWED", preview["counts"])
    assert record["importedBy"]["email"] == world.email("olga")
    assert (await world.node("olga", "DirectoryImport", record["id"], "state"))["state"] == "PREVIEWED"
    assert await world.node("ann", "DirectoryImport", record["id"], "state") is None


async def test_an_import_from_the_command_line_is_listed_for_who_asks_for_those_too(
    each_world: ApiClient, tmp_path: Path
) -> None:
    """An operation of before knows only imports that somebody uploaded."""
    world = each_world
    await upload(world, "olga", directory(tmp_path))
    plan, identity = await world.import_directory(changed("ann", job_title="Senior Analyst")), ImportId("by-command")
    world.clock.pass_(hours=1)
    await record_import(world.container.import_records(), identity, plan, world.clock.now())

    shape = "totalCount nodes { id importedBy { name } }"
    before = f"imports {{ {shape} nodes {{ uploadedBy {{ name }} }} }}"
    query = f"officeDashboard {{ all: imports(commandLine: true) {{ {shape} }} before: {before} }}"
    seen = await world.viewer("olga", query)
    found, olga = seen["officeDashboard"], {"name": "Olga Doe"}
    assert (found["all"]["totalCount"], found["before"]["totalCount"]) == (2, 1)
    assert [each["importedBy"] for each in found["all"]["nodes"]] == [None, olga]
    assert [each["uploadedBy"] for each in found["before"]["nodes"]] == [olga]
    one = f'{{ node(id: "{found["all"]["nodes"][0]["id"]}") {{ ... on DirectoryImport {{ uploadedBy {{ name }} }} }} }}'
    (error,) = (await world.ask("olga", one))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "Ask for `importedBy` instead." in error["message"]


async def test_what_was_previewed_is_imported_once(each_world: ApiClient, tmp_path: Path) -> None:
    world = each_world
    preview = (await upload(world, "olga", directory(tmp_path, employee("nina", OA, "boss")))).json()
    assert len(left_files(world)) == 2
    applied = await apply(world, "olga", preview["id"])
    assert (applied.status_code, applied.json()["state"]) == (200, "APPLIED")
    assert applied.json()["counts"] == preview["counts"]
    found = await world.viewer("olga", 'officeDashboard { people(search: "nina") { nodes { person { firstName } } } }')
    assert len(found["officeDashboard"]["people"]["nodes"]) == 1
    audit = await world.viewer(
        "olga", "officeDashboard { audit(actions: [DIRECTORY_IMPORTED]) { nodes { actor { email } } } }"
    )
    assert audit["officeDashboard"]["audit"]["nodes"] == [{"actor": {"email": world.email("olga")}}]
    assert left_files(world) == []
    again = await apply(world, "olga", preview["id"])
    assert (again.status_code, again.json()["errors"][0]["extensions"]["code"]) == (409, "IMPORT_NOT_READY")


@pytest.mark.rule("DIR-1", "ELIG-5")
async def test_what_an_import_changes_is_read_by_name_by_the_office_alone(
    each_world: ApiClient, tmp_path: Path
) -> None:
    world = each_world
    files = directory(tmp_path, employee("nina", OA, "boss"), gone=["stranger"])
    identity = (await upload(world, "olga", files)).json()["id"]

    changes = "changes { totalCount nodes { kind name message } }"
    of_preview = (await world.node("olga", "DirectoryImport", identity, changes))["changes"]
    assert {each["kind"] for each in of_preview["nodes"]} >= {"CAME", "LEFT"}
    await apply(world, "olga", identity)
    assert (await world.node("olga", "DirectoryImport", identity, changes))["changes"] == of_preview
    left = await world.node("olga", "DirectoryImport", identity, "changes(kinds: [LEFT]) { nodes { kind name } }")
    assert [each["kind"] for each in left["changes"]["nodes"]] == ["LEFT"]
    first = await world.node("olga", "DirectoryImport", identity, "changes(first: 1) { pageInfo { hasNextPage } }")
    assert first["changes"]["pageInfo"]["hasNextPage"]
    assert await world.node("ann", "DirectoryImport", identity, changes) is None

    address = f"/exports/import-changes.csv?import={quote(identity)}&kinds=LEFT"
    table = await world.client.get(address, headers={"authorization": f"Bearer {world.token('olga')}"})
    assert (table.status_code, len(table.text.splitlines())) == (200, 2)
    other = await world.client.get(address, headers={"authorization": f"Bearer {world.token('ann')}"})
    assert other.status_code in (403, 404)


async def test_a_preview_is_outdated_once_another_import_was_applied(world: ApiClient, tmp_path: Path) -> None:
    first, second = [(await upload(world, "olga", directory(tmp_path))).json()["id"] for _ in range(2)]
    assert (await apply(world, "olga", second)).status_code == 200
    outdated = await apply(world, "olga", first)
    assert outdated.status_code == 409
    assert "Another import was applied" in outdated.json()["errors"][0]["message"]


async def test_a_file_with_problems_is_refused_with_the_line_of_each(world: ApiClient, tmp_path: Path) -> None:
    files = directory(tmp_path)
    name, content, kind = files["employees"]
    lines = content.splitlines(keepends=True)
    broken = files | {"employees": (name, b"".join([*lines[:3], b"x,y"]), kind)}
    before = await world.dump()
    answer = await upload(world, "olga", broken)
    assert (answer.status_code, answer.json()["state"]) == (422, "REFUSED")
    assert {each["line"] for each in answer.json()["problems"]} == {None, 4}, "of the file, and of its last row"
    after = await world.dump()
    assert {name for name in after if after[name] != before[name]} == {"imports"}
    (record,) = await imports(world)
    assert record["problems"]["totalCount"] == answer.json()["problemCount"] > 0
    assert {(each["file"], each["line"]) for each in record["problems"]["nodes"]} == {
        ("employees.csv", None),
        ("employees.csv", 4),
    }
    assert (await apply(world, "olga", record["id"])).status_code == 409
    assert left_files(world) == []


async def test_a_directory_that_lacks_many_is_refused(world: ApiClient, tmp_path: Path) -> None:
    gone = ["stranger", "parttime", "risky", "abe", "max"]
    answer = await upload(world, "olga", directory(tmp_path, gone=gone))
    assert (answer.status_code, answer.json()["counts"]["left"]) == (422, len(gone))
    assert "it may have been cut off" in answer.json()["message"]


@pytest.mark.parametrize(("who", "status"), [("ann", 404), ("adam", 404), ("boss", 404), (None, 401)])
async def test_nobody_else_can_upload_or_apply(world: ApiClient, tmp_path: Path, who: str | None, status: int) -> None:
    preview = (await upload(world, "olga", directory(tmp_path))).json()
    before = await world.dump()
    assert (await upload(world, who, directory(tmp_path))).status_code == status
    if who:
        assert (await apply(world, who, preview["id"])).status_code == status
    assert await world.dump() == before
    assert len(left_files(world)) == 2, "those of the preview"


async def test_a_session_counts_only_from_our_own_pages(world: ApiClient, tmp_path: Path) -> None:
    cookie = f"moments={await world.browser('olga')}"
    foreign = await upload(world, None, directory(tmp_path), cookie=cookie, origin="https://elsewhere.example")
    assert foreign.status_code == 403
    own = await upload(world, None, directory(tmp_path), cookie=cookie, origin=str(world.client.base_url).rstrip("/"))
    assert own.status_code == 200, own.text


async def test_what_is_no_upload_of_the_two_files_is_refused_and_leaves_nothing(
    world: ApiClient, tmp_path: Path
) -> None:
    files = directory(tmp_path)
    headers = {"authorization": f"Bearer {world.token('olga')}"}
    before = await world.dump()
    for status, request in (
        (415, {"json": {}}),
        (400, {"files": {"employees": files["employees"]}}),
        (400, {"files": files | {"more": files["employees"]}}),
        (400, {"files": [("employees", files["employees"]), ("employees", files["employees"])]}),
        (400, {"content": b"--x\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=x"}}),
        (400, {"content": b"", "headers": {"content-type": "multipart/form-data; boundary=x"}}),
        (413, {"files": files, "headers": {"content-length": "200000000"}}),
    ):
        given: dict[str, Any] = {**request, "headers": {**headers, **request.get("headers", {})}}  # type: ignore[dict-item]
        answer = await world.client.post("/imports", **given)
        assert answer.status_code == status, (request.keys(), answer.text)
    assert (await apply(world, "olga", ids.encode("DirectoryImport", "none"))).status_code == 404
    assert (await apply(world, "olga", "none")).status_code == 404
    assert await world.dump() == before
    assert left_files(world) == []


@pytest.mark.rule("DIR-4")
async def test_a_bad_row_is_set_apart_and_the_others_are_imported(each_world: ApiClient, tmp_path: Path) -> None:
    world = each_world
    files = directory(tmp_path, employee("nina", OA, "boss"))
    name, content, kind = files["employees"]
    spoiled = content.replace(world.email("stranger").encode(), b"no address")
    answer = (await upload(world, "olga", files | {"employees": (name, spoiled, kind)})).json()
    assert (answer["state"], answer["counts"]["apart"], answer["problemCount"]) == ("PREVIEWED", 1, 1)
    assert answer["counts"]["left"] == 0, "whose row is bad has not left"

    applied = (await apply(world, "olga", answer["id"])).json()

    assert (applied["state"], applied["counts"]) == ("APPLIED", answer["counts"])
    (record,) = await imports(world)
    assert [(each["column"], each["file"]) for each in record["problems"]["nodes"]] == [("email", "employees.csv")]
    path = f"/imports/{record['id']}/problems.csv"
    sheet = await world.client.get(path, headers={"authorization": f"Bearer {world.token('olga')}"})
    assert (sheet.status_code, sheet.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    line = record["problems"]["nodes"][0]["line"]
    assert sheet.text.splitlines()[1].startswith(f"employees.csv,{line},email,")
    for who, status in (("ann", 404), ("adam", 404)):
        refused = await world.client.get(path, headers={"authorization": f"Bearer {world.token(who)}"})
        assert refused.status_code == status
    unknown = path.replace(record["id"], ids.encode("DirectoryImport", "none"))
    assert (
        await world.client.get(unknown, headers={"authorization": f"Bearer {world.token('olga')}"})
    ).status_code == 404
    found = await world.viewer("olga", 'officeDashboard { people(search: "nina") { totalCount } }')
    assert found["officeDashboard"]["people"]["totalCount"] == 1


async def test_a_workbook_is_uploaded_as_it_is(world: ApiClient, tmp_path: Path) -> None:
    files = directory(tmp_path, employee("nina", OA, "boss"))
    book = Workbook()
    sheet: Any = book.active
    for row in csv.reader(io.StringIO(files["employees"][1].decode("utf-8-sig"))):
        sheet.append(["no address" if cell == world.email("stranger") else cell for cell in row])
    book.save(tmp_path / "people.xlsx")
    content = (tmp_path / "people.xlsx").read_bytes()
    answer = (await upload(world, "olga", files | {"employees": ("x.csv", content, "text/csv")})).json()
    assert (answer["state"], answer["counts"]["added"]) == ("PREVIEWED", 1)
    assert [(each["file"], each["column"]) for each in answer["problems"]] == [("employees.xlsx", "email")]
