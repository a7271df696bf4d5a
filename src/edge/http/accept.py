"""Which of the two media types the client would rather have (RFC 9110, 12.5.1)."""

import re
from collections.abc import Iterator

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
OFFERED = (JSON, GRAPHQL)
"""The first is what who says nothing gets."""

_QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")


def negotiate(accept: str | None) -> str | None:
    """The type wanted most, of equal ones that which is named first; None where neither will do."""
    if accept is None or not accept.strip():
        return OFFERED[0]
    ranges = list(_ranges(accept))
    ranked = [(*wish, offer) for offer in OFFERED if (wish := _wish(offer, ranges))]
    best = max(ranked, key=lambda each: each[:2], default=None)
    return best[2] if best else None


def _wish(offer: str, ranges: list[tuple[str, float]]) -> tuple[float, int] | None:
    """The quality that the most exact range gives the offer, and how early it stands; None where it is unwanted."""
    family = offer.partition("/")[0]
    for exact in (offer, f"{family}/*", "*/*"):
        for place, (name, quality) in enumerate(ranges):
            if name == exact:
                return (quality, -place) if quality > 0 else None
    return None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Each media range with its quality. One in another charset, or with a quality that is none, is left out.

    Split plainly, in linear time: a comma in a quoted parameter, which nobody sends, is taken for one between ranges.
    """
    for text in accept.split(","):
        name, *rest = text.split(";")
        parameters = (each.partition("=") for each in rest)
        given = {key.strip().lower(): value.strip(' \t"').lower() for key, _, value in parameters}
        quality = given.get("q", "1")
        if _QUALITY.fullmatch(quality) and given.get("charset", "utf-8") in ("utf-8", "utf8"):
            yield name.strip().lower(), float(quality)
