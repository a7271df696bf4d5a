"""One trouble of a directory's file, and its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileProblem:
    """`line`: where the row begins (None: the whole file). `reason`: a sentence that never quotes an evaluation, a
    discipline or a leave (ELIG-5), because reports are passed around.
    """

    file: str
    line: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}, {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"
