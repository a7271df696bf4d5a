"""The development's page of emails."""

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from moments.infrastructure.delivery.folder import FolderTransport, file_name
from moments.infrastructure.delivery.outbox_page import outbox_routes
from tests.infrastructure.delivery.emails import CLOCK, SENDER, an_email, written_to


def client(folder: Path) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=Starlette(routes=outbox_routes(folder)))
    return httpx.AsyncClient(transport=transport, base_url="http://moments.test")


async def test_emails_are_listed_newest_first_page_by_page(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path, SENDER, CLOCK)
    for number in range(1, 54):
        await transport.send(an_email(number), written_to(subject=f"Email {number}."))

    async with client(tmp_path) as asking:
        first, second = (await asking.get("/outbox")).text, (await asking.get("/outbox?page=2")).text

    assert first.index("Email 53.") < first.index("Email 52.")
    assert "Email 3." not in first
    assert "Email 3." in second
    assert '"outbox?page=2"' in first
    assert '"outbox?page=1"' in second
    assert "outbox?page=3" not in second


async def test_an_email_is_shown_without_its_scripts_and_its_words_are_no_markup(tmp_path: Path) -> None:
    email = an_email()
    html = '<script>alert(1)</script><p title="x">Hello</p>'
    await FolderTransport(tmp_path, SENDER, CLOCK).send(email, written_to(html=html, text="<b>bold</b>", subject="a<b"))

    async with client(tmp_path) as asking:
        shown = await asking.get(f"/outbox/{file_name(email)}")

    assert shown.status_code == 200
    assert "<script>" not in shown.text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in shown.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.text
    assert "<pre>&lt;b&gt;bold&lt;/b&gt;\n</pre>" in shown.text.replace("\r\n", "\n")
    assert "default-src 'none'" in shown.headers["content-security-policy"]


async def test_where_there_is_none_it_says_so(tmp_path: Path) -> None:
    async with client(tmp_path / "mail") as asking:
        assert "No email has been written yet." in (await asking.get("/outbox")).text


@pytest.mark.parametrize(
    "name", ["nothing.eml", "..%2Fsecret", "20261102-180000-0000009-request_closed.eml", "x" * 300]
)
async def test_what_is_no_email_is_not_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "nothing.eml").write_text("Subject: not ours\n\n")

    async with client(tmp_path) as asking:
        assert (await asking.get(f"/outbox/{name}")).status_code == 404
