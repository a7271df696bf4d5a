"""docs/email.md has a row for each email, and what it says of them is so."""

import re
from pathlib import Path

import pytest

from moments.domain.email.kinds import EmailKind, Reminder
from moments.infrastructure.email.preview import previews

DOCS = Path(__file__).parents[3] / "docs"
COLUMNS = 6
ROWS = {
    cells[0].strip("`"): cells[1:]
    for line in (DOCS / "email.md").read_text("utf-8").splitlines()
    if line.startswith("| `")
    for cells in [[cell.strip() for cell in line.strip("|").split(" | ")]]
    if len(cells) == COLUMNS
}


def test_every_email_has_its_row_in_the_order_of_the_kinds() -> None:
    assert list(ROWS) == [kind.value for kind in EmailKind]


@pytest.mark.parametrize("kind", list(EmailKind), ids=lambda kind: kind.value)
def test_a_row_says_what_is_so(kind: EmailKind) -> None:
    to, when, subject, rules, muted = (cell.strip() for cell in ROWS[kind.value])
    assert to
    assert when
    assert subject == next(each.written.subject for each in previews("https://x", "a@x") if _is(each.name, kind))
    assert (muted == "yes") is (kind.value in {reminder.value for reminder in Reminder})
    known = set(re.findall(r"^\| ([A-Z]+-\d+) \|", (DOCS / "RULES.md").read_text("utf-8"), re.MULTILINE))
    assert set(rules.split(", ")) <= known


def _is(name: str, kind: EmailKind) -> bool:
    return name.partition("-")[0] == kind.value
