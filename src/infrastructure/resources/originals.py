"""The texts that come with MOMENTS, each in force until the office writes its own."""

from collections.abc import Mapping
from pathlib import Path

from moments.domain.program.resources import FIRST_VERSION, ResourceVersion
from moments.domain.shared.ids import ResourceSlug

_TEXTS = Path(__file__).parent / "texts"
_SLUGS = (
    "basics",
    "mentors",
    "mentees",
    "applying",
    "first-meeting",
    "meetings",
    "agreement",
    "after-the-mentorship",
    "questions",
    "accessibility",
    "privacy",
)
"""In the order of the site's page. Emails link to `agreement`, `first-meeting` and `questions`."""


def _original(slug: str) -> ResourceVersion:
    markdown = (_TEXTS / f"{slug}.md").read_text(encoding="utf-8")
    return ResourceVersion(ResourceSlug(slug), FIRST_VERSION, markdown.strip())


ORIGINALS: Mapping[ResourceSlug, ResourceVersion] = {each.resource: each for each in map(_original, _SLUGS)}
