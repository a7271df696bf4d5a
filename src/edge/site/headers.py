"""What browsers may do with the site's pages and files: load and ask us, and nobody else."""

from typing import Final
from urllib.parse import urlsplit

_YEAR: Final = 365 * 24 * 60 * 60
CHECKED, KEPT, NEVER_KEPT = "no-cache", f"public, max-age={_YEAR}, immutable", "no-store"
"""For `Cache-Control`: asked for each time; kept for good, as another content has another name; not kept at all."""


def security_headers(base_url: str) -> dict[str, str]:
    """`base_url`: where people reach the server."""
    address = urlsplit(base_url)
    secure = address.scheme == "https"
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        # older Safaris do not take a socket to this server for 'self'
        f"connect-src 'self' {'wss' if secure else 'ws'}://{address.netloc}; "
        "form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return headers | ({"Strict-Transport-Security": f"max-age={_YEAR}"} if secure else {})
