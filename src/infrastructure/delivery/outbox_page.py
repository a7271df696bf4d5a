"""`/outbox`: the emails that were written as files, to look at; in development only."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from moments.domain.program.working_hours import STATE_TIME

A_PAGE = 50
_NAME = re.compile(r"\d{8}-\d{6}-\d{7,19}-[a-z_]{1,64}\.eml")
_HEADERS = {
    "Cache-Control": "no-store",
    # the email is in a frame without scripts, forms or an origin, and takes this policy over
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_SHOWN = ("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Unsubscribe")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem .4rem 0;"
    "border-bottom:1px solid #dfe1e2;vertical-align:top}iframe{width:100%;height:40rem;border:1px solid #71767a}"
    "pre{white-space:pre-wrap;border:1px solid #dfe1e2;padding:1rem}"
)


def outbox_routes(folder: Path) -> list[Route]:
    async def listing(request: Request) -> HTMLResponse:
        given = request.query_params.get("page", "1")
        page = int(given) if given.isascii() and given.isdecimal() and len(given) < 7 else 1
        return _answer(await asyncio.to_thread(_listing, folder, max(page, 1)))

    async def email(request: Request) -> HTMLResponse:
        file = folder / request.path_params["name"]
        if not _NAME.fullmatch(file.name) or not file.is_file():
            return _answer(_page("No such email", "<p>There is no such email.</p>"), 404)
        return _answer(await asyncio.to_thread(_email, file))

    return [Route("/outbox", listing), Route("/outbox/{name}", email)]


def _answer(page: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(page, status, _HEADERS)


def _listing(folder: Path, page: int) -> str:
    """Newest first: the files' names begin with when the emails were due."""
    names = sorted((each.name for each in folder.glob("*.eml") if _NAME.fullmatch(each.name)), reverse=True)
    if not names:
        return _page("Emails", "<p>No email has been written yet.</p>")
    shown = names[(page - 1) * A_PAGE : page * A_PAGE]
    rows = "".join(_row(folder / name) for name in shown)
    heads = "<tr><th>Due</th><th>To</th><th>Subject</th></tr>"
    links = " ".join(_links(page, len(names)))
    number = "1 email." if len(names) == 1 else f"{len(names):,} emails, newest first."
    return _page("Emails", f"<p>{number}</p><table>{heads}{rows}</table><p>{links}</p>")


def _row(file: Path) -> str:
    message = _read(file)
    due = datetime.strptime(file.name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    when = due.astimezone(STATE_TIME).strftime("%Y-%m-%d %H:%M %Z")
    subject = f'<a href="outbox/{file.name}">{escape(str(message["Subject"]))}</a>'
    return f"<tr><td>{when}</td><td>{escape(str(message['To']))}</td><td>{subject}</td></tr>"


def _links(page: int, count: int) -> Iterator[str]:
    if page > 1:
        yield f'<a href="outbox?page={page - 1}">Newer</a>'
    if page * A_PAGE < count:
        yield f'<a href="outbox?page={page + 1}">Older</a>'


def _email(file: Path) -> str:
    message = _read(file)
    rows = "".join(
        f"<tr><th>{name}</th><td>{escape(str(message[name]))}</td></tr>" for name in _SHOWN if message[name] is not None
    )
    framed = escape('<base target="_blank">' + _body(message, "html"))
    sandbox = "allow-popups allow-popups-to-escape-sandbox"
    frame = f'<iframe title="The email as HTML" sandbox="{sandbox}" srcdoc="{framed}"></iframe>'
    parts = [f"<table>{rows}</table>", f"<h2>HTML</h2>{frame}", f"<h2>Text</h2><pre>{escape(_body(message))}</pre>"]
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            parts.append(f"<h2>Calendar</h2><pre>{escape(str(part.get_content()))}</pre>")
    parts.append('<p><a href="../outbox">All emails</a></p>')
    return _page(str(message["Subject"]), "".join(parts))


def _body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    return "" if part is None else str(part.get_content())


def _read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), policy=default)


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="en">{head}<style>{_STYLE}</style><h1>{escape(title)}</h1>{body}</html>'
