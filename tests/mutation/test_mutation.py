"""The removal of guards, on a package and tests that are planted for it, and on a few guards of the program."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from tests.mutation.guards import Source, find_guards

ROOT = Path(__file__).parents[2]

PLANTED = """
    class Refused(Exception): ...

    class Door:
        is_open = True

        def check_open(self) -> None:
            if not self.is_open:
                raise Refused("closed")

        async def enter(self, name: str) -> str:
            self.check_open()
            await authorize(name)
            if name == "nobody":
                raise Refused("nobody")
            return name

        def paint(self) -> None:
            raise NotImplementedError

    async def authorize(name: str) -> None:
        if not name:
            raise Refused("no name")

    def refusals_of(name: str) -> list[str]:
        refusals: list[str] = []
        if name == "ghost":
            refusals.append("a ghost")
        return refusals

    def read(name: str) -> str:
        if len(name) > 9:
            raise Refused("too long")
        return name

    def greet(name: str) -> None:
        read(name)
        print(name)
"""
PROVING = """
    import asyncio

    import pytest

    from planted.door import Door, Refused, greet, refusals_of

    def enter(name, is_open=True):
        door = Door()
        door.is_open = is_open
        return asyncio.run(door.enter(name))

    def test_a_guest_enters():
        assert enter("guest") == "guest"

    def test_a_closed_door_is_not_entered():
        with pytest.raises(Refused, match="closed"):
            enter("guest", is_open=False)

    def test_who_has_no_name_does_not_enter():
        with pytest.raises(Refused, match="no name"):
            enter("")

    def test_nobody_does_not_enter():
        with pytest.raises(Refused, match="nobody"):
            enter("nobody")

    def test_a_ghost_is_refused():
        assert refusals_of("ghost") == ["a ghost"]

    def test_a_long_name_is_refused():
        with pytest.raises(Refused):
            greet("far too long")
"""


def plant(folder: Path, tests: str) -> None:
    (folder / "planted").mkdir()
    (folder / "planted" / "__init__.py").touch()
    (folder / "planted" / "door.py").write_text(dedent(PLANTED))
    (folder / "test_planted.py").write_text(dedent(tests))


def mutate(*arguments: str, path: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{path}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.mutation", *arguments]
    return subprocess.run(command, cwd=path, env=environment, capture_output=True, text=True, timeout=120, check=False)


def mutate_planted(folder: Path, tests: str) -> subprocess.CompletedProcess[str]:
    plant(folder, tests)
    return mutate("--package", "planted", "--tests", str(folder), path=folder)


def test_a_guard_is_what_only_refuses() -> None:
    source = Source("planted.door", Path("door.py"), ast.parse(dedent(PLANTED)))

    assert [(guard.function, guard.text) for guard in find_guards([source])] == [
        ("Door.check_open", "raise Refused('closed')"),
        ("Door.enter", "self.check_open()"),
        ("Door.enter", "await authorize(name)"),
        ("Door.enter", "raise Refused('nobody')"),
        ("authorize", "raise Refused('no name')"),
        ("refusals_of", "refusals.append('a ghost')"),
        ("read", "raise Refused('too long')"),
        ("greet", "read(name)"),
    ]


def test_where_each_guard_is_missed_none_is_live(tmp_path: Path) -> None:
    done = mutate_planted(tmp_path, PROVING)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 guards, 0 live" in done.stdout


def test_each_guard_that_no_test_misses_is_named(tmp_path: Path) -> None:
    proving = PROVING
    for proof, weaker in (
        ('enter("nobody")', 'raise Refused("nobody")'),
        ('== ["a ghost"]', "is not None"),
        ('enter("")', 'raise Refused("no name")'),
        ('greet("far too long")', "raise Refused"),
    ):
        assert proving.count(proof) == 1
        proving = proving.replace(proof, weaker)

    done = mutate_planted(tmp_path, proving)

    assert done.returncode == 1, done.stdout + done.stderr
    assert "8 guards, 6 live" in done.stdout
    for guard, why in {
        "raise Refused('nobody')": "no test reaches it",
        "refusals.append('a ghost')": "reached by 1, and none fails without it",
        "await authorize(name)": "reached by 1, and none fails without it",
        "raise Refused('no name')": "no test reaches it",
        "raise Refused('too long')": "no test reaches it",
        "read(name)": "no test reaches it",
    }.items():
        assert f"  {guard}\n    {why}\n" in done.stdout


def test_tests_that_fail_with_every_guard_in_place_prove_nothing(tmp_path: Path) -> None:
    done = mutate_planted(tmp_path, PROVING.replace('== "guest"', '== "host"'))

    assert done.returncode == 2
    assert "fails with every guard in place: test_planted.py::test_a_guest_enters" in done.stdout


def test_a_guard_without_which_the_tests_hang_is_missed(tmp_path: Path) -> None:
    plant(tmp_path, "from planted.queue import wait_for\n\ndef test_it_is_waited_for():\n    wait_for(1)\n")
    (tmp_path / "planted" / "queue.py").write_text(
        dedent(
            """
            def wait_for(turns):
                while True:
                    try:
                        check(turns)
                    except TimeoutError:
                        return
                    turns -= 1

            def check(turns):
                if turns < 0:
                    raise TimeoutError
            """
        )
    )

    done = mutate("planted.queue", "--package", "planted", "--tests", str(tmp_path), "--longest", "1", path=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 guards, 0 live" in done.stdout


def test_a_name_of_no_guard_is_a_mistake(tmp_path: Path) -> None:
    plant(tmp_path, PROVING)

    done = mutate("planted.window", "--package", "planted", "--tests", str(tmp_path), path=tmp_path)

    assert done.returncode == 2
    assert "there is no such guard" in done.stdout


def test_a_few_guards_of_the_program_are_missed() -> None:
    """The short form of `make mutate`, which takes them all."""
    tests = ("tests/application/access", "tests/application/program")
    arguments = [part for each in tests for part in ("--tests", each)]

    done = mutate("moments.application.program.office", "moments.application.program.administrators", *arguments)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 guards, 0 live" in done.stdout
