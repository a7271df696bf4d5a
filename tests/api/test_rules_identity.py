"""DIR-5: identity is the provider's subject, linked once to the person."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from moments.application.directory.update import Statement
from moments.domain.participants.renumbering import Verdict
from moments.domain.shared.ids import EmployeeNumber
from moments.graphql.shared import ids
from moments.infrastructure.persistence.tables import employees, sign_ins
from tests.api.api_client import OA, ApiClient, UserErrorSeen, a_world, changed, employee
from tests.api.statements import counted

WHO = "{ viewer { person { name } } }"
ANN = "ann@oa.mo.example"
LEFT = "By the directory, this team member has left the State's service."


@dataclass
class Accounts:
    """People who sign in with accounts of the provider, in a world in which nobody has yet."""

    world: ApiClient

    async def answer(self, subject: str, email: str | None = ANN, *, ago: float = 0, **more: Any) -> dict[str, Any]:
        """`ago`: seconds since the token was issued."""
        token = self.token(subject, email, ago=ago, **more)
        headers = {"authorization": f"Bearer {token}"}
        answer = await self.world.client.post("/graphql", json={"query": WHO}, headers=headers)
        return answer.json()  # type: ignore[no-any-return]

    def token(self, subject: str, email: str | None = ANN, *, ago: float = 0, typ: str = "at+jwt", **more: Any) -> str:
        issued = datetime.now(UTC) - timedelta(seconds=ago)
        claims = {"sub": subject, "email": email, "aud": "moments", "iat": issued, **more}
        return self.world.issuer.sign(claims, timedelta(hours=1), typ=typ)

    async def name(self, subject: str, email: str | None = ANN, **more: Any) -> str:
        answer = await self.answer(subject, email, **more)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]["viewer"]["person"]["name"]  # type: ignore[no-any-return]

    async def refusal(self, subject: str, email: str | None = ANN, **more: Any) -> str:
        (error,) = (await self.answer(subject, email, **more))["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
        return error["message"]  # type: ignore[no-any-return]

    async def people_are_known_since(self, ago: timedelta) -> None:
        async with self.world.container.database().writing() as connection:
            await connection.execute(update(employees).values(email_since=datetime.now(UTC) - ago))
            await connection.commit()


@pytest.fixture
async def accounts(each_world: ApiClient) -> Accounts:
    """Of everybody but the office and an administrator, who are signed in."""
    async with each_world.container.database().writing() as connection:
        await connection.execute(sign_ins.delete().where(sign_ins.c.person.not_in(["olga", "adam"])))
        await connection.commit()
    return Accounts(each_world)


@pytest.mark.rule("DIR-5")
async def test_the_first_sign_in_binds_and_the_e_mail_is_a_fact_from_then_on(accounts: Accounts) -> None:
    assert await accounts.name("a1") == "Ann Doe"
    assert await accounts.name("a1", "ann.married@oa.mo.example") == "Ann Doe", "the provider knows it first"
    await accounts.world.import_directory(changed("ann", email="ann.married@oa.mo.example"))
    assert await accounts.name("a1", "ann.married@oa.mo.example") == "Ann Doe"
    assert await accounts.name("a1") == "Ann Doe", "the provider learns it last"


@pytest.mark.rule("DIR-5")
async def test_another_account_with_the_same_e_mail_is_refused(accounts: Accounts) -> None:
    await accounts.name("a1")
    assert (await accounts.refusal("a2")).startswith("You have signed in with another account before.")
    assert await accounts.name("a1") == "Ann Doe"


@pytest.mark.rule("DIR-5")
async def test_a_token_whose_e_mail_is_another_person_s_is_refused(accounts: Accounts) -> None:
    await accounts.name("a1")
    assert (await accounts.refusal("a1", "abe@oa.mo.example")).startswith("The email of this account is another")


@pytest.mark.rule("DIR-5")
@pytest.mark.parametrize("signed_in_before", [True, False])
async def test_an_address_that_passes_on_takes_no_rights_along(accounts: Accounts, signed_in_before: bool) -> None:
    """Ann leaves, and a newcomer gets her address while her token has not expired."""
    await accounts.people_are_known_since(timedelta(days=30))
    if signed_in_before:
        await accounts.name("a1", ago=60)
    newcomer = replace(employee("nora", OA, "boss"), email=ANN)
    two_people = Statement(EmployeeNumber("ann"), EmployeeNumber("nora"), Verdict.TWO_PEOPLE)
    await accounts.world.import_directory(newcomer, gone=["ann"], statements=[two_people])

    expected = LEFT if signed_in_before else "This sign-in is older than"
    assert (await accounts.refusal("a1", ago=60)).startswith(expected)
    assert await accounts.name("n1") == "Nora Doe"
    assert await accounts.refusal("a1", ago=60)


@pytest.mark.rule("DIR-2", "DIR-5")
@pytest.mark.parametrize("verdict", Verdict)
async def test_a_newcomer_with_a_leaver_s_address_is_nobody_until_it_is_said_who_they_are(
    accounts: Accounts, verdict: Verdict
) -> None:
    await accounts.people_are_known_since(timedelta(days=30))
    await accounts.name("a1")
    newcomer = replace(employee("nora", OA, "boss"), email=ANN)
    await accounts.world.import_directory(newcomer, gone=["ann"])
    assert await accounts.name("a1") == "Ann Doe", "nothing of hers has ended"
    assert (await accounts.refusal("n1")).startswith("You have signed in with another account before.")

    said = Statement(EmployeeNumber("ann"), EmployeeNumber("nora"), verdict)
    await accounts.world.import_directory(newcomer, gone=["ann"], statements=[said])
    if verdict is Verdict.SAME_PERSON:
        assert await accounts.name("a1") == "Nora Doe"
    else:
        assert (await accounts.refusal("a1")).startswith(LEFT)
        assert await accounts.name("n1") == "Nora Doe"


@pytest.mark.rule("DIR-5")
async def test_two_people_who_swap_their_addresses_stay_who_they_are(accounts: Accounts) -> None:
    abe = "abe@oa.mo.example"
    assert [await accounts.name("a1"), await accounts.name("b1", abe)] == ["Ann Doe", "Abe Doe"]
    await accounts.world.import_directory(changed("ann", email=abe), changed("abe", email=ANN))

    assert [await accounts.name("a1", abe), await accounts.name("b1", ANN)] == ["Ann Doe", "Abe Doe"]
    for subject, former in (("a1", ANN), ("b1", abe)):
        assert (await accounts.refusal(subject, former)).startswith("The email of this account is another")


@pytest.mark.rule("DIR-5")
async def test_who_comes_back_is_who_they_were(accounts: Accounts) -> None:
    await accounts.name("a1")
    await accounts.world.import_directory(gone=["ann"])
    assert (await accounts.refusal("a1")).startswith(LEFT)
    await accounts.world.import_directory()
    assert await accounts.name("a1") == "Ann Doe"


@pytest.mark.rule("DIR-5")
async def test_of_first_sign_ins_that_race_one_binds(accounts: Accounts) -> None:
    answers = await asyncio.gather(*(accounts.answer(f"a{number % 2}") for number in range(10)))

    winners = {number % 2 for number, answer in enumerate(answers) if "errors" not in answer}
    assert len(winners) == 1, "and each of its requests went through"
    assert sum("errors" not in answer for answer in answers) == 5


@pytest.mark.rule("DIR-5")
async def test_an_import_that_changes_nothing_leaves_old_tokens_good(accounts: Accounts) -> None:
    await accounts.people_are_known_since(timedelta(days=30))
    await accounts.world.import_directory(changed("ann", job_title="Senior Analyst", email=ANN.upper()))

    assert await accounts.name("a1", ago=3600) == "Ann Doe"


@pytest.mark.rule("DIR-5")
async def test_an_address_that_nobody_verified_binds_nobody(accounts: Accounts) -> None:
    assert "has not verified the email" in await accounts.refusal("a1", email_verified=False)
    assert "does not say the email" in await accounts.refusal("a1", email=None)
    assert await accounts.name("a1") == "Ann Doe"
    assert await accounts.name("a1", email=None) == "Ann Doe", "an access token need not name it again"


# --- as the settings say ---


async def unbound(world: ApiClient) -> Accounts:
    async with world.container.database().writing() as connection:
        await connection.execute(sign_ins.delete())
        await connection.commit()
    return Accounts(world)


async def test_who_was_here_before_is_known_by_one_statement(world: ApiClient) -> None:
    accounts = await unbound(world)
    await accounts.name("a1")
    with counted(world) as sent:
        await accounts.name("a1")

    assert len(sent.all) == 2, "whose token it is, and the viewer"
    assert sum("sign_ins" in each for each in sent.all) == 1


@pytest.mark.rule("DIR-5")
async def test_a_claim_with_the_employee_id_may_find_the_person(sqlite_url: str, tmp_path: Path) -> None:
    settings: dict[str, Any] = {"oidc_bind_by": "employee_id", "oidc_employee_id_claim": "number"}
    async with a_world(sqlite_url, tmp_path, **settings) as world:
        accounts = await unbound(world)
        number = changed("ann").number

        assert "does not say the employee id" in await accounts.refusal("a1")
        assert "has this employee id" in await accounts.refusal("a1", number="none such")
        assert (await accounts.refusal("a1", "abe@oa.mo.example", number=number)).startswith("The email of this")
        assert await accounts.name("a1", "unknown@oa.mo.example", email_verified=False, number=number) == "Ann Doe"
        assert await accounts.name("a1", email=None) == "Ann Doe"


@pytest.mark.parametrize(
    ("kinds", "taken"),
    [
        ("at+jwt", {"at+jwt"}),
        ("jwt", {"jwt"}),
        ("id_token", {"id"}),
        ("at+jwt, jwt, id_token", {"at+jwt", "jwt", "id"}),
    ],
)
async def test_the_tokens_that_the_settings_name_are_taken(
    sqlite_url: str, tmp_path: Path, kinds: str, taken: set[str]
) -> None:
    given: dict[str, dict[str, Any]] = {"at+jwt": {"typ": "at+jwt"}, "jwt": {"typ": "JWT"}}
    given |= {"id": {"typ": "JWT", "nonce": "n"}, "logout": {"typ": "logout+jwt"}}
    async with a_world(sqlite_url, tmp_path, oidc_bearer_tokens=kinds, oidc_audience="moments, api") as world:
        accounts = await unbound(world)
        answers = {name: await accounts.answer("a1", aud="api", **more) for name, more in given.items()}

    assert {name for name, answer in answers.items() if "errors" not in answer} == taken


# --- the office unbinds ---


async def account_of(accounts: Accounts, name: str) -> Any:
    query = f'officeDashboard {{ signIns(name: "{name}") {{ nodes {{ person {{ name }} issuer subject boundAt }} }} }}'
    answer = await accounts.world.viewer("olga", query)
    return next(iter(answer["officeDashboard"]["signIns"]["nodes"]), None)


@pytest.mark.rule("DIR-5")
async def test_the_office_sees_and_unbinds_an_account(accounts: Accounts) -> None:
    world = accounts.world
    person = ids.encode("Person", "ann")
    refused = [UserErrorSeen("SIGN_IN_NOT_BOUND", "DIR-5", "person")]
    assert await account_of(accounts, "doe ann") is None
    assert await world.refused("olga", "unbindSignIn", person=person) == refused
    await accounts.people_are_known_since(timedelta(days=30))
    await accounts.name("a1", ago=60)
    seen = await account_of(accounts, "doe ann")
    assert (seen["person"]["name"], seen["issuer"], seen["subject"]) == ("Ann Doe", world.settings.issuer, "a1")

    world.clock.at = datetime.now(UTC)
    await world.done("olga", "unbindSignIn", "person { name }", person=person)

    assert await account_of(accounts, "doe ann") is None
    assert (await accounts.refusal("a1", ago=60)).startswith("This sign-in is older"), "its tokens bind no more"
    assert await accounts.name("a2") == "Ann Doe"
    audit = await world.viewer("olga", "officeDashboard { audit(first: 1) { nodes { message } } }")
    (entry,) = audit["officeDashboard"]["audit"]["nodes"]
    assert entry["message"] == "Olga Doe unbound Ann Doe from their account at the identity provider."


@pytest.mark.rule("DIR-5")
async def test_nobody_else_unbinds_anybody(accounts: Accounts) -> None:
    person = ids.encode("Person", "boss")
    refused = await accounts.world.refused("adam", "unbindSignIn", person=person)
    assert [each.code for each in refused] == ["NOT_FOUND"]
