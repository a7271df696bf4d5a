"""A pytest plugin: collects the tests once, then runs those that reach a guard in a fork in which it is removed.

A fork of a process that has everything imported and collected costs milliseconds, so most guards take less than a
tenth of a second.
"""

import builtins
import gc
import json
import os
import signal
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

import pytest
from _pytest.runner import runtestprotocol

from tests.conftest import ENGINES
from tests.mutation.guards import Change, Functions, Guard, announced, find_guards, removed, sources

REACHED = "__guard_reached__"


LONGEST = 20
ALIVE, MISSED, BROKEN = 0, 1, 3
"""How a fork ends: all its tests pass, one fails, or something else went wrong."""


@dataclass(slots=True)
class Coverage:
    """Of one run with every guard in place. `reached`: guard to the tests that reach it, the quickest first."""

    reached: dict[int, list[int]] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Removal:
    """`live`: the guards that no test misses. `longest`: seconds after which a test is held to hang for lack of
    the guard, which is to miss it."""

    packages: Sequence[str]
    only: Callable[[Guard], bool] = lambda _: True
    longest: int = LONGEST
    jobs: int = os.cpu_count() or 1
    guards: list[Guard] = field(default_factory=list)
    live: list[tuple[Guard, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Databases stay out: a guard is proven where it stands."""
        items[:] = [item for item in items if not _needs_a_database(item)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True
        began = time.monotonic()
        self.guards = [guard for guard in find_guards(sources(self.packages)) if self.only(guard)]
        functions = Functions(self.packages)
        gc.freeze()
        coverage = _cover(session.items, self.guards, functions)
        self.failed = [session.items[index].nodeid for index in coverage.failed]
        if not self.failed:
            self._remove_each(session.items, functions, coverage)
        self.seconds = time.monotonic() - began
        return True

    def _remove_each(self, items: Sequence[pytest.Item], functions: Functions, coverage: Coverage) -> None:
        running: dict[int, int] = {}
        waiting = list(range(len(self.guards)))
        survived: dict[int, str] = {}
        try:
            while waiting or running:
                while waiting and len(running) < self.jobs:
                    index = waiting.pop(0)
                    tests = [items[each] for each in coverage.reached.get(index, [])]
                    if tests:
                        running[_fork_without(self.guards[index], functions, tests, self.longest)] = index
                    else:
                        survived[index] = "no test reaches it"
                if running:
                    pid, status = os.wait()
                    index = running.pop(pid)
                    if _is_alive(self.guards[index], os.waitstatus_to_exitcode(status)):
                        survived[index] = f"reached by {len(coverage.reached[index])}, and none fails without it"
        finally:
            for pid in running:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        self.live = [(self.guards[index], survived[index]) for index in sorted(survived)]


def _cover(items: Sequence[pytest.Item], guards: Sequence[Guard], functions: Functions) -> Coverage:
    """In a fork too, so that what the tests leave behind is in no other run."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _quietly(lambda: _report_coverage(items, guards, functions, writer))
    os.close(writer)
    try:
        with os.fdopen(reader, "rb") as pipe:
            said = pipe.read()
    except BaseException:
        os.kill(pid, signal.SIGKILL)
        raise
    finally:
        os.waitpid(pid, 0)
    if not said:
        raise RuntimeError("The run with all guards in place came to no end.")
    found = json.loads(said)
    return Coverage({int(index): tests for index, tests in found["reached"].items()}, found["failed"])


def _report_coverage(items: Sequence[pytest.Item], guards: Sequence[Guard], functions: Functions, writer: int) -> int:
    now: set[int] = set()
    setattr(builtins, REACHED, now.add)
    by_file: dict[object, dict[Guard, Change]] = defaultdict(dict)
    for index, guard in enumerate(guards):
        by_file[guard.path][guard] = announced(REACHED, index)
    for changes in by_file.values():
        functions.change(next(iter(changes)).path, changes)
    reached: dict[int, list[tuple[float, int]]] = defaultdict(list)
    failed: list[int] = []
    for test, item in enumerate(items):
        now.clear()
        began = time.monotonic()
        if not _passes(item, items[test + 1] if test + 1 < len(items) else None):
            failed.append(test)
        for index in now:
            reached[index].append((time.monotonic() - began, test))
    order = {index: [test for _, test in sorted(tests)] for index, tests in reached.items()}
    with os.fdopen(writer, "wb") as pipe:
        pipe.write(json.dumps({"reached": order, "failed": failed}).encode())
    return 0


def _fork_without(guard: Guard, functions: Functions, tests: Sequence[pytest.Item], longest: int) -> int:
    pid = os.fork()
    if pid:
        return pid

    def run() -> int:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        functions.change(guard.path, {guard: removed})
        for test, following in zip(tests, [*tests[1:], None], strict=True):
            signal.alarm(longest)
            if not _passes(test, following):
                return MISSED
        return ALIVE

    _quietly(run)


def _needs_a_database(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return "new_database" in item.fixturenames or any(each in ENGINES for each in parameters)


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _is_alive(guard: Guard, code: int) -> bool:
    """By how the fork in which it was removed ended."""
    if code not in (ALIVE, MISSED, -signal.SIGALRM):
        raise RuntimeError(f"The tests without this guard came to no end, but to {code}: {guard}")
    return code == ALIVE


def _quietly(work: Callable[[], int]) -> NoReturn:
    """The end of a fork: of it only what went wrong reaches the terminal, and nothing what the parent does at its
    exit."""
    status, complaints = BROKEN, os.dup(2)
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        status = work()
    except BaseException:
        os.write(complaints, traceback.format_exc().encode())
    finally:
        os._exit(status)
