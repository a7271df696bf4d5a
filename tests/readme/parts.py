"""The parts of the README that the software writes itself: `make readme` refreshes them, a test holds them."""

import re
from collections.abc import Callable
from pathlib import Path

from moments.domain.applications.lifecycle import APPLICATION
from moments.domain.matching.trial_run import REHEARSAL
from moments.domain.mentorships.lifecycle import MEETING, MENTORSHIP
from moments.domain.participants.participant import STANDING
from moments.domain.program.cycle import STAGE
from moments.infrastructure.settings import markdown_table

README = Path(__file__).parents[2] / "README.md"


def states() -> str:
    lifecycles = {
        "An application": APPLICATION,
        "A mentorship, which begins as a request": MENTORSHIP,
        "A meeting": MEETING,
        "A stage of the quarterly cycle": STAGE,
        "A rehearsal of a matching": REHEARSAL,
        "A participant's standing": STANDING,
    }
    return "\n".join(f"{title}:\n\n```mermaid\n{each.diagram()}\n```\n" for title, each in lifecycles.items())


PARTS: dict[str, Callable[[], str]] = {"states": states, "settings": markdown_table}


def refreshed(text: str) -> str:
    """The README with each part as the software would write it now."""
    for name, part in PARTS.items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        written = f"\n{part().strip()}\n\n"
        text, found = between.subn(lambda match, written=written: match[1] + written + match[2], text)
        assert found == 1, f"the README has no place for {name}"
    return text


def tour(text: str) -> str:
    """The blocks of the tour, one after the other, as somebody would paste them."""
    return "\n".join(re.findall(r"<!-- tour -->\n```bash\n(.*?)```", text, re.DOTALL))


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text()))
