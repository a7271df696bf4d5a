"""The few pages that a sign-in shows when it does not simply lead on: what happened, and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse

from moments.infrastructure.authentication.browser.site import Site
from moments.infrastructure.email.unsubscribe import HEADERS, STYLE


@dataclass(frozen=True, slots=True)
class SignInPages:
    """`contact`: the program office's address."""

    site: Site
    contact: str

    def unavailable(self, next_path: str, retry_after: float) -> HTMLResponse:
        sentences = ["The State's sign-in service does not answer at the moment. Try again in a minute."]
        headers = {"Retry-After": str(max(1, round(retry_after)))}
        return self._page("You can't sign in right now", sentences, 503, next_path, "Try again", headers)

    def other_browser(self) -> HTMLResponse:
        sentences = [
            "This sign-in was begun in another browser or another window, or more than 10 minutes ago.",
            "Begin again here.",
        ]
        return self._page("This sign-in can't go on", sentences, 400, self.site.own_path(None), "Sign in")

    def declined(self, next_path: str) -> HTMLResponse:
        sentences = ["The State's sign-in service did not let you through, or you went back. You are not signed in."]
        return self._page("You are not signed in", sentences, 403, next_path, "Sign in")

    def failed(self, next_path: str) -> HTMLResponse:
        sentences = ["Something went wrong between the State's sign-in service and this site. Nothing was changed."]
        return self._page("The sign-in did not work", sentences, 400, next_path, "Try again")

    def refused(self, sentence: str, next_path: str) -> HTMLResponse:
        return self._page("You can't sign in here", [sentence], 403, next_path, "Sign in again")

    def _page(
        self,
        title: str,
        sentences: Sequence[str],
        status: int,
        next_path: str,
        again: str,
        headers: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        body = "".join(f"<p>{escape(each, quote=False)}</p>" for each in sentences)
        contact = escape(self.contact)
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
            f"<title>{title} - MOMENTS</title><style>{STYLE}</style></head><body>"
            "<header>MOMENTS <span>State of Missouri mentoring program</span></header>"
            f"<main><h1>{title}</h1>{body}"
            f'<p><a href="{escape(self.site.login(next_path))}">{again}</a></p>'
            f'<p>Questions? Write to the program office: <a href="mailto:{contact}">{contact}</a>.</p>'
            "</main></body></html>"
        )
        return HTMLResponse(html, status, {**HEADERS, **(headers or {})})
