"""Every refusal beside the domain's own says what to do now, too; the domain's are in tests/domain/test_refusals.py."""

import pytest

from moments.application.ports.errors import NotFound
from moments.domain.shared.errors import DomainError
from tests.application.refusals import EXAMPLES
from tests.architecture.test_codes import refusals
from tests.readme.refusals import (
    AT_SIGN_IN,
    FOR_PROGRAMS,
    IN_A_TEXT,
    OF_IMPORTS,
    ON_THE_COMMAND_LINE,
    Written,
    sentences,
    written,
)
from tests.ways_on import names_a_way_on

WRITTEN = written(*OF_IMPORTS, *FOR_PROGRAMS, *ON_THE_COMMAND_LINE, *AT_SIGN_IN, *IN_A_TEXT)


@pytest.mark.parametrize("error", EXAMPLES, ids=str)
def test_a_use_case_s_refusal_says_what_to_do_now(error: DomainError) -> None:
    assert names_a_way_on(str(error))


def test_every_class_of_the_use_cases_has_an_example() -> None:
    """An import's refusals have no code; their sentences are read from the source."""
    classes = {each for each in refusals() if each.__module__.startswith("moments.application.")}
    assert NotFound in classes
    assert classes - {type(each) for each in EXAMPLES} == set()


@pytest.mark.parametrize("refusal", WRITTEN, ids=lambda each: f"{each.where}: {each.sentence[:40]}")
def test_what_a_program_or_a_command_line_is_told_says_what_to_do_now(refusal: Written) -> None:
    assert names_a_way_on(refusal.sentence)
    assert "e-mail" not in refusal.sentence


def test_each_way_to_refuse_is_read_from_the_source() -> None:
    source = """
TOO_LONG = f"It has {1 + 1} parts. Send fewer."
class Strange(ClientError):
    def __init__(self) -> None:
        super().__init__("This is strange.")
raise ClientError(TOO_LONG)
fail("It failed. " "Try again.", 2)
"""
    assert sorted(sentences(source)) == ["It failed. Try again.", "It has ... parts. Send fewer.", "This is strange."]
    assert {each.where.partition("/")[0] for each in WRITTEN} >= {"cli", "edge", "graphql", "domain"}
