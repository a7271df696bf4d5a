"""docs/resources.md says where each sentence of the program's two documents is told to people."""

import re
from pathlib import Path

import pytest

from moments.domain.program.resources import compose
from moments.infrastructure.resources.markdown import read_markdown
from moments.infrastructure.resources.originals import ORIGINALS

pytestmark = pytest.mark.rule("WEB-3")
TOP = Path(__file__).parents[3]
ROW = re.compile(r"\| ([FH])(\d+)(?:-\1(\d+))? \| (.+) \| (.+) \|")
SENTENCES = {"F": 53, "H": 234}
"""How many there are in the questions that the office answers, and in the handbook."""
ROWS = [match.groups() for line in (TOP / "docs/resources.md").read_text().splitlines() if (match := ROW.match(line))]
PLACES = sorted(
    {place for *_, places in ROWS if not places.startswith("not for people: ") for place in places.split(", ")}
)


def said() -> set[str]:
    """Each section of the texts, and each text that says something before its first."""
    texts = {slug: compose(read_markdown(original.markdown)).text for slug, original in ORIGINALS.items()}
    sections = {f"{slug}#{each.anchor}" for slug, text in texts.items() for each in text.sections if each.blocks}
    return sections | {slug for slug, text in texts.items() if text.introduction}


def addresses() -> set[str]:
    return set(re.findall(r'path: "(/[^"]*)"', (TOP / "web/site/src/app/routes.ts").read_text()))


def rules() -> set[str]:
    return set(re.findall(r"\b[A-Z]{3,4}-\d+\b", (TOP / "docs/RULES.md").read_text()))


def test_each_sentence_has_a_row_and_one_alone() -> None:
    for document, count in SENTENCES.items():
        rows = [(int(first), int(last or first)) for of, first, last, *_ in ROWS if of == document]
        assert [n for first, last in rows for n in range(first, last + 1)] == list(range(1, count + 1))


def test_no_row_is_left_out_for_its_form() -> None:
    rows = [line for line in (TOP / "docs/resources.md").read_text().splitlines() if re.match(r"\| [FH]\d", line)]
    assert len(rows) == len(ROWS)


@pytest.mark.parametrize("place", PLACES)
def test_the_place_of_a_sentence_exists(place: str) -> None:
    name = place.strip("`")
    assert name in (rules() if place == name else addresses() if name.startswith("/") else said())


def test_each_question_of_the_site_answers_one_of_the_office_s() -> None:
    answered = {place.strip("`") for place in PLACES}
    assert {each for each in said() if each.startswith("questions#")} <= answered
