"""The program in memory, new for each test."""

import pytest

from tests.application.scenario import Program, a_program


@pytest.fixture
async def program() -> Program:
    return await a_program()
