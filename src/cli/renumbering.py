"""The options by which an import is told who has another employee id (DIR-2)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from moments.cli.running import BAD_USAGE, fail

if TYPE_CHECKING:
    from moments.application.directory.update import Statement

Renumber = Annotated[
    list[str] | None,
    typer.Option("--renumber", metavar="OLD=NEW", help="The person with the employee id OLD has NEW now. Repeatable."),
]
TwoPeople = Annotated[
    list[str] | None,
    typer.Option("--two-people", metavar="OLD=NEW", help="NEW is somebody else than OLD, who has left. Repeatable."),
]
RenumberFile = Annotated[
    Path | None,
    typer.Option(
        exists=True, dir_okay=False, help="A CSV file of such pairs: old,new and, if need be, same_person (yes or no)."
    ),
]


def read_statements(
    renumber: Sequence[str] | None, two_people: Sequence[str] | None, file: Path | None
) -> list["Statement"]:
    """Exits with 2 for what is no pair, with the reason of each."""
    from moments.infrastructure.directory import BadDirectoryFile
    from moments.infrastructure.directory.values import BadValue

    try:
        return list(_statements(renumber or (), two_people or (), file))
    except BadValue as bad:
        fail(str(bad), BAD_USAGE)
    except BadDirectoryFile as bad:
        fail("\n".join(map(str, bad.problems)), BAD_USAGE)


def _statements(renumber: Sequence[str], two_people: Sequence[str], file: Path | None) -> Iterator["Statement"]:
    from moments.domain.participants.renumbering import Verdict
    from moments.infrastructure.directory.renumber_file import pair_of, read_pairs

    yield from (pair_of(each, Verdict.SAME_PERSON) for each in renumber)
    yield from (pair_of(each, Verdict.TWO_PEOPLE) for each in two_people)
    if file is not None:
        yield from read_pairs(file)
