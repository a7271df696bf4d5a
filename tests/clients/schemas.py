"""The schema as it is, and as it was released."""

from pathlib import Path

from graphql import build_schema

FILE = Path(__file__).parents[2] / "schema.graphql"
RELEASED = Path(__file__).parent / "released.graphql"
SCHEMA = build_schema(FILE.read_text())
