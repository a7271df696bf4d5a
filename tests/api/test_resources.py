"""The guidance: everybody reads it, the office revises it (WEB-3)."""

from typing import Any

import pytest

from moments.graphql.shared import ids
from tests.api.api_client import ApiClient, UserErrorSeen

pytestmark = pytest.mark.rule("WEB-3")
BASICS = ids.encode("Resource", "basics")
TEXT = "# The basics\n\nBe kind, **always**.\n\n## Ask\n\n- [Search](/search)\n- Write to <mailto:a@oa.mo.gov>\n"
SHOWN = """title version updatedAt markdown
introduction { kind text { text strong emphasis href } }
sections { heading level anchor blocks { kind items { text { text href } } } paragraphs items links { label path } }"""


async def resource(world: ApiClient, who: str, fields: str, slug: str = "basics") -> dict[str, Any]:
    found: dict[str, Any] = (await world.data(who, f'{{ resource(slug: "{slug}") {{ {fields} }} }}'))["resource"]
    return found


async def revise(world: ApiClient, text: str) -> None:
    await world.done("olga", "reviseResource", "__typename", resource=BASICS, markdown=text)


async def test_a_revised_text_is_what_everybody_reads(each_world: ApiClient) -> None:
    world = each_world
    await revise(world, TEXT)

    shown = await resource(world, "ann", SHOWN)
    assert shown.pop("updatedAt")
    assert shown == {
        "title": "The basics",
        "version": 2,
        "markdown": TEXT.strip(),
        "introduction": [
            {
                "kind": "PARAGRAPH",
                "text": [
                    {"text": "Be kind, ", "strong": False, "emphasis": False, "href": None},
                    {"text": "always", "strong": True, "emphasis": False, "href": None},
                    {"text": ".", "strong": False, "emphasis": False, "href": None},
                ],
            }
        ],
        "sections": [
            {
                "heading": "Ask",
                "level": 2,
                "anchor": "ask",
                "blocks": [
                    {
                        "kind": "BULLETS",
                        "items": [
                            {"text": [{"text": "Search", "href": "/search"}]},
                            {
                                "text": [
                                    {"text": "Write to ", "href": None},
                                    {"text": "mailto:a@oa.mo.gov", "href": "mailto:a@oa.mo.gov"},
                                ]
                            },
                        ],
                    }
                ],
                "paragraphs": [],
                "items": ["Search", "Write to mailto:a@oa.mo.gov"],
                "links": [{"label": "Search", "path": "/search"}],
            }
        ],
    }


HISTORY = "history { totalCount nodes { version markdown revisedAt revisedBy { name } } }"


async def test_the_office_reads_every_version_and_restores_one(each_world: ApiClient) -> None:
    world = each_world
    original = (await resource(world, "olga", "markdown"))["markdown"]
    await revise(world, TEXT)
    await revise(world, original)

    history = (await resource(world, "olga", HISTORY))["history"]
    assert history["totalCount"] == 3
    assert [each["version"] for each in history["nodes"]] == [3, 2, 1]
    assert [each["markdown"] for each in history["nodes"]] == [original, TEXT.strip(), original]
    assert [each["revisedBy"] and each["revisedBy"]["name"] for each in history["nodes"]] == ["Olga Doe"] * 2 + [None]
    assert [each["revisedAt"] is None for each in history["nodes"]] == [False, False, True]


async def test_the_history_of_a_text_that_nobody_revised_is_what_came_with_moments(world: ApiClient) -> None:
    (only,) = (await resource(world, "olga", HISTORY))["history"]["nodes"]
    assert (only["version"], only["revisedBy"]) == (1, None)


async def test_the_history_has_pages(each_world: ApiClient) -> None:
    world = each_world
    for number in range(3):
        await revise(world, f"# Version {number}")

    first = (
        await resource(world, "olga", "history(first: 2) { pageInfo { hasNextPage endCursor } nodes { version } }")
    )["history"]
    after = first["pageInfo"]["endCursor"]
    second = (await resource(world, "olga", f'history(first: 2, after: "{after}") {{ nodes {{ version }} }}'))[
        "history"
    ]
    assert [each["version"] for each in first["nodes"] + second["nodes"]] == [4, 3, 2, 1]


@pytest.mark.parametrize("who", ["ann", "boss", "adam"])
async def test_nobody_else_revises_previews_or_reads_the_history(world: ApiClient, who: str) -> None:
    refused = await world.refused(who, "reviseResource", resource=BASICS, markdown=TEXT)
    assert refused == [UserErrorSeen("NOT_PERMITTED", "WEB-3", None)]
    assert await world.data(who, '{ previewResource(markdown: "# A") { title } }') == {"previewResource": None}
    shown = await resource(world, who, "version history { totalCount } viewerActions { action }")
    assert shown == {"version": 1, "history": None, "viewerActions": []}


async def test_the_office_is_offered_to_revise(world: ApiClient) -> None:
    shown = await resource(world, "olga", "viewerActions { action allowed }")
    assert shown["viewerActions"] == [{"action": "REVISE_RESOURCE", "allowed": True}]


async def test_a_text_that_there_is_not_is_not_found(world: ApiClient) -> None:
    nothing = ids.encode("Resource", "no-such-text")
    refused = await world.refused("olga", "reviseResource", resource=nothing, markdown=TEXT, expectedVersion=1)
    assert refused == [UserErrorSeen("NOT_FOUND", None, "resource")]
    assert await resource(world, "ann", "title", "no-such-text") is None


async def test_all_that_is_wrong_with_a_text_is_told_beside_it(world: ApiClient) -> None:
    text = "# A\n\n![b](https://oa.mo.gov/b.png)\n\n[c](javascript:alert)"
    errors = await world.refusals("olga", "reviseResource", resource=BASICS, markdown=text)
    assert [(each["code"], each["message"].split(":")[0]) for each in errors] == [
        ("INVALID_RESOURCE", "Line 3"),
        ("INVALID_RESOURCE", "Line 5"),
    ]
    assert (await resource(world, "olga", "version"))["version"] == 1


PREVIEW = "query($text: String!) { previewResource(markdown: $text) { title sections { heading } errors { message } } }"


async def test_a_preview_shows_the_text_with_what_is_wrong_and_saves_nothing(world: ApiClient) -> None:
    shown = (await world.data("olga", PREVIEW, text="# A\n\n## B\n\n![c](/d)"))["previewResource"]
    assert (shown["title"], shown["sections"]) == ("A", [{"heading": "B"}])
    assert shown["errors"] == [{"message": "Line 5: A picture can't be shown here. Remove it."}]
    (error,) = (await world.data("olga", PREVIEW, text=" "))["previewResource"]["errors"]
    assert error == {"message": "The text is missing. Fill it in."}
    assert (await resource(world, "olga", "version"))["version"] == 1


async def test_a_text_has_as_many_characters_as_the_limits_say(world: ApiClient) -> None:
    most = (await world.data("olga", "{ limits { resource } }"))["limits"]["resource"]
    text = "# A\n\n" + "x" * (most - 5)
    refused = await world.refused("olga", "reviseResource", resource=BASICS, markdown=text + "x")
    assert refused == [UserErrorSeen("INVALID_TEXT", "WEB-3", "markdown")]
    await revise(world, text)


async def test_a_revision_is_in_the_audit_with_its_text(world: ApiClient) -> None:
    await revise(world, TEXT)
    query = """{ viewer { officeDashboard { audit(actions: [RESOURCE_REVISED]) {
        nodes { message subject { ... on Resource { slug } } } } } } }"""
    (entry,) = (await world.data("olga", query))["viewer"]["officeDashboard"]["audit"]["nodes"]
    assert entry == {"message": "Olga Doe revised a text of the guidance.", "subject": {"slug": "basics"}}


async def test_the_guidance_is_read_without_a_sign_in(world: ApiClient) -> None:
    answer = await world.client.post(
        "/graphql", json={"query": '{ resource(slug: "questions") { title history { totalCount } } }'}
    )
    assert answer.json()["data"]["resource"] == {"title": "Questions and answers", "history": None}
