"""`moments check`: whether a server could start, and what to do where not."""

from typing import TYPE_CHECKING

import typer

from moments.cli.running import BAD_USAGE, FAILED, fail, load_settings, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from moments.infrastructure.self_check import Finding

WELL, TO_DO = "ok", "to do"


def check() -> None:
    """Check the settings, and try the database, the identity provider and the mail server, without starting.

    Nothing is changed, and no email is sent. Exits with 0 where all is well, 1 where something is to do, and 2 where
    the settings are bad; nothing else is tried then.
    """
    from moments.infrastructure.self_check import try_all
    from moments.infrastructure.settings import BadSettings

    try:
        settings = load_settings()
    except BadSettings as bad:
        for problem in bad.problems:
            typer.echo(_line(TO_DO, "Settings", problem))
        fail("Mend the settings first; then this command tries what they name.", BAD_USAGE)
    findings = run(try_all(settings))
    for each in findings:
        typer.echo(_line(WELL if each.is_well else TO_DO, each.what, each.sentence))
    if to_do := _count_to_do(findings):
        fail(
            (f"{to_do} of {len(findings)} checks found something to do. Do what their lines say, then run this again."),
            FAILED,
        )


def _line(mark: str, what: str, sentence: str) -> str:
    return f"{mark:<5}  {what}: {sentence}"


def _count_to_do(findings: "Sequence[Finding]") -> int:
    return sum(not each.is_well for each in findings)
