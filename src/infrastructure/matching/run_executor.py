"""Where a run is worked out: never in the event loop.

NumPy releases the GIL, but building lists, figures and reasons does not, some
seconds of it at 50,000 people. In a thread they would slow every request by half for that long; so a long run has
a process, whose memory is given back with it, and which can be ended. A short one is done in a thread, as starting
a process would cost more than the work.
"""

import asyncio
import pickle
import sys
from asyncio.subprocess import PIPE
from dataclasses import dataclass

from moments.application.ports.matcher import Advance
from moments.application.ports.matching import RunRecord
from moments.infrastructure.matching.computation import ComputedRun, Task, work

SMALL = 60_000
"""Bytes of gzipped inputs, of about 2,000 people."""
_CHILD = "moments.infrastructure.matching.subprocess_main"


class WorkFailed(Exception):
    """The process came to no answer; what it said is on the log."""


@dataclass(frozen=True, slots=True)
class RunExecutor:
    """`small`: up to so many bytes of inputs a thread does it."""

    small: int = SMALL

    async def __call__(self, task: Task, advance: Advance | None = None) -> RunRecord | ComputedRun:
        """`advance`: told of the progress, which makes it a thread's work."""
        if advance is not None or len(task.inputs) <= self.small:
            return await asyncio.to_thread(work, task, advance)
        return await _in_process(task)


async def _in_process(task: Task) -> RunRecord | ComputedRun:
    process = await asyncio.create_subprocess_exec(sys.executable, "-P", "-m", _CHILD, stdin=PIPE, stdout=PIPE)
    try:
        answer, _ = await process.communicate(pickle.dumps(task))
        if process.returncode:
            raise WorkFailed(f"the matching's process ended with {process.returncode}")
        made: RunRecord | ComputedRun = await asyncio.to_thread(pickle.loads, answer)
        return made
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
