"""The development issuer's pages: as whom to sign in, what is wrong with a request, and signed out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}h1{line-height:1.2}.note{border-left:.4rem solid #ffbe2e;background:#faf3d1;padding:.6rem 1rem}"
    "ul{list-style:none;padding:0}li{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;"
    "justify-content:space-between;border-bottom:1px solid #dfe1e2;padding:.6rem 0}li p{margin:0;"
    "overflow-wrap:anywhere}.role{font-weight:600}button{font:inherit;font-weight:600;color:#fff;background:#005ea2;border:0;"
    "border-radius:.25rem;padding:.6rem 1.1rem;cursor:pointer}button:hover{background:#1a4480}"
    "input{font:inherit;padding:.5rem;border:1px solid #565c65;width:100%;max-width:26rem;box-sizing:border-box;"
    "display:block;margin:.25rem 0 .75rem}:focus-visible{outline:.25rem solid #2491ff;outline-offset:2px}"
)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom the page offers."""

    role: str
    name: str
    email: str


def sign_in_page(people: Sequence[KnownPerson], asked: Mapping[str, str], redirect_uri: str) -> HTMLResponse:
    """`asked`: the request's parameters, which come again with the choice."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items()
    )
    body = (
        '<p class="note">This stands in for the State\'s sign-in, in development only: it lets anybody in as anybody.'
        "</p>"
        f"{_offers(people, hidden)}<h2>Somebody else</h2>"
        f'<form method="post">{hidden}<label for="email">Work email</label>'
        '<input id="email" name="email" type="email" required autocomplete="off" '
        f'value="{escape(asked.get("login_hint", ""))}"><button>Sign in</button></form>'
    )
    return _page("Sign in", body, may_post_to=_origin(redirect_uri))


def problem_page(sentence: str) -> HTMLResponse:
    return _page("This sign-in can't go on", f"<p>{escape(sentence)}</p>", status=400)


def signed_out_page() -> HTMLResponse:
    return _page("You are signed out", "<p>You may close this page.</p>")


def _offers(people: Sequence[KnownPerson], hidden: str) -> str:
    if not people:
        return ""
    offers = "".join(_offer(each, hidden) for each in people)
    return f"<h2>The demo's people</h2><ul>{offers}</ul>"


def _offer(person: KnownPerson, hidden: str) -> str:
    name, email, role = escape(person.name), escape(person.email), escape(person.role)
    label = escape(f"Sign in as {person.name}, {person.role}")
    return (
        f'<li><p><span class="role">{role[:1].upper()}{role[1:]}</span><br>{name}, {email}</p>'
        f'<form method="post">{hidden}<button name="email" value="{email}" aria-label="{label}">Sign in</button></form>'
        "</li>"
    )


def _page(title: str, body: str, *, status: int = 200, may_post_to: str = "") -> HTMLResponse:
    """`may_post_to`: where the answer to the form leads, which browsers check as well."""
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)} - MOMENTS, development</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    return HTMLResponse(html, status, _headers(["'self'", may_post_to] if may_post_to else ["'none'"]))


def _headers(form_action: Iterable[str]) -> dict[str, str]:
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
        f"form-action {' '.join(form_action)}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
