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
    """The provider's keys have never been had, so no token can be judged: the system's fault, not the token's."""

    def __init__(self) -> None:
        super().__init__("The identity provider's keys cannot be fetched at the moment; try again shortly.")
