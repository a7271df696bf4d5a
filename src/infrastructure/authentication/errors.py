"""Why a token was not taken. No message holds any part of a token, so all may be logged and shown."""


class InvalidCredentials(Exception):
    """The token proves nothing; the client has to sign in again."""


class TokenExpired(InvalidCredentials):
    """It was good once."""

    def __init__(self) -> None:
        super().__init__("The token has expired; sign in again.")


class TokenInvalid(InvalidCredentials):
    """The token was never valid here. `reason` says what is wrong, for the person who sets up the client."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The token is not valid: {reason}.")


class IdentityUnavailable(Exception):
    """The provider cannot be asked, so no token can be judged: the system's fault, not the token's.

    `retry_after`: seconds after which it is asked again.
    """

    def __init__(self, retry_after: float = 5) -> None:
        self.retry_after = retry_after
        super().__init__("The identity provider cannot be reached at the moment; try again shortly.")
