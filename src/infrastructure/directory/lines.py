"""A file's physical lines, numbered, of bounded length, and proven to be text."""

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Self, TextIO

from moments.infrastructure.directory.problems import ProblemCollector

MAX_LINE_LENGTH = 100_000
MAX_RECORD_LINES = 100
"""Physical lines; a quote that stays open for longer was never meant to."""

_KEPT = 1_000
"""Characters of a line that is too long: enough to say whose it is."""
_UNDECODED = re.compile("[\udc80-\udcff]")
_SAVE = 'save it from Excel as "CSV UTF-8"'
_NOT_CSV = (
    (b"\xd0\xcf\x11\xe0", "This is an old Excel workbook (.xls), or has a password: save it as .xlsx without one."),
    (b"\x1f\x8b", "This is a compressed file, not CSV: unpack it first."),
    (b"\xff\xfe", f"This is UTF-16, not UTF-8: {_SAVE}."),
    (b"\xfe\xff", f"This is UTF-16, not UTF-8: {_SAVE}."),
)


class UnreadableFile(Exception):
    """Nothing can be made of the file as a whole; the text says why."""


class RecordTooLong(Exception):
    """A quoted field runs over more lines than any record has."""


class Lines:
    """Iterates over lines with their ends, and can give back those of the present record for another try."""

    def __init__(self, stream: TextIO, notes: ProblemCollector) -> None:
        self._stream, self._notes = stream, notes
        self._returned: deque[str] = deque()
        self.overlong: set[int] = set()
        self._record: list[str] = []
        self._read = 0
        self.last_has_end = True
        """Whether the line that was read last has its end."""
        self.number = 0
        """The line last given; 0 before the first."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._record) >= MAX_RECORD_LINES:
            raise RecordTooLong
        line = self._returned.popleft() if self._returned else self._fresh()
        self.number += 1
        self._record.append(line)
        return line

    def begin_record(self) -> Self:
        self._record.clear()
        return self

    def push_back(self, kept: int) -> str:
        """Returns the present record's lines to be read again but the first `kept`, and says what the first is."""
        first, again = self._record[0] if self._record else "", self._record[kept:]
        self._returned.extendleft(reversed(again))
        self.number -= len(again)
        self._record.clear()
        return first

    def _fresh(self) -> str:
        line = self._stream.readline(MAX_LINE_LENGTH)
        if not line:
            raise StopIteration
        self._read += 1
        self.last_has_end = line[-1] in "\r\n"
        if len(line) == MAX_LINE_LENGTH and line[-1] not in "\r\n":
            self._skip_line()
            self._notes.problem(self._read, None, f"The line is longer than {MAX_LINE_LENGTH:,} characters.")
            self.overlong.add(self._read)
            line = line[:_KEPT].replace('"', "") + "\n"
        return line if line.isascii() and "\0" not in line else self._repaired(line)

    def _skip_line(self) -> None:
        while (rest := self._stream.readline(MAX_LINE_LENGTH)) and rest[-1] not in "\r\n":
            pass

    def _repaired(self, line: str) -> str:
        """The line with what is not text replaced, and a note of it, so that the rest of the row is still checked."""
        if broken := _UNDECODED.search(line):
            byte = ord(broken[0]) - 0xDC00
            self._notes.problem(self._read, None, f"The line is not UTF-8 (byte 0x{byte:02X}): {_SAVE}.")
        if "\0" in line:
            self._notes.problem(self._read, None, "The line holds a NUL byte, which is not text: remove it.")
        return _UNDECODED.sub("\ufffd", line).replace("\0", "\ufffd")


def open_text(path: Path, encoding: str) -> TextIO:
    """The file as text, undecodable bytes escaped for `Lines` to find; raises UnreadableFile."""
    try:
        with path.open("rb") as raw:
            _refuse(raw.read(4096), encoding)
        errors = "replace" if encoding == "utf-16" else "surrogateescape"
        return path.open(encoding=encoding, errors=errors, newline="")
    except OSError as trouble:
        raise UnreadableFile(f"The file cannot be read: {trouble.strerror}.") from trouble


def count_lines(path: Path) -> int:
    """About how many lines: a progress bar's end, known after one quick pass."""
    feeds = returns = 0
    with path.open("rb") as raw:
        while block := raw.read(1 << 20):
            feeds += block.count(b"\n")
            returns += block.count(b"\r")
    return feeds or returns


def _refuse(head: bytes, encoding: str) -> None:
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise UnreadableFile("The file is empty.")
    if encoding == "utf-16":
        return
    for start, reason in _NOT_CSV:
        if head.startswith(start):
            raise UnreadableFile(reason)
    if head.count(0) * 3 > len(head):
        raise UnreadableFile(f"This is UTF-16, not UTF-8: {_SAVE}.")
