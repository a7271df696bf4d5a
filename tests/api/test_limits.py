"""Every limit that the schema tells is the one that is checked: to the last character, and no further."""

import json
import subprocess
from datetime import timedelta
from typing import Any

import pytest

from moments.domain.shared.text import InvalidText, required_text
from tests.api.api_client import ApiClient

LIMITS = (
    "{ limits { bio supervisorName email decisionMessage inLieuGround requestMessage responseMessage agreementPart "
    "agenda surveyComments choice skillName skipReason discardReason fewestSkills mostSkills fewestMentees mostMentees "
    "shortestMeeting longestMeeting fewestChoices mostChoices decisionsAtOnce idempotencyKey } }"
)
PARTS = {"goals": "Grow.", "schedule": "Mondays.", "obstacles": "None."}
FORM: dict[str, Any] = {"workingHours": None, "careerSkills": [], "softSkills": []}
THE_REST: dict[str, dict[str, Any]] = {
    "editApplication": FORM,
    "proposeAgreement": PARTS,
    "proposeMeeting": {"startsAt": "2040-01-02T10:00:00-06:00"},
    "addSkill": {"category": "SOFT"},
    "setHoliday": {"day": "2027-03-05"},
}
"""What the mutation takes besides."""


async def limits(world: ApiClient) -> dict[str, int]:
    return (await world.data("ann", LIMITS))["limits"]  # type: ignore[no-any-return]


async def is_wrong(world: ApiClient, who: str, mutation: str, field: str, value: Any, **given: Any) -> bool:
    """Whether the field is at fault."""
    errors = (await world.do(who, mutation, "__typename", **{**given, field: value}))["errors"]
    return any(error["field"] and error["field"][-1] == field for error in errors)


@pytest.mark.parametrize(
    ("limit", "who", "mutation", "field", "thing"),
    [
        ("bio", "ann", "editApplication", "bio", "draft"),
        ("decisionMessage", "boss", "denyApplication", "message", "submitted"),
        ("inLieuGround", "adam", "denyApplication", "inLieuGround", "submitted"),
        ("requestMessage", "ann", "requestMentor", "message", "profile"),
        ("responseMessage", "mia", "declineRequest", "message", "requested"),
        ("responseMessage", "mia", "acceptRequest", "message", "requested"),
        ("agreementPart", "ann", "proposeAgreement", "goals", "active"),
        ("agreementPart", "ann", "proposeAgreement", "obstacles", "active"),
        ("agenda", "ann", "proposeMeeting", "agenda", "active"),
        ("skillName", "olga", "addSkill", "name", "nothing"),
        ("holidayName", "olga", "setHoliday", "name", "nothing"),
    ],
)
async def test_a_text_of_the_limit_is_taken_and_one_longer_by_a_character_is_not(
    world: ApiClient, limit: str, who: str, mutation: str, field: str, thing: str
) -> None:
    given = await of(world, thing) | THE_REST.get(mutation, {})
    most = (await limits(world))[limit]
    for character in ("x", "\U0001f600", "e\u0301"):
        assert await is_wrong(world, who, mutation, field, character * (most + 1), **given)
    assert not await is_wrong(world, who, mutation, field, "  " + "\U0001f600" * most + "\n", **given)


async def of(world: ApiClient, thing: str) -> dict[str, Any]:
    if thing == "draft":
        return {"application": await world.draft("ann", "MENTEE")}
    if thing == "submitted":
        return {"application": await world.submitted("ann", "MENTEE")}
    await world.ready(mentors="mia")
    if thing == "profile":
        return {"mentor": await world.profile("ann", "mia")}
    if thing == "requested":
        return {"mentorship": await world.requested("ann", "mia")}
    return {"mentorship": await world.active("ann", "mia")} if thing == "active" else {}


def around(least: int, most: int) -> list[tuple[int, bool]]:
    """Numbers, and whether each is out of the range."""
    return [(least - 1, True), (least, False), (most, False), (most + 1, True)]


async def test_numbers_are_taken_from_the_least_to_the_most(world: ApiClient) -> None:
    told = await limits(world)
    await world.ready(mentors="mia")
    mentorship = await world.active("ann", "mia")
    for number, (minutes, wrong) in enumerate(around(told["shortestMeeting"], told["longestMeeting"])):
        starts_at = (world.clock.now() + timedelta(days=30 + number)).isoformat()
        given = {"mentorship": mentorship, "startsAt": starts_at}
        assert await is_wrong(world, "ann", "proposeMeeting", "minutes", minutes, **given) is wrong
    for capacity, wrong in around(told["fewestMentees"], told["mostMentees"]):
        assert await is_wrong(world, "mia", "setAvailability", "capacity", capacity) is wrong
    for many, wrong in around(told["fewestChoices"], told["mostChoices"]):
        choices = [f"{each}" + "x" * (told["choice"] - len(str(each))) for each in range(many)]
        assert await is_wrong(world, "olga", "setSurveyChoices", "choices", choices, question="RATING") is wrong


def test_a_browser_counts_as_the_server_does() -> None:
    """The expression of the description, in JavaScript's own engine."""
    texts = ["abc", "\U0001f600", "e\u0301", "  caf\u00e9\n", "\uac00", "\U0001f468\u200d\U0001f469", "a\nb"]
    script = "console.log(JSON.stringify(JSON.parse(process.argv[1]).map(t => [...t.normalize('NFC').trim()].length)))"
    try:
        found = subprocess.run(["node", "-e", script, json.dumps(texts)], capture_output=True, text=True, check=True)
    except FileNotFoundError:
        pytest.skip("there is no Node here")
    for text, length in zip(texts, json.loads(found.stdout), strict=True):
        assert required_text(text, "bio", "The bio", limit=length)
        if length > 1:
            with pytest.raises(InvalidText):
                required_text(text, "bio", "The bio", limit=length - 1)
