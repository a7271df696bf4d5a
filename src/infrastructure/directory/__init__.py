"""The State's directory as two files: read with every trouble named, and written again."""

from moments.infrastructure.directory.documentation import columns_markdown
from moments.infrastructure.directory.problems import BadDirectoryFile, write_problems_csv
from moments.infrastructure.directory.reader import read_directory
from moments.infrastructure.directory.writer import write_directory

__all__ = [
    "BadDirectoryFile",
    "columns_markdown",
    "read_directory",
    "write_directory",
    "write_problems_csv",
]
