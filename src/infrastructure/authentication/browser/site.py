"""Our own addresses, as browsers see them: under a path too, and the only ones that a sign-in leads to."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request

LOGIN_PATH, CALLBACK_PATH = "/auth/login", "/auth/callback"
LOGOUT_PATH, BACK_CHANNEL_PATH = "/auth/logout", "/auth/backchannel-logout"
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST_PATH = 2_000


@dataclass(frozen=True, slots=True)
class Site:
    """`base_url`: without a slash at its end."""

    base_url: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def prefix(self) -> str:
        """The path that the site is under, such as `/moments`; empty for most."""
        return urlsplit(self.base_url).path

    @property
    def is_secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def callback(self) -> str:
        return f"{self.base_url}{CALLBACK_PATH}"

    @property
    def front_page(self) -> str:
        return f"{self.base_url}/"

    def login(self, next_path: str) -> str:
        """The way to sign in and come back; `next_path` as `own_path` gives it."""
        return f"{self.base_url}{LOGIN_PATH}?next={quote(next_path, safe='/')}"

    def own_path(self, asked: str | None) -> str:
        """The path of ours that was asked for, with the prefix whether it was given or not; the front page's where it
        is no path of ours."""
        if not asked or not _is_path(asked):
            return f"{self.prefix}/"
        below = self.prefix and (asked == self.prefix or asked.startswith((f"{self.prefix}/", f"{self.prefix}?")))
        return asked if below else f"{self.prefix}{asked}"

    def address_of(self, own_path: str) -> str:
        return f"{self.origin}{own_path}"

    def other_name(self, request: Request) -> bool:
        """Whether this machine was asked by another of its names: cookies set there would not come to the callback."""
        asked = _host(f"//{request.headers.get('host', '')}")
        ours = _host(self.base_url)
        return asked != ours and {asked, ours} <= THIS_MACHINE


def _is_path(text: str) -> bool:
    """A path, and what may follow it, that stays on this site whoever reads it.

    Browsers take `//` and a backslash for the beginning of a host, leave out tabs and line breaks, and walk up at `..`.
    """
    if not text.startswith("/") or text.startswith("//") or "\\" in text or len(text) > _LONGEST_PATH:
        return False
    if not text.isascii() or not text.isprintable() or " " in text:
        return False
    segments = text.split("?")[0].split("#")[0].split("/")
    return not any(unquote(each) in (".", "..") for each in segments)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
