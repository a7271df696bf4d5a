"""Which tokens of the identity provider sign somebody in at the graph."""

from enum import StrEnum


class BearerToken(StrEnum):
    """AT_JWT: access tokens by RFC 9068. JWT: tokens of type JWT or none, as are the access tokens of many providers.
    ID_TOKEN: ID tokens, for providers whose access tokens only they can read."""

    AT_JWT = "at+jwt"
    JWT = "jwt"
    ID_TOKEN = "id_token"  # a kind of token
