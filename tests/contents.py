"""All rows of a PostgreSQL database as text, and back in one statement: quicker than any copy of a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, Final, Protocol

Rows = Sequence[Mapping[str, Any]]


class Connection(Protocol):
    """What is asked of asyncpg's."""

    async def fetch(self, query: str) -> Rows: ...
    async def execute(self, query: str) -> str: ...


_TABLES: Final = """
    SELECT c.relname AS name, array_remove(array_agg(parent.relname), NULL) AS parents
    FROM pg_class c
    LEFT JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid
    LEFT JOIN pg_class parent ON parent.oid = f.confrelid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY c.oid, c.relname ORDER BY 1"""
_SEQUENCES: Final = """
    SELECT sequencename AS name, start_value, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"""
_SHAPE: Final = """
    SELECT concat_ws(' ', c.relname, c.relkind, c.reloptions, a.attnum, a.attname, a.atttypid, a.attnotnull,
                     a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid)) AS line
    FROM pg_class c
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'
    UNION ALL SELECT concat_ws(' ', setrole, setconfig) FROM pg_db_role_setting
    WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
    ORDER BY 1"""
_QUOTE: Final = "$of_the_tests$"


@dataclass(frozen=True, slots=True)
class Contents:
    """`rows`: of each table that has any, as JSON. `numbers`: of each sequence, the next one."""

    rows: Mapping[str, str]
    numbers: Mapping[str, int]


async def shape(connection: Connection) -> list[str]:
    """The tables, indexes, constraints and whatever else a database has besides rows."""
    return [row["line"] for row in await connection.fetch(_SHAPE)]


@dataclass(frozen=True, slots=True)
class Layout:
    """`tables`: each behind those that it refers to."""

    tables: Sequence[str]

    @classmethod
    async def of(cls, connection: Connection) -> "Layout":
        parents = {row["name"]: row["parents"] for row in await connection.fetch(_TABLES)}
        return cls(tuple(TopologicalSorter(parents).static_order()))

    async def read(self, connection: Connection) -> Contents:
        """What is committed."""
        each = (
            f"SELECT '{name}' AS name, (SELECT json_agg(t)::text FROM \"{name}\" t) AS rows" for name in self.tables
        )
        rows = await connection.fetch(" UNION ALL ".join(each)) if self.tables else ()
        numbers = await connection.fetch(_SEQUENCES)
        return Contents(
            {row["name"]: row["rows"] for row in rows if row["rows"]},
            {row["name"]: _next(row) for row in numbers},
        )

    async def write(self, connection: Connection, contents: Contents) -> None:
        """These rows and no others. It is a transaction of its own."""
        removed = [f'DELETE FROM "{name}"' for name in reversed(self.tables)]
        written = [_insert(name, contents.rows[name]) for name in self.tables if name in contents.rows]
        numbered = [f"SELECT setval('\"{name}\"', {number}, false)" for name, number in contents.numbers.items()]
        statements = ["SET LOCAL synchronous_commit = off", *removed, *written, *numbered]
        await connection.execute(f"BEGIN; {'; '.join(statements)}; COMMIT")


def _next(sequence: Mapping[str, Any]) -> int:
    last: int | None = sequence["last_value"]
    return sequence["start_value"] if last is None else last + 1


def _insert(table: str, rows: str) -> str:
    read = f'json_populate_recordset(NULL::"{table}", {_QUOTE}{rows}{_QUOTE})'
    return f'INSERT INTO "{table}" OVERRIDING SYSTEM VALUE SELECT * FROM {read}'
