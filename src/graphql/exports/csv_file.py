"""CSV after RFC 4180 for spreadsheets: UTF-8 with a byte order mark, and no cell that is run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from moments.domain.program.working_hours import STATE_TIME

Cell = str | int | float | bool | date | None
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def encode_rows(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def as_text(cell: Cell) -> str:
    """Times are Central time with CST or CDT, since one hour of the year comes twice. A spreadsheet shows the
    apostrophe before a formula as text.
    """
    match cell:
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
        case datetime():
            return cell.astimezone(STATE_TIME).strftime("%Y-%m-%d %H:%M:%S %Z")
        case str():
            return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
        case _:
            return str(cell)
