"""`python -m tests.rules`: the program's rules, the tests that prove each, and the code that names it.

Reads the rules from docs/RULES.md, the tests from pytest's own collection (`@pytest.mark.rule("CAP-2")`),
and the code from the text of src/. Exits with 1 where a rule that is due has no test, where one that need not have
any has some, or where a test names a rule there is none of; with 2 where the tests cannot be collected.
"""

import contextlib
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

OPEN: tuple[tuple[str, str], ...] = ()
"""Rules that may have no test yet, and why. An issue that builds one takes its line out: one that has tests may not
stand here, as nobody would see it lose them."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A test that claims to prove a rule."""

    rule: str
    test: str


@dataclass(slots=True)
class Table:
    """Rules beside their proofs; everything printed, and the exit code, follows from it."""

    rules: Mapping[str, str]
    """ID to the rule's words."""
    proofs: Sequence[Proof]
    code: Mapping[str, Sequence[str]] = field(default_factory=dict)
    allowed_open: Sequence[tuple[str, str]] = OPEN

    def tests_of(self, rule: str) -> list[str]:
        return list(dict.fromkeys(proof.test for proof in self.proofs if proof.rule == rule))

    def reason_open(self, rule: str) -> str | None:
        return next((reason for pattern, reason in self.allowed_open if fnmatchcase(rule, pattern)), None)

    @property
    def untested(self) -> list[str]:
        return [rule for rule in self.rules if not self.tests_of(rule)]

    @property
    def open(self) -> list[str]:
        return [rule for rule in self.untested if self.reason_open(rule)]

    @property
    def missing(self) -> list[str]:
        return [rule for rule in self.untested if not self.reason_open(rule)]

    @property
    def unknown(self) -> list[Proof]:
        return [proof for proof in self.proofs if proof.rule not in self.rules]

    @property
    def proved_though_open(self) -> list[str]:
        return [rule for rule in self.rules if self.reason_open(rule) and self.tests_of(rule)]

    @property
    def exit_code(self) -> int:
        return 1 if self.missing or self.unknown or self.proved_though_open else 0

    def lines(self) -> Iterator[str]:
        for rule, words in self.rules.items():
            yield f"{rule:8}{_shortened(words)}"
            yield from (f"        test  {test}" for test in self.tests_of(rule))
            yield from (f"        code  {file}" for file in self.code.get(rule, ()))
        yield ""
        yield from (f"open     {rule}: {self.reason_open(rule)}" for rule in self.open)
        yield from (f"UNKNOWN  {proof.rule}: named by {proof.test}" for proof in self.unknown)
        yield from (f"PROVED   {rule}: it has tests, so take it out of OPEN" for rule in self.proved_though_open)
        yield from (f"MISSING  {rule}: no test proves it" for rule in self.missing)
        yield self.summary

    @property
    def summary(self) -> str:
        proved = len(self.rules) - len(self.untested)
        tests = len({proof.test for proof in self.proofs})
        return (
            f"{len(self.rules)} rules: {proved} proved by {tests} tests, {len(self.open)} open, "
            f"{len(self.missing)} without a test; {len(self.code)} named in the code"
        )


def read_rules(markdown: str) -> dict[str, str]:
    """The rows of the tables whose first cell is an ID; one that stands there twice is refused."""
    rows = re.findall(r"^\|\s*([A-Z]+-\d+)\s*\|\s*(.*?)\s*\|", markdown, flags=re.MULTILINE)
    doubled = {rule for rule, _ in rows if [each for each, _ in rows].count(rule) > 1}
    if doubled:
        raise ValueError(f"these IDs stand in the rules twice: {', '.join(sorted(doubled))}")
    return dict(rows)


def find_in_code(rules: Iterable[str], files: Mapping[str, str]) -> dict[str, list[str]]:
    """Where the code names each rule; `files` is path to text."""
    mentions = {path: set(re.findall(r"\b[A-Z]+-\d+\b", text)) for path, text in files.items()}
    named = {rule: [path for path, ids in mentions.items() if rule in ids] for rule in rules}
    return {rule: paths for rule, paths in named.items() if paths}


class _Collector:
    """A pytest plugin that notes the rules of each test; parameters of one test count as one."""

    def __init__(self) -> None:
        self.proofs: list[Proof] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.proofs = list(dict.fromkeys(proof for item in session.items for proof in _proofs(item)))


def _proofs(item: pytest.Item) -> Iterator[Proof]:
    test = item.nodeid.split("[", 1)[0]
    for marker in item.iter_markers("rule"):
        yield from (Proof(str(rule), test) for rule in marker.args or ("(none named)",))


def collect(*arguments: str) -> list[Proof]:
    """The proofs among the tests pytest would run; raises RuntimeError with its words where it cannot."""
    collector, said = _Collector(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main(["--collect-only", "-q", "--no-header", *arguments], plugins=[collector])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(said.getvalue())
    return collector.proofs


def _shortened(words: str, width: int = 100) -> str:
    return words if len(words) <= width else words[: width - 3].rsplit(" ", 1)[0] + "..."


def main() -> int:
    rules = read_rules((ROOT / "docs" / "RULES.md").read_text(encoding="utf-8"))
    files = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py"))
    }
    try:
        proofs = collect(str(ROOT / "tests"))
    except RuntimeError as failed:
        print(f"the tests cannot be collected:\n{failed}", file=sys.stderr)
        return 2
    table = Table(rules, proofs, find_in_code(rules, files))
    print("\n".join(table.lines()))
    return table.exit_code


if __name__ == "__main__":
    sys.exit(main())
