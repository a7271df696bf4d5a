"""What makes a text an address, of a page or of a person."""

from urllib.parse import urlsplit

from moments.infrastructure.mail_address import ascii_address


def is_address(text: str, *, schemes: tuple[str, ...] = ("http", "https"), path: bool = True) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where the port is no port
    except ValueError:
        return False
    plain = not parts.query and not parts.fragment and (path or not parts.path.strip("/"))
    return parts.scheme in schemes and bool(parts.hostname) and plain


def email_address(text: str) -> str:
    """The address in small letters; raises ValueError where mail cannot be sent to it."""
    try:
        return ascii_address(text).lower()
    except ValueError:
        raise ValueError("allowed: an e-mail address such as talentdevelopment@oa.mo.gov") from None
