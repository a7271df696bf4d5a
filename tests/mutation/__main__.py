"""`python -m tests.mutation`: removes each guard and names those that no test misses.

Exits with 1 where there is one, with 2 where the tests fail or can't be collected as they are.
"""

import argparse
import sys
from collections.abc import Sequence

import pytest

from tests.mutation.removal import LONGEST, Removal

PACKAGES = ("moments.domain", "moments.application")
TESTS = ("tests/domain", "tests/application")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("guards", nargs="*", help="part of a module's name, or module:line; all without one")
    parser.add_argument("--package", action="append", help="whose guards")
    parser.add_argument("--tests", action="append", help="the tests that have to prove them")
    parser.add_argument("--longest", type=int, default=LONGEST, help="seconds that a test may take")
    asked = parser.parse_args(arguments)
    wanted: list[str] = asked.guards
    removal = Removal(
        asked.package or PACKAGES,
        longest=asked.longest,
        only=lambda guard: not wanted or any(each in f"{guard.module}:{guard.line}:" for each in wanted),
    )
    quiet = ("-qqq", "--no-header", "-p", "no:xdist", "-p", "no:cacheprovider")
    outcome = pytest.main([*quiet, *(asked.tests or TESTS)], plugins=[removal])
    return _told(removal, int(outcome))


def _told(removal: Removal, outcome: int) -> int:
    if outcome == pytest.ExitCode.INTERRUPTED:
        return 2
    if outcome not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) or not removal.guards:
        print("The tests could not be collected, or there is no such guard.")
        return 2
    for test in removal.failed:
        print(f"fails with every guard in place: {test}")
    if removal.failed:
        return 2
    for guard, why in removal.live:
        print(f"{guard}\n    {why}")
    print(f"{len(removal.guards)} guards, {len(removal.live)} live, {removal.seconds:.0f} s")
    return 1 if removal.live else 0


if __name__ == "__main__":
    sys.exit(main())
