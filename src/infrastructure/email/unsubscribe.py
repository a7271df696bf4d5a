"""The page behind a reminder's unsubscribe link, and the one click that mail programs make for their readers.

GET never changes state, because mail scanners open links; POST unsubscribes (RFC 8058). Whoever has the email may,
without signing in: the token says whose reminder it is, and can do no more than switch that one off and on.
"""

import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from moments.application.ports.clock import Clock
from moments.domain.email.kinds import Reminder
from moments.infrastructure.email.links import Links
from moments.infrastructure.email.templating import HTML
from moments.infrastructure.email.tokens import BadToken, Expired, Tokens, UnsubscribeClaim

DESCRIPTIONS = {
    Reminder.REQUEST_WAITING: "a mentee still waits for your answer",
    Reminder.REQUEST_STILL_WAITING: "a mentor has not answered your request",
    Reminder.FIRST_MEETING_DUE: "it is time to set up a first meeting",
    Reminder.PERIOD_ENDING: "the time to apply ends soon",
}
STYLE = (
    ":root{color-scheme:light dark;--page:#fff;--ink:#1b1b1b;--heading:#162e51;--link:#005ea2;--action:#005ea2;"
    "--on-action:#fff;--focus:#2491ff}@media(prefers-color-scheme:dark){:root{--page:#1b1b1b;--ink:#f0f0f0;"
    "--heading:#cfe8ff;--link:#58b4ff;--action:#58b4ff;--on-action:#1b1b1b;--focus:#ffbe2e}}*{box-sizing:border-box}"
    "body{margin:0;background:var(--page);color:var(--ink);overflow-wrap:anywhere;"
    "font:17px/1.62 'Public Sans','Segoe UI',Roboto,Helvetica,Arial,sans-serif}"
    "header{background:#162e51;border-bottom:1px solid #5c5c5c;color:#fff}header p{font-size:1.375rem;font-weight:700}"
    "header span{font-size:.9375rem;font-weight:400}header p,main{max-width:87.5rem;margin:0 auto;padding:12px 16px}"
    "@media(min-width:640px){header p,main{padding-inline:32px}}main p{margin:.5rem 0;max-width:40rem}"
    "h1{font-size:2rem;line-height:1.15;margin:1rem 0;color:var(--heading)}a{color:var(--link)}"
    "button,.button{display:inline-block;font:inherit;font-weight:700;line-height:1.2;min-height:44px;border:0;"
    "border-radius:4px;padding:12px 20px;margin-block:8px;background:var(--action);color:var(--on-action);"
    "text-decoration:none;cursor:pointer}"
    ":focus-visible{outline:4px solid var(--focus);outline-offset:2px}@media(forced-colors:active){.button,button{"
    "border:2px solid ButtonBorder}}"
)
"""As the site's pages look, which a page without scripts and sign-in does not load."""
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",  # the address has the token in it
    "X-Content-Type-Options": "nosniff",
}

Switch = Callable[[UnsubscribeClaim, bool], Awaitable[object]]
"""Does or undoes it: whose which reminder, and whether it is wanted."""
_UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """`contact`: the program office's address."""

    tokens: Tokens
    links: Links
    contact: str
    clock: Clock
    switch: Switch

    async def answer(self, request: Request) -> HTMLResponse:
        token, undo = request.query_params.get("token", ""), _UNDO in request.query_params
        try:
            claim = self.tokens.read(token, self.clock.now())
        except Expired:
            return self._gone()
        except BadToken:
            return self._unknown()
        if request.method != "POST":
            return self._ask(claim, token)
        await self.switch(claim, undo)
        return self._back(claim) if undo else self._stopped(claim, token)

    def _ask(self, claim: UnsubscribeClaim, token: str) -> HTMLResponse:
        sentences = [f"You get this reminder when {DESCRIPTIONS[claim.reminder]}. Emails of other kinds still come."]
        return self._page("Stop these reminders?", sentences, "Stop these reminders", self._action(token))

    def _stopped(self, claim: UnsubscribeClaim, token: str) -> HTMLResponse:
        sentences = [
            f"You will get no more reminders that {DESCRIPTIONS[claim.reminder]}. Emails of other kinds still come.",
            "Did you change your mind? You can turn them on again here, or on the page of your reminders.",
        ]
        action = f"{self._action(token)}&{_UNDO}=1"
        return self._page("These reminders have stopped", sentences, "Turn them on again", action)

    def _back(self, claim: UnsubscribeClaim) -> HTMLResponse:
        return self._page(
            "These reminders are on again", [f"You will hear from us when {DESCRIPTIONS[claim.reminder]}."]
        )

    def _gone(self) -> HTMLResponse:
        sentences = ["The link in the email is too old. Nothing was changed. Sign in to choose your reminders."]
        return self._page("This link has expired", sentences, status=410)

    def _unknown(self) -> HTMLResponse:
        sentences = [
            "The link is not complete, or not from us. Nothing was changed.",
            "Try the link in the email again, or sign in to choose your reminders.",
        ]
        return self._page("This link does not work", sentences, status=400)

    def _action(self, token: str) -> str:
        return f"?token={token}"  # of this page, also where the site is under a path

    def _page(
        self, title: str, sentences: list[str], button: str | None = None, action: str = "", status: int = 200
    ) -> HTMLResponse:
        values = {
            "title": title,
            "sentences": sentences,
            "button": button,
            "action": action,
            "style": STYLE,
            "reminders": self.links.reminders,
            "contact": self.contact,
        }
        return HTMLResponse(HTML.get_template("page.html").render(values), status, HEADERS)
