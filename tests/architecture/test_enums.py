"""Enums of the schema are described value by value."""

from enum import Enum

import pytest
from strawberry.types.enum import has_enum_definition

from moments.graphql.shared.enums import described_enum


class Color(Enum):
    RED = "red"
    BLUE = "blue"


def test_each_value_is_described() -> None:
    described = described_enum(
        Color, description="A color.", values={Color.RED: "Red as blood.", Color.BLUE: "Blue as the sky."}, name="Paint"
    )

    assert described is Color
    assert has_enum_definition(described)
    definition = described.__strawberry_definition__
    assert (definition.name, definition.description) == ("Paint", "A color.")
    assert {value.name: value.description for value in definition.values} == {
        "RED": "Red as blood.",
        "BLUE": "Blue as the sky.",
    }


@pytest.mark.parametrize("values", [{Color.RED: "Red as blood."}, {Color.RED: "Red as blood.", Color.BLUE: ""}])
def test_a_missing_description_is_an_error(values: dict[Color, str]) -> None:
    with pytest.raises(TypeError, match="Color has no description of BLUE"):
        described_enum(Color, description="A color.", values=values)
