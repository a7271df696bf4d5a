"""Hints for the demo: an address, users to sign in as, and requests to paste."""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from moments.demo.demo_roles import DemoRole
    from moments.infrastructure.persistence.database import Database


async def things_to_try(database: "Database", url: str) -> str:
    """Plain text; empty where the database holds no invented people."""
    from moments.demo.demo_roles import demo_roles

    parts = await demo_roles(database)
    return _text(parts, url) if parts else ""


def _text(parts: "list[DemoRole]", url: str) -> str:
    me = _this_command()
    requests = "\n".join(request(part) for part in parts)
    return (
        f"\nMOMENTS is at {url}\n\nSign in there as one of these invented people:\n\n{table_of(parts)}\n"
        f"The emails that the program writes to them: {url}/outbox\n\n"
        f"A token for any of them:\n\n{me} token --as {parts[0].email}\n\n"
        f"Requests to {url}/graphql to paste, the first line once:\n\n{ask_function(url, me)}\n{requests}\n"
    )


def ask_function(url: str, me: str) -> str:
    """A shell function: an email and a query, which has no double quotes, to the answer."""
    return (
        f'ask() {{ curl -s {url}/graphql -H "authorization: Bearer $({me} token --as $1)" '
        '-H \'content-type: application/json\' -d "{\\"query\\": \\"$2\\"}"; echo; }'
    )


def request(part: "DemoRole") -> str:
    return f"ask {part.email} '{part.sample_query}'"


def table_of(parts: "list[DemoRole]") -> str:
    table = Table("Role", "Name", "Email", box=None, pad_edge=False)
    for part in parts:
        table.add_row(part.role, part.name, part.email)
    console = Console(width=200, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _this_command() -> str:
    """`moments` where the shell finds this very one, else the way to it from here."""
    path = Path(sys.argv[0]).resolve()
    found = shutil.which("moments")
    if path.name != "moments" or (found and Path(found).resolve() == path):
        return "moments"
    return shlex.quote(os.path.relpath(path))
