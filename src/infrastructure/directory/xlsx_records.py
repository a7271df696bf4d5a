"""An Excel workbook's rows, read one after the other (docs/adr/0048-excel-workbooks.md)."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from moments.infrastructure.directory.csv_records import Record
from moments.infrastructure.directory.lines import UnreadableFile

MAX_UNPACKED = 400 * 1024 * 1024
"""Bytes; fifty thousand people with a long title each are below 60 MiB."""
MAX_ROWS, MAX_COLUMNS = 500_000, 500
_ZEROS = re.compile("0+")


def is_workbook(path: Path) -> bool:
    """By its first bytes: an upload's name says nothing."""
    try:
        with path.open("rb") as raw:
            return raw.read(4) == b"PK\x03\x04"
    except OSError:
        return False


class XlsxRecords:
    """Raises UnreadableFile where the file is none, or unpacks to more than it should. `lines` are Excel's rows."""

    ends_with_a_line = True

    def __init__(self, path: Path, sheet: str | None, header_line: int) -> None:
        from openpyxl import load_workbook  # type: ignore[import-untyped]

        _check_size(path)
        self._file = path.open("rb")  # given by its path, a file has to be called .xlsx
        try:
            self._book = load_workbook(self._file, read_only=True, data_only=True, keep_links=False)
            self._rows = self._open(sheet, header_line)
            self.header = next(self._rows, None) or _empty()
        except UnreadableFile:
            self._file.close()
            raise
        except Exception as trouble:  # openpyxl tells a damaged file in a dozen ways
            self._file.close()
            raise UnreadableFile(f"The workbook can't be read: {type(trouble).__name__}. Save it anew.") from trouble

    def __iter__(self) -> Iterator[Record]:
        try:
            yield from self._rows
        except UnreadableFile:
            raise
        except Exception as trouble:
            raise UnreadableFile(f"The workbook can't be read to its end: {type(trouble).__name__}.") from trouble

    def close(self) -> None:
        self._book.close()
        self._file.close()

    @property
    def expected(self) -> int:
        """About how many rows."""
        return self._expected

    def _open(self, name: str | None, header_line: int) -> Iterator[Record]:
        names = self._book.sheetnames
        if name is not None and name not in names:
            raise UnreadableFile(f"The workbook has no sheet {name!r}; it has {', '.join(names)}.")
        sheet: Any = self._book[name if name is not None else names[0]]
        self._expected = sheet.max_row or 0
        sheet.reset_dimensions()  # what the file says of its size need not be so
        return self._read(sheet, header_line)

    def _read(self, sheet: Any, header_line: int) -> Iterator[Record]:
        """Each row as wide as the header: Excel leaves out the empty cells at a row's end."""
        width = 0
        for line, cells in enumerate(sheet.iter_rows(), 1):
            if line > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise UnreadableFile(f"The sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns.")
            if line < header_line:
                continue
            texts = [_text(cell) for cell in cells]
            if any(text.strip() for text in texts):
                width = width or len(texts)
                texts.extend([""] * (width - len(texts)))
                yield Record(line, texts)


def _empty() -> Record:
    raise UnreadableFile("The file is empty.")


def _check_size(path: Path) -> None:
    """The archive's own figures bound what is read of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableFile("The workbook is damaged, or was cut off. Save it anew.") from None
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or len(entries) > 1_000:
        raise UnreadableFile(f"The workbook unpacks to more than {MAX_UNPACKED // (1024 * 1024)} MiB.")
    if not any(entry.filename == "[Content_Types].xml" for entry in entries):
        raise UnreadableFile("This is a compressed file, and no Excel workbook: unpack it first.")


def _text(cell: Any) -> str:
    """As Excel shows it, where that is what was meant: a day without its midnight, an id with its zeros."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        with suppress(AttributeError, TypeError):
            form = cell.number_format
            return str(value).zfill(len(form)) if _ZEROS.fullmatch(form) else str(value)
    return str(value)
