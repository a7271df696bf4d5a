"""An identity provider that others wrote, npm's `oidc-provider`, and people who sign in there."""

import json
import secrets
import shutil
import subprocess
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.browser.chromium import lacking

FOLDER = Path(__file__).parent / "provider"
NO_PROVIDER = "the other identity provider is not installed (`make identity-provider`, which needs Node)"
BASE_URL = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class OtherProvider:
    issuer: str
    process: subprocess.Popen[str]
    redirect_uri: str

    def rotate(self) -> None:
        """Signs with a new key, and publishes the former one still."""
        self._tell(newKey=True)

    def withdraw(self) -> None:
        """Publishes no former key any more."""
        self._tell(withdraw=True)

    def change_email(self, account: str, email: str) -> None:
        self._tell(emails={account: email})

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    async def sign_in(self, account: str) -> Mapping[str, Any]:
        """The token endpoint's answer, after the code flow through the provider's own pages."""
        verifier = secrets.token_urlsafe(48)
        asked = {
            "response_type": "code",
            "client_id": "moments",
            "redirect_uri": self.redirect_uri,
            "scope": "openid email",
            "state": "s",
            "nonce": "n",
            "code_challenge": urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        async with httpx.AsyncClient(base_url=self.issuer) as browser:
            code = await self._code(browser, asked, account)
            form = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
            form |= {"client_id": "moments", "redirect_uri": self.redirect_uri}
            answer = await browser.post("/token", data=form)
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    async def _code(self, browser: httpx.AsyncClient, asked: Mapping[str, str], account: str) -> str:
        answer = await browser.get("/auth", params=asked)
        answers = iter(({"prompt": "login", "login": account, "password": "any"}, {"prompt": "consent"}))
        while True:
            while answer.is_redirect and not answer.headers["location"].startswith(self.redirect_uri):
                answer = await browser.get(answer.headers["location"])
            if answer.is_redirect:
                return dict(parse_qsl(urlsplit(answer.headers["location"]).query))["code"]
            assert answer.status_code == 200, answer.text
            answer = await browser.post(str(answer.url), data=next(answers))

    def _tell(self, **changes: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(changes) + "\n")
        self.process.stdin.flush()
        _answer(self.process)


@contextmanager
def other_provider(
    emails: Mapping[str, str], *, base_url: str = BASE_URL, port: int = 0, **settings: Any
) -> Iterator[OtherProvider]:
    """`emails`: account -> address. `settings`: others of provider.mjs.

    Skips the test where it is not installed.
    """
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules" / "oidc-provider").is_dir():
        lacking(NO_PROVIDER)
    usual: dict[str, Any] = {
        "clientId": "moments",
        "redirectUris": [f"{base_url}/auth/callback"],
        "postLogoutRedirectUris": [f"{base_url}/"],
        "audience": "moments",
        "emails": emails,
        "port": port,
    }
    whole = usual | settings
    process = subprocess.Popen(
        [node, "provider.mjs", json.dumps(whole)],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        redirect_uris: Sequence[str] = whole["redirectUris"]
        yield OtherProvider(_answer(process)["issuer"], process, redirect_uris[0])
    finally:
        process.terminate()
        process.wait(10)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The next line that is ours."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("{"):
            return json.loads(line)  # type: ignore[no-any-return]
    raise AssertionError("the other identity provider has ended")
