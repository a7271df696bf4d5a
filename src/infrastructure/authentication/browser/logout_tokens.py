"""Back-channel logout: the provider says that somebody's session has ended there, and ours end, too.

After "OpenID Connect Back-Channel Logout 1.0".
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from moments.application.ports.errors import DuplicateKey
from moments.application.unit_of_work import UnitsOfWork
from moments.infrastructure.authentication.errors import TokenExpired, TokenInvalid
from moments.infrastructure.authentication.tokens import LogoutToken, TokenVerifier

MAX_AGE: Final = timedelta(minutes=10)
"""How long ago a logout token may have been issued; so long its id is kept, lest it be sent again."""


class BackChannelLogout:
    def __init__(self, verifier: TokenVerifier, units_of_work: UnitsOfWork, client_id: str) -> None:
        self._verifier, self._units_of_work, self._client_id = verifier, units_of_work, client_id

    async def __call__(self, text: str) -> None:
        """Ends the sessions. Raises TokenInvalid, TokenExpired, IdentityUnavailable."""
        token = await self._verifier.verify_logout(text, audience={self._client_id})
        if token.issued_at + MAX_AGE < datetime.now(UTC):
            raise TokenExpired
        await self._end(token)

    async def _end(self, token: LogoutToken) -> None:
        until = max(token.expires_at, token.issued_at + MAX_AGE) + MAX_AGE
        async with self._units_of_work() as work:
            try:
                await work.sessions.note_logout(token.issuer, token.id, until)
            except DuplicateKey:
                raise TokenInvalid("it was used before") from None
            await work.sessions.end_logins(token.issuer, subject=token.subject, sid=token.sid)
            await work.commit()
