"""A client that writes over HTTP and asks again, with the same key, until it is answered."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx

MUTATION = """mutation($input: NameSupervisorInput!) {
  nameSupervisor(input: $input) { application { id } errors { code message } }
}"""
UNKNOWN = {"INTERNAL_SERVER_ERROR", "OPERATION_TIMED_OUT"}
"""Answers that say nothing of whether it was done."""


@dataclass
class Writer:
    """Whose application changes hands again and again (APP-7): done twice, the same change is refused.

    `hands`: the supervisors' emails, the next one first. `keys`: all that were sent, in order.
    `asked_again`: of the keys whose answer was cut off, when they were sent for the last time.
    """

    who: str
    token: str
    application: str
    hands: list[str]
    address: Callable[[], str]
    keys: list[str] = field(default_factory=list)
    asked_again: dict[str, datetime] = field(default_factory=dict)
    ends: Counter[str] = field(default_factory=Counter)
    """Why answers were cut off."""

    async def write(self, client: httpx.AsyncClient) -> None:
        """Once, however often it has to be asked for."""
        key = f"{self.application} {len(self.keys)}"
        self.keys.append(key)
        while (cut_off := await self._ask(client, key)) is not None:
            self.ends[cut_off] += 1
            self.asked_again[key] = datetime.now(UTC)
        self.hands.reverse()

    async def _ask(self, client: httpx.AsyncClient, key: str) -> str | None:
        """Why it is not known whether it was done; None when it was."""
        given = {
            "application": self.application,
            "supervisorFirstName": "J.",
            "supervisorLastName": "Doe",
            "supervisorEmail": self.hands[0],
            "onExtendedLeave": True,
            "idempotencyKey": key,
        }
        try:
            answer = await client.post(
                self.address(),
                json={"query": MUTATION, "variables": {"input": given}},
                headers={"authorization": f"Bearer {self.token}"},
            )
        except httpx.TransportError as error:
            return type(error).__name__
        said: dict[str, Any] = answer.json()
        codes = {error["extensions"]["code"] for error in said.get("errors", ())}
        if codes:
            assert codes <= UNKNOWN, said
            return ", ".join(sorted(codes))
        assert said["data"]["nameSupervisor"]["errors"] == [], said
        return None
