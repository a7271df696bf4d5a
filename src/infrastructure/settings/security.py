"""How the way to the mail server is encrypted."""

from enum import StrEnum


class Security(StrEnum):
    """STARTTLS: in the clear until both have agreed on TLS, without which nothing is sent. TLS: from the first byte."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}
