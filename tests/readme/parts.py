"""The parts of the pages that the software writes itself: `make readme` refreshes them, a test holds them."""

import re
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from moments.domain.applications.lifecycle import APPLICATION
from moments.domain.matching.trial_run import TRIAL_RUN
from moments.domain.mentorships.lifecycle import MEETING, MENTORSHIP
from moments.domain.participants.participant import STANDING
from moments.domain.program.cycle import STAGE
from moments.infrastructure.settings import markdown_table
from tests.readme import refusals

ROOT = Path(__file__).parents[2]
README, ARCHITECTURE, REFUSALS = ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "docs" / "refusals.md"


def states() -> str:
    lifecycles = {
        "An application": APPLICATION,
        "A mentorship, which begins as a request": MENTORSHIP,
        "A meeting": MEETING,
        "A stage of the quarterly cycle": STAGE,
        "A trial run of the matching": TRIAL_RUN,
        "A participant's standing": STANDING,
    }
    return "\n".join(f"{title}:\n\n```mermaid\n{each.diagram()}\n```\n" for title, each in lifecycles.items())


def layers() -> str:
    """The import contract "hexagon" as a picture: each layer may import those below it, and none beside it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rows = [
        [name.strip() for name in row.split("|")]
        for row in next(each["layers"] for each in contracts if each["name"] == "hexagon")
    ]
    boxes = [f"  subgraph row{n}[ ]\n    {' ~~~ '.join(row).strip('_')}\n  end" for n, row in enumerate(rows)]
    arrows = [f"  row{n} --> row{n + 1}" for n in range(len(rows) - 1)]
    return "\n".join(["```mermaid", "flowchart TB", *boxes, *arrows, "```"])


PARTS: dict[Path, dict[str, Callable[[], str]]] = {
    README: {"states": states, "settings": markdown_table},
    ARCHITECTURE: {"layers": layers},
    REFUSALS: {
        "people": refusals.people_table,
        "sign-in": partial(refusals.written_table, *refusals.AT_SIGN_IN),
        "imports": partial(refusals.written_table, *refusals.OF_IMPORTS),
        "texts": partial(refusals.written_table, *refusals.IN_A_TEXT),
        "programs": partial(refusals.written_table, *refusals.FOR_PROGRAMS),
        "command-line": partial(refusals.written_table, *refusals.ON_THE_COMMAND_LINE),
    },
}


def refreshed(page: Path, text: str) -> str:
    """The page's text with each part as the software would write it now."""
    for name, part in PARTS[page].items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        written = f"\n{part().strip()}\n\n"
        text, found = between.subn(lambda match, written=written: match[1] + written + match[2], text)
        assert found == 1, f"{page.name} has no place for {name}"
    return text


def commands(text: str) -> str:
    """The page's blocks that are marked to be run, one after the other, as a reader would paste them."""
    return "\n".join(re.findall(r"<!-- (?:tour|run) -->\n```bash\n(.*?)```", text, re.DOTALL))


if __name__ == "__main__":
    for page in PARTS:
        page.write_text(refreshed(page, page.read_text()))
