"""Databases, and an ear for their statements, as the screens' tests have them."""

from tests.infrastructure.queries.conftest import database as database
from tests.infrastructure.queries.conftest import hearing as hearing
