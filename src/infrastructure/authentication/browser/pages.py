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
        sentences = [
            "It's not your password: the State's sign-in service does not answer at the moment.",
            "Try again in a few minutes.",
        ]
        headers = {"Retry-After": str(max(1, round(retry_after)))}
        return self._page("Signing in doesn't work right now", sentences, 503, next_path, "Try again", headers)

    def too_many_failures(self, retry_after: int) -> HTMLResponse:
        seconds = "1 second" if retry_after == 1 else f"{retry_after} seconds"
        sentences = [
            "Too many sign-ins from your network did not work. You are not signed in.",
            f"Try again in {seconds}.",
        ]
        headers = {"Retry-After": str(retry_after)}
        return self._page("Wait a moment", sentences, 429, self.site.own_path(None), "Try again", headers)

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

    def unknown(self, next_path: str, sign_out: str) -> HTMLResponse:
        """For whoever has left the State's service, too: nobody else is told that they have."""
        sentences = [
            "If you're new, it can take a few days until you're in them.",
            "If it takes longer, write to the program office.",
        ]
        return self._refusal("We can't find you in the State's records", sentences, next_path, sign_out)

    def refused(self, sentence: str, next_path: str, sign_out: str) -> HTMLResponse:
        return self._refusal("You can't sign in here", [sentence], next_path, sign_out)

    def _refusal(self, title: str, sentences: Sequence[str], next_path: str, sign_out: str) -> HTMLResponse:
        """`sign_out`: where one signs out of an account that is not the right one."""
        return self._page(title, sentences, 403, next_path, "Sign in again", sign_out=sign_out)

    def _page(
        self,
        title: str,
        sentences: Sequence[str],
        status: int,
        next_path: str,
        again: str,
        headers: Mapping[str, str] | None = None,
        sign_out: str = "",
    ) -> HTMLResponse:
        body = "".join(f"<p>{escape(each, quote=False)}</p>" for each in sentences)
        contact = escape(self.contact)
        other = (
            f'<p>Is it the wrong account? <a href="{escape(sign_out)}">Sign out of it</a> first.</p>'
            if sign_out
            else ""
        )
        html = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
            f"<title>{title} - MOMENTS</title><style>{STYLE}</style></head><body>"
            "<header><p>MOMENTS <span>State of Missouri mentoring program</span></p></header>"
            f"<main><h1>{title}</h1>{body}"
            f'<p><a class="button" href="{escape(self.site.login(next_path))}">{again}</a></p>{other}'
            f'<p>Questions? Write to the program office: <a href="mailto:{contact}">{contact}</a>.</p>'
            "</main></body></html>"
        )
        return HTMLResponse(html, status, {**HEADERS, **(headers or {})})
