"""The columns as tables for docs/directory.md, from what the reader itself goes by."""

from collections.abc import Iterable

from moments.infrastructure.directory.columns import DEPARTMENT_COLUMNS, EMPLOYEE_COLUMNS, Column


def columns_markdown() -> str:
    """Both files' columns as Markdown: a heading and a table each."""
    employees, departments = _table(EMPLOYEE_COLUMNS), _table(DEPARTMENT_COLUMNS)
    return f"### EMPLOYEES.csv\n\n{employees}\n\n### DEPARTMENTS.csv\n\n{departments}\n"


def _table(columns: Iterable[Column]) -> str:
    head = ["| column | meaning | holds | required | also accepted as |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *map(_row, columns)])


def _row(column: Column) -> str:
    also = ", ".join(f"`{name}`" for name in column.aliases)
    form = f"{column.form}, at most {column.longest}" if column.form == "text" else column.form
    meaning = f"{column.meaning} (private)" if column.private else column.meaning
    return f"| `{column.name}` | {meaning} | {form} | {column.need.value} | {also} |"
