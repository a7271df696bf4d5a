"""A server's garbage collector, in a process of its own: what it is told holds for all of the process."""

import subprocess
import sys

CODE = """
import gc
from moments.cli import collector
kept = [[] for _ in range(1000)]
collector.settle()
print(gc.get_freeze_count() > 1000, gc.get_threshold() == collector.THRESHOLDS)
print(any(each is kept for each in gc.get_objects()))
"""


def test_what_is_there_at_the_start_is_not_looked_through_again() -> None:
    found = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)

    assert found.stdout.split() == ["True", "True", "False"]
